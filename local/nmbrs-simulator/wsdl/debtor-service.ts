import type { Switches } from '../switches.ts';
import { complex, int, listOf, type OperationShape, one, operation, type ServiceShape, string } from './shape.ts';

const debtor = complex('Debtor', int('Id'), string('Number', 'Name'));
const tag = complex('DebtorTag', int('Number'), string('HexColor', 'Tag'));

/** No parameters, and the header without a domain: it is how a client learns its domain. */
const environmentGet = ({ environmentAnswer }: Switches): OperationShape => {
  const fields = string('Domain', 'SubDomain');
  const result = one('Environment_GetResult', complex('EnvironmentInfo', fields));
  return {
    name: 'Environment_Get',
    header: 'AuthHeader',
    request: [],
    response: environmentAnswer === 'result' ? result : fields,
  };
};

export const debtorService = (switches: Switches): ServiceShape => ({
  name: 'DebtorService',
  operations: [
    environmentGet(switches),
    operation('List_GetAll', [], listOf(debtor)),
    operation('Tags_Get', int('DebtorId'), listOf(tag)),
  ],
});
