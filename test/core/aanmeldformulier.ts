/** The token of the example: a canary that may be found in the kluis only. */
export const TOKEN = 'kanarie-token-0123456789abcdef';

/** A body of `POST /aanmeldingen` in which all is well; invented people and companies. */
export const GOOD_FORM = {
  accountSoort: 'overkoepelend',
  salarisverwerker: { bedrijfsnaam: 'Kantoor Duinzicht', email: 'salaris@duinzicht.example' },
  werkgever: {
    bedrijfsnaam: 'Bakkerij Zonnedauw',
    raamwerkcontractnummer: 'RC-10001',
    loonheffingennummer: '123456782L01',
  },
  salarispakket: 'Nmbrs',
  nmbrs: {
    bedrijfsnaam: 'Bakkerij  Zonnedauw B.V.',
    gebruikersnaam: 'api@duinzicht.example',
    apiToken: TOKEN,
    domein: 'duinzicht',
  },
  dga: [{ naam: 'Wolkje Zonnedauw', medewerkersnummer: '7' }],
  verloning: 'maandelijks',
  dertiendeMaand: false,
};

/** A copy of the value in which the field at the path is another one; `undefined` leaves it out, as JSON does. */
export function withField(value: unknown, path: string, next: unknown): unknown {
  return replaced(value, path.split('.'), next);
}

function replaced(value: unknown, [name, ...rest]: readonly string[], next: unknown): unknown {
  if (name === undefined) return next;
  if (Array.isArray(value)) {
    const items = [...value];
    items[Number(name)] = replaced(items[Number(name)], rest, next);
    return items;
  }
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const own = new Map<string, unknown>(fields);
  const changed = replaced(own.get(name), rest, next);
  if (changed === undefined) own.delete(name);
  else own.set(name, changed);
  return Object.fromEntries(own);
}
