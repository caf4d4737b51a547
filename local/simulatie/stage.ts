import { dateInAmsterdam, tijdstipAt } from '../../core/domain/tijd.ts';
import { KANARIES, loginWith } from './office.ts';
import type { World } from './world.ts';

/** Sets going what happens at Nmbrs whoever looks: runs are locked, people come and go, a token or a right is lost. */
export function stage({
  loop,
  plot,
  office,
  notebook: { note },
}: Pick<World, 'loop' | 'plot' | 'office' | 'notebook'>): void {
  for (const [index, { plans, locks, editsAt, hireAt, leaveAt }] of plot.lots.entries()) {
    const werkgever = office.werkgevers[index];
    if (werkgever === undefined) continue;
    for (const [place, { tijdvak }] of plans.entries()) {
      const runId = 800 + index * 100 + place;
      office.addRun(werkgever, tijdvak, runId);
      const lock = locks[place];
      if (lock === undefined) continue;
      loop.at(lock, () => {
        office.lockRun(werkgever, runId);
        note(() => `the run of ${tijdvak.tijdvakId} of ${werkgever.naam} is locked`);
      });
    }
    for (const moment of editsAt) loop.at(moment, () => office.edit(werkgever));
    if (hireAt !== undefined) {
      loop.at(hireAt, () => office.hire(werkgever, { werknemerId: 1000 * (index + 1) + 500, since: loop.now() }));
    }
    if (leaveAt !== undefined) {
      loop.at(leaveAt, () => {
        const mens = werkgever.mensen[0];
        if (mens === undefined || mens.left !== undefined) return;
        office.leave(werkgever, mens.werknemerId, dateInAmsterdam(tijdstipAt(loop.now())));
      });
    }
  }
  const { tokenReset, rightLost } = plot;
  if (tokenReset !== undefined) {
    loop.at(tokenReset.at, () => {
      office.nmbrs.inloggegevens = loginWith(KANARIES.nieuweToken);
      note(() => 'the token is reset at Nmbrs');
    });
  }
  if (rightLost !== undefined) {
    loop.at(rightLost.at, () => {
      office.nmbrs.weigeringen = { [rightLost.recht]: { reden: 'recht-niet-actief', code: '1002' } };
      note(() => `the right ${rightLost.recht} is lost`);
    });
  }
}
