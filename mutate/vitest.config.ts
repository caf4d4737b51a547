import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { GROUPS } from './groups.ts';

const group = GROUPS.find(({ name }) => name === process.env.MUTATE_GROUP);
if (group === undefined) throw new Error('MUTATE_GROUP names no group of mutate/groups.ts');
const { tests } = group;

class AsListed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => tests.findIndex((test) => moduleId.endsWith(`/${test}`));
    return files.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  test: {
    include: [...tests],
    // One process loads the code once for all files: most of a fault's time goes into loading.
    isolate: false,
    sequence: { sequencer: AsListed },
    // The tool has its own limit, by how long the tests take here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
