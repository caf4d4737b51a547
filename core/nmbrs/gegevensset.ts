import * as z from 'zod';
import { RunId, WerknemerId } from '../ids.ts';
import { Guid } from '../invoer/guid.ts';
import { Datum } from '../kalender/tijd.ts';
import { Peil } from './peil.ts';

/** An exact decimal as text, dot as separator: amounts and hours never become binary floats. */
export const Decimaal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .brand<'Decimaal'>();
export type Decimaal = z.infer<typeof Decimaal>;

export const Geslacht = z.enum(['man', 'vrouw', 'onbekend']);

/** By which name somebody wants to be called: the own one, that of the partner, or both in this order. */
export const Naamgebruik = z.enum(['eigen-naam', 'naam-partner', 'naam-partner-eigen-naam', 'eigen-naam-naam-partner']);
export type Naamgebruik = z.infer<typeof Naamgebruik>;

export const Persoon = z.strictObject({
  voorletters: z.string().optional(),
  voorvoegsel: z.string().optional(),
  achternaam: z.string().optional(),
  geboortedatum: Datum.optional(),
  overlijdensdatum: Datum.optional(),
  geslacht: Geslacht,
  /** How a letter is addressed: this and the two after it only where the profile has the address. */
  naamgebruik: Naamgebruik.optional(),
  voorvoegselPartner: z.string().optional(),
  achternaamPartner: z.string().optional(),
});
export type Persoon = z.infer<typeof Persoon>;

/** The person without what only a letter needs. */
export const withoutAanschrijving = ({
  naamgebruik: _use,
  voorvoegselPartner: _prefix,
  achternaamPartner: _name,
  ...persoon
}: Persoon): Persoon => persoon;

/**
 * In and out of service; no `eind` means still employed. Rehires give several. `gemeldOp` is the day on which it was entered in
 * Nmbrs; absent when Nmbrs does not tell.
 */
export const Dienstverband = z.strictObject({
  begin: Datum.optional(),
  eind: Datum.optional(),
  gemeldOp: Datum.optional(),
});
export type Dienstverband = z.infer<typeof Dienstverband>;

export const Contract = z.strictObject({
  contractId: z.int(),
  soort: z.enum(['bepaalde-tijd', 'onbepaalde-tijd', 'onbekend']),
  begin: Datum.optional(),
  eind: Datum.optional(),
  urenPerWeek: Decimaal.optional(),
  /** The number of the inkomstenverhouding (IKV), by which the loonaangifte and pension messages name the employment. */
  ikv: z.int().optional(),
});
export type Contract = z.infer<typeof Contract>;

/** The kinds of salary that Nmbrs knows, in the order of its ordinals 0-8. */
export const SalarisSoort = z.enum([
  'geen',
  'bruto-fulltime',
  'bruto-parttime',
  'bruto-uurloon',
  'netto-parttime-inclusief',
  'netto-parttime-exclusief',
  'netto-uurloon-exclusief',
  'werkgeverslasten',
  'netto-uurloon-inclusief',
]);

export const Salaris = z.strictObject({ bedrag: Decimaal, soort: SalarisSoort, ingangsdatum: Datum.optional() });
export type Salaris = z.infer<typeof Salaris>;

/** A salary row with the day on which it was entered, by which rows of one start date are told apart. */
export const SalarisRegel = Salaris.extend({ aangemaaktOp: z.string().optional() });
export type SalarisRegel = z.infer<typeof SalarisRegel>;

/** Hours per week (the mean of two weeks when the schedule has two) and the part-time factor: 1 is full-time. */
export const Rooster = z.strictObject({
  urenPerWeek: Decimaal,
  deeltijdfactor: Decimaal.optional(),
  ingangsdatum: Datum.optional(),
});
export type Rooster = z.infer<typeof Rooster>;

/** A row of the history of schedules, with the day on which it was entered where the call tells it. */
export const RoosterRegel = Rooster.extend({ aangemaaktOp: z.string().optional() });
export type RoosterRegel = z.infer<typeof RoosterRegel>;

/**
 * The schedules up to a period's end. `volledig`: there is none besides these, so that before the first one there was none; where
 * that is not certain, nothing is known of the days before it.
 */
export const Roosters = z.strictObject({ regels: z.array(RoosterRegel), volledig: z.boolean() });
export type Roosters = z.infer<typeof Roosters>;

export const Adres = z.strictObject({
  soort: z.enum(['woonadres', 'postadres', 'verzuimadres', 'vakantieadres', 'weekendadres']),
  straat: z.string().optional(),
  huisnummer: z.string().optional(),
  toevoeging: z.string().optional(),
  postcode: z.string().optional(),
  plaats: z.string().optional(),
  /** State, province or region, as addresses in other countries have one. */
  provincie: z.string().optional(),
  landcode: z.string().optional(),
});
export type Adres = z.infer<typeof Adres>;

/** The SVW settings: which employee insurances apply. Codes as Nmbrs gives them. */
export const Verzekering = z.strictObject({
  wia: z.boolean().optional(),
  ww: z.boolean().optional(),
  zw: z.boolean().optional(),
  invloedVerzekeringsplicht: z.string().optional(),
  codeZvw: z.string().optional(),
  inkomensafhankelijkeBijdrageZvw: z.string().optional(),
  cao: z.string().optional(),
  sector: z.string().optional(),
  risicogroep: z.string().optional(),
});
export type Verzekering = z.infer<typeof Verzekering>;

export const Partner = z.strictObject({
  achternaam: z.string().optional(),
  voornaam: z.string().optional(),
  voorletters: z.string().optional(),
  geslacht: Geslacht,
  geboortedatum: Datum.optional(),
  begin: Datum.optional(),
});
export type Partner = z.infer<typeof Partner>;

export const Kind = z.strictObject({
  achternaam: z.string().optional(),
  voornaam: z.string().optional(),
  voorletters: z.string().optional(),
  geslacht: Geslacht,
  geboortedatum: Datum.optional(),
});
export type Kind = z.infer<typeof Kind>;

export const Looncomponent = z.strictObject({ code: z.int(), waarde: Decimaal });
export type Looncomponent = z.infer<typeof Looncomponent>;

/** Hours on an hour code (2100 is extra hours), of hourly and on-call workers before all. */
export const Uren = z.strictObject({ code: z.int(), uren: Decimaal });
export type Uren = z.infer<typeof Uren>;

export const Bankrekening = z.strictObject({
  soort: z.string(),
  iban: z.string().optional(),
  bic: z.string().optional(),
  naam: z.string().optional(),
});
export type Bankrekening = z.infer<typeof Bankrekening>;

/** One line of the wage-code report of a run. */
export const LooncodeRegel = z.strictObject({
  runId: RunId,
  code: z.int(),
  omschrijving: z.string(),
  waarde: Decimaal,
});
export type LooncodeRegel = z.infer<typeof LooncodeRegel>;

/** What is told of an employee beside employment and salary; what was not asked for, and what there is none of, is absent. */
export const WerknemerGegevens = z.strictObject({
  persoon: Persoon.optional(),
  bsn: z.string().optional(),
  contracten: z.array(Contract).optional(),
  rooster: Rooster.optional(),
  adressen: z.array(Adres).optional(),
  verzekering: Verzekering.optional(),
  partner: Partner.optional(),
  kinderen: z.array(Kind).optional(),
  vasteLooncomponenten: z.array(Looncomponent).optional(),
  variabeleLooncomponenten: z.array(Looncomponent).optional(),
  vasteUren: z.array(Uren).optional(),
  variabeleUren: z.array(Uren).optional(),
  bankrekeningen: z.array(Bankrekening).optional(),
});
export type WerknemerGegevens = z.infer<typeof WerknemerGegevens>;

/** A group of fields of a line that is of one period. */
export const Gegevensveld = WerknemerGegevens.keyof();
export type Gegevensveld = z.infer<typeof Gegevensveld>;

/** Of which period each group is. A group that was asked for has one, also when there is nothing to tell. */
export const Peilen = z.partialRecord(Gegevensveld, Peil);
export type Peilen = z.infer<typeof Peilen>;

/** What was fetched: as {@link WerknemerGegevens}, but of the schedules the whole history, from which the period's is taken. */
export const OpgehaaldeGegevens = WerknemerGegevens.omit({ rooster: true }).extend({ roosters: Roosters.optional() });
export type OpgehaaldeGegevens = z.infer<typeof OpgehaaldeGegevens>;

/** One line of `werknemers.ndjson`. */
export const Werknemer = WerknemerGegevens.extend({
  werknemerId: WerknemerId,
  /** By which the API that replaces this one knows the employee; absent while Nmbrs did not tell it. */
  guid: Guid.optional(),
  /** Absent for an employee whom only the employments name. */
  personeelsnummer: z.string().optional(),
  dga: z.boolean(),
  dienstverbanden: z.array(Dienstverband),
  /** Of the last day of the period. */
  salaris: Salaris.optional(),
  looncodes: z.array(LooncodeRegel).optional(),
  /** Employments, salary and wage codes have none: they are always of the period. */
  peil: Peilen,
});
export type Werknemer = z.infer<typeof Werknemer>;

/** Something a person should look at; never a reason to drop an employee. Names the employee by Nmbrs id only. */
export const Vraag = z.strictObject({
  code: z.enum([
    'alleen-in-lijst',
    'alleen-in-dienstverbanden',
    'lijst-en-dienstverband-wijken-af',
    'geen-contract',
    'geen-geboortedatum',
    'geen-adres',
    'geen-salaris',
    'geen-rooster',
    'geen-bsn',
    'bsn-ongeldig',
    'bsn-dubbel',
    'dga-verzekerd',
    'onverzekerd-zonder-dga',
    'dga-niet-gevonden',
    'geen-looncodes',
    'dertiende-maand-niet-opgegeven',
    'dertiende-maand-niet-betaald',
    'geen-werknemers',
    'looncodes-zonder-werknemer',
    'nul-uren',
    'twee-contracten',
    'leeftijd-onwaarschijnlijk',
    'overleden-in-dienst',
    'sprong-in-loon',
    'uit-dienst-zonder-datum',
    'eerste-dag-verplaatst',
    'run-zonder-tijdvak',
    'geen-vergelijking',
    'niet-vergeleken',
    'eerdere-versie',
    'geen-verzekering',
    'geen-bankrekening',
    'geen-uren',
    'looncode-niet-geleverd',
    'laat-gemeld',
    'teken-onleesbaar',
    'verwijderd-in-nmbrs',
  ]),
  werknemerId: WerknemerId.optional(),
  tekst: z.string(),
});
export type Vraag = z.infer<typeof Vraag>;
