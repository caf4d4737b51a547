import { describe, expect, it } from 'vitest';
import { crashEverywhere, cuttable, Killed } from './crash-matrix.ts';

interface Ports {
  readonly store: { readonly kept: number[]; put(value: number): Promise<void>; has(value: number): Promise<boolean> };
}

function createPorts(): Ports {
  const kept: number[] = [];
  return {
    store: {
      kept,
      put: async (value) => {
        kept.push(value);
      },
      has: async (value) => kept.includes(value),
    },
  };
}

const endState = ({ store }: Ports) => [...store.kept];
const prepare = async () => createPorts();

describe('cutting a run off', () => {
  it('before a call leaves no effect of it', async () => {
    const plain = createPorts();
    const { ports, calls } = cuttable(plain, { call: 1, moment: 'before' });
    await expect(ports.store.put(1)).rejects.toBeInstanceOf(Killed);
    expect([endState(plain), calls]).toEqual([[], ['store.put']]);
  });

  it('after a call leaves its effect, and nothing can be done any more', async () => {
    const plain = createPorts();
    const { ports } = cuttable(plain, { call: 1, moment: 'after' });
    await expect(ports.store.put(1)).rejects.toBeInstanceOf(Killed);
    await expect(ports.store.put(2)).rejects.toBeInstanceOf(Killed);
    expect(endState(plain)).toEqual([1]);
  });

  it('is tried at every call, before and after', async () => {
    const step = async ({ store }: Ports) => {
      if (!(await store.has(1))) await store.put(1);
    };
    const { calls, undisturbed, afterCrash } = await crashEverywhere({ prepare, step, endState });
    expect(calls).toEqual(['store.has', 'store.put']);
    expect([...afterCrash.keys()]).toEqual([
      'before 1 store.has',
      'after 1 store.has',
      'before 2 store.put',
      'after 2 store.put',
    ]);
    expect([...afterCrash.values()]).toEqual([undisturbed, undisturbed, undisturbed, undisturbed]);
  });

  it('shows a step that does its work twice', async () => {
    const step = ({ store }: Ports) => store.put(1);
    const { undisturbed, afterCrash } = await crashEverywhere({ prepare, step, endState });
    expect(undisturbed).toEqual([1]);
    expect(afterCrash.get('before 1 store.put')).toEqual([1]);
    expect(afterCrash.get('after 1 store.put')).toEqual([1, 1]);
  });

  it('does not hide an error of the step itself', async () => {
    const step = async () => {
      throw new RangeError('of its own');
    };
    await expect(crashEverywhere({ prepare, step, endState })).rejects.toThrow('of its own');
  });
});
