/**
 * The elfproef of nine digits, as a BSN and a loonheffingennummer have it: the sum of (9 - i) x digit i over the first eight, modulo 11,
 * is the ninth; 10 cannot be.
 */
export function passesElfproef(digits: string): boolean {
  const values = [...digits].map(Number);
  const sum = values.slice(0, 8).reduce((total, digit, index) => total + (9 - index) * digit, 0);
  return sum % 11 === values[8];
}
