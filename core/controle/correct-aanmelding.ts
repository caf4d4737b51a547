import * as z from 'zod';
import { Aanmeldformulier, Naam } from '../aanmelding/aanmeldgegevens.ts';
import type { HerstelNodigAanmelding } from '../aanmelding/aanmelding.ts';
import { weerTeWijzigen } from '../aanmelding/adreswijziging.ts';
import { countHercontrole } from '../aanmelding/hercontroles.ts';
import { type MailBevestigingDeps, mailBevestigingOrLater } from '../aanmelding/mail-bevestiging.ts';
import { openNieuwAdres } from '../aanmelding/open-aanvraag.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import { assertStored } from '../assert-stored.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import type { AanmeldingId } from '../ids.ts';
import { fout } from '../invoer/probleem.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import { type ApiToken, type Inloggegevens, isSameLogin } from '../nmbrs/inloggegevens.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';
import { readOwnInloggegevens } from './open-payroll.ts';
import { type RecheckDeps, type RecheckOutcome, resumeControle } from './recheck-aanmelding.ts';

/** The names of the corrected fields, for the audit trail; never their values. */
const namesOf = ({
  salarisverwerker = {},
  nmbrs = {},
  werkgever = {},
  ...rest
}: {
  readonly salarisverwerker?: object | undefined;
  readonly nmbrs?: object | undefined;
  readonly werkgever?: object | undefined;
}): string[] => [
  ...Object.keys(rest),
  ...Object.keys(salarisverwerker).map((name) => `salarisverwerker.${name}`),
  ...Object.keys(werkgever).map((name) => `werkgever.${name}`),
  ...Object.keys(nmbrs).map((name) => `nmbrs.${name}`),
];

/** A number that identifies the aanmelding: with another number it is another aanmelding. */
const Onveranderlijk = z
  .never({
    error:
      'Dit nummer kan niet worden verbeterd, omdat de aanmelding erop staat. Laat het weg; met een ander nummer doet u een nieuwe aanmelding.',
  })
  .optional();

/** What was declared at the sign-up: it tells of that moment. */
const Verklaard = z
  .never({ error: 'De machtiging is bij het aanmelden verklaard en kan niet worden verbeterd. Laat haar weg.' })
  .optional();

/** What may be corrected while herstel is needed: all but the two numbers, and what was declared. */
export const Aanmeldcorrectie = Aanmeldformulier.pick({
  accountSoort: true,
  dga: true,
  verloning: true,
  dertiendeMaand: true,
})
  .extend({
    salarisverwerker: Aanmeldformulier.shape.salarisverwerker.partial(),
    werkgever: z.strictObject({
      bedrijfsnaam: Naam('de naam van de werkgever').optional(),
      raamwerkcontractnummer: Onveranderlijk,
      loonheffingennummer: Onveranderlijk,
    }),
    nmbrs: Aanmeldformulier.shape.nmbrs.partial(),
    machtiging: Verklaard,
  })
  .partial()
  .refine(
    (correctie) => namesOf(correctie).length > 0,
    fout('niets-te-verbeteren', 'Geef ten minste één gegeven om te verbeteren.'),
  );
export type Aanmeldcorrectie = z.infer<typeof Aanmeldcorrectie>;

export interface CorrectDeps extends RecheckDeps, MailBevestigingDeps {
  readonly registratie: Postregister & Kantoorregister & Berichtenboek & Aanmeldregister & Aanvragen;
  readonly kluis: Inlogkluis;
}

/**
 * `te-veel-adressen`: the mail address was changed so often that it can be changed again only at this moment; `te-druk`: too many wait for a
 * confirmation. Nothing was stored. `adres-gevraagd`: the rest is checked, and the other address counts once it is confirmed.
 */
export type CorrectOutcome =
  | RecheckOutcome
  | 'te-druk'
  | 'adres-gevraagd'
  | { readonly uitkomst: 'te-veel-adressen'; readonly weerOp: Tijdstip };

/**
 * Corrects an aanmelding that needs herstel and has it checked again; that counts as a hercontrole. Fields that are absent
 * stay as they were. The login goes to the kluis only after the correction is stored: of two corrections at the same moment
 * the one that comes too late leaves no token under the other's data. A crash in between leaves the aanmelding waiting with
 * the old login, and sending the correction again finishes it. A token that the correction does not bring is left alone. Another mail
 * address is asked for its confirmation first: until then it gets no other mail, and the one before counts.
 */
export async function correctAanmelding(
  deps: CorrectDeps,
  aanmeldingId: AanmeldingId,
  correctie: Aanmeldcorrectie,
): Promise<CorrectOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return 'onbekend';
  if (found.status !== 'herstel-nodig' || found.taakToken === undefined) return 'niet-nu';
  const op = deps.klok.now();
  const hercontroles = countHercontrole(found.hercontroles, op);
  if (hercontroles === undefined) return 'te-veel';
  const { nmbrs: { apiToken, ...nmbrs } = {}, werkgever: { bedrijfsnaam } = {}, machtiging, ...others } = correctie;
  const { salarisverwerker, ...rest } = others;
  const { email } = found.gegevens.salarisverwerker;
  const nieuw = salarisverwerker?.email === email ? undefined : salarisverwerker?.email;
  const gegevens = {
    ...found.gegevens,
    ...defined(rest),
    salarisverwerker: { ...found.gegevens.salarisverwerker, ...defined({ ...salarisverwerker }), email },
    werkgever: { ...found.gegevens.werkgever, ...defined({ bedrijfsnaam }) },
    nmbrs: { ...found.gegevens.nmbrs, ...defined(nmbrs) },
  };
  const weerOp = nieuw === undefined ? undefined : weerTeWijzigen(found.adreswijzigingen, op);
  if (weerOp !== undefined) return { uitkomst: 'te-veel-adressen', weerOp };
  // Before the correction is stored: one whose mail cannot go now is asked by the round of every hour.
  const opened = nieuw === undefined ? undefined : await openNieuwAdres(deps, aanmeldingId, nieuw);
  if (opened === 'te-druk') return 'te-druk';
  const next = { ...found, versie: found.versie + 1, hercontroles, gegevens };
  const stored = await deps.registratie.replaceAanmelding(next, {
    aanmeldingId,
    op,
    wie: 'salarisverwerker',
    wat: 'aanmelding.verbeterd',
    waarom: namesOf(correctie).join(', '),
  });
  if (stored === 'verouderd') return 'niet-nu';
  if (opened !== undefined) await mailBevestigingOrLater(deps, opened);
  await bringLogin(deps, next, apiToken);
  const outcome = await resumeControle(deps, next, found.taakToken);
  return outcome === 'gestart' && opened !== undefined ? 'adres-gevraagd' : outcome;
}

/**
 * Brings the login in the kluis in line with the aanmelding; what is in line is not written, as another request may be
 * replacing its token.
 */
async function bringLogin(
  deps: CorrectDeps,
  aanmelding: HerstelNodigAanmelding,
  apiToken: ApiToken | undefined,
): Promise<void> {
  const { aanmeldingId, gegevens } = aanmelding;
  const current = await readOwnInloggegevens(deps, aanmelding);
  const { domein, gebruikersnaam } = gegevens.nmbrs;
  const login: Inloggegevens = { domein, gebruikersnaam, apiToken: apiToken ?? current.apiToken };
  if (isSameLogin(login, current)) return;
  // Signed off just now: the request is to be sent again, and finds that out.
  if ((await deps.kluis.replaceCandidate(aanmeldingId, login)) === 'weg') assertStored('verouderd');
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what is undefined, so that spreading it overwrites nothing. */
function defined<T extends object>(fields: T): Partial<Defined<T>> {
  const kept: Partial<Defined<T>> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) Object.assign(kept, { [key]: value });
  return kept;
}
