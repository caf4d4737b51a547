/** A fault that somebody made once, in the code as it is now, and went by unseen. */
export interface Fault {
  /** What is wrong, for people. */
  readonly fault: string;
  readonly file: string;
  /** Stands in the file once. */
  readonly from: string;
  readonly to: string;
  /** The tests that show it, first of all: one of them fails. */
  readonly tests: readonly string[];
}

const core = (name: string): string => `test/core/${name}.test.ts`;
const COMMANDS = 'test/adapters/aws/registratie-commands.test.ts';

/** Each made a data set lose somebody, tell a wrong period or tell it twice; none may ever pass again. */
export const FAULTS: readonly Fault[] = [
  {
    fault: 'twk: the last day of a period does not count',
    file: 'core/nmbrs/historie.ts',
    from: 'begin <= periode.eind',
    to: 'begin < periode.eind',
    tests: [core('vergelijking/twk')],
  },
  {
    fault: 'twk: the first day of a period does not count',
    file: 'core/nmbrs/historie.ts',
    from: 'eind >= periode.begin',
    to: 'eind > periode.begin',
    tests: [core('vergelijking/twk')],
  },
  {
    fault: 'the hold does not look at an earlier version of the same period',
    file: 'core/levering/hold-uitwisseling.ts',
    from: '.filter((one) => inTijdvakOrder(one, uitwisseling) < 0)',
    to: '.filter((one) => one.tijdvakId < uitwisseling.tijdvakId)',
    tests: [core('levering/must-hold')],
  },
  {
    fault: 'the own period counts as an earlier one: a second version is compared with the first',
    file: 'core/vergelijking/read-vingerafdrukken.ts',
    from: '.begin < tijdvak.begin);',
    to: '.begin <= tijdvak.begin);',
    tests: [core('vergelijking/read-vingerafdrukken'), core('levering/leavers')],
  },
  {
    fault: 'who left is reckoned from the last delivered period, also when an older one is fetched again',
    file: 'core/ophalen/find-nieuws.ts',
    from: 'vorigeVan(tijdvakId, all)?.tijdvakId ??',
    to: 'koppeling.vorige?.tijdvakId ??',
    tests: [core('ophalen/find-nieuws')],
  },
  {
    fault: 'one key of fingerprints for all koppelingen',
    file: 'core/vergelijking/read-vingerafdrukken.ts',
    from: 'identiteit.newZout()), koppelingId);',
    to: "identiteit.newZout()), 'alle');",
    tests: [core('vergelijking/read-vingerafdrukken')],
  },
  {
    fault: 'of a file all after the second megabyte is dropped',
    file: 'core/invoer/read-ndjson.ts',
    from: 'isLast = piece.length < PIECE;',
    to: 'isLast = piece.length < PIECE || offset >= 2 * PIECE;',
    tests: [core('invoer/read-ndjson')],
  },
  {
    fault: 'the year of a run is ignored',
    file: 'core/nmbrs/tijdvak-runs.ts',
    from: 'run.jaar === jaar && !isZonder',
    to: '!isZonder',
    tests: [core('nmbrs/tijdvak-runs')],
  },
  {
    fault: 'afmelden does not erase the fingerprints',
    file: 'core/afmelding/end-koppeling.ts',
    from: 'await deps.opslag.removeAll(vergelijkingPrefix(koppelingId));',
    to: '',
    tests: ['test/core/nothing-left.test.ts'],
  },
  {
    fault: 'an unchanged schedule gives a twk of all periods',
    file: 'core/nmbrs/dagverloop.ts',
    from: 'was === undefined || is === undefined || was === is',
    to: "was === undefined || is === undefined || (wat !== 'rooster' && was === is)",
    tests: [core('levering/corrections')],
  },
  {
    fault: 'a wage may differ by twelve steps, not by eight',
    file: 'core/vergelijking/loonsprong.ts',
    from: 'const GEWONE_STAPPEN = 8;',
    to: 'const GEWONE_STAPPEN = 12;',
    tests: [core('vergelijking/loonsprong')],
  },
  {
    fault: 'the fall of the wage after the 13e maand is asked about',
    file: 'core/levering/compare-gegevensset.ts',
    from: '...(isUitbetaaltijdvak(vorige) ? ',
    to: '...(isUitbetaaltijdvak(tijdvak) ? ',
    tests: [core('levering/compare-gegevensset')],
  },
  {
    fault: 'the salary is that of the first day of the period',
    file: 'core/levering/assemble-gegevensset.ts',
    from: 'peildatum: tijdvak.eind });',
    to: 'peildatum: tijdvak.begin });',
    tests: [core('levering/values-of-the-period')],
  },
  {
    fault: 'an exchange starts after the last day',
    file: 'core/uitwisseling/start-uitwisseling.ts',
    from: 'return vindtNogPlaats(aanmelding.afmelding, { tijdvakId, datum: dateInAmsterdam(klok.now()) });',
    to: 'return tijdvakId !== undefined && klok !== undefined;',
    tests: [core('uitwisseling/laatste-tijdvak')],
  },
  {
    fault: 'a part-time percentage up to 15 is taken for a factor',
    file: 'adapters/nmbrs/readers/work.ts',
    from: "Decimaal.parse('1.5')",
    to: "Decimaal.parse('15')",
    tests: ['test/adapters/nmbrs/part-time.test.ts'],
  },
  {
    fault: 'of a list only the first page is read',
    file: 'adapters/aws/registratie/tabel.ts',
    from: 'for await (const page of pages) items.push(...(page.Items ?? []));',
    to: 'for await (const page of pages) { items.push(...(page.Items ?? [])); break; }',
    tests: [COMMANDS],
  },
  {
    fault: 'an item is read as it was a moment ago',
    file: 'adapters/aws/registratie/tabel.ts',
    from: 'Key: { pk, sk }, ConsistentRead: true }',
    to: 'Key: { pk, sk } }',
    tests: [COMMANDS],
  },
  {
    fault: 'a list is read as it was a moment ago',
    file: 'adapters/aws/registratie/tabel.ts',
    from: '      ConsistentRead: true,\n',
    to: '',
    tests: [COMMANDS],
  },
  {
    fault: 'the hold of an account never runs out',
    file: 'adapters/aws/registratie/accounts.ts',
    from: "'attribute_not_exists(houders) OR vastTot <= :nu'",
    to: "'attribute_not_exists(houders) OR vastTot <= :nu AND vastTot > :nu'",
    tests: ['test/contracts/registratie.test.ts'],
  },
  {
    fault: 'a collision is taken for a condition that held',
    file: 'adapters/aws/registratie/tabel.ts',
    from: "return 'botsing';",
    to: 'return reasons.map(() => ({ failed: false }));',
    tests: [COMMANDS],
  },
];
