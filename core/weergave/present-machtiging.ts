import * as z from 'zod';
import { Machtiging, machtigingstekstOf } from '../aanmelding/machtiging.ts';

/** What {@link presentMachtiging} gives; `tekst` is absent only while a newer version is being deployed. */
export const Machtigingsverslag = z.strictObject({
  uitleg: z.string(),
  verklaring: Machtiging.extend({ tekst: z.string().optional() }).optional(),
});
export type Machtigingsverslag = z.infer<typeof Machtigingsverslag>;

/** Who declared that the office may act for the werkgever, when, and in which words; or in words that nobody did. */
export function presentMachtiging(machtiging: Machtiging | undefined): Machtigingsverslag {
  if (machtiging === undefined) return { uitleg: NOT_RECORDED };
  const tekst = machtigingstekstOf(machtiging.tekstversie);
  return { uitleg: RECORDED, verklaring: { ...machtiging, ...(tekst === undefined ? {} : { tekst }) } };
}

const RECORDED = 'Bij het aanmelden heeft het kantoor verklaard dat de werkgever het heeft gemachtigd.';
const NOT_RECORDED =
  'Van deze aanmelding is geen machtiging vastgelegd, omdat zij is gedaan voordat wij daarom vroegen. a.s.r. kan het kantoor om de machtiging van de werkgever vragen.';
