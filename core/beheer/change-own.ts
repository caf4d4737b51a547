import type { GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import { weerTeWijzigen } from '../aanmelding/adreswijziging.ts';
import { type MailBevestigingDeps, mailBevestigingOrLater } from '../aanmelding/mail-bevestiging.ts';
import { openNieuwAdres } from '../aanmelding/open-aanvraag.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import type { PostDeps } from '../berichten/send-bericht.ts';
import type { Aanmeldcorrectie } from '../controle/correct-aanmelding.ts';
import { koppelingIdOf } from '../ids.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import type { Wijzigveld } from '../koppeling/koppelingwijziging.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { changeKoppeling } from './change-koppeling.ts';

export interface ChangeOwnDeps extends PostDeps, MailBevestigingDeps {
  readonly registratie: Postregister &
    Kantoorregister &
    Berichtenboek &
    Aanmeldregister &
    Aanvragen &
    Koppelregister &
    Uitwisselregister;
}

export type ChangeOwnOutcome =
  | { readonly uitkomst: 'gewijzigd'; readonly velden: readonly Wijzigveld[]; readonly isAdresGevraagd: boolean }
  | { readonly uitkomst: 'te-veel-adressen'; readonly weerOp: Tijdstip }
  /** `niet-hier`: something else was asked for as well, and nothing was changed. `gestopt`: nothing is exchanged any more. */
  | { readonly uitkomst: 'te-druk' | 'niet-hier' | 'gestopt' };

/**
 * What an office changes of a koppeling that works: its DGA's, its 13e maand, and its mail address, which counts once it is confirmed. All
 * or nothing: the address is asked for first, and that changes nothing by itself.
 */
export async function changeOwn(
  deps: ChangeOwnDeps,
  found: GerealiseerdeAanmelding,
  correctie: Aanmeldcorrectie,
): Promise<ChangeOwnOutcome> {
  const { dga, dertiendeMaand, salarisverwerker = {}, ...rest } = correctie;
  const { bedrijfsnaam = found.gegevens.salarisverwerker.bedrijfsnaam } = salarisverwerker;
  const isMore = Object.values(rest).some((value) => value !== undefined);
  if (isMore || bedrijfsnaam !== found.gegevens.salarisverwerker.bedrijfsnaam) return { uitkomst: 'niet-hier' };
  const koppelingId = koppelingIdOf(found.aanmeldingId);
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling?.status === 'gestopt' || koppeling?.status === 'gewist') return { uitkomst: 'gestopt' };
  const asked = await askAdres(deps, found, salarisverwerker.email);
  if (typeof asked !== 'boolean') return asked;
  const wijziging = {
    ...(dga === undefined ? {} : { dga }),
    ...(dertiendeMaand === undefined ? {} : { dertiendeMaand }),
  };
  const outcome = await changeKoppeling(deps, { koppelingId, wijziging });
  const velden = outcome.uitkomst === 'gewijzigd' ? outcome.velden : undefined;
  return velden === undefined ? { uitkomst: 'gestopt' } : { uitkomst: 'gewijzigd', velden, isAdresGevraagd: asked };
}

/** Whether another address was asked to confirm itself. */
async function askAdres(
  deps: ChangeOwnDeps,
  { aanmeldingId, gegevens, adreswijzigingen }: GerealiseerdeAanmelding,
  email = gegevens.salarisverwerker.email,
): Promise<boolean | Exclude<ChangeOwnOutcome, { uitkomst: 'gewijzigd' }>> {
  if (email === gegevens.salarisverwerker.email) return false;
  const weerOp = weerTeWijzigen(adreswijzigingen, deps.klok.now());
  if (weerOp !== undefined) return { uitkomst: 'te-veel-adressen', weerOp };
  const opened = await openNieuwAdres(deps, aanmeldingId, email);
  if (opened === 'te-druk') return { uitkomst: 'te-druk' };
  await mailBevestigingOrLater(deps, opened);
  return true;
}
