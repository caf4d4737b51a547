/** Files of which every deliberate fault must show, and the tests that are to show it. */
export interface Group {
  readonly name: string;
  readonly mutate: readonly string[];
  /** Of those that cover a fault all are run, in this order, until one fails: what is beside the code, and cheap, comes first. */
  readonly tests: readonly string[];
}

const core = (...names: readonly string[]): string[] => names.map((name) => `core/${name}.ts`);
const registratie = (...names: readonly string[]): string[] =>
  names.map((name) => `adapters/aws/registratie/${name}.ts`);
const ofCore = (...names: readonly string[]): string[] => names.map((name) => `test/core/${name}.test.ts`);

export const GROUPS: readonly Group[] = [
  {
    name: 'tijdvak',
    mutate: core(
      'kalender/tijdvak',
      'nmbrs/tijdvak-runs',
      'koppeling/verloningen',
      'kalender/planning',
      'nmbrs/historie',
      'nmbrs/peil',
    ),
    tests: [
      ...ofCore(
        'kalender/tijdvak',
        'nmbrs/tijdvak-runs',
        'koppeling/verloningen',
        'kalender/planning',
        'nmbrs/historie',
        'nmbrs/peil',
        'nmbrs/salaris',
      ),
      ...ofCore('levering/spelling'),
    ],
  },
  {
    name: 'twk',
    mutate: core(
      'vergelijking/twk',
      'nmbrs/dagverloop',
      'vergelijking/dienstmutaties',
      'vergelijking/loonsprong',
      'vergelijking/wijzigingen',
    ),
    tests: [
      ...ofCore(
        'vergelijking/twk',
        'nmbrs/dagverloop',
        'vergelijking/dienstmutaties',
        'vergelijking/loonsprong',
        'vergelijking/wijzigingen',
        'vergelijking/correcties',
        'vergelijking/sprongen',
      ),
      ...ofCore(
        'levering/corrections',
        'levering/compare-gegevensset',
        'levering/spelling',
        'levering/leavers',
        'ophalen/peil',
      ),
    ],
  },
  {
    name: 'runs',
    mutate: core('uitwisseling/check-run', 'uitwisseling/review-runs'),
    tests: ofCore(
      ...[
        'uitwisseling/check-run-noted',
        'uitwisseling/check-run',
        'uitwisseling/review-runs-again',
        'uitwisseling/review-runs',
        'uitwisseling/tijdvakken',
        'uitwisseling/laatste-tijdvak',
      ],
    ),
  },
  {
    name: 'selectie',
    mutate: core('ophalen/selectie', 'levering/samenstelling'),
    tests: [
      ...ofCore('ophalen/selectie', 'ophalen/selectie-later', 'levering/samenstelling'),
      ...ofCore('ophalen/plan-uitwisseling', 'levering/assemble-gegevensset'),
    ],
  },
  {
    name: 'vergelijken',
    mutate: [
      ...core('vergelijking/vergelijkbaar', 'vergelijking/vingerafdruk'),
      ...core(
        'levering/compare-gegevensset',
        'levering/read-eerdere-versie',
        'invoer/read-ndjson',
        'ophalen/find-nieuws',
        'vergelijking/read-vingerafdrukken',
      ),
    ],
    tests: [
      ...ofCore('vergelijking/vergelijkbaar', 'vergelijking/vingerafdruk'),
      ...ofCore(
        'invoer/read-ndjson',
        'vergelijking/read-vingerafdrukken',
        'ophalen/find-nieuws',
        'levering/read-eerdere-versie',
        'levering/compare-counts',
        'nmbrs/ask-rest-sleutels',
        'levering/spelling',
        'levering/corrections',
        'levering/compare-gegevensset',
        'levering/leavers',
        'ophalen/peil',
      ),
    ],
  },
  {
    name: 'vasthouden',
    mutate: [
      ...core('nmbrs/bezetting', 'uitwisseling/vastgehouden', 'vergelijking/manifest'),
      ...core('levering/hold-uitwisseling', 'uitwisseling/tekort'),
    ],
    tests: [
      ...ofCore('nmbrs/bezetting', 'uitwisseling/vastgehouden', 'vergelijking/manifest'),
      ...ofCore(
        'levering/must-hold',
        'levering/hold-uitwisseling',
        'levering/assemble-gegevensset',
        'levering/leavers',
        'levering/complete-uitwisseling',
      ),
    ],
  },
  {
    name: 'begin',
    mutate: core('ophalen/plan-uitwisseling', 'uitwisseling/start-when-due', 'uitwisseling/start-uitwisseling'),
    tests: ofCore(
      ...[
        'uitwisseling/start-when-due',
        'uitwisseling/start-refused',
        'uitwisseling/start-uitwisseling',
        'ophalen/plan-again',
        'ophalen/plan-uitwisseling',
        'uitwisseling/start-again',
      ],
      ...['ophalen/fetch-plan', 'ophalen/tijdvak-aanroepen', 'nmbrs/ask-rest-sleutels'],
      ...['uitwisseling/laatste-tijdvak', 'beheer/fetch-again', 'levering/leavers'],
    ),
  },
  {
    name: 'einde',
    mutate: [
      ...core('aanmelding/afmelding', 'koppeling/laatste-tijdvakken'),
      ...core('uitwisseling/stop-uitwisselingen', 'afmelding/end-koppeling'),
    ],
    tests: [
      ...ofCore('aanmelding/afmelding'),
      ...ofCore(
        'uitwisseling/stop-uitwisselingen',
        'afmelding/end-koppeling',
        'afmelding/end-koppeling-waits',
        'afmelding/end-koppeling-again',
        'uitwisseling/laatste-tijdvak',
        'afmelding/sign-off-aanmelding',
        'afmelding/sign-off-koppeling',
        'afmelding/withdraw-afmelding',
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
