import * as z from 'zod';
import { Aanmeldgegevens } from '../aanmelding/aanmeldgegevens.ts';
import {
  type Aanmelding,
  type AanmeldingMetGegevens,
  type GerealiseerdeAanmelding,
  underControle,
} from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Nazorg } from '../aanmelding/ports/nazorg.ts';
import { assertStored } from '../assert-stored.ts';
import type { Auditregister } from '../audit/ports/auditregister.ts';
import { type RecheckDeps, recheckAanmelding } from '../controle/recheck-aanmelding.ts';
import { Defect, Transient } from '../errors.ts';
import { type AanmeldingId, koppelingIdOf } from '../ids.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import { ApiToken, Inloggegevens, type InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import type { Bedrijf } from '../nmbrs/payroll.ts';
import type { PayrollGateway, PayrollRefusal } from '../nmbrs/ports/payroll.ts';
import { isOfTheLogin } from '../nmbrs/ports/payroll-errors.ts';
import { type BrakeDeps, countRefusedLogin, waitForTurn } from '../toegang/brake-logins.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import { countLoginpoging, volgendePogingOp } from '../toegang/loginpogingen.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import type { Wachter } from '../toegang/ports/loginteller.ts';
import { listOnzichtbaar, seesAll } from './check-account-zicht.ts';
import { eraseWhenUnused, houderOf } from './erase-inloggegevens.ts';
import type { Koppeling } from './koppeling.ts';
import { leaveAccount } from './leave-account.ts';
import { type MoveDeps, moveToAccount } from './move-to-account.ts';
import type { Accountregister } from './ports/accountregister.ts';
import type { Agenda } from './ports/agenda.ts';
import type { Koppelregister } from './ports/koppelregister.ts';
import { reactivateKoppeling } from './reactivate-koppeling.ts';

/** The body of `PUT /aanmeldingen/{id}/token`. The domein cannot change: that would be another environment. */
export const Tokenformulier = z.strictObject({
  apiToken: ApiToken,
  gebruikersnaam: Aanmeldgegevens.shape.nmbrs.shape.gebruikersnaam.optional(),
});
export type Tokenformulier = z.infer<typeof Tokenformulier>;

export interface ReplaceTokenDeps extends MoveDeps, RecheckDeps, BrakeDeps {
  readonly registratie: Auditregister & Aanmeldregister & Koppelregister & Accountregister;
  readonly identiteit: Identiteit;
  readonly gateway: PayrollGateway;
  readonly agenda: Agenda;
  readonly nazorg: Nazorg;
}

export type ReplaceTokenOutcome =
  /** `werkgevers`: how many are exchanged, or will be, with the new token. */
  | { readonly uitkomst: 'vervangen'; readonly werkgevers: number }
  | { readonly uitkomst: 'onbekend' }
  /** Its address is to be confirmed first; that takes another token along. */
  | { readonly uitkomst: 'onbevestigd' }
  /** The aanmelding has ended, or is ending: there is nothing that a token would be for. */
  | { readonly uitkomst: 'niet-meer-nodig' }
  | { readonly uitkomst: 'geweigerd'; readonly reden: PayrollRefusal['reden'] }
  /** Too many logins were refused: until then Nmbrs is not asked. */
  | { readonly uitkomst: 'te-vaak'; readonly tot: Tijdstip }
  /** So many logins were refused, of this account or of all, that this one waits its turn. */
  | { readonly uitkomst: 'afgeremd'; readonly tot: Tijdstip }
  | { readonly uitkomst: 'werkgever-niet-zichtbaar' }
  | { readonly uitkomst: 'andere-niet-zichtbaar'; readonly aantal: number };

/** How many koppelingen of an account are worked on side by side. */
const AT_ONCE = 8;

/**
 * Replaces the token of an aanmelding, or of the whole account that its koppeling is exchanged with. The new one is tried
 * at Nmbrs first and must see every werkgever that depends on it; until then nothing changes. Sent again it goes on where
 * an earlier try stopped. Throws `Transient` while Nmbrs is away or the koppeling is being realised at this moment.
 */
export async function replaceToken(
  deps: ReplaceTokenDeps,
  aanmeldingId: AanmeldingId,
  formulier: Tokenformulier,
): Promise<ReplaceTokenOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  switch (found.status) {
    case 'wacht-op-bevestiging':
      return { uitkomst: 'onbevestigd' };
    case 'afgewezen':
    case 'vervallen':
    case 'ingehaald':
    case 'wordt-afgemeld':
    case 'afgemeld':
      return { uitkomst: 'niet-meer-nodig' };
    default:
      return tryLogin(deps, found, formulier);
  }
}

type Live = Exclude<
  AanmeldingMetGegevens,
  { status: 'wacht-op-bevestiging' | 'afgewezen' | 'vervallen' | 'ingehaald' | 'wordt-afgemeld' }
>;

/** Unless too many were refused within the hour; the function runs twice at once at most, so that nobody tries many side by side. */
function tryLogin(deps: ReplaceTokenDeps, found: Live, formulier: Tokenformulier) {
  const tot = volgendePogingOp(found.loginpogingen, deps.klok.now());
  if (tot !== undefined) return { uitkomst: 'te-vaak', tot } as const;
  return found.status === 'gerealiseerd'
    ? replaceOfAccount(deps, found, formulier)
    : replaceCandidate(deps, found, formulier);
}

async function countRefusal(deps: ReplaceTokenDeps, aanmeldingId: AanmeldingId): Promise<void> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined || found.status === 'afgemeld') return;
  const loginpogingen = countLoginpoging(found.loginpogingen, deps.klok.now());
  const next = { ...found, versie: found.versie + 1, loginpogingen };
  const regel = { ...auditLine(deps, aanmeldingId), wat: 'token.geweigerd' };
  if ((await deps.registratie.replaceAanmelding(next, regel)) === 'verouderd') await countRefusal(deps, aanmeldingId);
}

type Unrealised = Exclude<Live, { status: 'gerealiseerd' }>;

/** Before the realisatie: the token of this one aanmelding. After it nothing that others do makes the office wait. */
async function replaceCandidate(
  deps: ReplaceTokenDeps,
  found: Unrealised,
  formulier: Tokenformulier,
): Promise<ReplaceTokenOutcome> {
  const { aanmeldingId, gegevens } = found;
  const { nmbrs } = gegevens;
  const fresh = inloggegevensOf(nmbrs.domein, nmbrs.gebruikersnaam, formulier);
  const tot = await waitForTurn(deps, wachterOf(deps, found, fresh));
  if (tot !== undefined) return { uitkomst: 'afgeremd', tot };
  const seen = await lookWith(deps, found, fresh);
  if ('uitkomst' in seen) return seen;
  if (!seesAll(seen, bedrijfIdsOf(found))) return { uitkomst: 'werkgever-niet-zichtbaar' };

  if ((await deps.kluis.replaceCandidate(aanmeldingId, fresh)) === 'weg') throw realisingNow();
  // Only now, and on condition that nothing happened meanwhile: a realisatie that still had the old token in its hands
  // loses this race, starts over, and finds the new one.
  const next = withLogin(found, fresh.gebruikersnaam);
  const stored = await deps.registratie.replaceAanmelding(next, auditLine(deps, aanmeldingId));
  if (stored === 'verouderd') return replaceToken(deps, aanmeldingId, formulier);
  if (next.status === 'herstel-nodig') await recheckAanmelding(deps, aanmeldingId);
  if (next.status === 'wordt-gecontroleerd' && next.taakToken !== undefined) {
    await deps.verloop.resume(next.taakToken, { uitkomst: 'hercontrole' });
  }
  return { uitkomst: 'vervangen', werkgevers: 1 };
}

/**
 * The same aanmelding with this login. Nobody may approve what was checked with another one: it goes back to be checked, in
 * the write that changes the login. A machine that does not wait yet finds that out when it does.
 */
function withLogin(found: Unrealised, gebruikersnaam: string): Unrealised {
  const { gegevens } = found;
  const next = {
    ...found,
    versie: found.versie + 1,
    gegevens: { ...gegevens, nmbrs: { ...gegevens.nmbrs, gebruikersnaam } },
  };
  if (next.status !== 'wacht-op-akkoord' || gebruikersnaam === gegevens.nmbrs.gebruikersnaam) return next;
  const { taakToken } = next;
  return { ...underControle(next), ...(taakToken === undefined ? {} : { taakToken }) };
}

/** After the realisatie: the login of the account, on which other werkgevers may depend. */
async function replaceOfAccount(
  deps: ReplaceTokenDeps,
  found: GerealiseerdeAanmelding,
  formulier: Tokenformulier,
): Promise<ReplaceTokenOutcome> {
  const { aanmeldingId, gegevens } = found;
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  if (koppeling === undefined) throw new Defect({ code: 'koppeling-weg', message: 'a realised koppeling is gone' });
  if (koppeling.status === 'gestopt' || koppeling.status === 'gewist') return { uitkomst: 'niet-meer-nodig' };
  // The realisatie erases the candidate last: until then it may still put that one into the account.
  if ((await deps.kluis.readCandidate(aanmeldingId)) !== undefined) throw realisingNow();

  const fresh = inloggegevensOf(gegevens.nmbrs.domein, gegevens.nmbrs.gebruikersnaam, formulier);
  const from = koppeling.nmbrs.inloggegevensRef;
  const to = deps.kluis.accountRef(fresh);
  const seen = await lookWith(deps, found, fresh);
  if ('uitkomst' in seen) return seen;
  if (!seesAll(seen, [koppeling.nmbrs.bedrijfId])) return { uitkomst: 'werkgever-niet-zichtbaar' };
  const lost = await listOnzichtbaar(deps.registratie, from === to ? [from] : [from, to], seen);
  if (lost.length > 0) return { uitkomst: 'andere-niet-zichtbaar', aantal: lost.length };

  await deps.nazorg.schedule(aanmeldingId);
  // What an earlier change of login left to do: after the next one nobody would remember it.
  await leaveAccount(deps, aanmeldingId, 'replace-token');
  await record(deps, aanmeldingId);
  if (from !== to) await changeLogin(deps, koppeling, fresh);
  await deps.kluis.promote(fresh);
  await assertStillThere(deps, koppeling, to);
  await leaveAccount(deps, aanmeldingId, 'replace-token');
  const werkgevers = await deps.registratie.listKoppelingenVan(to);
  await sideBySide(werkgevers, ({ koppelingId }) => resume(deps, koppelingId));
  return { uitkomst: 'vervangen', werkgevers: werkgevers.length };
}

const inloggegevensOf = (domein: string, current: string, { apiToken, gebruikersnaam }: Tokenformulier) =>
  Inloggegevens.parse({ domein, gebruikersnaam: gebruikersnaam ?? current, apiToken });

const wachterOf = (
  { kluis, identiteit }: ReplaceTokenDeps,
  { aanmeldingId, gegevens }: Live,
  login: Inloggegevens,
): Wachter => ({
  ...{ account: kluis.accountRef(login), aanmeldingId, ingang: 'verzoek' },
  kantoor: kantoorIdOf(identiteit, gegevens.salarisverwerker.email),
});

/** The companies that the new login sees, or that it was refused, which is counted. */
async function lookWith(
  deps: ReplaceTokenDeps,
  found: Live,
  fresh: Inloggegevens,
): Promise<readonly Bedrijf[] | { readonly uitkomst: 'geweigerd'; readonly reden: PayrollRefusal['reden'] }> {
  const answer = await deps.gateway.open(fresh).listBedrijven();
  if (answer.ok) return answer.value;
  await countRefusal(deps, found.aanmeldingId);
  if (isOfTheLogin(answer.refusal.reden)) await countRefusedLogin(deps, wachterOf(deps, found, fresh));
  return { uitkomst: 'geweigerd', reden: answer.refusal.reden };
}

/** The company, once a controle has found it. */
const bedrijfIdsOf = (found: Aanmelding): readonly Bedrijf['bedrijfId'][] =>
  'controle' in found && found.controle?.bedrijfId !== undefined ? [found.controle.bedrijfId] : [];

/**
 * Moves the koppelingen of the account to the one of the new login, the office's own last: as long as that one has not
 * moved, the same request finds the others again. The login lies there before the first moves, and is promoted once more
 * afterwards: who erased the account in between could not have seen anyone in it.
 */
async function changeLogin(deps: ReplaceTokenDeps, own: Koppeling, candidate: Inloggegevens): Promise<void> {
  const vorige = own.nmbrs.inloggegevensRef;
  await deps.kluis.promote(candidate);
  const others = (await deps.registratie.listKoppelingenVan(vorige)).filter(
    ({ koppelingId }) => koppelingId !== own.koppelingId,
  );
  await sideBySide(others, ({ koppelingId }) => moveToAccount(deps, koppelingId, { vorige, candidate }));
  await moveToAccount(deps, own.koppelingId, { vorige, candidate, remember: true });
}

/** An afmelding that was carried out meanwhile erased the account before the new token came in: then that goes too. */
async function assertStillThere(deps: ReplaceTokenDeps, own: Koppeling, account: InloggegevensRef): Promise<void> {
  const after = await deps.registratie.findKoppeling(own.koppelingId);
  if (after?.status !== 'gestopt' && after?.status !== 'gewist') return;
  await eraseWhenUnused(deps, account, houderOf('replace-token', own.aanmeldingId));
}

/** The koppeling is exchanged again when it was interrupted. */
async function resume(deps: ReplaceTokenDeps, koppelingId: Koppeling['koppelingId']): Promise<void> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  // The trail of one that is paused must know of it, whichever werkgever of the account the token was given with.
  if (koppeling?.status === 'gepauzeerd') {
    await deps.registratie.noteRegel(auditLine(deps, koppeling.aanmeldingId));
  }
  if (koppeling?.status !== 'onderbroken') return;
  assertStored(await reactivateKoppeling(deps, koppeling, { wie: 'salarisverwerker' }));
}

/** That the office replaced the token; never which. A write that something else overtook is tried again from the table. */
async function record(deps: ReplaceTokenDeps, aanmeldingId: AanmeldingId): Promise<void> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found?.status !== 'gerealiseerd') return;
  const next = { ...found, versie: found.versie + 1 };
  const stored = await deps.registratie.replaceAanmelding(next, auditLine(deps, aanmeldingId));
  if (stored === 'verouderd') await record(deps, aanmeldingId);
}

const auditLine = ({ klok }: ReplaceTokenDeps, aanmeldingId: AanmeldingId) => ({
  aanmeldingId,
  op: klok.now(),
  wie: 'salarisverwerker',
  wat: 'token.vervangen',
});

async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += AT_ONCE) {
    await Promise.all(all.slice(start, start + AT_ONCE).map(work));
  }
}

const realisingNow = (): Transient =>
  new Transient({ code: 'wordt-gerealiseerd', message: 'the koppeling is being realised at this moment' });
