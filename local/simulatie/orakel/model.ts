import { addDays, type Datum } from '../../../core/kalender/tijd.ts';
import type { Tijdvak } from '../../../core/kalender/tijdvak.ts';
import type { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { Dienstverband, Gegevensveld, RoosterRegel, SalarisRegel } from '../../../core/nmbrs/gegevensset.ts';
import type { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { geloofdeAanroepen, isLeeg } from './argwaan.ts';
import { dagenVan } from './dagen.ts';
import { tekst } from './tekst.ts';
import type { Inhoud, Mutatie, Peil, Regel, Verteld, Verwacht } from './verwachting.ts';
import { betaald, binnen, type gegevensVan, type Mens, type Moment, NOOIT, OOIT, raakt, toenEnNu } from './waarheid.ts';

// What each set and each mutatie must be, reckoned from the truth alone: whole lists, day by day, and none of the rules of core/.
// Where a rule leaves something open, the choice is written beside it.

const VERZUIM = ['persoon', 'contracten', 'rooster', 'vasteUren', 'variabeleUren'] as const;
const WIA = [...VERZUIM, 'bsn', 'adressen', 'verzekering'] as const;
const PENSIOEN = [...WIA, 'partner', 'kinderen', 'vasteLooncomponenten', 'variabeleLooncomponenten'] as const;
const VELDEN = { verzuim: VERZUIM, wia: WIA, pensioen: PENSIOEN, volledig: [...PENSIOEN, 'bankrekeningen'] } as const;

/** The optional calls that tell a group of the period. */
const PERSOON = 'PersonalInfo_GetAll_AllEmployeesByCompany';
const AANROEP: Readonly<Partial<Record<Gegevensveld, BulkAanroep | TijdvakAanroep>>> = {
  ...{ persoon: PERSOON, bsn: PERSOON, contracten: 'Contract_GetAll_AllEmployeesByCompany' },
  ...{ rooster: 'Schedule_GetAll_AllEmployeesByCompany', adressen: 'Address_GetAll_AllEmployeesByCompany' },
  ...{ verzekering: 'SVW_GetAll_AllEmployeesByCompany', bankrekeningen: 'BankAccount_GetList' },
  ...{ vasteLooncomponenten: 'WageComponentFixed_Get', variabeleLooncomponenten: 'WageComponentVar_Get' },
  ...{ vasteUren: 'HourComponentFixed_Get', variabeleUren: 'HourComponentVar_Get' },
};
const LOONCODES = [1000, 1400, 2100, 2200, 2300, 8100];

const dagen = (rows: readonly Dienstverband[]) => tekst(rows.map(({ begin, eind }) => `${begin} ${eind}`).sort());
const byText = (a = OOIT, b = OOIT) => (a < b ? -1 : a > b ? 1 : 0);

/** Of the rows that began the one that begins last; of those the one entered last (`.000` is no later); of those the last. */
function geldend<T extends Partial<SalarisRegel>>(rijen: readonly T[], dag: string) {
  const entered = ({ aangemaaktOp = OOIT }: T) => aangemaaktOp.replace(/\.0+$/, '');
  let best: T | undefined;
  for (const rij of rijen) {
    if ((rij.ingangsdatum ?? OOIT) > dag) continue;
    if (!best || (byText(rij.ingangsdatum, best.ingangsdatum) || byText(entered(rij), entered(best))) >= 0) best = rij;
  }
  return best;
}

const zonderInvoer = <T extends object>(rij?: T) => rij && { ...rij, aangemaaktOp: undefined };

/** A group: by a call that tells it of the period where there is one; else, and always of partner and kinderen, as it is now. */
function groepVan(veld: Gegevensveld, moment: Moment, [toen, nu]: readonly ReturnType<typeof gegevensVan>[]) {
  const { tijdvak, nmbrsIn, bedrijfsbreed, perTijdvak } = moment;
  const isBreed = bedrijfsbreed.some((aanroep) => aanroep === AANROEP[veld]);
  const isPer = veld === 'rooster' || perTijdvak.some((aanroep) => aanroep === AANROEP[veld]);
  if (!isPer && veld.endsWith('Uren')) return [];
  const waarde = (isBreed || isPer ? toen : nu)?.[veld];
  // Nothing, of a period that for Nmbrs is still to come, is only what it knows by now.
  const isStil = isPer && !isBreed && nmbrsIn.begin < tijdvak.begin && isLeeg(waarde);
  const isVanNu = !isBreed && !isPer && (nmbrsIn.begin !== tijdvak.begin || AANROEP[veld] === undefined);
  return [{ veld, waarde, peil: isStil || isVanNu ? { nu: nmbrsIn.tijdvakId } : ('tijdvak' as const) }];
}

function regelVan(mens: Mens, dienstverbanden: readonly Dienstverband[], moment: Moment): Regel {
  const { tijdvak, dekkingsprofiel, dga } = moment;
  const rooster = zonderInvoer(geldend(mens.roosters, tijdvak.eind));
  const [toen, nu] = toenEnNu(mens, moment);
  const groepen = VELDEN[dekkingsprofiel].flatMap((veld) => groepVan(veld, moment, [{ ...toen, rooster }, nu]));
  const paid = betaald(moment, mens).filter(({ code }) => LOONCODES.includes(code));
  return {
    werknemerId: mens.werknemerId,
    personeelsnummer: mens.lijst === 'geen' ? undefined : mens.personeelsnummer,
    dga: dga.includes(mens.werknemerId),
    dienstverbanden,
    salaris: zonderInvoer(geldend(mens.salarissen, tijdvak.eind)),
    ...Object.fromEntries(groepen.map(({ veld, waarde }) => [veld, waarde])),
    looncodes: dekkingsprofiel === 'verzuim' ? undefined : paid,
    peil: Object.fromEntries(groepen.map(({ veld, peil }) => [veld, peil])),
  };
}

const nuVan = (peil: Peil) => (peil !== 'tijdvak' && 'nu' in peil ? peil.nu : undefined);
/** Whether two groups can be laid side by side: both of the period, or both as of some other. */
const isAlike = (a: Peil | undefined, b: Peil | undefined) =>
  a !== undefined && b !== undefined && (nuVan(a) === undefined) === (nuVan(b) === undefined);

/** What an earlier version told of the period is not given up for what Nmbrs tells as of now, or not any more. */
function behoud(regel: Regel, eigen: Verwacht | undefined, { dekkingsprofiel }: Moment): Regel {
  const eerder = eigen?.regels.find(({ werknemerId }) => werknemerId === regel.werknemerId);
  if (eigen === undefined || eerder === undefined) return regel;
  const { versie } = eigen.moment;
  const velden = VELDEN[dekkingsprofiel].filter((veld) => {
    const [toen, nu] = [eerder.peil[veld], regel.peil[veld]];
    return toen !== undefined && nuVan(toen) === undefined && (nu === undefined || nuVan(nu) !== undefined);
  });
  const peilen = velden.map(
    (veld) => [veld, eerder.peil[veld] === 'tijdvak' ? { versie } : eerder.peil[veld]] as const,
  );
  const waarden = Object.fromEntries(velden.map((veld) => [veld, binnen(dekkingsprofiel, eerder)[veld]]));
  return { ...regel, ...waarden, peil: { ...regel.peil, ...Object.fromEntries(peilen) } };
}

type Tijdvakken = readonly Tijdvak[];
type Op = (dag: Datum) => (string | undefined)[];
type Veld = { soort: string; veld: string; groep: Gegevensveld | undefined; tekst: string };

/** The fields that have a value. A list is one field, in any order; of two addresses of a kind, in an order of their own, each field has both. */
function veldenVan(regel: Regel): ReadonlyMap<string, Veld> {
  const all = new Map<string, Veld>();
  const add = (soort: string, groep: Gegevensveld | undefined, leden: object = {}): void => {
    for (const [veld, waarde] of Object.entries(leden))
      if (waarde !== undefined) all.set(`${soort}.${veld}`, { soort, veld, groep, tekst: tekst({ [veld]: waarde }) });
  };
  const lijst = (waarden: readonly unknown[] | undefined) => waarden?.map(tekst).sort();
  const { persoon, bsn, dga, personeelsnummer, contracten, adressen = [] } = regel;
  add('persoon', 'persoon', persoon);
  add('persoon', 'bsn', { bsn });
  add('persoon', undefined, { dga, personeelsnummer });
  add('contract', 'contracten', { contracten: lijst(contracten?.map(({ ikv: _apart, ...one }) => one)) });
  // Which number belongs to which contract, where Nmbrs tells any.
  const ikv = contracten?.filter((one) => one.ikv !== undefined).map((one) => [one.contractId, one.ikv]) ?? [];
  add('contract', 'contracten', { ikv: ikv.length === 0 ? undefined : lijst(ikv) });
  add('salaris', undefined, regel.salaris);
  add('uren', 'rooster', regel.rooster);
  for (const { soort: kind } of adressen) {
    const own = adressen.filter(({ soort }) => soort === kind).sort((a, b) => byText(tekst(a), tekst(b)));
    for (const veld of own.flatMap((one) => Object.keys(one)).filter((naam) => naam !== 'soort'))
      add('adres', 'adressen', { [`${kind}.${veld}`]: own.map((one) => Object(one)[veld] ?? null) });
  }
  add('partner', 'partner', regel.partner);
  add('verzekeringsplicht', 'verzekering', regel.verzekering);
  for (const veld of ['vasteUren', 'variabeleUren'] as const) add('uren', veld, { [veld]: lijst(regel[veld]) });
  for (const veld of ['vasteLooncomponenten', 'variabeleLooncomponenten'] as const)
    add('looncomponenten', veld, { [veld]: lijst(regel[veld]) });
  add('kinderen', 'kinderen', { kinderen: lijst(regel.kinderen) });
  add('bankrekening', 'bankrekeningen', { bankrekeningen: lijst(regel.bankrekeningen) });
  return all;
}

/** What differs, of the groups for which both sets asked and that can be laid side by side. */
function veldMutaties(toen: Regel, regel: Regel): Mutatie[] {
  const [oud, nu] = [veldenVan(toen), veldenVan(regel)];
  const samen = new Map<string, Mutatie & { velden: string[] }>();
  const dood = regel.persoon?.overlijdensdatum;
  for (const [key, { soort: kind, veld, groep }] of new Map([...oud, ...nu])) {
    const [a, b]: (Peil | undefined)[] = groep ? [toen.peil[groep], regel.peil[groep]] : ['tijdvak', 'tijdvak'];
    if (!a || !b || !isAlike(a, b) || oud.get(key)?.tekst === nu.get(key)?.tekst) continue;
    const [van, tot] = [nuVan(a), nuVan(b)];
    const tussen = van && tot ? { van, tot } : undefined;
    const soort = key === 'persoon.overlijdensdatum' && dood ? 'overlijden' : kind;
    const one = samen.get(tekst([soort, tussen])) ?? { soort, werknemerId: regel.werknemerId, velden: [], tussen };
    samen.set(tekst([soort, tussen]), { ...one, velden: [...one.velden, veld] });
  }
  return [...samen.values()].map((one) => {
    const isDood = one.soort === 'overlijden';
    return { ...one, ingangsdatum: isDood ? dood : vanaf(regel, one), velden: isDood ? undefined : one.velden };
  });
}

/** From which day the new value holds, where Nmbrs says so: of hours it does not, whatever the schedule says. */
function vanaf({ salaris, rooster, partner, contracten = [] }: Regel, { soort, velden = [] }: Mutatie) {
  if (soort === 'uren') return velden.every((veld) => veld.endsWith('Uren')) ? undefined : rooster?.ingangsdatum;
  const begins = contracten.flatMap(({ begin }) => begin ?? []).sort();
  return { salaris: salaris?.ingangsdatum, partner: partner?.begin, contract: begins.at(-1) }[soort];
}

/** In and out of service, of who was told of before: by days, each once. A first day takes the place of one that is gone. */
function dienstMutaties(werknemerId: number, toen: readonly Dienstverband[], nu: readonly Dienstverband[]): Mutatie[] {
  return (['begin', 'eind'] as const).flatMap((wat): Mutatie[] => {
    const of = (row: Dienstverband) => row[wat] ?? (wat === 'begin' ? OOIT : []);
    const [oud, nieuw] = [new Set(toen.flatMap(of)), new Set(nu.flatMap(of))];
    const weg = [...oud].filter((dag) => !nieuw.has(dag)).length;
    const erbij = [...nieuw].filter((dag) => !oud.has(dag)).sort();
    const mutaties = erbij.map((dag, index): Mutatie => {
      const about = { werknemerId, ingangsdatum: dag || undefined };
      if (wat === 'eind') return { soort: 'uit-dienst', ...about };
      if (index < weg) return { soort: 'dienstverband', ...about, velden: [wat] };
      return { soort: 'in-dienst', ...about, gemeldOp: nu.find((row) => of(row) === dag)?.gemeldOp };
    });
    // What is gone without another in its place.
    return weg <= erbij.length ? mutaties : [...mutaties, { soort: 'dienstverband', werknemerId, velden: [wat] }];
  });
}

/** Of who was never told of, or was gone: what holds on a day since memory began; where nothing does, all that there is. */
function nieuw({ werknemerId, persoon, dienstverbanden }: Regel, [eerste]: Tijdvakken): Mutatie[] {
  const holding = dienstverbanden.filter(({ eind = NOOIT }) => eind >= (eerste?.begin ?? OOIT));
  const told = holding.length === 0 ? dienstverbanden : holding;
  const over = (soort: string, ingangsdatum?: Datum) => ({ soort, werknemerId, ingangsdatum });
  return [
    // Somebody without any employment is told of all the same.
    ...(told.length === 0 ? [over('in-dienst')] : []),
    ...told.map(({ begin, gemeldOp }): Mutatie => ({ ...over('in-dienst', begin), gemeldOp })),
    ...told.flatMap(({ eind }) => (eind === undefined ? [] : [over('uit-dienst', eind)])),
    ...(persoon?.overlijdensdatum === undefined ? [] : [over('overlijden', persoon.overlijdensdatum)]),
  ];
}

const inDienstOp = (rows: readonly Dienstverband[], dag: string) => String(rows.some((row) => raakt(row, dag, dag)));
const doodOp = ({ persoon }: Regel, dag: string) => String(dag >= (persoon?.overlijdensdatum ?? NOOIT));
/** What holds on a day by rows of salaries or schedules; before the first one nothing is known where there may be others. */
function rijOp(rijen: readonly Partial<SalarisRegel & RoosterRegel>[], isVolledig: boolean, dag: string) {
  const rij = geldend(rijen, dag);
  if (!rij) return isVolledig ? 'geen' : undefined;
  return `${rij.soort} ${Number(rij.bedrag ?? rij.urenPerWeek)} ${Number(rij.deeltijdfactor)}`;
}

/** The delivered periods of which a day is other than was told, each with the first day of the stretch of such days that touches it. */
function twk(geleverd: Tijdvakken, over: Omit<Mutatie, 'soort'>, op: Op): Mutatie[] {
  const stukken: { begin: Datum; eind: Datum }[] = [];
  for (const dag of dagenVan(geleverd)) {
    const [toen, nu] = op(dag);
    if (toen === undefined || nu === undefined || toen === nu) continue;
    const stuk = stukken.at(-1);
    if (stuk !== undefined && addDays(stuk.eind, 1) === dag) stuk.eind = dag;
    else stukken.push({ begin: dag, eind: dag });
  }
  return geleverd.flatMap(({ tijdvakId, begin, eind }): Mutatie[] => {
    const stuk = stukken.find((one) => raakt(one, begin, eind));
    return stuk === undefined ? [] : [{ soort: 'twk', tijdvakId, ingangsdatum: stuk.begin, ...over }];
  });
}

/** All that is told of somebody in the set; `geleverd`: the periods of which it is remembered what was told. */
function mutatiesVan({ regel, mens, isVolledig }: Inhoud, was: Verteld | undefined, geleverd: Tijdvakken): Mutatie[] {
  const { werknemerId, dienstverbanden: nu, peil } = regel;
  const { dienstverbanden: toen = [], wegSinds: weg = NOOIT, inhoud: oud } = was ?? {};
  const isZelfde = oud?.mens === mens && oud.regel.persoon === regel.persoon;
  const anders = (oorzaak: string, op: Op) => (isZelfde ? [] : twk(geleverd, { werknemerId, oorzaak }, op));
  const dienst = [
    ...(!was || weg !== NOOIT ? nieuw(regel, geleverd) : dienstMutaties(werknemerId, toen, nu)),
    ...anders('dienstverband', (dag) => [inDienstOp(dag < weg ? toen : [], dag), inDienstOp(nu, dag)]),
  ];
  if (!oud) return dienst;
  return [
    ...[...dienst, ...veldMutaties(oud.regel, regel)],
    ...anders('salaris', (dag) => [rijOp(oud.mens.salarissen, true, dag), rijOp(mens.salarissen, true, dag)]),
    ...anders('uren', (dag) => [rijOp(oud.mens.roosters, oud.isVolledig, dag), rijOp(mens.roosters, isVolledig, dag)]),
    ...(isAlike(oud.regel.peil.persoon, peil.persoon)
      ? anders('overlijden', (dag) => [doodOp(oud.regel, dag), doodOp(regel, dag)])
      : []),
  ];
}

/** Who must be in the set of a period, by the employments that had begun by its end. */
function isLid(mens: Mens, begonnen: readonly Dienstverband[], { begin, eind }: Tijdvak, isNieuws: () => boolean) {
  const { dienstverbanden = [], lijst } = mens;
  if (dienstverbanden.length === 0) return lijst !== 'geen';
  if (begonnen.some((row) => raakt(row, begin, eind))) return true;
  const isTegenstrijdig = lijst === 'in-dienst' && begonnen.length === dienstverbanden.length;
  return begonnen.length > 0 && (isTegenstrijdig || isNieuws());
}

/** `eerder`: the sets that were delivered before, in the order in which they were. */
export function verwacht(moment: Moment, eerder: readonly Verwacht[]): Verwacht {
  const { tijdvak } = moment;
  const vorigen = eerder
    .filter((one) => one.moment.tijdvak.begin < tijdvak.begin)
    .toSorted((a, b) => byText(a.moment.tijdvak.begin, b.moment.tijdvak.begin));
  const vorige = vorigen.at(-1);
  const geheugen = vorige?.geheugen;
  const sinds = geheugen?.sinds ?? tijdvak;
  const perBegin = new Map(vorigen.map(({ moment: een }) => [een.tijdvak.begin, een.tijdvak]));
  const geleverd = [...perBegin.values()].filter(({ begin }) => begin >= sinds.begin);
  const eigen = eerder.findLast((one) => one.moment.tijdvak.tijdvakId === tijdvak.tijdvakId);
  const isNieuws = (was: Verteld | undefined, rows: readonly Dienstverband[]): boolean => {
    // Nothing is remembered: who left in the period before, or later, is told.
    if (vorige && !geheugen) return rows.some(({ eind = NOOIT }) => eind >= vorige.moment.tijdvak.begin);
    if (!was) return rows.some((row) => raakt(row, geleverd[0]?.begin ?? NOOIT, tijdvak.begin));
    return !was.alsLeaver || was.wegSinds !== undefined || dagen(was.dienstverbanden) !== dagen(rows);
  };
  const verteld = new Map<number, Verteld>();
  const mutaties: Mutatie[] = [];
  const leden = moment.mensen.flatMap((mens) => {
    const begonnen = (mens.dienstverbanden ?? []).filter(({ begin = OOIT }) => begin <= tijdvak.eind);
    const was = geheugen?.verteld.get(mens.werknemerId);
    return isLid(mens, begonnen, tijdvak, () => isNieuws(was, begonnen)) ? [{ mens, begonnen, was }] : [];
  });
  const bedrijfsbreed = geloofdeAanroepen(moment, leden, VELDEN[moment.dekkingsprofiel]);
  const isVolledig = bedrijfsbreed.some((aanroep) => aanroep === AANROEP.rooster);
  for (const { mens, begonnen, was } of leden) {
    const regel = behoud(regelVan(mens, begonnen, { ...moment, bedrijfsbreed }), eigen, moment);
    const alsLeaver = begonnen.length > 0 && begonnen.every(({ eind = NOOIT }) => eind <= tijdvak.eind);
    const inhoud = { regel, mens, isVolledig };
    verteld.set(mens.werknemerId, { dienstverbanden: begonnen, alsLeaver, inhoud });
    if (geheugen) mutaties.push(...mutatiesVan(inhoud, was, geleverd));
  }
  const regels = [...verteld.values()].flatMap(({ inhoud }) => inhoud?.regel ?? []);
  for (const [id, { inhoud, ...was }] of geheugen?.verteld ?? []) {
    if (verteld.has(id)) continue;
    const isWeg = inhoud !== undefined && !was.alsLeaver;
    const rows = moment.mensen.find((mens) => mens.werknemerId === id)?.dienstverbanden ?? [];
    // Whose first day is put off was never in service; who is gone from Nmbrs was, up to the last set.
    const [eersteDag] = isWeg ? rows.flatMap(({ begin }) => begin ?? []).sort() : [];
    const wegSinds = eersteDag ? OOIT : addDays(vorige?.moment.tijdvak.eind ?? tijdvak.begin, 1);
    verteld.set(id, isWeg ? { ...was, alsLeaver: true, wegSinds } : was);
    const wat = eersteDag ? { soort: 'dienstverband', velden: ['begin'] } : { soort: 'uit-dienst' };
    if (isWeg) mutaties.push({ ...wat, werknemerId: id, ingangsdatum: eersteDag });
    const over = { werknemerId: id, oorzaak: 'dienstverband' };
    if (eersteDag) mutaties.push(...twk(geleverd, over, (dag) => [inDienstOp(was.dienstverbanden, dag), 'false']));
  }
  return { moment, vorige, regels, mutaties, geheugen: { sinds, verteld } };
}
