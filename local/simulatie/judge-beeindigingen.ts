import { aanmeldingIdOf, type KoppelingId } from '../../core/ids.ts';
import { REDEN_VAN_HET_EINDE } from './beeindigingen.ts';
import type { World } from './world.ts';

/** Nothing is erased before the moment that a.s.r. was told, but when the office asks for it as well. */
export function judgeStop(
  { staff, notebook, loop, lotOf, koppelingen }: Pick<World, 'staff' | 'notebook' | 'loop' | 'lotOf' | 'koppelingen'>,
  koppelingId: KoppelingId,
): void {
  const koppeling = koppelingen.find((one) => one.koppelingId === koppelingId);
  const ended = staff.beeindigingen.afloop.get(koppelingId);
  if (koppeling === undefined || ended === undefined || lotOf(koppeling)?.uittrede !== undefined) return;
  if (ended.ingetrokkenOp !== undefined) notebook.violate('stopped-though-taken-back', koppelingId);
  else if (loop.now() < ended.begintOp) notebook.violate('stopped-too-early', koppelingId);
}

/** What a.s.r. was answered about the end of a koppeling came true, and the office knows why. */
export async function judgeBeeindigingen({
  staff,
  plain,
  plot,
  people,
  koppelingen,
  lotOf,
  notebook,
}: World): Promise<void> {
  const { violate } = notebook;
  for (const [koppelingId, { ingetrokkenOp }] of staff.beeindigingen.afloop) {
    const aanmeldingId = aanmeldingIdOf(koppelingId);
    const koppeling = await plain.registratie.findKoppeling(koppelingId);
    const aanmelding = await plain.registratie.findAanmelding(aanmeldingId);
    const isEnded = aanmelding?.status === 'afgemeld' && koppeling?.status === 'gewist';
    const realised = koppelingen.find((one) => one.koppelingId === koppelingId);
    const isAlone = realised !== undefined && lotOf(realised)?.uittrede === undefined;
    if (ingetrokkenOp === undefined) {
      if (!isEnded) violate('not-ended', `${koppelingId} is ${koppeling?.status}`);
      const texts = people.textsOf(aanmeldingId, 'afmelding-ontvangen');
      const isTold = texts.some((tekst) => tekst === undefined || tekst.includes(REDEN_VAN_HET_EINDE));
      // What nobody could mail before its time came is told by the receipt.
      const isExcused = plot.weather.kind === 'storm' && texts.length === 0;
      if (isAlone && !isTold && !isExcused) violate('end-untold', koppelingId);
      continue;
    }
    if (!isAlone) continue;
    const isLeft = aanmelding?.status !== 'gerealiseerd' || aanmelding.afmelding !== undefined;
    if (isLeft || koppeling === undefined || koppeling.status === 'gestopt' || koppeling.status === 'gewist')
      violate('taken-back-and-ended', `${koppelingId} is ${koppeling?.status}`);
    if (plot.weather.kind === 'calm' && !people.wasToldOf(aanmeldingId, 'afmelding-ingetrokken'))
      violate('taken-back-untold', koppelingId);
  }
}
