import { type Call, intParam, type Operation } from './call.ts';

const TAG_COLOUR = '#00FF00';

const listAll: Operation = ({ world, login, write: w }) => {
  const items = world
    .debtorsFor(login)
    .map((debtor) =>
      w.object(
        'Debtor',
        [w.int('Id', debtor.id), w.string('Number', debtor.number), w.string('Name', debtor.name)].join(''),
      ),
    );
  return w.list('List_GetAllResult', items);
};

const getTags: Operation = ({ world, login, params, write: w }) => {
  const { tags } = world.debtor(login, intParam(params, 'DebtorId'));
  const items = tags.map((tag, index) =>
    w.object(
      'DebtorTag',
      [w.int('Number', index + 1), w.string('HexColor', TAG_COLOUR), w.string('Tag', tag)].join(''),
    ),
  );
  return w.list('Tags_GetResult', items);
};

const getEnvironment: Operation = ({ login, world, write: w }: Call) => {
  const { subdomain } = login.environment;
  const fields = w.word('Domain', `${subdomain}.nmbrs.nl`) + w.word('SubDomain', subdomain);
  return world.scenario.switches.environmentAnswer === 'bare' ? fields : w.object('Environment_GetResult', fields);
};

export const DEBTOR_OPERATIONS: Readonly<Record<string, Operation>> = {
  Environment_Get: getEnvironment,
  List_GetAll: listAll,
  Tags_Get: getTags,
};
