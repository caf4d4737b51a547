import { dateInAmsterdam, tijdstipAt } from '../../core/domain/tijd.ts';
import { WerknemerId } from '../../core/domain/uitwisseling.ts';
import type { Lot } from './lots.ts';
import { KANARIES, loginWith } from './office.ts';
import type { World } from './world.ts';

type Stage = Pick<World, 'loop' | 'plot' | 'office' | 'notebook' | 'executions' | 'staff' | 'kantoor'>;

/** Sets going what happens whoever looks: at Nmbrs, at a.s.r., and by the clock. */
export function stage(world: Stage): void {
  const { loop, plot, executions, staff, kantoor } = world;
  for (const [index, lot] of plot.lots.entries()) stageWerkgever(world, index, lot);
  stageAanmeldingen(world);
  stageTrouble(world);
  for (const moment of plot.naloop) loop.at(moment, () => executions.startNaloop(`naloop-${moment}`));
  const { pause, againAt } = plot;
  if (pause !== undefined) {
    loop.at(pause.at, () => staff.pause());
    if (pause.resumeAt !== undefined) loop.at(pause.resumeAt, () => staff.resume());
  }
  if (plot.wissel !== undefined) loop.at(plot.wissel, () => kantoor.changeLogin());
  if (againAt !== undefined) loop.at(againAt, () => staff.fetchAgain());
}

/** One by one, or all that come in one file at once. */
function stageAanmeldingen({ loop, plot, kantoor }: Stage): void {
  const inBulk: number[] = [];
  for (const [index, { intrede }] of plot.lots.entries()) {
    if (intrede?.bulk === true) inBulk.push(index);
    else if (intrede !== undefined) loop.at(intrede.at, () => kantoor.signUp(index));
  }
  const [first] = inBulk;
  const at = first === undefined ? undefined : plot.lots[first]?.intrede?.at;
  if (at !== undefined) loop.at(at, () => kantoor.signUpInBulk(inBulk));
}

/** Runs are locked, people come and go. */
function stageWerkgever({ loop, plot, office, notebook: { note } }: Stage, index: number, lot: Lot): void {
  const werkgever = office.werkgevers[index];
  if (werkgever === undefined) return;
  const when = (moment: number | undefined, work: () => void): void => {
    if (moment !== undefined) loop.at(moment, work);
  };
  for (const [place, { tijdvak }] of lot.plans.entries()) {
    const runId = 800 + index * 100 + place;
    const lock = (vergrendeld: boolean) => () => {
      office.lockRun(werkgever, runId, vergrendeld);
      note(() => `the run of ${tijdvak.tijdvakId} of ${werkgever.naam} is ${vergrendeld ? 'locked' : 'open'}`);
    };
    office.addRun(werkgever, tijdvak, runId);
    when(lot.locks[place], lock(true));
    if (place > 0 || index > 0) continue;
    when(plot.relock?.openAt, lock(false));
    when(plot.relock?.lockAt, lock(true));
  }
  for (const moment of lot.editsAt) when(moment, () => office.edit(werkgever));
  when(lot.exodusAt, () => office.vanish(werkgever, loop.now()));
  when(lot.hireAt, () => office.hire(werkgever, { werknemerId: 1000 * (index + 1) + 500, since: loop.now() }));
  when(lot.leaveAt, () => {
    const mens = werkgever.mensen[0];
    if (mens === undefined || mens.left !== undefined) return;
    office.leave(werkgever, mens.werknemerId, dateInAmsterdam(tijdstipAt(loop.now())));
  });
}

/** A token or a right is lost, or an answer can no longer be read. */
function stageTrouble({ loop, plot, office, notebook: { note } }: Stage): void {
  const { tokenReset, rightLost, poisonAt } = plot;
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
  if (poisonAt !== undefined) {
    loop.at(poisonAt, () => {
      const [mens] = office.werkgevers[0]?.mensen ?? [];
      office.nmbrs.onleesbaar = mens === undefined ? [] : [WerknemerId.parse(mens.werknemerId)];
      note(() => 'what Nmbrs says of somebody cannot be read');
    });
  }
}
