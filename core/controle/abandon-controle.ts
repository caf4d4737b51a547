import * as z from 'zod';
import {
  type Aanmelding,
  type GecontroleerdeAanmelding,
  type GoedgekeurdeAanmelding,
  type OntvangenAanmelding,
  underControle,
} from '../aanmelding/aanmelding.ts';
import type { Controle } from '../aanmelding/controle.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import { Defect } from '../errors.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Logboek } from '../invoer/ports/logboek.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { isVanNmbrs } from '../nmbrs/mislukt.ts';
import { controleNietGelukt } from './bevindingen.ts';

export interface AbandonDeps {
  readonly registratie: Aanmeldregister;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/** Which step gave up, and the code on which it did. */
export const Staking = z.strictObject({ bij: z.enum(['controle', 'realisatie']), code: z.string() });
export type Staking = z.infer<typeof Staking>;

/**
 * What the machine does next. `realiseren`: the realisatie did not stop on an answer of Nmbrs, or has come further than that;
 * the besluit stands, and it is tried on.
 */
export type AbandonOutcome = 'herstel-nodig' | 'akkoord-vragen' | 'gestopt' | 'realiseren';

/**
 * Gives up a controle that came to no end: the aanmelding then needs herstel, in which the office can ask for another one or
 * correct it, and which lapses when nobody does. The log line raises the alarm. Of a controle any error counts; of a realisatie only
 * what Nmbrs answered, for it takes the besluit with it. What was stored meanwhile, by the step itself or by people, stands; run
 * again it ends in the same state.
 */
export async function abandonControle(
  deps: AbandonDeps,
  aanmeldingId: AanmeldingId,
  staking: Staking,
): Promise<AbandonOutcome> {
  deps.logboek.error('controle.gestaakt', { aanmeldingId, stap: staking.bij, foutcode: staking.code });
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) throw new Defect({ code: 'aanmelding-onbekend', message: 'no such aanmelding' });
  return staking.bij === 'controle' ? ofControle(deps, found, staking) : ofRealisatie(deps, found, staking);
}

function ofControle(deps: AbandonDeps, found: Aanmelding, staking: Staking): AbandonOutcome | Promise<AbandonOutcome> {
  switch (found.status) {
    case 'ontvangen':
    case 'wordt-gecontroleerd':
      return askHerstel(deps, found, staking);
    case 'herstel-nodig':
      return 'herstel-nodig';
    // The waiting state picks a besluit up.
    case 'wacht-op-akkoord':
    case 'goedgekeurd':
    case 'afgewezen':
      return 'akkoord-vragen';
    default:
      return 'gestopt';
  }
}

function ofRealisatie(
  deps: AbandonDeps,
  found: Aanmelding,
  staking: Staking,
): AbandonOutcome | Promise<AbandonOutcome> {
  if (found.status === 'herstel-nodig') return 'herstel-nodig';
  const mayLookAgain = found.status === 'goedgekeurd' && isVanNmbrs(staking.code);
  return mayLookAgain ? askHerstel(deps, found, staking) : 'realiseren';
}

const NIETS_GETOETST: Controle['onderdelen'] = {
  inloggegevens: 'niet-getoetst',
  bedrijf: 'niet-getoetst',
  verloning: 'niet-getoetst',
  rechten: 'niet-getoetst',
  dga: 'niet-getoetst',
};

async function askHerstel(
  deps: AbandonDeps,
  found: OntvangenAanmelding | GecontroleerdeAanmelding | GoedgekeurdeAanmelding,
  { bij, code }: Staking,
): Promise<'herstel-nodig'> {
  const nu = deps.klok.now();
  const { aanmeldingId } = found;
  const controle: Controle = {
    uitgevoerdOp: nu,
    uitkomst: 'herstel-nodig',
    onderdelen: NIETS_GETOETST,
    rechten: [],
    bevindingen: [controleNietGelukt(code)],
  };
  const next = { ...underControle({ ...found, versie: found.versie + 1 }), status: 'herstel-nodig', controle } as const;
  const wat = bij === 'controle' ? 'controle.gestaakt' : 'realisatie.herstel-nodig';
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat, waarom: code };
  assertStored(await deps.registratie.replaceAanmelding(next, regel), 'aanmelding-verouderd');
  return 'herstel-nodig';
}
