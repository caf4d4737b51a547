/** What an item that may stay holds, and what it may hold besides. */
interface Vorm {
  readonly moet: readonly string[];
  readonly mag?: readonly string[];
}

const UITWISSELING = [
  ...['uitwisselingId', 'koppelingId', 'tijdvakId', 'datasetVersie', 'versie', 'status', 'gepland', 'deadline'],
];
const GESTOPT: Vorm = { moet: [...UITWISSELING, 'code', 'gestoptOp'], mag: ['aanleiding'] };

/**
 * By the kind of item, and its state where it has one: counts, moments, codes and ids of ours, and of runs; of an employee nothing. A
 * mail has the hash of a code that opened its aanmelding for two weeks.
 */
const VORMEN: Readonly<Record<string, Vorm>> = {
  'aanmelding afgemeld': {
    moet: [
      ...['aanmeldingId', 'versie', 'status', 'ontvangenOp', 'capabilityHash', 'ingangsdatum', 'afgemeldOp'],
      'ontvangstbewijs',
    ],
    // Once its mail address was put back.
    mag: ['toegangVanaf'],
  },
  // That an address was confirmed, by its hash.
  kantoor: { moet: ['kantoorId', 'bevestigdOp', 'sleutelHash', 'geldigTot'] },
  'koppeling gewist': { moet: ['koppelingId', 'aanmeldingId', 'versie', 'status', 'inloggegevensRef'] },
  'uitwisseling voltooid': {
    moet: [...UITWISSELING, 'runIds', 'runs', 'gestartOp', 'voltooidOp', 'werknemers', 'vragen', 'bezetting'],
    mag: ['aanleiding', 'vrijgave'],
  },
  'uitwisseling mislukt': GESTOPT,
  'uitwisseling onvolledig': GESTOPT,
  'uitwisseling vervallen': { moet: [...UITWISSELING, 'code'], mag: ['aanleiding'] },
  'bericht verzonden': { moet: ['soort', 'gelegenheid', 'status', 'op'], mag: ['toegang'] },
  'bericht bezig': { moet: ['soort', 'gelegenheid', 'status', 'op'], mag: ['toegang'] },
  audit: { moet: ['aanmeldingId', 'op', 'wie', 'wat', 'nummer', 'vorige', 'hash'], mag: ['waarom'] },
};

/** In Dutch, what is in an item that may not be in it, or not in it that must. */
export function vormVan(soort: string, waarde: unknown): string[] {
  const fields: Record<string, unknown> = typeof waarde === 'object' && waarde !== null ? { ...waarde } : {};
  const naam = typeof fields.status === 'string' ? `${soort} ${fields.status}` : soort;
  const vorm = VORMEN[naam];
  if (vorm === undefined) return [`registratie: ${naam} is er nog`];
  const { moet, mag = [] } = vorm;
  const found = Object.keys(fields);
  return [
    ...found.filter((one) => ![...moet, ...mag].includes(one)).map((one) => `registratie: ${naam} heeft ${one} nog`),
    ...moet.filter((one) => !found.includes(one)).map((one) => `registratie: ${naam} heeft geen ${one}`),
  ];
}
