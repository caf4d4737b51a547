import { Transient, Unclear } from '../../core/errors.ts';
import { type Gegevensveld, type OpgehaaldeGegevens, withoutAanschrijving } from '../../core/nmbrs/gegevensset.ts';
import type { PayrollTijdvak } from '../../core/nmbrs/payroll.ts';
import type { PeilSoort } from '../../core/nmbrs/peil.ts';
import type { BulkVraag, PayrollAnswer, WerknemerAntwoord, WerknemerVraag } from '../../core/nmbrs/ports/payroll.ts';
import type { MemoryBedrijf, MemoryPayrollWorld, MemoryWerknemer } from './payroll.ts';
import { type Bron, bronnenFor, onlyVeld, startedBy } from './payroll-groepen.ts';

// What the twin of `adapters/nmbrs` tells of people: of the period that was asked for, or of that in which Nmbrs is.

/** Records the call; gives its refusal, or what was found. Throws its hold-up. */
export type Ask = <T>(aanroep: string, find: () => T | undefined) => PayrollAnswer<T>;

interface Antwoord {
  gegevens: OpgehaaldeGegevens;
  peil: Partial<Record<Gegevensveld, PeilSoort>>;
}

export function fetchWerknemer(
  world: MemoryPayrollWorld,
  ask: Ask,
  { werknemerId, groepen, tijdvak, perTijdvak }: WerknemerVraag,
): PayrollAnswer<WerknemerAntwoord> {
  const bedrijf = world.bedrijven.find(({ werknemers }) =>
    werknemers.some(({ vermelding }) => vermelding.werknemerId === werknemerId),
  );
  const werknemer = bedrijf?.werknemers.find(({ vermelding }) => vermelding.werknemerId === werknemerId);
  const antwoord: Antwoord = { gegevens: {}, peil: {} };
  const asked = new Map<string, PayrollAnswer<MemoryWerknemer>>();
  for (const bron of bronnenFor(groepen)) {
    const isRather = bron.liever !== undefined && perTijdvak.includes(bron.liever);
    const rather = isRather ? unlessRefused(() => ask(String(bron.liever), () => werknemer)) : undefined;
    const soort = rather === undefined ? bron.soort : 'tijdvak';
    const answer = rather ?? once(asked, bron, () => ask(bron.recht ?? '', () => werknemer));
    if (answer === undefined) continue;
    if (!answer.ok) return answer;
    add(antwoord, bron.veld, { werknemer: answer.value, tijdvak, nu: bedrijf?.tijdvak ?? tijdvak, soort });
  }
  assertReadable(world, [werknemerId]);
  return { ok: true, value: withinGroups(antwoord) };
}

/** As the Nmbrs adapter: how a person is written to only together with the BSN. */
function withinGroups(antwoord: Antwoord): Antwoord {
  const { persoon } = antwoord.gegevens;
  if (persoon === undefined || antwoord.peil.bsn !== undefined) return antwoord;
  return { ...antwoord, gegevens: { ...antwoord.gegevens, persoon: withoutAanschrijving(persoon) } };
}

/** A call that gives several groups is made once; hours have none of the handleiding. */
function once(
  asked: Map<string, PayrollAnswer<MemoryWerknemer>>,
  { recht }: Bron,
  ask: () => PayrollAnswer<MemoryWerknemer>,
): PayrollAnswer<MemoryWerknemer> | undefined {
  if (recht === undefined) return undefined;
  const answer = asked.get(recht) ?? ask();
  asked.set(recht, answer);
  return answer;
}

/** As the Nmbrs adapter: whatever comes of an optional call but a refusal of the login means: not this one. */
function unlessRefused<T>(ask: () => PayrollAnswer<T>): PayrollAnswer<T> | undefined {
  try {
    const answer = ask();
    const isOfAccount = !answer.ok && answer.refusal.code === '1001';
    return answer.ok || isOfAccount ? answer : undefined;
  } catch (error) {
    if (error instanceof Transient) return undefined;
    throw error;
  }
}

export function answerBedrijfsbreed(
  world: MemoryPayrollWorld,
  { werknemers, tijdvak: nu }: MemoryBedrijf,
  { werknemerIds, tijdvak }: BulkVraag,
  bronnen: readonly Bron[],
): ReadonlyMap<BulkVraag['werknemerIds'][number], WerknemerAntwoord> {
  assertReadable(world, werknemerIds);
  const people = new Map(werknemers.map((one) => [one.vermelding.werknemerId, one]));
  return new Map(
    werknemerIds.map((id) => {
      const antwoord: Antwoord = { gegevens: {}, peil: {} };
      for (const { veld } of bronnen) {
        const soort = veld === 'partner' || veld === 'kinderen' ? 'nu' : 'tijdvak';
        add(antwoord, veld, { werknemer: people.get(id), tijdvak, nu, soort, volledig: true });
      }
      return [id, withinGroups(antwoord)];
    }),
  );
}

interface Told {
  readonly werknemer: MemoryWerknemer | undefined;
  readonly tijdvak: BulkVraag['tijdvak'];
  readonly nu: Pick<PayrollTijdvak, 'jaar' | 'nummer'>;
  readonly soort: PeilSoort;
  /** Whether the history of schedules is told as the whole of it. */
  readonly volledig?: boolean;
}

function add(antwoord: Antwoord, veld: Gegevensveld, { werknemer, tijdvak, nu, soort, volledig = false }: Told): void {
  const gegevens = werknemer?.gegevensIn?.(soort === 'tijdvak' ? tijdvak : nu) ?? werknemer?.gegevens ?? {};
  const roosters = werknemer?.roosters ?? (gegevens.rooster === undefined ? [] : [gegevens.rooster]);
  const history = { roosters: startedBy(roosters, tijdvak), volledig };
  Object.assign(antwoord.gegevens, onlyVeld(veld, gegevens, history));
  antwoord.peil[veld] = soort;
}

export function assertReadable({ onleesbaar = [] }: MemoryPayrollWorld, werknemerIds: BulkVraag['werknemerIds']): void {
  if (!werknemerIds.some((werknemerId) => onleesbaar.includes(werknemerId))) return;
  throw new Unclear({ code: 'nmbrs-unreadable', message: 'the answer cannot be read' });
}
