import { describe, expect, it } from 'vitest';
import { Defect, Refused, Transient, Unclear } from '../../../core/errors.ts';
import type { UitwisselingId } from '../../../core/ids.ts';
import { LooncodeRegel } from '../../../core/nmbrs/gegevensset.ts';
import type { Payroll, PayrollRefusal } from '../../../core/nmbrs/ports/payroll.ts';
import { STANDAARD_LOONCODES } from '../../../core/ophalen/looncodes.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { distributed, drain, goedkeuren, uitwisselingOf, worldWith } from '../way.ts';
import { company, type World, werknemer } from '../world.ts';

const detail = (code: string) => ({ code, message: 'a bad answer' });
const unreadable = new Unclear(detail('nmbrs-unreadable'));
const tooLarge = new Defect(detail('nmbrs-too-large'));

const partsDone = () =>
  worldWith(async (world) => {
    world.nmbrs.runRapport = true;
    const looncodes = STANDAARD_LOONCODES.wia.map((code) =>
      LooncodeRegel.parse({ runId: 811, code, omschrijving: 'Loon', waarde: '1.00' }),
    );
    world.nmbrs.bedrijven = [company({ werknemers: [werknemer(7, { looncodes })] })];
    const id = await distributed(world, goedkeuren());
    await drain(world);
    return id;
  });

/** The same world, in which these calls are made another way. */
const withPayroll = (world: World, change: (payroll: Payroll) => Partial<Payroll>): World => ({
  ...world,
  gateway: {
    ...world.gateway,
    open: (login) => {
      const payroll = world.gateway.open(login);
      return { ...payroll, ...change(payroll) };
    },
  },
});
const throwing = (error: unknown) => async (): Promise<never> => {
  throw error;
};
const wholeRunThrows = (world: World, error: unknown) =>
  withPayroll(world, () => ({ startRunRapport: throwing(error) }));
const everyPollThrows = (world: World, error: unknown) =>
  withPayroll(world, () => ({ pollLooncodeRapport: throwing(error) }));

async function rapportOf(world: World, id: UitwisselingId) {
  const found = await uitwisselingOf(world, id);
  if (found.status !== 'loopt' || found.rapport === undefined) throw new Error('no report');
  return found.rapport;
}
const codesOf = async (world: World, id: UitwisselingId) =>
  (await rapportOf(world, id)).taken.map(({ looncode }) => looncode);

describe('the report of a whole run, which nobody needs', () => {
  it.each([
    ['an answer that makes no sense', unreadable],
    ['an answer that is too large', tooLarge],
    ['a call that was held up', new Transient(detail('nmbrs-9999'))],
    ['a call without an end', new Transient(detail('nmbrs-deadline'))],
  ])('is asked for code by code after %s', async (_name, error) => {
    const { world, subject: id } = await partsDone();
    await startRapport(wholeRunThrows(world, error), id);
    expect(await codesOf(world, id)).toEqual(STANDAARD_LOONCODES.wia);
  });

  it.each<PayrollRefusal['reden']>(['recht-niet-actief', 'geen-toegang', 'tijdvak-ongeldig', 'niet-gevonden'])(
    'is asked for code by code when it is refused as %s',
    async (reden) => {
      const { world, subject: id } = await partsDone();
      const refusal = { reden, code: '2004', aanroep: 'Reports_GetWageCodesByRunCompany_v2_Background' };
      const refusing = withPayroll(world, () => ({ startRunRapport: async () => ({ ok: false, refusal }) }));
      await startRapport(refusing, id);
      expect(await codesOf(world, id)).toEqual(STANDAARD_LOONCODES.wia);
    },
  );

  it.each<PayrollRefusal['reden']>(['inloggegevens-ongeldig', 'geen-abonnement', 'domein-onbekend'])(
    'stops when the login is refused as %s',
    async (reden) => {
      const { world, subject: id } = await partsDone();
      const refusal = { reden, code: '1001', aanroep: 'Reports_GetWageCodesByRunCompany_v2_Background' };
      const refusing = withPayroll(world, () => ({ startRunRapport: async () => ({ ok: false, refusal }) }));
      await expect(startRapport(refusing, id)).rejects.toMatchObject({ name: 'Refused', code: reden });
    },
  );

  it.each([
    new Transient(detail('tijd-bijna-op')),
    new Transient(detail('nmbrs-druk')),
    new Transient(detail('nmbrs-circuit-open')),
    new Transient(detail('aws.tarief.reserve')),
    new Refused(detail('inloggegevens-weg')),
  ])('is tried again later after $code, which tells nothing about it', async (error) => {
    const { world, subject: id } = await partsDone();
    await expect(startRapport(wholeRunThrows(world, error), id)).rejects.toBe(error);
  });
});

describe('a report that is ready and cannot be read', () => {
  it.each([unreadable, tooLarge])('is started again code by code after $code', async (error) => {
    const { world, subject: id } = await partsDone();
    await startRapport(world, id);
    expect(await codesOf(world, id)).toEqual([undefined]);
    expect(await pollRapport(everyPollThrows(world, error), id)).toEqual({ uitkomst: 'bezig', wachtSeconden: 2 });
    expect(await codesOf(world, id)).toEqual(STANDAARD_LOONCODES.wia);
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
  });

  it.each([
    ['of an answer that makes no sense, which may be right later', unreadable, 'Unclear'],
    ['of what asking again does not mend', tooLarge, 'Defect'],
  ])('also then is given up, because %s', async (_name, error, name) => {
    const { world, subject: id } = await partsDone();
    await startRapport(world, id);
    await pollRapport(everyPollThrows(world, error), id);
    const again = pollRapport(everyPollThrows(world, error), id);
    await expect(again).rejects.toMatchObject({ name, code: 'rapport-mislukt' });
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
  });

  it('keeps the lines of the tasks that could be read', async () => {
    const { world, subject: id } = await partsDone();
    world.nmbrs.runRapport = false;
    await startRapport(world, id);
    const [first] = (await rapportOf(world, id)).taken;
    const oneBad = withPayroll(world, (payroll) => ({
      pollLooncodeRapport: async (taakId, runId, looncodes) => {
        if (taakId === first?.taakId) throw unreadable;
        return payroll.pollLooncodeRapport(taakId, runId, looncodes);
      },
    }));
    expect(await pollRapport(oneBad, id)).toMatchObject({ uitkomst: 'bezig' });
    expect(await rapportOf(world, id)).toMatchObject({ pogingen: 2, peilingen: 0 });
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
  });

  it('is looked at again after a hold-up, with the tasks that there are', async () => {
    const { world, subject: id } = await partsDone();
    await startRapport(world, id);
    const before = await rapportOf(world, id);
    const heldUp = new Transient(detail('nmbrs-9999'));
    await expect(pollRapport(everyPollThrows(world, heldUp), id)).rejects.toBe(heldUp);
    expect(await rapportOf(world, id)).toEqual(before);
  });
});
