import * as z from 'zod';
import { Redenformulier } from '../audit/beheer.ts';
import { AanmeldingId, KoppelingId, VerzoekId, WerknemerId } from '../ids.ts';
import { Medewerkernaam } from '../invoer/medewerker.ts';
import { addMs, DAY_MS, Tijdstip } from '../kalender/tijd.ts';

/** Access (AVG art. 15) or erasure (art. 17). */
export const VerzoekSoort = z.enum(['inzage', 'wissen']);
export type VerzoekSoort = z.infer<typeof VerzoekSoort>;

const WERKNEMER = 'Geef het werknemer-id van Nmbrs als getal; het staat in de eerste kolom van werknemers.csv.';

/** A request of one employee, as a member of staff enters it. */
export const Verzoekformulier = Redenformulier.extend({
  soort: z.enum(VerzoekSoort.options, { error: 'Kies inzage of wissen.' }),
  werknemerId: z
    .int({ error: WERKNEMER })
    .positive({ error: WERKNEMER })
    .transform((id) => WerknemerId.parse(id)),
});
export type Verzoekformulier = z.infer<typeof Verzoekformulier>;

/** What another member of staff says of it. */
export const Verzoekbesluit = Redenformulier.extend({
  besluit: z.enum(['akkoord', 'afwijzen'], { error: 'Kies akkoord of afwijzen.' }),
});
export type Verzoekbesluit = z.infer<typeof Verzoekbesluit>;

const aantal = z.int().nonnegative();

/** In how many delivered sets, comparison files and items the person was, and how many lines that were in all. */
export const VerzoekTellingen = z.strictObject({
  leveringen: aantal,
  vergelijkingen: aantal,
  items: aantal,
  regels: aantal,
});
export type VerzoekTellingen = z.infer<typeof VerzoekTellingen>;

export const NIETS_GEVONDEN: VerzoekTellingen = { leveringen: 0, vergelijkingen: 0, items: 0, regels: 0 };

const basis = z.strictObject({
  verzoekId: VerzoekId,
  koppelingId: KoppelingId,
  aanmeldingId: AanmeldingId,
  versie: z.int().nonnegative(),
  soort: VerzoekSoort,
  gevraagdOp: Tijdstip,
  /** The subject of the JWT. */
  gevraagdDoor: z.string().min(1),
  gevraagdDoorNaam: Medewerkernaam.optional(),
});
const akkoord = {
  ...{ akkoordOp: Tijdstip, akkoordDoor: z.string().min(1) },
  akkoordDoorNaam: Medewerkernaam.optional(),
};

export const WachtendVerzoek = basis.extend({ status: z.literal('wacht-op-akkoord'), werknemerId: WerknemerId });
export type WachtendVerzoek = z.infer<typeof WachtendVerzoek>;

/**
 * First everything is looked through and counted (`zoeken`), then, of an erasure, gone through again (`wissen`). `na`: in this phase
 * everything up to this key was done; absent: nothing yet.
 */
export const LopendVerzoek = basis.extend({
  status: z.literal('loopt'),
  ...akkoord,
  werknemerId: WerknemerId,
  fase: z.enum(['zoeken', 'wissen']),
  na: z.string().optional(),
  tellingen: VerzoekTellingen,
});
export type LopendVerzoek = z.infer<typeof LopendVerzoek>;

/** `werknemer` is a keyed hash of the employee's id: from here on nothing names the person. */
export const UitgevoerdVerzoek = basis.extend({
  status: z.literal('uitgevoerd'),
  ...akkoord,
  uitgevoerdOp: Tijdstip,
  werknemer: z.string().min(16),
  tellingen: VerzoekTellingen,
});
export type UitgevoerdVerzoek = z.infer<typeof UitgevoerdVerzoek>;

/** Why an erasure that was agreed to is not carried out; nothing was erased. */
export const GeweigerdVerzoek = basis.extend({
  status: z.literal('geweigerd'),
  ...akkoord,
  geweigerdOp: Tijdstip,
  code: z.enum(['werknemer-in-dienst']),
});
export type GeweigerdVerzoek = z.infer<typeof GeweigerdVerzoek>;

export const AfgewezenVerzoek = basis.extend({
  status: z.literal('afgewezen'),
  afgewezenOp: Tijdstip,
  afgewezenDoor: z.string().min(1),
  afgewezenDoorNaam: Medewerkernaam.optional(),
});

/** A request about one employee of one koppeling, in each of its states. Names the person as long as it is not over. */
export const Verzoek = z.discriminatedUnion('status', [
  WachtendVerzoek,
  LopendVerzoek,
  UitgevoerdVerzoek,
  GeweigerdVerzoek,
  AfgewezenVerzoek,
]);
export type Verzoek = z.infer<typeof Verzoek>;

export const VerzoekStatus = z.enum(Verzoek.options.map(({ shape }) => shape.status.value));

/** What every state has. */
export const basisVan = (verzoek: Verzoek) => {
  const { verzoekId, koppelingId, aanmeldingId, versie, soort, gevraagdOp, gevraagdDoor, gevraagdDoorNaam } = verzoek;
  return {
    ...{ verzoekId, koppelingId, aanmeldingId, versie: versie + 1, soort, gevraagdOp, gevraagdDoor },
    ...(gevraagdDoorNaam === undefined ? {} : { gevraagdDoorNaam }),
  };
};

/** Who agreed, and when. */
export const akkoordVan = ({
  akkoordOp,
  akkoordDoor,
  akkoordDoorNaam,
}: LopendVerzoek | UitgevoerdVerzoek | GeweigerdVerzoek) => ({
  ...{ akkoordOp, akkoordDoor },
  ...(akkoordDoorNaam === undefined ? {} : { akkoordDoorNaam }),
});

/** Within the month in which a.s.r. must answer (AVG art. 12(3)) a colleague has looked, or it is asked anew. */
export const AKKOORD_DAGEN = 30;
export const verlooptOp = ({ gevraagdOp }: Pick<Verzoek, 'gevraagdOp'>): Tijdstip =>
  addMs(gevraagdOp, AKKOORD_DAGEN * DAY_MS);
export const isVerlopen = (verzoek: Verzoek, nu: Tijdstip): boolean =>
  verzoek.status === 'wacht-op-akkoord' && verlooptOp(verzoek) <= nu;

/** For so long what was exported can be fetched. */
export const INZAGE_DAGEN = 14;
export const beschikbaarTot = ({ uitgevoerdOp }: UitgevoerdVerzoek): Tijdstip =>
  addMs(uitgevoerdOp, INZAGE_DAGEN * DAY_MS);

/** What is exported of a verzoek, and the pieces of which it is made. */
export const verzoekPrefix = (verzoekId: VerzoekId): string => `verzoeken/${verzoekId}/`;
export const inzageKey = (verzoekId: VerzoekId): string => `${verzoekPrefix(verzoekId)}inzage.json`;
export const stukkenPrefix = (verzoekId: VerzoekId): string => `${verzoekPrefix(verzoekId)}stukken/`;

/** What is hashed of an employee whose request was carried out. */
export const GEWIST = 'verzoek';
