import * as z from 'zod';
import { Aanmeldformulier } from '../aanmelding/aanmeldgegevens.ts';
import { Redenformulier } from '../audit/beheer.ts';
import { fout } from '../invoer/probleem.ts';
import { DAY_MS, epochMs, type Tijdstip } from '../kalender/tijd.ts';
import { Dekkingsprofiel, groepenFor, needsTweedeAkkoord } from '../nmbrs/dekkingsprofiel.ts';
import type { Koppeling, KoppelingDga, Profielvoorstel } from './koppeling.ts';

/** What the office may change of a koppeling itself. */
export const Kantoorwijziging = Aanmeldformulier.pick({ dga: true, dertiendeMaand: true }).partial();
export type Kantoorwijziging = z.infer<typeof Kantoorwijziging>;

/** What a.s.r. changes of a koppeling, and why. */
export const Wijzigingsformulier = Redenformulier.extend({
  ...Kantoorwijziging.shape,
  dekkingsprofiel: z
    .enum(Dekkingsprofiel.options, { error: 'Kies een dekkingsprofiel: verzuim, wia, pensioen of volledig.' })
    .optional(),
}).refine(
  ({ reden: _why, ...rest }) => Object.values(rest).some((one) => one !== undefined),
  fout('niets-te-verbeteren', 'Geef ten minste één gegeven om te wijzigen: dga, dertiendeMaand of dekkingsprofiel.'),
);
export type Wijzigingsformulier = z.infer<typeof Wijzigingsformulier>;

/** What a koppeling is changed to. */
export type Koppelingwijziging = Omit<Wijzigingsformulier, 'reden'>;

/** For so long a colleague can agree to another profile. */
const VOORSTEL_DAGEN = 30;

/**
 * Whether the other profile lets the BSN leave Nmbrs, and more than the one that holds: then a second pair of eyes is asked for, as at the
 * first akkoord.
 */
const needsTweede = (van: Dekkingsprofiel, naar: Dekkingsprofiel): boolean =>
  needsTweedeAkkoord(naar) && groepenFor(naar).some((groep) => !groepenFor(van).includes(groep));

/** What becomes of the profile: nothing, it holds from now on, it waits for a colleague, or it waits already for another one. */
export type Profielgevolg =
  | { readonly gevolg: 'blijft' }
  | { readonly gevolg: 'geldt'; readonly dekkingsprofiel: Dekkingsprofiel }
  | { readonly gevolg: 'voorgesteld' | 'wijkt-af'; readonly voorstel: Profielvoorstel };

interface Gevraagdprofiel {
  readonly dekkingsprofiel: Dekkingsprofiel;
  readonly beoordelaar: string;
  readonly beoordelaarNaam?: string | undefined;
}

/** Whoever asks for the profile that holds takes a proposal away, whosever it is. */
export function profielNa(
  { dekkingsprofiel: huidig, voorstel }: Pick<Koppeling, 'dekkingsprofiel' | 'voorstel'>,
  gevraagd: Gevraagdprofiel | undefined,
  nu: Tijdstip,
): Profielgevolg {
  if (gevraagd === undefined) return { gevolg: 'blijft' };
  const { dekkingsprofiel, beoordelaar, beoordelaarNaam } = gevraagd;
  if (!needsTweede(huidig, dekkingsprofiel)) return { gevolg: 'geldt', dekkingsprofiel };
  const isStanding = voorstel !== undefined && epochMs(nu) - epochMs(voorstel.op) <= VOORSTEL_DAGEN * DAY_MS;
  const nieuw = { dekkingsprofiel, beoordelaar, ...(beoordelaarNaam && { beoordelaarNaam }), op: nu };
  if (!isStanding) return { gevolg: 'voorgesteld', voorstel: nieuw };
  if (voorstel.beoordelaar === beoordelaar) {
    const isSame = voorstel.dekkingsprofiel === dekkingsprofiel;
    return { gevolg: 'voorgesteld', voorstel: isSame ? voorstel : nieuw };
  }
  return voorstel.dekkingsprofiel === dekkingsprofiel
    ? { gevolg: 'geldt', dekkingsprofiel }
    : { gevolg: 'wijkt-af', voorstel };
}

/** The DGA's as they are now; who stays is known by the employee's id that was found before. */
export const dgaNa = (
  dga: NonNullable<Koppelingwijziging['dga']>,
  before: readonly KoppelingDga[],
): readonly KoppelingDga[] =>
  dga.map(
    ({ naam, medewerkersnummer }) =>
      before.find((one) => one.naam === naam && one.medewerkersnummer === medewerkersnummer) ?? {
        ...{ naam, medewerkersnummer },
      },
  );

/** What of a koppeling can be changed, by its name. */
export const Wijzigveld = z.enum(['dga', 'dertiendeMaand', 'dekkingsprofiel']);
export type Wijzigveld = z.infer<typeof Wijzigveld>;

type Gewijzigd = Pick<Koppeling, Wijzigveld>;

/** The names of what is otherwise; never a value of it. */
export const gewijzigdeVelden = (before: Gewijzigd, after: Gewijzigd): readonly Wijzigveld[] =>
  Wijzigveld.options.filter((veld) => JSON.stringify(before[veld]) !== JSON.stringify(after[veld]));
