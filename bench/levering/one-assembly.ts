/** Assembles one set in a process of its own: `node one-assembly.ts FOLDER TIJDVAK WERKNEMERS`; prints one line of JSON. */
import { createMemoryKluis } from '../../adapters/memory/kluis.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { assembleGegevensset } from '../../core/levering/assemble-gegevensset.ts';
import { STANDAARD_LOONCODES } from '../../core/ophalen/looncodes.ts';
import { registratieAt, TIJDVAKKEN, uitwisselingIdFor } from './employer.ts';
import { createFolderOpslag } from './folder-opslag.ts';

const [, , folder = '', wanted, count = '0'] = process.argv;
const tijdvak = TIJDVAKKEN.find((known) => known === wanted);
if (tijdvak === undefined) throw new Error('no such period');

const startedAt = performance.now();
const deps = {
  registratie: registratieAt(tijdvak, Number(count)),
  kluis: createMemoryKluis({ sleutels: { vingerafdruk: 'sleutel-van-de-bench' } }),
  opslag: createFolderOpslag(folder),
  identiteit: createIdentiteit(),
  klok: createSystemKlok(),
  looncodes: STANDAARD_LOONCODES,
};
await assembleGegevensset(deps, uitwisselingIdFor(tijdvak));
// The kernel's own peak of the process, in KB: what a Lambda is billed and killed by.
const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ peakMb, seconden: (performance.now() - startedAt) / 1000 }));
