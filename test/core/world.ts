import { createMemoryAgenda } from '../../adapters/memory/agenda.ts';
import { createMemoryGebeurtenissen } from '../../adapters/memory/gebeurtenissen.ts';
import { createMemoryIdentiteit } from '../../adapters/memory/identiteit.ts';
import { createMemoryKlok } from '../../adapters/memory/klok.ts';
import { createMemoryKluis } from '../../adapters/memory/kluis.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { createMemoryLoginteller } from '../../adapters/memory/loginteller.ts';
import { createMemoryNazorg } from '../../adapters/memory/nazorg.ts';
import { createMemoryOpslag } from '../../adapters/memory/opslag.ts';
import {
  createMemoryPayroll,
  type MemoryBedrijf,
  type MemoryPayrollWorld,
  type MemoryWerknemer,
} from '../../adapters/memory/payroll.ts';
import { createMemoryPost } from '../../adapters/memory/post.ts';
import { createMemoryRegistratie } from '../../adapters/memory/registratie.ts';
import { createMemoryUitval } from '../../adapters/memory/uitval.ts';
import { createMemoryVerloop } from '../../adapters/memory/verloop.ts';
import { createMemoryWachtrij } from '../../adapters/memory/wachtrij.ts';
import type { Registratie } from '../../adapters/registratie.ts';
import type { ConfirmAanvraagDeps } from '../../core/aanvraag/confirm-aanvraag.ts';
import { mailKantoorcode } from '../../core/aanvraag/mail-kantoorcode.ts';
import { type AanmeldingId, Capability, type KantoorId } from '../../core/ids.ts';
import { settleAanmelding } from '../../core/naloop/settle-aanmelding.ts';
import { Dienstverband, LooncodeRegel, SalarisRegel, WerknemerGegevens } from '../../core/nmbrs/gegevensset.ts';
import { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import { Bedrijf, PayrollTijdvak, Run, WerknemerVermelding } from '../../core/nmbrs/payroll.ts';
import { STANDAARD_LOONCODES } from '../../core/ophalen/looncodes.ts';
import { kantoorIdOf } from '../../core/toegang/identify-kantoor.ts';
import { bevestigdKantoor } from '../../core/toegang/kantoor.ts';
import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';
import { impossibleBsn } from '../../local/nmbrs-simulator/fantasy.ts';
import { GOOD_FORM, TOKEN } from './aanmeldformulier.ts';

export const ASSESSORS = 'beoordeling@asr.example';
export const ESCALATIE = 'escalatie@asr.example';
/** The BSN of employee 7: a canary that may be found in the data set only, by profile. */
export const BSN = '999999990';
/** Those of the others, each another one. */
const BSNS = Array.from({ length: 2_000 }, (_, index) => impossibleBsn(index + 1));
export const bsnOf = (werknemerId: number): string =>
  werknemerId === 7 ? BSN : (BSNS[werknemerId % BSNS.length] ?? '');

/** Employee 7 of the company is its DGA; the others have numbers of their own. */
export const werknemer = (werknemerId: number, over: Partial<MemoryWerknemer> = {}): MemoryWerknemer => ({
  vermelding: WerknemerVermelding.parse({
    werknemerId: 1000 + werknemerId,
    personeelsnummer: String(werknemerId),
    naam: werknemerId === 7 ? 'Zonnedauw, W.' : `Sterrenstof, S.${werknemerId}`,
  }),
  soort: 'in-dienst',
  dienstverbanden: [Dienstverband.parse({ begin: '2020-01-01' })],
  salarissen: [
    SalarisRegel.parse({ bedrag: `${werknemerId}000.00`, soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' }),
  ],
  gegevens: WerknemerGegevens.parse({
    persoon: { achternaam: `Sterrenstof-${werknemerId}`, geslacht: 'onbekend', geboortedatum: '1990-01-01' },
    bsn: bsnOf(werknemerId),
    contracten: [{ contractId: 1, soort: 'onbepaalde-tijd', begin: '2020-01-01' }],
    adressen: [{ soort: 'woonadres', plaats: 'Sterrenstad' }],
    rooster: { urenPerWeek: '40' },
    verzekering: { sector: '45' },
    bankrekeningen: [{ soort: 'Standaard', iban: 'NL00STER0000000000' }],
  }),
  looncodes: [LooncodeRegel.parse({ runId: 811, code: 1000, omschrijving: 'Salaris', waarde: '100.00' })],
  ...over,
});

export const run = (runId: number, over: Partial<Run> = {}): Run =>
  Run.parse({ runId, nummer: runId - 800, jaar: 2026, tijdvakVan: 11, tijdvakTot: 11, vergrendeld: true, ...over });

export const bedrijf = (over: Partial<Bedrijf> = {}): Bedrijf =>
  Bedrijf.parse({ bedrijfId: 4411, nummer: 1, naam: GOOD_FORM.nmbrs.bedrijfsnaam, verloning: 'maandelijks', ...over });

/** The run of November is drawn and locked, so that Nmbrs is in December, as it is on the day of each exchange. */
export const company = (over: Partial<MemoryBedrijf> = {}): MemoryBedrijf => ({
  bedrijf: bedrijf(),
  tijdvak: PayrollTijdvak.parse({ jaar: 2026, nummer: 12, verloning: 'maandelijks' }),
  runs: [run(811)],
  werknemers: [werknemer(1), werknemer(2), werknemer(7)],
  ...over,
});

export const inloggegevens = (apiToken: string = TOKEN): Inloggegevens =>
  Inloggegevens.parse({ domein: GOOD_FORM.nmbrs.domein, gebruikersnaam: GOOD_FORM.nmbrs.gebruikersnaam, apiToken });

/** What the office of the good form shows to sign up without confirming its address once more. */
export const KANTOORSLEUTEL = Capability.parse('kantoorsleutel-'.padEnd(43, '0'));

/** The office of this address confirmed it, and shows it with `KANTOORSLEUTEL`. */
export async function knowKantoor(
  { registratie, identiteit, klok }: Pick<ConfirmAanvraagDeps, 'registratie' | 'identiteit' | 'klok'>,
  email: string = GOOD_FORM.salarisverwerker.email,
): Promise<void> {
  const kantoorId = kantoorIdOf(identiteit, email);
  await registratie.storeKantoor(bevestigdKantoor(kantoorId, identiteit.hash(KANTOORSLEUTEL), klok.now()));
}

/**
 * All ports of the core on their memory twins, and a payroll package in which the good form passes. As the handleiding asks:
 * the calls for a whole company are not active.
 */
export function createWorld(over: Partial<MemoryPayrollWorld> = {}) {
  const nmbrs: MemoryPayrollWorld = {
    bedrijven: [company()],
    inloggegevens: inloggegevens(),
    bedrijfsbreed: [],
    perTijdvak: [],
    runRapport: false,
    ...over,
  };
  const klok = createMemoryKlok();
  const identiteit = createMemoryIdentiteit();
  const registratie: Registratie & Verzoeken = createMemoryRegistratie();
  void knowKantoor({ registratie, identiteit, klok });
  const world = {
    nmbrs,
    gateway: createMemoryPayroll(nmbrs),
    registratie,
    // Made before: who tries again after a crash makes the same fingerprints.
    kluis: createMemoryKluis({
      sleutels: { vingerafdruk: 'sleutel-van-de-tests', referentie: 'referentie-van-de-tests' },
    }),
    loginteller: createMemoryLoginteller(),
    nazorg: createMemoryNazorg(look, mail),
    verloop: createMemoryVerloop(),
    agenda: createMemoryAgenda(),
    opslag: createMemoryOpslag(klok.now),
    gebeurtenissen: createMemoryGebeurtenissen(),
    post: createMemoryPost(),
    uitval: createMemoryUitval(),
    wachtrij: createMemoryWachtrij(),
    klok,
    identiteit,
    logboek: createMemoryLogboek(),
    looncodes: STANDAARD_LOONCODES,
    assessors: ASSESSORS,
    escalatie: ESCALATIE,
    ontvangstBinnenUren: 0,
  };
  // As behind a queue: who asked does not hear how it went.
  async function look(aanmeldingId: AanmeldingId): Promise<void> {
    await settleAanmelding(world, aanmeldingId).catch(() => undefined);
  }
  async function mail(kantoorId: KantoorId): Promise<void> {
    await mailKantoorcode(world, kantoorId).catch(() => undefined);
  }
  return world;
}

export type World = ReturnType<typeof createWorld>;
