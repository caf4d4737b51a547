import { WerknemerId } from '../../core/ids.ts';
import { addDays, dateInAmsterdam, tijdstipAt } from '../../core/kalender/tijd.ts';
import { nextTijdvak, type Tijdvak } from '../../core/kalender/tijdvak.ts';
import { ADRES_DOOR_ASR } from './formulieren.ts';
import { dueMs, HOUR_MS, type Lot } from './lots.ts';
import { KANARIES, loginWith } from './office.ts';
import type { World } from './world.ts';

type Stage = Pick<
  World,
  'loop' | 'plot' | 'office' | 'notebook' | 'executions' | 'staff' | 'kantoor' | 'kluis' | 'tally'
>;

/** Sets going what happens whoever looks: at Nmbrs, at a.s.r., and by the clock. */
export function stage(world: Stage): void {
  const { loop, plot, executions, staff, kantoor } = world;
  for (const { jaarwissel } of plot.lots) {
    const bekendAt = jaarwissel?.bekendAt;
    if (bekendAt !== undefined) loop.at(bekendAt, () => staff.changeVerloning());
  }
  for (const lot of plot.lots)
    if (lot.beeindiging !== undefined) loop.at(lot.beeindiging.at, () => staff.beeindigingen.end(lot));
  for (const [index, lot] of plot.lots.entries()) {
    stageWerkgever(world, index, lot);
    stageToegang(world, index, lot);
    if (lot.wijzigingAt !== undefined) loop.at(lot.wijzigingAt, () => staff.wijzigingen.change(lot));
    if (lot.standAt !== undefined)
      loop.at(lot.standAt, () => {
        const aanmeldingId = kantoor.toegangen.idOf(index);
        if (aanmeldingId !== undefined) staff.dossiers.mailStand(aanmeldingId);
      });
  }
  stageAanmeldingen(world);
  stageTrouble(world);
  for (const moment of plot.naloop) loop.at(moment, () => executions.startNaloop(`naloop-${moment}`));
  const { pause, againAt } = plot;
  if (pause !== undefined) {
    loop.at(pause.at, () => staff.pause());
    if (pause.resumeAt !== undefined) loop.at(pause.resumeAt, () => staff.resume());
  }
  if (plot.wissingAt !== undefined) loop.at(plot.wissingAt, () => staff.dossiers.erase());
  if (plot.wissel !== undefined) loop.at(plot.wissel, () => kantoor.changeLogin());
  if (againAt !== undefined) loop.at(againAt, () => staff.fetchAgain());
}

function stageToegang({ loop, plot, staff, kantoor }: Stage, index: number, { toegang }: Lot): void {
  if (toegang === undefined) return;
  const { adres, opnieuw } = toegang;
  if (adres !== undefined) loop.at(adres.at, () => kantoor.changeAddress(index));
  if (opnieuw !== undefined)
    loop.at(opnieuw.at, () => {
      const aanmeldingId = kantoor.toegangen.idOf(index);
      if (aanmeldingId !== undefined) staff.reissue(aanmeldingId, opnieuw.anderAdres ? ADRES_DOOR_ASR : undefined);
    });
  loop.at(plot.weather.clearsAt + 6 * HOUR_MS, () => kantoor.look(index));
}

/** One by one, or all that come in one file at once. */
function stageAanmeldingen({ loop, plot, kantoor }: Stage): void {
  const inBulk: number[] = [];
  for (const [index, { intrede }] of plot.lots.entries()) {
    const { vreemdeAt } = intrede ?? {};
    if (vreemdeAt !== undefined) loop.at(vreemdeAt, () => kantoor.signUpAsStranger(index));
    if (intrede?.bulk === true) inBulk.push(index);
    else if (intrede !== undefined) loop.at(intrede.at, () => kantoor.signUp(index));
  }
  const [first] = inBulk;
  const at = first === undefined ? undefined : plot.lots[first]?.intrede?.at;
  if (at !== undefined) loop.at(at, () => kantoor.signUpInBulk(inBulk));
}

/** Some days before the end of the period. */
const drawnMs = ({ eind }: Tijdvak): number => dueMs(addDays(eind, -5));
/** What is added to the id of a run that is drawn anew. */
const REDRAWN = 50;

/** Runs are locked, people come and go. */
function stageWerkgever({ loop, plot, office, notebook: { note } }: Stage, index: number, lot: Lot): void {
  const werkgever = office.werkgevers[index];
  if (werkgever === undefined) return;
  const when = (moment: number | undefined, work: () => void): void => {
    if (moment !== undefined) loop.at(moment, work);
  };
  // What was drawn before is there.
  const at = (moment: number, work: () => void): void => (moment <= loop.now() ? work() : when(moment, work));
  for (const [place, { tijdvak }] of lot.plans.entries()) {
    const runId = 800 + index * 100 + place;
    const lock = (id: number, vergrendeld: boolean) => () => {
      office.lockRun(werkgever, id, vergrendeld);
      note(() => `the run of ${tijdvak.tijdvakId} of ${werkgever.naam} is ${vergrendeld ? 'locked' : 'open'}`);
    };
    const next = lot.plans[place + 1]?.tijdvak ?? nextTijdvak(tijdvak);
    if (place !== lot.gemist) at(drawnMs(tijdvak), () => office.addRun(werkgever, { tijdvak, runId, next }));
    when(lot.locks[place], lock(runId, true));
    if (place > 0 || index > 0 || plot.relock === undefined) continue;
    const { openAt, lockAt, redrawn } = plot.relock;
    const nextId = redrawn === true ? runId + REDRAWN : runId;
    when(openAt, redrawn === true ? () => office.redrawRun(werkgever, runId, nextId) : lock(runId, false));
    when(lockAt, lock(nextId, true));
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
function stageTrouble({ loop, plot, office, kluis, tally, notebook: { note } }: Stage): void {
  const { tokenReset, rightLost, poisonAt, loginWeg, sleutelWeg } = plot;
  if (loginWeg !== undefined) {
    loop.at(loginWeg.at, () => {
      const accounts = [...kluis.geheimen.keys()].filter((ref) => ref.includes('/account/'));
      for (const ref of accounts) kluis.verwijderMetBedenktijd(ref);
      if (accounts.length > 0) tally.add('login-verwijderd');
      note(() => 'somebody deletes the logins in the console');
    });
  }
  if (sleutelWeg !== undefined) {
    loop.at(sleutelWeg, () => {
      kluis.verliesSleutel('vingerafdruk');
      tally.add('sleutel-verloren');
      note(() => 'the key of the fingerprints is lost');
    });
  }
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
