import type * as z from 'zod';
import { wisbewijs } from '../../../core/aanmelding/afmelding.ts';
import { HUIDIGE_TEKSTVERSIE } from '../../../core/aanmelding/machtiging.ts';
import { AuditRegel, schakelOf } from '../../../core/audit/audit.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { RECHTEN_PER_SERVICE, RechtService } from '../../../core/nmbrs/rechten.ts';
import { sha256 } from '../../node/sha256.ts';
import { ID } from './examples-sign-up.ts';
import { eersteTijdvak, gegevens, machtiging } from './examples-status.ts';
import type { ANSWERS, REQUESTS } from './schemas.ts';

type Request<Name extends keyof typeof REQUESTS> = z.input<(typeof REQUESTS)[Name]>;
type Answer<Name extends keyof typeof ANSWERS> = z.input<(typeof ANSWERS)[Name]>;

const SINDS = '2026-11-24T09:00:05.000Z';
const BEOORDELAAR = 'e2b7c1d4-0000-4000-8000-00000000a001';

export const werkvoorraad = {
  aanmeldingen: [
    {
      aanmeldingId: ID,
      status: 'wacht-op-akkoord',
      sinds: SINDS,
      dagenOpen: 1,
      werkgever: gegevens.werkgever,
      salarisverwerker: gegevens.salarisverwerker,
      accountSoort: 'overkoepelend',
      verloning: 'maandelijks',
      tweedeAkkoord: true,
    },
  ],
  volgende: 'eyJzdGF0dXMiOiJ3YWNodC1vcC1ha2tvb3JkIn0.0123456789abcdef',
} satisfies Answer<'Werkvoorraad'>;

const voorgesteld = {
  besluit: 'goedkeuren',
  dekkingsprofiel: 'wia',
  huidigTijdvakMeenemen: true,
  toelichting: 'Polis nagekeken.',
  beoordelaar: BEOORDELAAR,
  besloten: '2026-11-25T10:00:00.000Z',
} satisfies Answer<'Voorstel'>['voorgesteld'];

export const dossier = {
  aanmeldingId: ID,
  status: 'wacht-op-akkoord',
  ontvangenOp: '2026-11-24T09:00:00.000Z',
  gegevens,
  machtiging,
  controle: {
    uitgevoerdOp: SINDS,
    uitkomst: 'geslaagd',
    onderdelen: {
      inloggegevens: 'goed',
      bedrijf: 'gevonden',
      verloning: 'goed',
      rechten: 'goed',
      dga: 'niet-van-toepassing',
    },
    bedrijfId: 41_001,
    rechten: RechtService.options.flatMap((service) =>
      RECHTEN_PER_SERVICE[service].map((recht) => ({ recht, uitkomst: 'actief' as const, ms: 38 })),
    ),
    bevindingen: [],
  },
  voorgesteld,
  sinds: SINDS,
  dagenOpen: 1,
  berichten: [
    { soort: 'ontvangen', op: '2026-11-24T09:00:01.000Z' },
    {
      soort: 'akkoord-gevraagd',
      op: '2026-11-24T09:00:06.000Z',
      bezorging: 'geweigerd',
      bezorgingOp: '2026-11-24T09:00:06.000Z',
      vervolg: 'beantwoord',
    },
  ],
  kan: ['goedkeuren', 'afwijzen', 'toegang-geven', 'stand-mailen'],
  tot: '2026-12-24',
  tijdlijn: [
    {
      nummer: 1,
      op: '2026-11-24T09:00:00.000Z',
      wie: 'salarisverwerker',
      wat: 'aanmelding.ontvangen',
      waarom: `machtigingstekst ${HUIDIGE_TEKSTVERSIE}`,
    },
    { nummer: 2, op: '2026-11-24T09:00:01.000Z', wie: 'systeem', wat: 'controle.gestart' },
    { nummer: 3, op: SINDS, wie: 'systeem', wat: 'controle.geslaagd' },
    { nummer: 4, op: '2026-11-24T09:00:06.000Z', wie: 'systeem', wat: 'akkoord.gevraagd' },
    {
      nummer: 5,
      op: '2026-11-25T10:00:00.000Z',
      wie: `beoordelaar:${BEOORDELAAR}`,
      wat: 'besluit.voorgesteld',
      waarom: 'dekkingsprofiel wia, huidig tijdvak mee',
    },
  ],
} satisfies Answer<'Dossier'>;

export const voorstel = {
  aanmeldingId: ID,
  vandaag: '2026-11-25',
  varianten: [
    {
      huidigTijdvakMeenemen: true,
      tijdvak: eersteTijdvak,
      datum: '2026-12-10',
      deadline: '2026-12-31',
      stappen: [
        'Het akkoord valt op woensdag 25 november 2026, in november 2026. Dat tijdvak gaat mee: de eerste uitwisseling gaat over november 2026.',
        'Het tijdvak eindigt op maandag 30 november 2026; 10 kalenderdagen later is het donderdag 10 december 2026.',
        'Dat is een werkdag.',
        'De uiterste aangiftedatum is 31 december 2026; de eerste uitwisseling is daarvóór of op die dag, dus op donderdag 10 december 2026.',
      ],
    },
    {
      huidigTijdvakMeenemen: false,
      tijdvak: {
        tijdvakId: '2026-M12',
        verloning: 'maandelijks',
        jaar: 2026,
        nummer: 12,
        begin: '2026-12-01',
        eind: '2026-12-31',
      },
      datum: '2027-01-11',
      deadline: '2027-01-31',
      stappen: [
        'Het akkoord valt op woensdag 25 november 2026, in november 2026. Dat tijdvak gaat niet mee: het eerste volledige tijdvak na het akkoord is december 2026.',
        'Het tijdvak eindigt op donderdag 31 december 2026; 10 kalenderdagen later is het zondag 10 januari 2027.',
        'Dat is geen werkdag (zondag); de eerste werkdag erna is maandag 11 januari 2027.',
        'De uiterste aangiftedatum is 31 januari 2027; de eerste uitwisseling is daarvóór of op die dag, dus op maandag 11 januari 2027.',
      ],
    },
  ],
  voorgesteld,
} satisfies Answer<'Voorstel'>;

export const goedkeuren = {
  besluit: 'goedkeuren',
  dekkingsprofiel: 'wia',
  huidigTijdvakMeenemen: true,
  toelichting: 'Polis nagekeken.',
} satisfies Request<'Besluitformulier'>;

export const goedkeurenOpDatum = {
  besluit: 'goedkeuren',
  dekkingsprofiel: 'verzuim',
  huidigTijdvakMeenemen: true,
  afwijkendeDatum: { datum: '2026-12-15', reden: 'De werkgever verwerkt november later.' },
} satisfies Request<'Besluitformulier'>;

export const afwijzen = {
  besluit: 'afwijzen',
  reden: 'Dit raamwerkcontract is beëindigd.',
} satisfies Request<'Besluitformulier'>;

export const goedgekeurd = {
  aanmeldingId: ID,
  status: 'goedgekeurd',
  eersteUitwisseling: '2026-12-10',
  eersteTijdvak,
} satisfies Answer<'Besluitantwoord'>;

export const afgewezen = { aanmeldingId: ID, status: 'afgewezen' } satisfies Answer<'Besluitantwoord'>;

export const tweedeNodig = {
  aanmeldingId: ID,
  status: 'wacht-op-akkoord',
  tweedeAkkoord: { nodig: true, voorgesteldDoor: BEOORDELAAR, voorgesteldOp: '2026-11-25T10:00:00.000Z' },
  eersteUitwisseling: '2026-12-10',
  eersteTijdvak,
  watNu:
    'Bij dit dekkingsprofiel gaat het burgerservicenummer mee. Een tweede beoordelaar moet hetzelfde akkoord geven.',
} satisfies Answer<'Besluitvoorstel'>;

const regel = (tijd: string, wie: string, wat: string) =>
  AuditRegel.parse({ aanmeldingId: ID, op: `2026-11-24T${tijd}.000Z`, wie, wat });
const eerste = schakelOf(regel('09:00:00', 'salarisverwerker', 'aanmelding.ontvangen'), undefined, sha256);
const tweede = schakelOf(regel('09:00:01', 'systeem', 'controle.gestart'), eerste, sha256);

/** A chain that holds: `npm run audit -- verify` takes it. */
export const audit = { aanmeldingId: AanmeldingId.parse(ID), regels: [eerste, tweede] } satisfies Answer<'Auditspoor'>;

export const wissen = {
  reden: 'De contactpersoon vraagt om wissing van zijn gegevens; dossier 2026-114.',
} satisfies Request<'Redenformulier'>;

export const gewist = {
  aanmeldingId: ID,
  status: 'afgemeld',
  watNu: 'De gegevens zijn gewist. Wat nog even in reservekopieën staat en tot wanneer, zegt het ontvangstbewijs.',
  ontvangstbewijs: wisbewijs(Tijdstip.parse('2026-12-02T10:00:00.000Z')),
} satisfies Answer<'Wisantwoord'>;
