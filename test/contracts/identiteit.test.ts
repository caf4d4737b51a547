import { createMemoryIdentiteit } from '../../adapters/memory/identiteit.ts';
import { createIdentiteit } from '../../adapters/node/identiteit.ts';
import { describeIdentiteitContract } from './identiteit.contract.ts';

describeIdentiteitContract('memory', createMemoryIdentiteit);
describeIdentiteitContract('system', createIdentiteit);
