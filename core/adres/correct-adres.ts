import type { Aanmeldgegevens } from '../aanmelding/aanmeldgegevens.ts';
import { aanvraagOf, type WachtendeAanmelding } from '../aanmelding/aanmelding.ts';
import { type Aanvraag, isOnbevestigd, MAX_ADRESCORRECTIES } from '../aanmelding/aanvraag.ts';
import { type MailBevestigingDeps, mailBevestiging } from '../aanmelding/mail-bevestiging.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { AanmeldingId } from '../ids.ts';

type Salarisverwerker = Aanmeldgegevens['salarisverwerker'];

export interface CorrectAdresDeps extends MailBevestigingDeps {
  readonly registratie: Pick<Aanmeldregister, 'findAanmelding' | 'replaceAanmelding'> &
    Pick<Aanvragen, 'findAanvraag' | 'replaceAanvraag'> &
    MailBevestigingDeps['registratie'];
}

/** `te-vaak`: it was corrected as often as it can be. `niet-nu`: nobody waits for its confirmation any more. */
export type CorrectAdresOutcome = 'gemaild' | 'te-vaak' | 'niet-nu' | 'onbekend';

/**
 * Puts another mail address in the place of one that was typed wrongly, of the whole request, as long as it is not confirmed, and mails a code
 * there. The codes that went to the other address confirm nothing any more.
 */
export async function correctAdres(
  deps: CorrectAdresDeps,
  aanmeldingId: AanmeldingId,
  salarisverwerker: Salarisverwerker,
): Promise<CorrectAdresOutcome> {
  const { registratie } = deps;
  const { email } = salarisverwerker;
  const found = await registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return 'onbekend';
  if (found.status !== 'wacht-op-bevestiging') return 'niet-nu';
  const aanvraag = await registratie.findAanvraag(aanvraagOf(found));
  if (aanvraag === undefined || !isOnbevestigd(aanvraag)) return 'niet-nu';
  if (aanvraag.email === email) {
    const { bedrijfsnaam } = found.gegevens.salarisverwerker;
    if (bedrijfsnaam !== salarisverwerker.bedrijfsnaam) await show(deps, found, salarisverwerker);
    return mailAgain(deps, aanvraag);
  }
  if (aanvraag.adrescorrecties >= MAX_ADRESCORRECTIES) return 'te-vaak';
  const next: Aanvraag = {
    ...aanvraag,
    ...{ email, codes: [], versie: aanvraag.versie + 1, adrescorrecties: aanvraag.adrescorrecties + 1 },
  };
  if ((await registratie.replaceAanvraag(next)) === 'verouderd')
    return correctAdres(deps, aanmeldingId, salarisverwerker);
  await show(deps, found, salarisverwerker);
  return mailAgain(deps, next);
}

async function mailAgain(deps: CorrectAdresDeps, aanvraag: Aanvraag): Promise<'gemaild'> {
  await mailBevestiging(deps, aanvraag);
  return 'gemaild';
}

/** So that its status says it; the others of a bulk get it when they are taken in. */
async function show(
  deps: CorrectAdresDeps,
  found: WachtendeAanmelding,
  salarisverwerker: Salarisverwerker,
): Promise<void> {
  const { aanmeldingId, gegevens, versie } = found;
  await deps.registratie.replaceAanmelding(
    { ...found, versie: versie + 1, gegevens: { ...gegevens, salarisverwerker } },
    { aanmeldingId, op: deps.klok.now(), wie: 'salarisverwerker', wat: 'adres.gecorrigeerd' },
  );
}
