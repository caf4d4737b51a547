import * as z from 'zod';
import { AanmeldingId, type BedrijfId } from '../ids.ts';
import { BewaardContractnummer } from './aanmeldgegevens.ts';
import {
  type Aanmelding,
  GerealiseerdeAanmelding,
  GoedgekeurdeAanmelding,
  WachtOpAkkoordAanmelding,
} from './aanmelding.ts';

/** A company as Nmbrs knows it: the same one whoever looks, whatever it was signed up under. */
export interface NmbrsBedrijf {
  readonly domein: string;
  readonly bedrijfId: BedrijfId;
}

/** One whose controle passed, and that has not ended: it says which company it is about. */
export type GeslaagdeAanmelding = WachtOpAkkoordAanmelding | GoedgekeurdeAanmelding | GerealiseerdeAanmelding;

const STATUS = z.enum([
  WachtOpAkkoordAanmelding.shape.status.value,
  GoedgekeurdeAanmelding.shape.status.value,
  GerealiseerdeAanmelding.shape.status.value,
]);

export const isGeslaagd = (found: Aanmelding | undefined): found is GeslaagdeAanmelding =>
  STATUS.safeParse(found?.status).success;

export const bedrijfVan = ({ gegevens, controle }: GeslaagdeAanmelding): NmbrsBedrijf => ({
  domein: gegevens.nmbrs.domein,
  bedrijfId: controle.bedrijfId,
});

/** Both in one text, to compare by. */
export const bedrijfInOne = ({ domein, bedrijfId }: NmbrsBedrijf): string => `${domein}|${bedrijfId}`;

/** Another aanmelding of the same company in Nmbrs. Its loonheffingennummer is compared, and never shown. */
export const AndereVanBedrijf = z.strictObject({
  aanmeldingId: AanmeldingId,
  status: STATUS,
  raamwerkcontractnummer: BewaardContractnummer,
  anderLoonheffingennummer: z.boolean(),
});
export type AndereVanBedrijf = z.infer<typeof AndereVanBedrijf>;

/** That a company is signed up more than once, in words, and whether an akkoord must say why. */
export const ZelfdeBedrijf = z.strictObject({
  tekst: z.string(),
  redenNodig: z.boolean(),
  andere: z.array(AndereVanBedrijf).readonly(),
});
export type ZelfdeBedrijf = z.infer<typeof ZelfdeBedrijf>;

export const andereVan = (own: GeslaagdeAanmelding, other: GeslaagdeAanmelding): AndereVanBedrijf => ({
  ...{ aanmeldingId: other.aanmeldingId, status: other.status },
  raamwerkcontractnummer: other.gegevens.werkgever.raamwerkcontractnummer,
  anderLoonheffingennummer: other.gegevens.werkgever.loonheffingennummer !== own.gegevens.werkgever.loonheffingennummer,
});

/** One company under two loonheffingennummers is nearly always a slip: the data of one werkgever would go to another. */
export const needsReden = (andere: readonly AndereVanBedrijf[]): boolean =>
  andere.some(({ anderLoonheffingennummer }) => anderLoonheffingennummer);

/** Both are exchanged, for two loonheffingennummers, and neither akkoord says why. */
export const isOnverklaard = (own: GeslaagdeAanmelding, other: GeslaagdeAanmelding): boolean =>
  own.status === 'gerealiseerd' &&
  other.status === 'gerealiseerd' &&
  andereVan(own, other).anderLoonheffingennummer &&
  own.besluit.zelfdeBedrijf === undefined &&
  other.besluit.zelfdeBedrijf === undefined;

/** `undefined`: it is signed up once. */
export function zelfdeBedrijfIn(andere: readonly AndereVanBedrijf[]): ZelfdeBedrijf | undefined {
  if (andere.length === 0) return undefined;
  const redenNodig = needsReden(andere);
  const zinnen = [...overContracten(andere), redenNodig ? ANDER_NUMMER : ZELFDE_NUMMER];
  return { tekst: zinnen.join(' '), redenNodig, andere };
}

const ANDER_NUMMER =
  'Daar hoort een ander loonheffingennummer bij: controleer of dit wel het bedrijf van deze werkgever is. Goedkeuren kan alleen met een reden.';
const ZELFDE_NUMMER = 'Het loonheffingennummer is hetzelfde.';

/** Of those that are exchanged, and of those that may come to be. */
function overContracten(andere: readonly AndereVanBedrijf[]): readonly string[] {
  const gekoppeld = andere.filter(({ status }) => status === 'gerealiseerd');
  const aangemeld = andere.filter(({ status }) => status !== 'gerealiseerd');
  return [
    ...(gekoppeld.length === 0 ? [] : [`Dit Nmbrs-bedrijf is al gekoppeld onder ${contracten(gekoppeld)}.`]),
    ...(aangemeld.length === 0 ? [] : [`Dit Nmbrs-bedrijf is ook aangemeld onder ${contracten(aangemeld)}.`]),
  ];
}

const contracten = (andere: readonly AndereVanBedrijf[]): string =>
  contractenInWoorden(andere.map(({ raamwerkcontractnummer }) => raamwerkcontractnummer));

/** `contract RC-1`, or `de contracten RC-1, RC-2 en RC-3` */
export function contractenInWoorden(alle: readonly string[]): string {
  const nummers = [...new Set(alle)].sort();
  return `${nummers.length === 1 ? 'contract' : 'de contracten'} ${opsomming(nummers)}`;
}

/** `a`, `a en b`, `a, b en c` */
const opsomming = (delen: readonly string[]): string =>
  [delen.slice(0, -1).join(', '), ...delen.slice(-1)].filter((deel) => deel !== '').join(' en ');
