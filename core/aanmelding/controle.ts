import * as z from 'zod';
import { BedrijfId } from '../ids.ts';
import { GuidUitslag } from '../invoer/guid.ts';
import { Tijdstip } from '../kalender/tijd.ts';
import { BulkUitslag } from '../nmbrs/bulk-aanroep.ts';
import { Recht, RechtUitslag } from '../nmbrs/rechten.ts';
import { TijdvakUitslag } from '../nmbrs/tijdvak-aanroep.ts';
import { Signaal } from './signalen.ts';

/** A reason why the aanmelding cannot go on, for the payroll office: what is wrong, and what to do, step by step. */
export const Bevinding = z.strictObject({
  code: z.enum([
    'inloggegevens-ongeldig',
    'geen-abonnement',
    'domein-onbekend',
    'bedrijfsnaam-wijkt-af',
    'bedrijfsnaam-lijkt-op',
    'bedrijf-niet-zichtbaar',
    'bedrijfsnaam-niet-uniek',
    'verloning-wijkt-af',
    'rechten-ontbreken',
    'dga-onbekend',
    'dga-naam-wijkt-af',
    'controle-niet-gelukt',
    'andere-werkgevers-niet-zichtbaar',
  ]),
  tekst: z.string(),
  stappen: z.array(z.string()),
  /** The field of the aanmelding that it is about, when it is about one: `verloning`, `dga.0`. */
  veld: z.string().optional(),
  /** What stands in Nmbrs where the aanmelding says otherwise: the near names, the period type. */
  inNmbrs: z.array(z.string()).optional(),
});
export type Bevinding = z.infer<typeof Bevinding>;

const Onderdelen = z.strictObject({
  inloggegevens: z.enum(['goed', 'fout', 'niet-getoetst']),
  bedrijf: z.enum(['gevonden', 'niet-gevonden', 'niet-uniek', 'niet-getoetst']),
  verloning: z.enum(['goed', 'wijkt-af', 'niet-getoetst']),
  rechten: z.enum(['goed', 'ontbreken', 'niet-getoetst']),
  dga: z.enum(['goed', 'fout', 'niet-van-toepassing', 'niet-getoetst']),
});

/** The report of one check at Nmbrs. `onderdelen` tells per part what was found, also when all is well. */
export const Controle = z.strictObject({
  uitgevoerdOp: Tijdstip,
  uitkomst: z.enum(['geslaagd', 'herstel-nodig']),
  onderdelen: Onderdelen,
  bedrijfId: BedrijfId.optional(),
  /** Whether a run of this year or the year before is locked; absent when there is none, or they could not be listed. */
  runVergrendeld: z.boolean().optional(),
  rechten: z.array(RechtUitslag),
  /**
   * The company-wide calls, which nobody is asked for: where one is active an exchange makes fewer calls. Absent when they
   * could not be probed. The exchange probes again those that it wants to use.
   */
  bedrijfsbreed: z.array(BulkUitslag).optional(),
  /** The calls for a given period, which nobody is asked for either: where one is active, what it gives is of the period. */
  perTijdvak: z.array(TijdvakUitslag).optional(),
  /** The call for the GUIDs of the next API. Absent when it gave no answer, or one without sense. */
  guids: GuidUitslag.optional(),
  /** How many stand on the payroll list; absent when the list could not be asked for. */
  werknemers: z.int().nonnegative().optional(),
  /** The Nmbrs id of each declared DGA that was found, by its place in the aanmelding. */
  dgaWerknemers: z.array(z.strictObject({ index: z.int().nonnegative(), werknemerId: z.int() })).optional(),
  bevindingen: z.array(Bevinding),
  /** Of one that passed, for the assessor; absent when it was stored before they were gathered. */
  signalen: z.array(Signaal).optional(),
});
export type Controle = z.infer<typeof Controle>;

/** The parts as a person reads them: of rights of which some could not be tested nobody says that they are good. */
export const GetoondeOnderdelen = Onderdelen.extend({
  rechten: z.enum([...Onderdelen.shape.rechten.options, 'deels-getoetst']),
});

/** Without an employee or a run there is nothing to test most of the rights on; what is stored says only that none was refused. */
export function getoondeOnderdelen({ onderdelen, rechten }: Pick<Controle, 'onderdelen' | 'rechten'>) {
  if (onderdelen.rechten !== 'goed') return onderdelen;
  const getoetst = rechten.filter(({ uitkomst }) => uitkomst !== 'niet-te-toetsen').length;
  const rest = getoetst === 0 ? ('niet-getoetst' as const) : ('deels-getoetst' as const);
  return { ...onderdelen, rechten: getoetst === Recht.options.length ? ('goed' as const) : rest };
}
