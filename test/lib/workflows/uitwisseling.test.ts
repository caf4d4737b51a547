import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { codeOfFout } from '../../../adapters/lambda/error-name.ts';
import { DEFECT, REFUSED, UNCLEAR } from '../../../core/errors.ts';
import { functionsOf } from '../functions.ts';
import { callsOf, causeOf, machineNamed, play } from '../machines.ts';
import { allResources } from '../templates.ts';

const resources = allResources();
const functions = functionsOf(resources);
const uitwisseling = machineNamed(resources, 'salariskoppeling-uitwisseling');

const MINUTE = 60;

describe('uitwisseling', () => {
  const READY = { CheckRun: [{ uitkomst: 'run-vergrendeld' }], DistributeDelen: [{ uitkomst: 'opgehaald' }] };
  const COMPLETE = { AssembleGegevensset: [{ uitkomst: 'compleet' }] };
  const REST = ['PlanUitwisseling', 'DistributeDelen'];

  it('calls these functions', () => {
    expect(callsOf(uitwisseling, functions)).toEqual({
      CheckRun: 'check-run',
      PlanUitwisseling: 'plan-uitwisseling',
      DistributeDelen: 'distribute-delen',
      PollRapport: 'poll-rapport',
      AssembleGegevensset: 'assemble-gegevensset',
      AskVrijgave: 'ask-vrijgave',
      CompleteUitwisseling: 'complete-uitwisseling',
      FailUitwisseling: 'fail-uitwisseling',
      FailUitwisselingAfgekeurd: 'fail-uitwisseling',
    });
  });

  it.each([
    [
      'the run is locked and no report is needed',
      { ...READY, ...COMPLETE },
      ['CheckRun', ...REST, 'AssembleGegevensset', 'CompleteUitwisseling'],
    ],
    [
      'the run is locked on the third look',
      {
        CheckRun: [
          { uitkomst: 'wacht', tot: '2026-12-11T05:00:00Z' },
          { uitkomst: 'wacht', tot: '2026-12-14T05:00:00Z' },
          { uitkomst: 'run-vergrendeld' },
        ],
        DistributeDelen: [{ uitkomst: 'opgehaald' }],

        ...COMPLETE,
      },
      ['CheckRun', 'CheckRun', 'CheckRun', ...REST, 'AssembleGegevensset', 'CompleteUitwisseling'],
    ],
    ['the koppeling has ended meanwhile', { CheckRun: [{ uitkomst: 'vervallen' }] }, ['CheckRun']],
    [
      'the report takes two looks',
      {
        ...READY,
        DistributeDelen: [{ uitkomst: 'rapport-loopt' }],
        PollRapport: [{ uitkomst: 'bezig', wachtSeconden: 10 }, { uitkomst: 'klaar' }],
        ...COMPLETE,
      },
      ['CheckRun', ...REST, 'PollRapport', 'PollRapport', 'AssembleGegevensset', 'CompleteUitwisseling'],
    ],
    [
      'a part was lost and is sent again',
      { ...READY, DistributeDelen: [{ error: 'States.Timeout' }, { uitkomst: 'opgehaald' }], ...COMPLETE },
      [
        'CheckRun',
        'PlanUitwisseling',
        'DistributeDelen',
        'DistributeDelen',
        'AssembleGegevensset',
        'CompleteUitwisseling',
      ],
    ],
  ])('%s', async (_story, answers, expected) => {
    const { called, error } = await play(uitwisseling, answers);
    expect(called).toEqual(expected);
    expect(error).toBeUndefined();
  });

  it.each(['CheckRun', 'PlanUitwisseling', 'DistributeDelen', 'PollRapport', 'AssembleGegevensset'])(
    'is marked as failed, with all that was caught, when %s fails',
    async (state) => {
      const { called, inputs, error } = await play(uitwisseling, {
        ...READY,
        DistributeDelen: [{ uitkomst: 'rapport-loopt' }],
        PollRapport: [{ uitkomst: 'klaar' }],
        ...COMPLETE,
        [state]: [{ error: DEFECT, says: 'object-onleesbaar' }],
      });
      expect(called.slice(-2)).toEqual([state, 'FailUitwisseling']);
      const fout = { Error: DEFECT, Cause: causeOf(DEFECT, 'object-onleesbaar') };
      expect(inputs.at(-1)).toEqual({ schemaVersie: 1, uitwisselingId: 'u', fout });
      expect(codeOfFout(fout)).toBe('object-onleesbaar');
      expect(error).toBe(DEFECT);
    },
  );

  it.each(['CheckRun', 'PlanUitwisseling', 'PollRapport'])(
    'goes on after four answers without sense in %s, and counts the fifth',
    async (state) => {
      const unclear = { error: UNCLEAR, says: 'nmbrs-unreadable' };
      const answers = {
        ...READY,
        DistributeDelen: [{ uitkomst: 'rapport-loopt' }],
        PollRapport: [{ uitkomst: 'klaar' }],
        ...COMPLETE,
      };
      const well: readonly { readonly uitkomst: string }[] =
        state === 'CheckRun' ? READY.CheckRun : [{ uitkomst: 'klaar' }];
      const passed = await play(uitwisseling, { ...answers, [state]: [unclear, unclear, unclear, unclear, ...well] });
      expect(passed.called.at(-1)).toBe('CompleteUitwisseling');
      const counted = await play(uitwisseling, { ...answers, [state]: [unclear] });
      expect(counted.called.slice(-2)).toEqual([state, 'FailUitwisseling']);
      expect(counted.called.filter((one) => one === state)).toHaveLength(5);
      expect(counted.error).toBe(UNCLEAR);
    },
  );

  const HELD = { ...READY, AssembleGegevensset: [{ uitkomst: 'vastgehouden' }, { uitkomst: 'compleet' }] };
  const UNTIL_HELD = ['CheckRun', ...REST, 'AssembleGegevensset', 'AskVrijgave'];

  it.each([
    ['is assembled once more when a.s.r. releases the set', 'leveren', ['AssembleGegevensset', 'CompleteUitwisseling']],
    ['marks the set as rejected when a.s.r. rejects it', 'afkeuren', ['FailUitwisselingAfgekeurd']],
    ['just ends when the koppeling has ended meanwhile', 'vervallen', []],
  ])('%s, without an error', async (_story, uitkomst, rest) => {
    const { called, inputs, error } = await play(uitwisseling, { ...HELD, AskVrijgave: [{ uitkomst }] });
    expect(called).toEqual([...UNTIL_HELD, ...rest]);
    expect(error).toBeUndefined();
    if (uitkomst !== 'afkeuren') return;
    expect(inputs.at(-1)).toEqual({
      schemaVersie: 1,
      uitwisselingId: 'u',
      fout: { Error: `${REFUSED}.levering-afgekeurd` },
    });
  });

  it('marks a held set of which nobody decided within 30 days, to be fetched again, without an error', async () => {
    const { called, inputs, error } = await play(uitwisseling, {
      ...HELD,
      AskVrijgave: [{ error: 'States.Timeout' }],
    });
    expect(called).toEqual([...UNTIL_HELD, 'FailUitwisselingAfgekeurd']);
    expect(inputs.at(-1)).toEqual({
      schemaVersie: 1,
      uitwisselingId: 'u',
      fout: { Error: `${REFUSED}.vrijgave-verlopen` },
    });
    expect(error).toBeUndefined();
    expect(uitwisseling.definition.States.AskVrijgave).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSeconds: 30 * 24 * 60 * MINUTE,
      Parameters: { Payload: { 'uitwisselingId.$': '$.uitwisselingId', 'taakToken.$': '$$.Task.Token' } },
    });
  });

  it('is not marked as failed when only CompleteUitwisseling fails: the set is delivered, and a redrive closes it', async () => {
    const { called, error } = await play(uitwisseling, {
      ...READY,
      ...COMPLETE,
      CompleteUitwisseling: [{ error: REFUSED }],
    });
    expect(called.at(-1)).toBe('CompleteUitwisseling');
    expect(error).toBe(REFUSED);
  });

  it('is marked as failed on an outcome that the machine does not know', async () => {
    const { inputs, error } = await play(uitwisseling, { CheckRun: [{ uitkomst: 'onzin' }] });
    expect(inputs.at(-1)).toEqual({
      schemaVersie: 1,
      uitwisselingId: 'u',
      fout: { Error: `${DEFECT}.onbekende-uitkomst` },
    });
    expect(error).toBe(`${DEFECT}.onbekende-uitkomst`);
  });

  it('stops at once when a worker was refused, marked as failed by what Nmbrs refused', async () => {
    const refused = `${REFUSED}.recht-niet-actief.SVW_GetCurrent`;
    const { called, inputs, error } = await play(uitwisseling, {
      ...READY,
      DistributeDelen: [{ uitkomst: 'geweigerd', Error: refused }],
    });
    expect(called).toEqual(['CheckRun', 'PlanUitwisseling', 'DistributeDelen', 'FailUitwisseling']);
    const fout = { uitkomst: 'geweigerd', Error: refused };
    expect(inputs.at(-1)).toEqual({ schemaVersie: 1, uitwisselingId: 'u', fout });
    expect(codeOfFout(fout)).toBe('recht-niet-actief.SVW_GetCurrent');
    expect(error).toBe(refused);
  });

  it('is marked as failed when parts stay away: 48 times half an hour', async () => {
    const { called, error } = await play(uitwisseling, { ...READY, DistributeDelen: [{ error: 'States.Timeout' }] });
    expect(called).toEqual([
      'CheckRun',
      'PlanUitwisseling',
      ...Array.from({ length: 48 }, () => 'DistributeDelen'),
      'FailUitwisseling',
    ]);
    expect(error).toBe('States.Timeout');
    expect(uitwisseling.definition.States.DistributeDelen).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSeconds: 30 * MINUTE,
      Parameters: { Payload: { 'uitwisselingId.$': '$.uitwisselingId', 'taakToken.$': '$$.Task.Token' } },
    });
  });

  it('hands the poll of the report how long it waited', async () => {
    const { called, inputs } = await play(uitwisseling, {
      ...READY,
      DistributeDelen: [{ uitkomst: 'rapport-loopt' }],
      PollRapport: [{ uitkomst: 'bezig', wachtSeconden: 5 }, { uitkomst: 'klaar' }],
    });
    const input = z.object({ stap: z.unknown() }).parse(inputs[called.lastIndexOf('PollRapport')]);
    expect(input.stap).toEqual({ uitkomst: 'bezig', wachtSeconden: 5 });
  });

  it('waits until the moment that the check names, and as long as the report asks', () => {
    expect(uitwisseling.definition.States.WachtOpRun).toMatchObject({ TimestampPath: '$.stap.tot' });
    expect(uitwisseling.definition.States.WachtOpRapport).toMatchObject({ SecondsPath: '$.stap.wachtSeconden' });
  });
});
