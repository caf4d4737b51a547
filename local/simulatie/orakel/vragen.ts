import { Datum } from '../../../core/kalender/tijd.ts';
import { tijdvakAt } from '../../../core/kalender/tijdvak.ts';
import { Gegevensveld } from '../../../core/nmbrs/gegevensset.ts';
import { isLeeg } from './argwaan.ts';
import type { Mutatie, Peil, Regel, Verwacht } from './verwachting.ts';
import { type Moment, raakt } from './waarheid.ts';

// Which questions must stand beside a set, and which may: by the same truth, as far as a rule says so.

/** The questions that are judged; all others are left alone. */
export const BEOORDEELD: ReadonlySet<string> = new Set([
  ...['alleen-in-lijst', 'alleen-in-dienstverbanden', 'lijst-en-dienstverband-wijken-af', 'uit-dienst-zonder-datum'],
  'eerste-dag-verplaatst',
  ...['geen-contract', 'geen-geboortedatum', 'geen-adres', 'geen-salaris', 'geen-rooster', 'geen-bsn'],
  ...['geen-verzekering', 'geen-bankrekening', 'geen-uren', 'laat-gemeld', 'geen-vergelijking'],
  ...['geen-werknemers', 'dga-niet-gevonden'],
]);

export interface Vraagverwachting {
  /** `code werknemerId`. */
  readonly moet: ReadonlySet<string>;
  readonly mag: ReadonlySet<string>;
  /** How many groups could not be compared: those with a value on either side, and with them those without. */
  readonly nietVergeleken: { readonly minstens: number; readonly hoogstens: number };
  /** Of how many groups something was taken from an earlier version. */
  readonly eerdereVersie: number;
}

export function verwachteVragen(set: Verwacht): Vraagverwachting {
  const [moet, mag] = [new Set<string>(), new Set<string>()];
  for (const { inhoud } of set.geheugen?.verteld.values() ?? []) {
    if (inhoud === undefined) continue;
    const { regel, mens } = inhoud;
    const about = (code: string) => `${code} ${regel.werknemerId}`;
    const { begin, eind } = set.moment.tijdvak;
    const inDienst = regel.dienstverbanden.some((one) => raakt(one, begin, eind));
    const isOnbekend = regel.dienstverbanden.length === 0;
    for (const { code, peil } of ontbrekend(regel, set.moment)) {
      if (isOnbekend || (inDienst && isNu(peil))) mag.add(about(code));
      else if (inDienst) moet.add(about(code));
    }
    if (isOnbekend) moet.add(about('alleen-in-lijst'));
    else if (mens.lijst === 'geen') (inDienst ? moet : mag).add(about('alleen-in-dienstverbanden'));
    else if (isTegenstrijdig(set, regel, mens.lijst, inDienst)) moet.add(about('lijst-en-dienstverband-wijken-af'));
  }
  const inSet = new Set(set.regels.map(({ werknemerId }) => werknemerId));
  for (const one of set.mutaties) {
    if (one.soort === 'dienstverband' && !inSet.has(one.werknemerId))
      moet.add(`eerste-dag-verplaatst ${one.werknemerId}`);
    if (isLaat(one, set)) moet.add(`laat-gemeld ${one.werknemerId}`);
    if (one.soort === 'uit-dienst' && one.ingangsdatum === undefined)
      moet.add(`uit-dienst-zonder-datum ${one.werknemerId}`);
  }
  if (set.vorige !== undefined && set.vorige.geheugen === undefined) moet.add('geen-vergelijking ');
  if (set.regels.length === 0) moet.add('geen-werknemers ');
  const known = set.moment.mensen.filter(({ lijst, dienstverbanden }) => lijst !== 'geen' || dienstverbanden);
  if (!set.moment.dga.every((id) => known.some(({ werknemerId }) => werknemerId === id)))
    moet.add('dga-niet-gevonden ');
  return { moet, mag, ...overGroepen(set) };
}

const isNu = (peil: Peil | undefined): boolean => peil !== undefined && peil !== 'tijdvak' && 'nu' in peil;

/** What the profile wants and this line lacks, with the period of the group. */
function ontbrekend(regel: Regel, { geplandPerTijdvak }: Moment): { code: string; peil: Peil | undefined }[] {
  const groepen = { contract: 'contracten', adres: 'adressen', rooster: 'rooster', bsn: 'bsn' } as const;
  const others = { verzekering: 'verzekering', bankrekening: 'bankrekeningen' } as const;
  const lacking = Object.entries({ ...groepen, ...others }).flatMap(([naam, veld]) => {
    const peil = regel.peil[veld];
    return peil !== undefined && isLeeg(regel[veld]) ? [{ code: `geen-${naam}`, peil }] : [];
  });
  const { persoon, salaris, rooster, variabeleUren, peil } = regel;
  // Who works by the hour, or on call, is told by hours; of others they are missed when everybody's were asked for.
  const isOpUren = salaris?.soort.includes('uurloon') === true || Number(rooster?.urenPerWeek ?? 1) === 0;
  const isGevraagd = geplandPerTijdvak.includes('HourComponentVar_Get');
  return [
    ...lacking,
    ...(persoon?.geboortedatum === undefined ? [{ code: 'geen-geboortedatum', peil: peil.persoon }] : []),
    ...(salaris === undefined ? [{ code: 'geen-salaris', peil: undefined }] : []),
    ...((isOpUren || isGevraagd) && variabeleUren === undefined ? [{ code: 'geen-uren', peil: undefined }] : []),
  ];
}

/** The list says in service and the employments had all ended, or the other way round. */
function isTegenstrijdig({ moment }: Verwacht, regel: Regel, lijst: 'in-dienst' | 'uit-dienst', inDienst: boolean) {
  if (lijst === 'uit-dienst') return regel.dienstverbanden.some(({ eind }) => eind === undefined);
  const mens = moment.mensen.find(({ werknemerId }) => werknemerId === regel.werknemerId);
  return !inDienst && mens?.dienstverbanden?.length === regel.dienstverbanden.length;
}

/** Entered after the period in which it begins was over; where Nmbrs does not say when, told later than in that period's set. */
function isLaat({ soort, ingangsdatum, gemeldOp }: Mutatie, { moment: { tijdvak } }: Verwacht): boolean {
  if (soort !== 'in-dienst' || ingangsdatum === undefined) return false;
  const { eind } = tijdvakAt(tijdvak.verloning, Datum.parse(ingangsdatum));
  return gemeldOp === undefined ? eind < tijdvak.begin : gemeldOp > eind;
}

function overGroepen({ regels, vorige }: Verwacht): Pick<Vraagverwachting, 'nietVergeleken' | 'eerdereVersie'> {
  const [gevuld, alle, eerder] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const regel of regels) {
    const toen = vorige?.geheugen?.verteld.get(regel.werknemerId)?.inhoud?.regel;
    for (const veld of veldenOf(regel)) {
      const [a, b] = [toen?.peil[veld], regel.peil[veld]];
      if (typeof b === 'object' && 'versie' in b) eerder.add(veld);
      if (a === undefined || b === undefined || isNu(a) === isNu(b)) continue;
      alle.add(veld);
      if (!isLeeg(toen?.[veld]) || !isLeeg(regel[veld])) gevuld.add(veld);
    }
  }
  return { nietVergeleken: { minstens: gevuld.size, hoogstens: alle.size }, eerdereVersie: eerder.size };
}

const veldenOf = ({ peil }: Regel): Gegevensveld[] => Object.keys(peil).filter(isVeld);
const isVeld = (naam: string): naam is Gegevensveld => Gegevensveld.safeParse(naam).success;
