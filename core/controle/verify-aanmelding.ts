import { type Aanmelding, type GecontroleerdeAanmelding, underControle } from '../aanmelding/aanmelding.ts';
import type { Controle } from '../aanmelding/controle.ts';
import { assertStored } from '../assert-stored.ts';
import { Defect, Transient } from '../errors.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import type { PayrollGateway } from '../nmbrs/ports/payroll.ts';
import { type BrakeDeps, countRefusedLogin, waitForTurn } from '../toegang/brake-logins.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import type { Wachter } from '../toegang/ports/loginteller.ts';
import { checkAtPayroll } from './check-at-payroll.ts';
import { giveWay, isNietGeslaagd, isOvertaken } from './give-way.ts';
import { readOwnInloggegevens } from './open-payroll.ts';
import { type PassDeps, passControle } from './pass-controle.ts';

export interface VerifyDeps extends BrakeDeps, PassDeps {
  readonly kluis: Inlogkluis;
  readonly identiteit: Identiteit;
  readonly gateway: PayrollGateway;
}

/**
 * What the machine does next. A besluit that came just before a hercontrole stands: `akkoord-vragen` picks it up. `realiseren`: it is
 * realised, and what comes after that was not done. `gestopt`: the aanmelding has ended, perhaps because another one of the same numbers
 * passed first.
 */
export type VerifyOutcome = 'akkoord-vragen' | 'herstel-nodig' | 'realiseren' | 'gestopt';

/**
 * Checks an aanmelding at Nmbrs and stores the report with the state that follows. Running it twice checks twice and
 * ends in the same state. A hold-up at Nmbrs, and a login that waits its turn because many were refused, is thrown as `Transient`, an answer without sense as `Unclear`; they leave it at
 * `wordt-gecontroleerd`, until the machine gives the controle up (`abandonControle`).
 */
export async function verifyAanmelding(deps: VerifyDeps, aanmeldingId: AanmeldingId): Promise<VerifyOutcome> {
  const found = await findAanmelding(deps, aanmeldingId);
  if (found.status === 'goedgekeurd' || found.status === 'afgewezen') return 'akkoord-vragen';
  if (found.status === 'gerealiseerd') return 'realiseren';
  // Nobody need ask Nmbrs any more.
  if (isNietGeslaagd(found) && (await isOvertaken(deps, found))) {
    assertStored(await giveWay(deps, found), 'aanmelding-verouderd');
    return 'gestopt';
  }
  const started = await startControle(deps, found);
  if (started === undefined) return 'gestopt';

  const inloggegevens = await readOwnInloggegevens(deps, started);
  const wachter: Wachter = {
    ...{ account: deps.kluis.accountRef(inloggegevens), aanmeldingId, ingang: 'controle' },
    kantoor: kantoorIdOf(deps.identiteit, started.gegevens.salarisverwerker.email),
  };
  if ((await waitForTurn(deps, wachter)) !== undefined) throw notItsTurn();
  const controle = await checkAtPayroll(deps.gateway.open(inloggegevens), started.gegevens, deps.klok);
  if (controle.onderdelen.inloggegevens === 'fout') await countRefusedLogin(deps, wachter);
  return storeControle(deps, started, controle);
}

/** The machine tries again after a while; the turn comes within half an hour. */
const notItsTurn = (): Transient =>
  new Transient({ code: 'login-afgeremd', message: 'many logins were refused: this one waits its turn' });

async function findAanmelding({ registratie }: VerifyDeps, aanmeldingId: AanmeldingId): Promise<Aanmelding> {
  const found = await registratie.findAanmelding(aanmeldingId);
  if (found !== undefined) return found;
  throw new Defect({ code: 'aanmelding-onbekend', message: 'no such aanmelding' });
}

async function startControle(deps: VerifyDeps, found: Aanmelding): Promise<GecontroleerdeAanmelding | undefined> {
  switch (found.status) {
    case 'ontvangen':
    case 'wordt-gecontroleerd':
    case 'herstel-nodig':
    case 'wacht-op-akkoord': {
      if (found.status === 'wordt-gecontroleerd' && found.taakToken === undefined) return found;
      const { aanmeldingId } = found;
      const next = underControle({ ...found, versie: found.versie + 1 });
      const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'controle.gestart' };
      const stored = await deps.registratie.replaceAanmelding(next, regel);
      return stored === 'opgeslagen' ? next : startControle(deps, await findAanmelding(deps, aanmeldingId));
    }
    default:
      return undefined;
  }
}

async function storeControle(
  deps: VerifyDeps,
  started: GecontroleerdeAanmelding,
  controle: Controle,
): Promise<VerifyOutcome> {
  const { aanmeldingId } = started;
  const base = { ...started, versie: started.versie + 1 };
  const codes = controle.bevindingen.map(({ code }) => code).join(', ');
  if (controle.uitkomst === 'geslaagd' && controle.bedrijfId !== undefined) {
    const { bedrijfId } = controle;
    const passed = await passControle(deps, started, { ...controle, uitkomst: 'geslaagd', bedrijfId });
    return passed === 'geslaagd' ? 'akkoord-vragen' : 'gestopt';
  }
  assertStored(
    await deps.registratie.replaceAanmelding(
      { ...base, status: 'herstel-nodig', controle },
      { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'controle.herstel-nodig', waarom: codes },
    ),
    'aanmelding-verouderd',
  );
  return 'herstel-nodig';
}
