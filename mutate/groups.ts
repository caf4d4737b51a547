/** Files of which every deliberate fault must show, and the tests that are to show it. */
export interface Group {
  readonly name: string;
  readonly mutate: readonly string[];
  /** Of those that cover a fault all are run, in this order, until one fails: what is beside the code, and cheap, comes first. */
  readonly tests: readonly string[];
}

const domain = (...names: readonly string[]): string[] => names.map((name) => `core/domain/${name}.ts`);
const useCases = (...names: readonly string[]): string[] => names.map((name) => `core/use-cases/${name}.ts`);
const registratie = (...names: readonly string[]): string[] =>
  names.map((name) => `adapters/aws/registratie/${name}.ts`);
const ofDomain = (...names: readonly string[]): string[] => names.map((name) => `test/core/domain/${name}.test.ts`);
const ofUseCases = (...names: readonly string[]): string[] =>
  names.map((name) => `test/core/use-cases/${name}.test.ts`);

export const GROUPS: readonly Group[] = [
  {
    name: 'tijdvak',
    mutate: domain('tijdvak', 'tijdvak-runs', 'verloningen', 'eerste-uitwisseling', 'historie', 'peil'),
    tests: [
      ...ofDomain('tijdvak', 'tijdvak-runs', 'verloningen', 'eerste-uitwisseling', 'historie', 'peil', 'salaris'),
      ...ofUseCases('spelling'),
    ],
  },
  {
    name: 'twk',
    mutate: domain('twk', 'dagverloop', 'dienstmutaties', 'loonsprong', 'wijzigingen'),
    tests: [
      ...ofDomain('twk', 'dagverloop', 'dienstmutaties', 'loonsprong', 'wijzigingen', 'correcties', 'sprongen'),
      ...ofUseCases('corrections', 'compare-gegevensset', 'spelling', 'leavers', 'peil'),
    ],
  },
  {
    name: 'runs',
    mutate: useCases('check-run', 'review-runs'),
    tests: ofUseCases(
      ...['check-run-noted', 'check-run', 'review-runs-again', 'review-runs', 'tijdvakken', 'laatste-tijdvak'],
    ),
  },
  {
    name: 'selectie',
    mutate: domain('selectie', 'samenstelling'),
    tests: [
      ...ofDomain('selectie', 'selectie-later', 'samenstelling'),
      ...ofUseCases('plan-uitwisseling', 'assemble-gegevensset'),
    ],
  },
  {
    name: 'vergelijken',
    mutate: [
      ...domain('vergelijkbaar', 'vingerafdruk'),
      ...useCases('compare-gegevensset', 'eerdere-versie', 'ndjson', 'nieuws', 'vingerafdrukken'),
    ],
    tests: [
      ...ofDomain('vergelijkbaar', 'vingerafdruk'),
      ...ofUseCases(
        'ndjson',
        'vingerafdrukken',
        'nieuws',
        'eerdere-versie',
        'compare-counts',
        'rest-sleutels',
        'spelling',
        'corrections',
        'compare-gegevensset',
        'leavers',
        'peil',
      ),
    ],
  },
  {
    name: 'vasthouden',
    mutate: [...domain('bezetting', 'vastgehouden', 'manifest'), ...useCases('hold-uitwisseling', 'tekort')],
    tests: [
      ...ofDomain('bezetting', 'vastgehouden', 'manifest'),
      ...ofUseCases('must-hold', 'hold-uitwisseling', 'assemble-gegevensset', 'leavers', 'complete-uitwisseling'),
    ],
  },
  {
    name: 'begin',
    mutate: useCases('plan-uitwisseling', 'start-when-due', 'start-uitwisseling'),
    tests: ofUseCases(
      ...['start-when-due', 'start-refused', 'start-uitwisseling', 'plan-again', 'plan-uitwisseling', 'start-again'],
      ...['fetch-plan', 'tijdvak-aanroepen', 'rest-sleutels'],
      ...['laatste-tijdvak', 'fetch-again', 'leavers'],
    ),
  },
  {
    name: 'einde',
    mutate: [...domain('afmelding', 'laatste-tijdvakken'), ...useCases('stop-uitwisselingen', 'end-koppeling')],
    tests: [
      ...ofDomain('afmelding'),
      ...ofUseCases(
        'stop-uitwisselingen',
        'end-koppeling',
        'end-koppeling-waits',
        'end-koppeling-again',
        'laatste-tijdvak',
        'sign-off-aanmelding',
        'sign-off-koppeling',
        'withdraw-afmelding',
      ),
      'test/core/nothing-left.test.ts',
      'test/functions/afmelden-en-token.test.ts',
    ],
  },
  {
    name: 'registratie',
    mutate: registratie(
      ...['tabel', 'aanmeldingen', 'accounts', 'audit', 'berichten', 'delen', 'idempotenties', 'koppelingen'],
      ...['uitwisselingen', 'vervanging', 'werkvoorraad'],
    ),
    tests: [
      'test/adapters/aws/registratie-operations.test.ts',
      'test/adapters/aws/registratie-commands.test.ts',
      'test/adapters/aws/registratie-judged.test.ts',
      'test/adapters/aws/registratie-refused.test.ts',
      'test/adapters/aws/registratie.test.ts',
      'test/contracts/registratie.test.ts',
    ],
  },
];
