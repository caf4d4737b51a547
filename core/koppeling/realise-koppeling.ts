import type { GerealiseerdeAanmelding, GoedgekeurdeAanmelding } from '../aanmelding/aanmelding.ts';
import type { Controle } from '../aanmelding/controle.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import { andereWerkgeversNietZichtbaar, bedrijfNietZichtbaar } from '../controle/bevindingen.ts';
import { type Findings, refusedAtTheDoor, withBedrijf, withoutBedrijf } from '../controle/check-at-payroll.ts';
import { readOwnInloggegevens } from '../controle/open-payroll.ts';
import { Defect, Unclear } from '../errors.ts';
import { type AanmeldingId, type KoppelingId, koppelingIdOf } from '../ids.ts';
import type { Guid } from '../invoer/guid.ts';
import { type Loonheffingennummer, Loonheffingenreferentie } from '../invoer/loonheffingennummer.ts';
import { firstPlan, upcomingDate } from '../kalender/planning.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import { askRestSleutels } from '../nmbrs/ask-rest-sleutels.ts';
import type { Inloggegevens, InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import type { Kluis } from '../nmbrs/ports/kluis.ts';
import type { PayrollGateway } from '../nmbrs/ports/payroll.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import { countLost, seesAll } from './check-account-zicht.ts';
import { eraseLeftovers, eraseWhenUnused, houderOf } from './erase-inloggegevens.ts';
import type { Koppeling } from './koppeling.ts';
import { moveToAccount } from './move-to-account.ts';
import { planVolgende } from './plan-volgende.ts';
import type { Accountregister } from './ports/accountregister.ts';
import type { Agenda } from './ports/agenda.ts';
import type { Koppelregister } from './ports/koppelregister.ts';

export interface RealiseDeps {
  readonly registratie: Aanmeldregister & Koppelregister & Accountregister;
  readonly kluis: Kluis;
  readonly gateway: PayrollGateway;
  readonly agenda: Agenda;
  readonly identiteit: Identiteit;
  readonly klok: Klok;
}

/** `gestopt`: the office signed off meanwhile. `afgewezen`: a.s.r. rejected it after all. */
export type RealiseOutcome = 'gerealiseerd' | 'herstel-nodig' | 'gestopt' | 'afgewezen';

/**
 * Turns an approved aanmelding into a koppeling: the koppeling is stored with its first exchange, then the token becomes
 * the account's, and the exchange is put in the agenda. In that order: an account's token that belongs to no koppeling
 * would be erased by nobody. Days may lie between controle and akkoord, so the login is tried once more first. Every step
 * can be run again.
 */
export async function realiseKoppeling(deps: RealiseDeps, aanmeldingId: AanmeldingId): Promise<RealiseOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  switch (found?.status) {
    case 'gerealiseerd':
      await settle(deps, found);
      return 'gerealiseerd';
    case 'wordt-afgemeld':
    case 'afgemeld':
      await eraseLeftovers(deps, aanmeldingId, 'realise-koppeling');
      return 'gestopt';
    case 'herstel-nodig':
    case 'afgewezen':
      return found.status;
    case 'goedgekeurd':
      return realise(deps, found);
    default:
      throw new Defect({ code: 'niet-goedgekeurd', message: 'only an approved aanmelding can be realised' });
  }
}

async function realise(deps: RealiseDeps, aanmelding: GoedgekeurdeAanmelding): Promise<RealiseOutcome> {
  const inloggegevens = await readOwnInloggegevens(deps, aanmelding);
  const found = await asUnclear(tryLogin(deps, aanmelding, inloggegevens));
  if (found !== undefined) {
    await askHerstelAgain(deps, aanmelding, found);
    return 'herstel-nodig';
  }
  const { bedrijfId } = aanmelding.controle;
  const guids = await askRestSleutels(deps.gateway.open(inloggegevens), bedrijfId, 'bedrijf');
  const account = { ref: deps.kluis.accountRef(inloggegevens), bedrijfGuid: guids.get(bedrijfId) };
  await settle(deps, await store(deps, aanmelding, account));
  return 'gerealiseerd';
}

/**
 * What stands in the way, when the login or the company is no longer what the controle saw, or when its token would take the place of one
 * that works and sees more.
 */
async function tryLogin(
  deps: RealiseDeps,
  { aanmeldingId, controle, gegevens }: GoedgekeurdeAanmelding,
  inloggegevens: Inloggegevens,
): Promise<Findings | undefined> {
  const { bedrijfId } = controle;
  const answer = await deps.gateway.open(inloggegevens).listBedrijven();
  if (!answer.ok) return refusedAtTheDoor(answer.refusal);
  const seen = answer.value;
  if (!seesAll(seen, [bedrijfId])) {
    return withoutBedrijf(bedrijfNietZichtbaar(gegevens.accountSoort, gegevens.nmbrs.bedrijfsnaam));
  }
  const lost = await countLost(deps, inloggegevens, { own: koppelingIdOf(aanmeldingId), seen });
  return lost === 0 ? undefined : withBedrijf(bedrijfId, andereWerkgeversNietZichtbaar(lost));
}

/**
 * What makes no sense at Nmbrs is `Unclear`: asked again, and then herstel, so that no answer leaves an approved aanmelding where nobody can
 * do anything.
 */
async function asUnclear<T>(look: Promise<T>): Promise<T> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof Defect) throw new Unclear({ code: error.code, message: error.message });
    throw error;
  }
}

async function askHerstelAgain(
  deps: RealiseDeps,
  { besluit, taakToken, ...aanmelding }: GoedgekeurdeAanmelding,
  findings: Findings,
): Promise<void> {
  const nu = deps.klok.now();
  const { aanmeldingId } = aanmelding;
  const codes = findings.bevindingen.map(({ code }) => code).join(', ');
  const stored = await deps.registratie.replaceAanmelding(
    {
      ...aanmelding,
      status: 'herstel-nodig',
      versie: aanmelding.versie + 1,
      controle: { uitgevoerdOp: nu, uitkomst: 'herstel-nodig', ...findings },
    },
    { aanmeldingId, op: nu, wie: 'systeem', wat: 'realisatie.herstel-nodig', waarom: codes },
  );
  assertStored(stored, 'aanmelding-verouderd');
}

async function store(
  deps: RealiseDeps,
  { taakToken, ...aanmelding }: GoedgekeurdeAanmelding,
  { ref: inloggegevensRef, bedrijfGuid }: { readonly ref: InloggegevensRef; readonly bedrijfGuid: Guid | undefined },
): Promise<GerealiseerdeAanmelding> {
  const nu = deps.klok.now();
  const { aanmeldingId, gegevens, besluit, controle } = aanmelding;
  const vandaag = dateInAmsterdam(nu);
  const { tijdvak, datum: planned } = firstPlan({
    akkoord: dateInAmsterdam(besluit.besloten),
    verloning: gegevens.verloning,
    huidigTijdvakMeenemen: besluit.huidigTijdvakMeenemen,
    afwijkendeDatum: besluit.afwijkendeDatum,
  });
  const datum = upcomingDate(planned, vandaag);
  const realised: GerealiseerdeAanmelding = {
    ...aanmelding,
    status: 'gerealiseerd',
    versie: aanmelding.versie + 1,
    inloggegevensRef,
    realisatiedatum: vandaag,
    eersteUitwisseling: { tijdvak, datum },
  };
  const koppeling: Koppeling = {
    koppelingId: koppelingIdOf(aanmeldingId),
    aanmeldingId,
    versie: 0,
    status: 'actief',
    gerealiseerdOp: nu,
    accountSoort: gegevens.accountSoort,
    salarisverwerker: gegevens.salarisverwerker,
    werkgever: {
      bedrijfsnaam: gegevens.werkgever.bedrijfsnaam,
      raamwerkcontractnummer: gegevens.werkgever.raamwerkcontractnummer,
      loonheffingenreferentie: await referentieAan(deps, gegevens.werkgever.loonheffingennummer),
    },
    nmbrs: {
      bedrijfId: controle.bedrijfId,
      ...(bedrijfGuid === undefined ? {} : { bedrijfGuid }),
      ...{ domein: gegevens.nmbrs.domein, inloggegevensRef },
    },
    dekkingsprofiel: besluit.dekkingsprofiel,
    verloning: gegevens.verloning,
    dertiendeMaand: gegevens.dertiendeMaand,
    dga: gegevens.dga.map((dga, index) => ({ ...dga, ...werknemerOf(controle, index) })),
    ...(controle.werknemers === undefined
      ? {}
      : { geteld: controle.werknemers, geteldOp: dateInAmsterdam(controle.uitgevoerdOp) }),
    volgende: { tijdvakId: tijdvak.tijdvakId, datum },
  };
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'koppeling.gerealiseerd' };
  const stored = await deps.registratie.registerKoppeling(koppeling, realised, regel);
  assertStored(stored, 'aanmelding-verouderd');
  return realised;
}

/** The same for each koppeling of the number, and for who made it elsewhere with the key. */
async function referentieAan(
  { kluis, identiteit }: RealiseDeps,
  nummer: Loonheffingennummer,
): Promise<Loonheffingenreferentie> {
  const sleutel = await kluis.ensureSleutel('referentie', identiteit.newZout());
  return Loonheffingenreferentie.parse(identiteit.sign(sleutel, nummer));
}

/** The person that the controle found for this DGA. */
function werknemerOf({ dgaWerknemers = [] }: Controle, index: number): { werknemerId?: number } {
  const found = dgaWerknemers.find((one) => one.index === index);
  return found === undefined ? {} : { werknemerId: found.werknemerId };
}

/** What follows from a stored koppeling; run again after a crash it changes nothing but a date that has passed meanwhile. */
async function settle(deps: RealiseDeps, { aanmeldingId }: GerealiseerdeAanmelding): Promise<void> {
  const koppelingId = koppelingIdOf(aanmeldingId);
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined) throw new Defect({ code: 'koppeling-weg', message: 'a realised koppeling is gone' });
  if (koppeling.status === 'actief' && koppeling.vorige === undefined) {
    await promoteCandidate(deps, koppeling);
    await planVolgende(deps, koppelingId);
  }
  await deps.kluis.eraseCandidate(aanmeldingId);
}

/**
 * The candidate becomes the account's login. A login that the office replaced while the koppeling was being stored takes
 * it along to its own account; what was promoted for a koppeling that ended meanwhile is erased again. Where another token came to lie
 * in the account since the look at it, and others depend on that, the koppeling goes on with that one.
 */
async function promoteCandidate(deps: RealiseDeps, koppeling: Koppeling): Promise<void> {
  const { aanmeldingId, koppelingId, nmbrs } = koppeling;
  const candidate = await deps.kluis.readCandidate(aanmeldingId);
  if (candidate === undefined) return;
  const account = deps.kluis.accountRef(candidate);
  if (account !== nmbrs.inloggegevensRef)
    await moveToAccount(deps, koppelingId, { vorige: nmbrs.inloggegevensRef, candidate });
  if (await asUnclear(mayTakeAccount(deps, koppelingId, candidate))) await deps.kluis.promote(candidate);
  const after = await deps.registratie.findKoppeling(koppelingId);
  if (after?.status !== 'gestopt' && after?.status !== 'gewist') return;
  await eraseWhenUnused(deps, account, houderOf('realise-koppeling', aanmeldingId));
}

async function mayTakeAccount(deps: RealiseDeps, own: KoppelingId, candidate: Inloggegevens): Promise<boolean> {
  const current = await deps.kluis.read(deps.kluis.accountRef(candidate));
  if (current === undefined || current.apiToken === candidate.apiToken) return true;
  const answer = await deps.gateway.open(candidate).listBedrijven();
  return (await countLost(deps, candidate, { own, seen: answer.ok ? answer.value : [] })) === 0;
}
