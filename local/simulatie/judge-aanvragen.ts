import type { AanmeldingId } from '../../core/ids.ts';
import { aanvragenIn } from './watch-aanvragen.ts';
import type { World } from './world.ts';

/** What must hold of requests that waited for a confirmation, once all has come to rest. */
export async function judgeAanvragen(world: World): Promise<void> {
  const { wachtend, plain, kantoor, plot, notebook } = world;
  const { violate } = notebook;
  for (const [aanmeldingId, { vreemd }] of wachtend) {
    const found = await plain.registratie.findAanmelding(aanmeldingId);
    if (found === undefined) await judgeErased(world, aanmeldingId);
    else if (found.status === 'wacht-op-bevestiging') violate('unconfirmed-left', aanmeldingId);
    else if (vreemd) violate('stranger-taken-in', `${aanmeldingId} is ${found.status}`);
  }
  for (const aanvraag of aanvragenIn(world.registratie)) {
    const { aanvraagId, status, aanmeldingen } = aanvraag;
    if (status !== 'klaar') violate('request-left', `${aanvraagId} is ${status}`);
    for (const id of aanmeldingen)
      if (wachtend.has(id) && (await plain.registratie.findAanmelding(id)) === undefined)
        violate('confirmed-lost', `${id} of ${aanvraagId}`);
  }
  await judgeConfirmed(world);
  // Of whatever the office was answered to wait for, it heard, and did as it was asked.
  if (plot.weather.kind === 'calm' && kantoor.onbevestigd.size > 0)
    violate('calm-unconfirmed', [...kantoor.onbevestigd].join(' '));
}

/** Nobody confirmed it: nothing is left of it, and all that ever came of it are codes. */
async function judgeErased({ plain, executions, people, notebook }: World, aanmeldingId: AanmeldingId): Promise<void> {
  const { registratie } = plain;
  const left = {
    trail: (await registratie.listAudit(aanmeldingId)).length,
    mails: (await registratie.listBerichten(aanmeldingId)).length,
    request: (await registratie.findAanvraag(aanmeldingId)) === undefined ? 0 : 1,
    executions: executions.all().filter(({ name }) => name.startsWith(aanmeldingId)).length,
    told: people.toldOf(aanmeldingId).filter((soort) => soort !== 'bevestig-adres').length,
  };
  for (const [what, count] of Object.entries(left))
    if (count > 0) notebook.violate('unconfirmed-leaves', `${aanmeldingId}: ${count} ${what}`);
}

/** Who was told that it is taken in is, and who was told that another one was before it is not. */
async function judgeConfirmed({ plain, kantoor, notebook }: World): Promise<void> {
  for (const [aanmeldingId, uitkomst] of kantoor.bevestigd) {
    const trail = (await plain.registratie.listAudit(aanmeldingId)).map(({ wat }) => wat);
    const [isIn, isOver] = [trail.includes('adres.bevestigd'), trail.includes('aanmelding.ingehaald')];
    const isSo = uitkomst === 'ontvangen' ? isIn : uitkomst === 'al-aangemeld' ? isOver : isIn || isOver;
    if (!isSo) notebook.violate('confirmed-otherwise', `${aanmeldingId} was answered ${uitkomst}`);
  }
}
