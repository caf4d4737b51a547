/** The one spelling of a decimal: no plus sign, no zeros that say nothing, no minus before zero. `3000.00` is `3000`. */
export function kortsteSpelling(decimaal: string): string {
  const [whole = '', fraction = ''] = decimaal.replace(/^[+-]/, '').split('.');
  const [integer, rest] = [whole.replace(/^0+(?=\d)/, ''), fraction.replace(/0+$/, '')];
  const digits = rest === '' ? integer : `${integer}.${rest}`;
  return decimaal.startsWith('-') && digits !== '0' ? `-${digits}` : digits;
}
