import { Datum } from '../../../core/kalender/tijd.ts';
import { tijdvakAt } from '../../../core/kalender/tijdvak.ts';
import { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import type { Bedrijf } from '../../../core/nmbrs/payroll.ts';
import type { Payroll, PayrollAnswer } from '../../../core/nmbrs/ports/payroll.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { STANDAARD_LOONCODES } from '../../../core/ophalen/looncodes.ts';
import { roosterOp } from '../../../core/vergelijking/vingerafdruk.ts';
import type { Change } from '../../../local/nmbrs-simulator/change.ts';
import { EXAMPLE_COMPANIES } from '../../../local/nmbrs-simulator/example-names.ts';
import { over } from './port-calls.ts';

/** The day of the export. */
export const TODAY = '2026-11-24';
export const LOONCODE = 1000;
/** In which the day lies; the run is drawn, so that Nmbrs is in the next one. */
const periodOf = ({ verloning = 'maandelijks' }: Bedrijf) => tijdvakAt(verloning, Datum.parse(TODAY));

export async function answered<T>(answer: Promise<PayrollAnswer<T>>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.refusal)}`);
  return settled.value;
}

/** What the port can tell about all companies that the login sees; all people of the one with special situations. */
export async function exportOf(payroll: Payroll) {
  const bedrijven = await answered(payroll.listBedrijven());
  return Promise.all(bedrijven.map(async (bedrijf) => ({ bedrijf, ...(await exportBedrijf(payroll, bedrijf)) })));
}

async function exportBedrijf(payroll: Payroll, bedrijf: Bedrijf) {
  const { bedrijfId } = bedrijf;
  const runs = await answered(payroll.listRuns(bedrijfId, 2026));
  const actief = await answered(payroll.listWerknemers(bedrijfId, 'in-dienst'));
  const vertrokken = await answered(payroll.listWerknemers(bedrijfId, 'uit-dienst'));
  const everyone = [...actief, ...vertrokken].map(({ werknemerId }) => werknemerId);
  const ids = bedrijfId === EXAMPLE_COMPANIES.toverdrank.id ? everyone : everyone.slice(0, 2);
  const run = runs.filter(({ vergrendeld }) => vergrendeld).at(-1);
  return {
    tijdvak: await answered(payroll.fetchTijdvak(bedrijfId)),
    runs,
    actief,
    vertrokken,
    dienstverbanden: [...(await answered(payroll.listDienstverbanden(bedrijfId)))],
    salarissen: [...(await answered(payroll.listSalarissen(bedrijfId)))],
    werknemers: await Promise.all(
      ids.map(async (werknemerId) => {
        const vraag = { ...over(Gegevensgroep.options, ...TijdvakAanroep.options), tijdvak: periodOf(bedrijf) };
        return { werknemerId, ...(await answered(payroll.fetchWerknemer({ ...vraag, werknemerId }))) };
      }),
    ),
    rapport:
      run === undefined
        ? []
        : await rapportOf(payroll, { bedrijfId, runId: run.runId, jaar: 2026, looncode: LOONCODE }),
    runRapport:
      run === undefined ? undefined : await runRapportOf(payroll, { bedrijfId, runId: run.runId, jaar: 2026 }),
  };
}

async function rapportOf(payroll: Payroll, input: Parameters<Payroll['startLooncodeRapport']>[0]) {
  return (await polled(payroll, await answered(payroll.startLooncodeRapport(input)), input.runId, [LOONCODE])).regels;
}

/** Of all wage codes at once. */
const runRapportOf = async (payroll: Payroll, input: Parameters<Payroll['startRunRapport']>[0]) =>
  polled(payroll, await answered(payroll.startRunRapport(input)), input.runId, STANDAARD_LOONCODES.volledig);

async function polled(payroll: Payroll, ...[taakId, runId, looncodes]: Parameters<Payroll['pollLooncodeRapport']>) {
  for (let poll = 0; poll < 10; poll += 1) {
    const stand = await answered(payroll.pollLooncodeRapport(taakId, runId, looncodes));
    if (stand.stand === 'klaar') return stand;
    if (stand.stand === 'mislukt') throw new Error('the report failed');
  }
  throw new Error('the report does not end');
}

export type Export = Awaited<ReturnType<typeof exportOf>>;

/** Without the display name and the precision of creation dates, for the switches that are about those. */
const withoutNames = (exported: Export) =>
  exported.map((bedrijf) => ({
    ...bedrijf,
    actief: bedrijf.actief.map(({ naam, ...rest }) => ({ ...rest, heeftNaam: naam !== '' })),
    vertrokken: bedrijf.vertrokken.map(({ naam, ...rest }) => ({ ...rest, heeftNaam: naam !== '' })),
    salarissen: bedrijf.salarissen.map(([id, regels]) => [
      id,
      regels.map(({ aangemaaktOp, ...rest }) => ({ ...rest, aangemaaktOp: aangemaaktOp?.slice(0, 19) })),
    ]),
  }));

/** Of schedules only the one that counts: how much of their history is told differs. */
const withoutHistory = (exported: Export): Export =>
  exported.map((bedrijf) => ({
    ...bedrijf,
    werknemers: bedrijf.werknemers.map(({ gegevens: { roosters, ...gegevens }, ...rest }) => {
      const rooster = roosterOp(roosters?.regels ?? [], periodOf(bedrijf.bedrijf).eind);
      return { ...rest, gegevens: { ...gegevens, roosters: { regels: rooster ? [rooster] : [], volledig: false } } };
    }),
  }));

/** Without who begins after the period: it is not certain what a call for a period before that gives, and nobody asks. */
const withoutLater = (exported: Export): Export =>
  exported.map((bedrijf) => {
    const { eind } = periodOf(bedrijf.bedrijf);
    const later = bedrijf.dienstverbanden.filter(([, all]) => all.every(({ begin = '' }) => begin > eind));
    const ids = new Set(later.filter(([, all]) => all.length > 0).map(([id]) => id));
    return { ...bedrijf, werknemers: bedrijf.werknemers.filter(({ werknemerId }) => !ids.has(werknemerId)) };
  });

/** What must be the same with a switch as without. */
export function comparable(exported: Export, { switches = {} }: Change) {
  const told = switches.byPeriodOutside === undefined ? exported : withoutLater(exported);
  return withoutNames(switches.scheduleList === undefined ? told : withoutHistory(told));
}
