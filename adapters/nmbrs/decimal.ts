import { Decimaal } from '../../core/nmbrs/gegevensset.ts';
import { textOf } from './soap/fields.ts';
import { unreadable } from './soap/trouble.ts';
import type { XmlElement } from './soap/xml.ts';

/** A decimal as `digits` × 10^-`scale`: exact, never a binary float. */
interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

/** The decimal in this field as written (`8.60` stays `8.60`), spelled as a `Decimaal`: no plus sign, no bare dot. */
export function decimalOf(parent: XmlElement, name: string): Decimaal | undefined {
  const text = textOf(parent, name);
  if (text === undefined) return undefined;
  const decimal = toDecimaal(text);
  if (decimal === undefined) throw unreadable(`${name} is not a decimal`);
  return decimal;
}

/** At most 40 digits: an xs:decimal of .NET has 29. */
export function toDecimaal(text: string): Decimaal | undefined {
  const match = /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const number = fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`;
  return Decimaal.parse(sign === '-' ? `-${number}` : number);
}

export function sumOf(decimals: readonly Decimaal[]): Decimaal {
  const terms = decimals.map(scaled);
  const scale = Math.max(0, ...terms.map((term) => term.scale));
  const digits = terms.reduce((sum, term) => sum + term.digits * 10n ** BigInt(scale - term.scale), 0n);
  return spelled({ digits, scale });
}

export function halfOf(decimal: Decimaal): Decimaal {
  const { digits, scale } = scaled(decimal);
  return spelled({ digits: digits * 5n, scale: scale + 1 });
}

export function hundredthOf(decimal: Decimaal): Decimaal {
  const { digits, scale } = scaled(decimal);
  return spelled({ digits, scale: scale + 2 });
}

/** The same number without trailing zeros. */
export const shortestOf = (decimal: Decimaal): Decimaal => spelled(scaled(decimal));

export const isZero = (decimal: Decimaal): boolean => scaled(decimal).digits === 0n;

export function isAtMost(decimal: Decimaal, limit: Decimaal): boolean {
  const [left, right] = [scaled(decimal), scaled(limit)];
  return left.digits * 10n ** BigInt(right.scale) <= right.digits * 10n ** BigInt(left.scale);
}

function scaled(decimal: Decimaal): Scaled {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function spelled({ digits, scale }: Scaled): Decimaal {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return Decimaal.parse(`${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`);
}
