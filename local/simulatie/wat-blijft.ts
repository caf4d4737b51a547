import * as z from 'zod';
import type { Bewaard } from '../../adapters/memory/registratie.ts';
import { DAY_MS, epochMs } from '../../core/kalender/tijd.ts';
import { leveringPrefix } from '../../core/uitwisseling/levering.ts';
import type { Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import { kanariesIn } from './office.ts';
import { vormVan } from './vormen.ts';
import type { World } from './world.ts';

// What decisions 15, 38 and 40 leave of a koppeling that was signed off, written down once more: nothing here is read from the code
// that erases.

/** A delivered set stays for so long, and has these files. */
const LEVERING_DAGEN = 400;
const BESTANDEN = ['manifest.json', 'mutaties.ndjson', 'vragen.json', 'werknemers.csv', 'werknemers.ndjson'];
/** What the receipt says of each class. */
const BEWIJS = [
  ...['inloggegevens gewist', 'agenda gewist', 'aanmeldgegevens gewist', 'werkbestanden gewist', 'vergelijking gewist'],
  ...['leveringen bewaard', 'logboek bewaard', 'reservekopieen bewaard'],
];
/** Keys of the system, of no koppeling. */
const SLEUTELS = 'referentie, vingerafdruk';
/** Who signed up, and who was signed up. */
export const NAMEN = ['duinzicht', 'Werkgever 1', 'RC-1000', '123456782'];

/**
 * In Dutch, what is there of the only koppeling and should not be, or is not there and should. Empty: the registry, the objects, the
 * secrets and everything else are exactly as the decisions say.
 */
export async function verschillen(world: World, exchanges: readonly Uitwisseling[]): Promise<string[]> {
  return [
    ...inRegistratie(world),
    ...inTijdvakken(world, exchanges),
    ...(await inBewijs(world)),
    ...(await inOpslag(world, exchanges)),
    ...inKluis(world),
    ...elders(world),
    ...names(world),
  ];
}

const differs = (what: string, found: readonly string[], wanted: readonly string[]): string[] => {
  const extra = found.filter((one) => !wanted.includes(one)).map((one) => `${what}: ${one} is er nog`);
  const missing = wanted.filter((one) => !found.includes(one)).map((one) => `${what}: ${one} is er niet`);
  return [...extra, ...missing];
};

/** How many items there are of each kind that has a number; of the others as many as there were exchanges, mails and events. */
const AANTALLEN: Readonly<Record<string, number>> = {
  ...{ aanmelding: 1, koppeling: 1, claim: 0, account: 0, deel: 0 },
  ...{ kantoor: 1, kantoortoegang: 0, aanvraag: 0, postteller: 0 },
};

function inRegistratie({ registratie, loop }: World): string[] {
  const found = bewaard(registratie, loop.now());
  const counts = Object.entries(AANTALLEN).flatMap(([soort, aantal]) => {
    const there = found.filter((one) => one.soort === soort).length;
    return there === aantal ? [] : [`registratie: ${there} keer ${soort}, niet ${aantal}`];
  });
  return [...counts, ...found.flatMap(({ soort, waarde }) => vormVan(soort, waarde))];
}

/** Until when the table keeps what it removes by itself: by a moment in it, and so long after that. */
const TOT: Readonly<Partial<Record<Bewaard['soort'], { readonly veld: string; readonly dagen: number }>>> = {
  // A request that can be repeated is remembered for 24 hours, and one whose address is confirmed until its codes are over.
  idempotentie: { veld: 'verlooptOp', dagen: 0 },
  aanvraag: { veld: 'ontvangenOp', dagen: 30 },
  kantoortoegang: { veld: 'geldigTot', dagen: 0 },
  postteller: { veld: 'venster', dagen: 2 },
};

/** What a table that removes what is over holds at this moment. A request that is not done is not over. */
const bewaard = (registratie: World['registratie'], nuMs: number): readonly Bewaard[] =>
  registratie.inhoud().filter(({ soort, waarde }) => {
    const over = TOT[soort];
    if (over === undefined || typeof waarde !== 'object' || waarde === null) return true;
    const fields: Record<string, unknown> = { ...waarde };
    if (soort === 'aanvraag' && fields.status !== 'klaar') return true;
    return momentOf(fields[over.veld]) + over.dagen * DAY_MS > nuMs;
  });

/** A moment, or the hour or day that is counted in. */
const momentOf = (value: unknown): number => {
  const text = z.string().parse(value);
  return Date.parse(text.length === 'YYYY-MM-DDTHH'.length ? `${text}:00:00.000Z` : text);
};

/** Each period up to the last day was delivered once, and again only when asked for; but the one that had no run. */
function inTijdvakken({ plot }: World, exchanges: readonly Uitwisseling[]): string[] {
  const done = exchanges.filter(({ status, aanleiding }) => status === 'voltooid' && aanleiding === undefined);
  const [lot] = plot.lots;
  const wanted = (lot?.plans ?? []).filter((_plan, place) => place !== lot?.gemist);
  const found = done.map(({ tijdvakId }) => tijdvakId);
  const twice = found.filter((one, place) => found.indexOf(one) !== place).map((one) => `${one} is twee keer geleverd`);
  return [
    ...differs(
      'tijdvakken',
      found,
      wanted.map(({ tijdvak }) => tijdvak.tijdvakId),
    ),
    ...twice,
  ];
}

async function inBewijs({ registratie, aangemeld }: World): Promise<string[]> {
  const found = await Promise.all(aangemeld.map((id) => registratie.findAanmelding(id)));
  return found.flatMap((one) => {
    if (one?.status !== 'afgemeld') return [`aanmelding: ${one?.status}, niet afgemeld`];
    const { regels, nietGeleverd = [] } = one.ontvangstbewijs;
    const said = regels.map(({ klasse, gevolg }) => `${klasse} ${gevolg}`);
    return [...differs('ontvangstbewijs', said, BEWIJS), ...differs('niet geleverd', nietGeleverd, [])];
  });
}

/** The delivered sets of the last 400 days, whole; of what was being made nothing. */
async function inOpslag({ opslag, loop }: World, exchanges: readonly Uitwisseling[]): Promise<string[]> {
  const isKept = (one: Uitwisseling): boolean =>
    one.status === 'voltooid' && epochMs(one.voltooidOp) + LEVERING_DAGEN * DAY_MS > loop.now();
  const wanted = exchanges.filter(isKept).flatMap((one) => BESTANDEN.map((naam) => `${leveringPrefix(one)}${naam}`));
  return differs('objecten', await opslag.list(''), wanted);
}

function inKluis({ kluis }: World): string[] {
  const refs = [...kluis.geheimen.keys(), ...kluis.inBedenktijd.keys()];
  const sleutels = kluis.sleuteldoelen().toSorted().join(', ');
  return [
    ...refs.map(() => 'kluis: een login is er nog'),
    ...(sleutels === SLEUTELS ? [] : [`kluis: de sleutels zijn ${sleutels}, niet ${SLEUTELS}`]),
  ];
}

function elders({ koppelingen, scheduler, queue, nazorgrij, executions }: World): string[] {
  const counts = {
    afspraken: koppelingen.filter(({ koppelingId }) => scheduler.of(koppelingId) !== undefined).length,
    berichten: queue.open().length + nazorgrij.open().length,
    'berichten die niet lukten': queue.deadLetters().length + nazorgrij.deadLetters().length,
    verlopen: executions.all().filter(({ end }) => end === undefined).length,
  };
  return Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
}

/** Nobody is named in what is left, nor in what the machines and the log tell. */
function names({ registratie, loop, executions, loglines }: World): string[] {
  const texts = {
    registratie: JSON.stringify(bewaard(registratie, loop.now())),
    verloop: JSON.stringify(executions.all().map(({ history }) => history)),
    logboek: JSON.stringify(loglines),
  };
  return Object.entries(texts).flatMap(([where, text]) => [
    ...kanariesIn(text).map((naam) => `${where}: ${naam}`),
    ...NAMEN.filter((naam) => text.includes(naam)).map((naam) => `${where}: ${naam}`),
  ]);
}
