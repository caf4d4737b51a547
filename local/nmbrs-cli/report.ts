import type { Controle } from '../../core/aanmelding/controle.ts';
import { aanbevelingenIn } from '../../core/controle/aanbevelingen.ts';
import type { BulkUitslag } from '../../core/nmbrs/bulk-aanroep.ts';
import { type RechtUitslag, serviceOf } from '../../core/nmbrs/rechten.ts';
import type { TijdvakUitslag } from '../../core/nmbrs/tijdvak-aanroep.ts';
import type { DebiteurMetTags, Inspectie } from './inspect.ts';

/** The report of an inspection for people: Dutch, plain text, one line per fact. */
export function renderInspectie(inspectie: Inspectie): string {
  const { controle } = inspectie;
  const { bedrijfsbreed = [], perTijdvak = [] } = controle;
  return [
    `Controle: ${controle.uitkomst === 'geslaagd' ? 'geslaagd' : 'herstel nodig'}`,
    '',
    ...onderdelenOf(controle),
    ...(controle.bevindingen.length === 0 ? [] : ['', 'Wat er moet gebeuren', ...bevindingenOf(controle)]),
    ...(controle.rechten.length === 0 ? [] : ['', 'Rechten', ...controle.rechten.map(rechtLine)]),
    ...(bedrijfsbreed.length === 0
      ? []
      : ['', 'Aanroepen voor het hele bedrijf (niet verplicht, wel beter)', ...bedrijfsbreed.map(bulkLine)]),
    ...(perTijdvak.length === 0
      ? []
      : ['', 'Aanroepen voor een gegeven tijdvak (niet verplicht, wel beter)', ...perTijdvak.map(bulkLine)]),
    ...aanbevolen(controle),
    '',
    'Omgeving',
    ...omgevingOf(inspectie),
    '',
  ].join('\n');
}

/** What is not active and why it is worth it. */
function aanbevolen(controle: Controle): string[] {
  const all = aanbevelingenIn(controle);
  if (all.length === 0) return [];
  return ['', 'Aanbevolen', ...all.map(({ aanroep, reden }) => `  ${aanroep}: ${reden}`)];
}

const WOORDEN: Readonly<Record<string, string>> = {
  'niet-getoetst': 'niet getoetst',
  'niet-gevonden': 'niet gevonden',
  'niet-uniek': 'niet uniek',
  'niet-van-toepassing': 'niet van toepassing',
  'niet-actief': 'NIET ACTIEF',
  'niet-te-toetsen': 'niet te toetsen',
  'wijkt-af': 'wijkt af',
};
const inWoorden = (word: string): string => WOORDEN[word] ?? word;

const onderdelenOf = ({ onderdelen }: Controle): string[] =>
  Object.entries(onderdelen).map(([name, uitkomst]) => `  ${name.padEnd(14)} ${inWoorden(uitkomst)}`);

const bevindingenOf = ({ bevindingen }: Controle): string[] =>
  bevindingen.flatMap(({ tekst, stappen }) => [
    `  ${tekst}`,
    ...stappen.map((stap, index) => `    ${index + 1}. ${stap}`),
  ]);

const timing = (ms: number | undefined): string => (ms === undefined ? '' : `${Math.round(ms)} ms`);
const codeOf = (code: string | undefined): string => (code === undefined ? '' : ` (${code})`);

const rechtLine = ({ recht, uitkomst, code, ms }: RechtUitslag): string =>
  `  ${`${serviceOf(recht)} ${recht}`.padEnd(77)} ${`${inWoorden(uitkomst)}${codeOf(code)}`.padEnd(20)} ${timing(ms)}`.trimEnd();

const bulkLine = ({ aanroep, uitkomst, code, ms }: BulkUitslag | TijdvakUitslag): string =>
  `  ${aanroep.padEnd(77)} ${`${inWoorden(uitkomst)}${codeOf(code)}`.padEnd(20)} ${timing(ms)}`.trimEnd();

function omgevingOf({ omgeving, debiteuren, werknemerSoorten, restSleutels }: Inspectie): string[] {
  return [
    `  domein         ${told(omgeving, (domein) => domein)}`,
    `  werknemersoort ${told(werknemerSoorten, (soorten) => soorten.join(', '))}`,
    ...(restSleutels === undefined ? [] : [`  REST-sleutels  ${told(restSleutels, (count) => `${count} werknemers`)}`]),
    `  debiteuren     ${told(debiteuren, (all) => String(all.length))}`,
    ...('waarde' in debiteuren ? debiteuren.waarde.map(debiteurLine) : []),
  ];
}

const debiteurLine = ({ naam, tags, bedrijven }: DebiteurMetTags): string =>
  `    ${naam}: ${bedrijven} ${bedrijven === 1 ? 'bedrijf' : 'bedrijven'}, ${
    tags.length === 0 ? 'geen tag' : `tags ${tags.map((tag) => tag.naam).join(', ')}`
  }`;

const told = <T>(
  extra: { waarde: T } | { geweigerd: { aanroep: string; code: string } },
  tell: (value: T) => string,
): string =>
  'waarde' in extra ? tell(extra.waarde) : `niet te zien: ${extra.geweigerd.aanroep} geeft ${extra.geweigerd.code}`;
