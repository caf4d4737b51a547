import { createMemoryKlok } from '../../adapters/memory/klok.ts';
import { createSystemKlok } from '../../adapters/node/klok.ts';
import { describeKlokContract } from './klok.contract.ts';

describeKlokContract('memory', createMemoryKlok);
describeKlokContract('system', createSystemKlok);
