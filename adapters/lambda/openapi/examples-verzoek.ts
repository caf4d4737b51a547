import type * as z from 'zod';
import { AanmeldingId, koppelingIdOf, verzoekIdOf, WerknemerId } from '../../../core/ids.ts';
import { addMs, Tijdstip } from '../../../core/kalender/tijd.ts';
import { NIETS_GEVONDEN, type Verzoek } from '../../../core/verzoek/verzoek.ts';
import { presentVerzoek } from '../../../core/weergave/present-verzoek.ts';
import { ID } from './examples-sign-up.ts';
import type { ANSWERS, REQUESTS } from './schemas.ts';

type Request<Name extends keyof typeof REQUESTS> = z.input<(typeof REQUESTS)[Name]>;
type Answer<Name extends keyof typeof ANSWERS> = z.input<(typeof ANSWERS)[Name]>;

const aanmeldingId = AanmeldingId.parse(ID);
const koppelingId = koppelingIdOf(aanmeldingId);
const verzoekId = verzoekIdOf(koppelingId, AanmeldingId.parse('aan-00000000-0000-4000-8000-5f0c3a9d1b27'));
const werknemerId = WerknemerId.parse(52_000_17);
const op = Tijdstip.parse('2027-03-02T09:00:00.000Z');
const later = Tijdstip.parse('2027-03-02T13:00:00.000Z');

const kern = {
  ...{ verzoekId, koppelingId, aanmeldingId, versie: 0, gevraagdOp: op },
  soort: 'wissen',
  gevraagdDoor: 'e2b7c1d4-0000-4000-8000-00000000a001',
} as const;
const eens = { akkoordOp: later, akkoordDoor: 'e2b7c1d4-0000-4000-8000-00000000a002' };
const tellingen = { leveringen: 3, vergelijkingen: 4, items: 2, regels: 14 };

export const inzageVragen = {
  soort: 'inzage',
  werknemerId,
  reden: 'Brief van 1 maart 2027, dossier 2027-031.',
} satisfies Request<'Verzoekformulier'>;
export const wissenVragen = { ...inzageVragen, soort: 'wissen' } satisfies Request<'Verzoekformulier'>;
export const akkoord = {
  besluit: 'akkoord',
  reden: 'Identiteit vastgesteld; het nummer klopt met de brief.',
} satisfies Request<'Verzoekbesluit'>;
export const afwijzen = {
  besluit: 'afwijzen',
  reden: 'Het nummer is van een ander.',
} satisfies Request<'Verzoekbesluit'>;

/** As a colleague of who asked reads it, a little later. */
const present = (verzoek: Verzoek) =>
  presentVerzoek(verzoek, { nu: addMs(later, 3_600_000), beoordelaar: eens.akkoordDoor });

export const wacht = present({ ...kern, status: 'wacht-op-akkoord', werknemerId }) satisfies Answer<'Verzoek'>;
export const loopt = present({
  ...kern,
  ...eens,
  ...{ status: 'loopt', werknemerId, fase: 'zoeken', tellingen: NIETS_GEVONDEN },
}) satisfies Answer<'Verzoek'>;
export const gewist = present({
  ...kern,
  ...eens,
  ...{ status: 'uitgevoerd', uitgevoerdOp: later, tellingen, werknemer: 'Vx0w2m1m3Yh1uJ6c' },
}) satisfies Answer<'Verzoek'>;
export const geweigerd = present({
  ...kern,
  ...eens,
  ...{ status: 'geweigerd', geweigerdOp: later, code: 'werknemer-in-dienst' },
}) satisfies Answer<'Verzoek'>;
export const afgewezen = present({
  ...kern,
  ...{ status: 'afgewezen', afgewezenOp: later, afgewezenDoor: eens.akkoordDoor },
}) satisfies Answer<'Verzoek'>;

export const inzage = {
  ...{ verzoekId, koppelingId, werknemerId, opgemaaktOp: later },
  bestanden: [
    {
      plaats: `leveringen/${koppelingId}/2027-M01/v1/`,
      bewaardTot: '2028-03-16',
      bestanden: { 'mutaties.ndjson': [{ soort: 'uit-dienst', werknemerId, ingangsdatum: '2027-01-31' }] },
    },
  ],
  register: [],
  reservekopieen: { database: '2027-04-06', bestanden: '2027-03-09' },
} satisfies Answer<'Inzage'>;
