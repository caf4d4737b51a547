import { randomUUID } from 'node:crypto';
import { Aanmeldgegevens } from '../../core/aanmelding/aanmeldgegevens.ts';
import {
  type AanmeldingMetGegevens,
  AfgemeldeAanmelding,
  AfgewezenAanmelding,
  EindigendeAanmelding,
  GecontroleerdeAanmelding,
  GerealiseerdeAanmelding,
  GoedgekeurdeAanmelding,
  HerstelNodigAanmelding,
  IngehaaldeAanmelding,
  OntvangenAanmelding,
  VervallenAanmelding,
  WachtendeAanmelding,
  WachtOpAkkoordAanmelding,
} from '../../core/aanmelding/aanmelding.ts';
import { ontvangstbewijs } from '../../core/aanmelding/afmelding.ts';
import { AuditRegel } from '../../core/audit/audit.ts';
import {
  AanmeldingId,
  KoppelingId,
  koppelingIdOf,
  TijdvakId,
  type UitwisselingId,
  uitwisselingIdOf,
  WerknemerId,
} from '../../core/ids.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import { tijdvakOf } from '../../core/kalender/tijdvak.ts';
import { Koppeling } from '../../core/koppeling/koppeling.ts';
import { Inloggegevens, InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import { type Deel, GeplandeUitwisseling, LopendeUitwisseling } from '../../core/uitwisseling/uitwisseling.ts';

// Invented people and companies. Every call makes new ids, so that tests share a table without meeting each other.

export const NU = Tijdstip.parse('2026-11-24T09:00:00.000Z');

export const newAanmeldingId = (): AanmeldingId => AanmeldingId.parse(`aan-${randomUUID()}`);
export const newKoppelingId = (): KoppelingId => KoppelingId.parse(`kop-${randomUUID()}`);
export const newAdres = (): string => `Salaris-${randomUUID()}@Duinzicht.example`;
export const newContractnummer = (): string => `T-${randomUUID().slice(0, 13).toUpperCase()}`;
export const newUitwisselingId = (): UitwisselingId =>
  uitwisselingIdOf(newKoppelingId(), TijdvakId.parse('2026-M11'), 1);

export const voorbeeldGegevens = (raamwerkcontractnummer: string): Aanmeldgegevens =>
  Aanmeldgegevens.parse({
    accountSoort: 'overkoepelend',
    salarisverwerker: { bedrijfsnaam: 'Kantoor Duinzicht', email: 'salaris@duinzicht.example' },
    werkgever: {
      bedrijfsnaam: 'Bakkerij Zonnedauw',
      raamwerkcontractnummer,
      loonheffingennummer: '123456782L01',
    },
    salarispakket: 'Nmbrs',
    nmbrs: { bedrijfsnaam: 'Bakkerij  Zonnedauw B.V.', gebruikersnaam: 'api@duinzicht.example', domein: 'duinzicht' },
    dga: [{ naam: 'Wolkje Zonnedauw', medewerkersnummer: '7' }],
    verloning: 'maandelijks',
    dertiendeMaand: false,
  });

export function ontvangenAanmelding(raamwerkcontractnummer = newContractnummer()): OntvangenAanmelding {
  const aanmeldingId = newAanmeldingId();
  return OntvangenAanmelding.parse({
    aanmeldingId,
    versie: 0,
    status: 'ontvangen',
    ontvangenOp: NU,
    gegevens: voorbeeldGegevens(raamwerkcontractnummer),
    inloggegevensRef: InloggegevensRef.parse(`voorbeeld/kandidaat/${aanmeldingId}`),
    capabilityHash: 'a1'.repeat(32),
  });
}

/** The same before its address was confirmed; taken in it is `ingenomen`. */
export const wachtend = (raamwerkcontractnummer?: string, email = newAdres()): WachtendeAanmelding => {
  const { gegevens, ...rest } = ontvangenAanmelding(raamwerkcontractnummer);
  const salarisverwerker = { ...gegevens.salarisverwerker, email };
  return WachtendeAanmelding.parse({
    ...rest,
    status: 'wacht-op-bevestiging',
    gegevens: { ...gegevens, salarisverwerker },
  });
};
export const ingenomen = (aanmelding: WachtendeAanmelding): OntvangenAanmelding =>
  OntvangenAanmelding.parse({ ...next(aanmelding), status: 'ontvangen' });

const geslaagd = {
  uitgevoerdOp: NU,
  uitkomst: 'geslaagd',
  onderdelen: {
    inloggegevens: 'goed',
    bedrijf: 'gevonden',
    verloning: 'goed',
    rechten: 'goed',
    dga: 'goed',
  },
  bedrijfId: 4411,
  rechten: [{ recht: 'List_GetAll', uitkomst: 'actief', ms: 12.5 }],
  bevindingen: [],
};
const besloten = { beoordelaar: 'beoordelaar-1', besloten: NU };

const next = <T extends { readonly versie: number }>(aanmelding: T) => ({
  ...aanmelding,
  versie: aanmelding.versie + 1,
});

export const gecontroleerd = (aanmelding: OntvangenAanmelding): GecontroleerdeAanmelding =>
  GecontroleerdeAanmelding.parse({ ...next(aanmelding), status: 'wordt-gecontroleerd' });

export const herstelNodig = (aanmelding: OntvangenAanmelding): HerstelNodigAanmelding =>
  HerstelNodigAanmelding.parse({ ...next(aanmelding), status: 'herstel-nodig', controle: geslaagd });

export const goedgekeurd = (aanmelding: OntvangenAanmelding): GoedgekeurdeAanmelding =>
  GoedgekeurdeAanmelding.parse({
    ...next(aanmelding),
    status: 'goedgekeurd',
    controle: geslaagd,
    besluit: { ...besloten, besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true },
  });

export const wachtOpAkkoord = (
  aanmelding: OntvangenAanmelding,
  uitgevoerdOp: Tijdstip = NU,
): WachtOpAkkoordAanmelding =>
  WachtOpAkkoordAanmelding.parse({
    ...next(aanmelding),
    status: 'wacht-op-akkoord',
    controle: { ...geslaagd, uitgevoerdOp },
  });

export const afgewezen = (aanmelding: OntvangenAanmelding): AfgewezenAanmelding =>
  AfgewezenAanmelding.parse({
    ...next(aanmelding),
    status: 'afgewezen',
    controle: geslaagd,
    besluit: { ...besloten, besluit: 'afwijzen', reden: 'Het contract is beëindigd.' },
  });

export const vervallen = (aanmelding: OntvangenAanmelding): VervallenAanmelding =>
  VervallenAanmelding.parse({ ...next(aanmelding), status: 'vervallen', controle: geslaagd, vervallenOp: NU });

export const ingehaald = (aanmelding: AanmeldingMetGegevens): IngehaaldeAanmelding => {
  const { aanmeldingId, ontvangenOp, gegevens, inloggegevensRef, capabilityHash, versie } = aanmelding;
  const basis = { aanmeldingId, ontvangenOp, gegevens, inloggegevensRef, capabilityHash, versie: versie + 1 };
  return IngehaaldeAanmelding.parse({ ...basis, status: 'ingehaald', ingehaaldOp: NU });
};

export const gerealiseerd = (aanmelding: GoedgekeurdeAanmelding): GerealiseerdeAanmelding =>
  GerealiseerdeAanmelding.parse({
    ...next(aanmelding),
    status: 'gerealiseerd',
    realisatiedatum: '2026-11-24',
    eersteUitwisseling: { tijdvak: tijdvakOf('maandelijks', 2026, 11), datum: '2026-12-10' },
  });

/** Being signed off, from whatever state. */
export const eindigend = ({
  aanmeldingId,
  versie,
  ontvangenOp,
  gegevens,
  inloggegevensRef,
  capabilityHash,
}: AanmeldingMetGegevens): EindigendeAanmelding =>
  EindigendeAanmelding.parse({
    ...next({ aanmeldingId, versie, ontvangenOp, gegevens, inloggegevensRef, capabilityHash }),
    status: 'wordt-afgemeld',
    afmelding: { aangevraagdOp: NU, ingangsdatum: '2026-11-24' },
  });

export const afgemeld = ({ aanmeldingId, versie, ontvangenOp, capabilityHash }: EindigendeAanmelding) =>
  AfgemeldeAanmelding.parse({
    ...next({ aanmeldingId, versie, ontvangenOp, capabilityHash }),
    status: 'afgemeld',
    ingangsdatum: '2026-11-24',
    afgemeldOp: NU,
    ontvangstbewijs: ontvangstbewijs(NU, { accountInGebruik: false, nietGeleverd: [] }),
  });

export const koppelingOf = ({ aanmeldingId, gegevens }: OntvangenAanmelding | GoedgekeurdeAanmelding): Koppeling =>
  Koppeling.parse({
    koppelingId: koppelingIdOf(aanmeldingId),
    aanmeldingId,
    versie: 0,
    status: 'actief',
    gerealiseerdOp: NU,
    accountSoort: gegevens.accountSoort,
    salarisverwerker: gegevens.salarisverwerker,
    werkgever: { bedrijfsnaam: gegevens.werkgever.bedrijfsnaam },
    nmbrs: { bedrijfId: 4411, domein: 'duinzicht', inloggegevensRef: 'voorbeeld/account/1' },
    dekkingsprofiel: 'wia',
    verloning: 'maandelijks',
    dertiendeMaand: false,
    dga: gegevens.dga,
    volgende: { tijdvakId: '2026-M11', datum: '2026-12-10' },
  });

export function geplandeUitwisseling(): GeplandeUitwisseling {
  const koppelingId = newKoppelingId();
  return GeplandeUitwisseling.parse({
    uitwisselingId: uitwisselingIdOf(koppelingId, TijdvakId.parse('2026-M11'), 1),
    koppelingId,
    tijdvakId: '2026-M11',
    datasetVersie: 1,
    versie: 0,
    status: 'gepland',
    gepland: '2026-12-10',
    deadline: '2026-12-31',
  });
}

export const lopend = (uitwisseling: GeplandeUitwisseling): LopendeUitwisseling =>
  LopendeUitwisseling.parse({
    ...next(uitwisseling),
    status: 'loopt',
    runIds: [811],
    gestartOp: NU,
    delen: 0,
    resterend: 0,
  });

/** Parts 1 to `count`: the salaries, then one employee each. */
export const delenTot = (count: number, firstWerknemerId = 1000): readonly Deel[] =>
  Array.from({ length: count }, (_, index): Deel => {
    const nummer = index + 1;
    if (nummer === 1) return { nummer, soort: 'salarissen' };
    return { nummer, soort: 'werknemers', werknemerIds: [WerknemerId.parse(firstWerknemerId + index)] };
  });

export const auditRegel = (aanmeldingId: AanmeldingId, wat = 'voorbeeld.gebeurd', op: string = NU): AuditRegel =>
  AuditRegel.parse({ aanmeldingId, op, wie: 'systeem', wat });

export const TOKEN = 'geheim-token-0123456789abcdef';

export const inloggegevens = (over: { domein?: string; gebruikersnaam?: string; apiToken?: string } = {}) =>
  Inloggegevens.parse({
    domein: `kantoor-${randomUUID()}`,
    gebruikersnaam: 'api@duinzicht.example',
    apiToken: TOKEN,
    ...over,
  });
