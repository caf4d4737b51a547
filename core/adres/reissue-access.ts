import type { AanmeldingMetGegevens } from '../aanmelding/aanmelding.ts';
import { adresDoorAsr } from '../aanmelding/berichten/adres.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { doorBeoordelaar } from '../audit/beheer.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, type SendOutcome, sendBericht } from '../berichten/send-bericht.ts';
import { toegangDoorAsr } from '../controle/berichten/aanmelding.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import { bevestigdKantoor } from '../toegang/kantoor.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';
import { storeAdres } from './store-adres.ts';

export interface ReissueAccessDeps extends PostDeps {
  readonly registratie: Postregister & Kantoorregister & Aanmeldregister & Koppelregister;
}

export interface ReissueRequest {
  readonly aanmeldingId: AanmeldingId;
  /** The address of the office from now on; absent: the one that is there. */
  readonly email?: string | undefined;
  readonly reden: string;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
}

export type ReissueOutcome =
  | { readonly uitkomst: 'gemaild' | 'niet-gemaild'; readonly aanmelding: AanmeldingMetGegevens }
  | { readonly uitkomst: 'onbekend' | 'afgemeld' | 'onbevestigd' };

/**
 * Gives the office a new way in when a.s.r. knows whom it speaks to: whoever had the code or the mails of before may have left. All of
 * those open nothing any more; a new code is mailed to the address, perhaps another one, which a.s.r. answers for: it is not asked for
 * a confirmation, and the address before cannot put itself back. That one is told. Asked again it mails once more.
 */
export async function reissueAccess(deps: ReissueAccessDeps, request: ReissueRequest): Promise<ReissueOutcome> {
  const { registratie, identiteit, klok } = deps;
  const { aanmeldingId } = request;
  const found = await registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  if (found.status === 'afgemeld') return { uitkomst: 'afgemeld' };
  if (found.status === 'wacht-op-bevestiging') return { uitkomst: 'onbevestigd' };
  const op = klok.now();
  const { salarisverwerker } = found.gegevens;
  const email = request.email ?? salarisverwerker.email;
  const { adreswijzigingen: _undoneByNobody, ...rest } = found;
  const next = {
    ...(email === salarisverwerker.email ? found : rest),
    versie: found.versie + 1,
    gegevens: { ...found.gegevens, salarisverwerker: { ...salarisverwerker, email } },
    // Of a capability that nobody was told: only the code in the mail opens.
    capabilityHash: identiteit.hash(identiteit.newCapability()),
    toegangVanaf: op,
  };
  const regel = { ...doorBeoordelaar(request), aanmeldingId, op, wat: 'toegang.opnieuw-gegeven' };
  if ((await storeAdres(deps, next, regel)) === 'verouderd') return reissueAccess(deps, request);
  if (email !== salarisverwerker.email) {
    await knowAdres(deps, email, op);
    const sleutel = { onderwerp: aanmeldingId, soort: 'adres-door-asr', gelegenheid: op } as const;
    await sendBericht(deps, sleutel, adresDoorAsr(aanmeldingId, { vorig: salarisverwerker.email, nieuw: email }));
  }
  const sleutel = { onderwerp: aanmeldingId, soort: 'toegang', gelegenheid: op } as const;
  return { uitkomst: toldBy(await sendBericht(deps, sleutel, toegangDoorAsr(next))), aanmelding: next };
}

/** a.s.r. answers for the address, so its office can have its list: by the code of a mail, as nobody has this key. */
async function knowAdres({ registratie, identiteit }: ReissueAccessDeps, email: string, op: Tijdstip): Promise<void> {
  const kantoorId = kantoorIdOf(identiteit, email);
  if ((await registratie.findKantoor(kantoorId)) !== undefined) return;
  await registratie.storeKantoor(bevestigdKantoor(kantoorId, identiteit.hash(identiteit.newCapability()), op));
}

const toldBy = (sent: SendOutcome): 'gemaild' | 'niet-gemaild' =>
  sent === 'verzonden' || sent === 'was-verzonden' ? 'gemaild' : 'niet-gemaild';
