import type {
  EindigendeAanmelding,
  GecontroleerdeAanmelding,
  WachtOpAkkoordAanmelding,
} from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { assertStored } from '../assert-stored.ts';
import type { AuditRegel } from '../audit/audit.ts';
import { Transient } from '../errors.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { giveWay, ingehaald, ingehaaldRegel, isNietGeslaagd, type NietGeslaagd } from './give-way.ts';

export interface PassDeps {
  readonly registratie: Aanmeldregister & Claims;
  readonly klok: Klok;
  readonly verloop: Verloop;
}

/**
 * Stores that a controle passed, with the claim on the numbers. Whoever holds them with a controle that has not passed gives way;
 * `ingehaald`: another one has passed before. What someone else wrote meanwhile is `Transient`, and the controle is done again.
 */
export async function passControle(
  deps: PassDeps,
  started: GecontroleerdeAanmelding,
  controle: WachtOpAkkoordAanmelding['controle'],
): Promise<'geslaagd' | 'ingehaald'> {
  const { registratie, klok } = deps;
  const { aanmeldingId, gegevens } = started;
  const next = { ...started, versie: started.versie + 1, status: 'wacht-op-akkoord', controle } as const;
  const regel = { aanmeldingId, op: klok.now(), wie: 'systeem', wat: 'controle.geslaagd' };
  const stored = await registratie.passAanmelding(next, regel);
  if (stored !== 'bezet') {
    assertStored(stored, 'aanmelding-verouderd');
    return 'geslaagd';
  }
  const claim = await registratie.findClaim(gegevens.werkgever);
  const holder = claim && (await registratie.findAanmelding(claim.aanmeldingId));
  // Given back just now.
  if (claim === undefined || holder === undefined)
    throw new Transient({ code: 'claim-verouderd', message: 'look again' });
  const givesWay = isNietGeslaagd(holder) || holder.status === 'wordt-afgemeld';
  if (claim.vast || !givesWay) {
    assertStored(await giveWay(deps, started, controle), 'aanmelding-verouderd');
    return 'ingehaald';
  }
  await overtake(deps, { next, regel }, holder);
  return 'geslaagd';
}

interface Geslaagd {
  readonly next: WachtOpAkkoordAanmelding;
  readonly regel: AuditRegel;
}

/** One that its office is signing off loses no more than the numbers. */
async function overtake(
  { registratie, klok, verloop }: PassDeps,
  { next, regel }: Geslaagd,
  holder: NietGeslaagd | EindigendeAanmelding,
): Promise<void> {
  const op = klok.now();
  const wijkt = holder.status === 'wordt-afgemeld' ? { ...holder, versie: holder.versie + 1 } : ingehaald(holder, op);
  const regels = {
    eigen: { ...regel, waarom: 'een andere aanmelding van deze nummers is ingehaald' },
    wijkt:
      wijkt.status === 'ingehaald'
        ? ingehaaldRegel(wijkt)
        : { aanmeldingId: wijkt.aanmeldingId, op, wie: 'systeem', wat: 'nummers.afgestaan' },
  };
  assertStored(await registratie.overtakeAanmelding(next, wijkt, regels), 'aanmelding-verouderd');
  if (wijkt.status !== 'ingehaald' || wijkt.taakToken === undefined) return;
  // Its machine also finds out at its next reminder, and by the daily round: this one goes on.
  await verloop.resume(wijkt.taakToken, { uitkomst: 'hercontrole' }).catch((error: unknown) => {
    if (!(error instanceof Transient)) throw error;
  });
}
