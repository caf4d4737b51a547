import { vindtNogPlaats } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { type GelezenVraag, vraagsleutel } from '../ophalen/vraagsoorten.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { inTijdvakOrder, type VoltooideUitwisseling } from '../uitwisseling/uitwisseling.ts';
import { nieuweVragen } from './berichten/vragen.ts';
import { readKantoorvragen } from './list-kantoorvragen.ts';

export interface MailVragenDeps extends PostDeps {
  readonly registratie: Postregister & Aanmeldregister & Uitwisselregister;
  readonly opslag: Pick<Opslag, 'get'>;
}

/** A delivered exchange, and what is open for the office in its set. */
interface MetOpenVragen {
  readonly completed: VoltooideUitwisseling;
  readonly open: readonly GelezenVraag[];
}

/**
 * Tells the office of the questions that it can mend and that the delivered set before this one did not have; once per exchange. Of a
 * period that is fetched again, while later ones were delivered, nothing is told: the office sees the questions of the last set.
 */
export async function mailNieuweVragen(
  deps: MailVragenDeps,
  { completed, open }: MetOpenVragen,
  koppeling: Koppeling,
): Promise<void> {
  const aanmelding = await deps.registratie.findAanmelding(koppeling.aanmeldingId);
  if (aanmelding?.status !== 'gerealiseerd') return;
  const all = (await deps.registratie.listUitwisselingen(koppeling.koppelingId)).filter(
    (one) => one.status === 'voltooid',
  );
  if (all.some((one) => inTijdvakOrder(one, completed) > 0)) return;
  const before = all.filter((one) => inTijdvakOrder(one, completed) < 0).at(-1);
  const told = before === undefined ? [] : ((await readKantoorvragen(deps.opslag, before)) ?? []);
  const known = new Set(told.map(vraagsleutel));
  const nieuw = open.filter((vraag) => !known.has(vraagsleutel(vraag)));
  if (nieuw.length === 0) return;
  const volgende = vindtNogPlaats(aanmelding.afmelding, koppeling.volgende) ? koppeling.volgende.datum : undefined;
  const over = { onderwerp: koppeling.aanmeldingId, gelegenheid: completed.uitwisselingId } as const;
  const bericht = nieuweVragen(koppeling, completed, { nieuw, open: open.length, volgende });
  await sendBericht(deps, { ...over, soort: 'nieuwe-vragen' }, bericht);
}
