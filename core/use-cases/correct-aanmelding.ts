import type * as z from 'zod';
import { Aanmeldformulier } from '../domain/aanmeldgegevens.ts';
import type { AanmeldingId, HerstelNodigAanmelding } from '../domain/aanmelding.ts';
import type { InloggegevensRef } from '../domain/inloggegevens.ts';
import type { Kluis } from '../ports/kluis.ts';
import { readInloggegevens } from './open-payroll.ts';
import { type RecheckDeps, type RecheckOutcome, recheckAanmelding } from './recheck-aanmelding.ts';

/** The names of the corrected fields, for the audit trail; never their values. */
const namesOf = ({ nmbrs = {}, ...rest }: { readonly nmbrs?: object | undefined }): string[] => [
  ...Object.keys(rest),
  ...Object.keys(nmbrs).map((name) => `nmbrs.${name}`),
];

/**
 * What may be corrected while herstel is needed. The loonheffingennummer and the raamwerkcontractnummer identify the
 * aanmelding; with another number it is another aanmelding.
 */
export const Aanmeldcorrectie = Aanmeldformulier.pick({
  accountSoort: true,
  salarisverwerker: true,
  dga: true,
  verloning: true,
  dertiendeMaand: true,
})
  .extend({ nmbrs: Aanmeldformulier.shape.nmbrs.partial() })
  .partial()
  .refine((correctie) => namesOf(correctie).length > 0, { error: 'Geef ten minste één gegeven om te verbeteren.' });
export type Aanmeldcorrectie = z.infer<typeof Aanmeldcorrectie>;

export interface CorrectDeps extends RecheckDeps {
  readonly kluis: Kluis;
}

/** Corrects an aanmelding that needs herstel and has it checked again. Fields that are absent stay as they were. */
export async function correctAanmelding(
  deps: CorrectDeps,
  aanmeldingId: AanmeldingId,
  correctie: Aanmeldcorrectie,
): Promise<RecheckOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return 'onbekend';
  if (found.status !== 'herstel-nodig' || found.taakToken === undefined) return 'niet-nu';
  const { nmbrs: { apiToken, ...nmbrs } = {}, ...rest } = correctie;
  const gegevens = {
    ...found.gegevens,
    ...defined(rest),
    nmbrs: { ...found.gegevens.nmbrs, ...defined(nmbrs) },
  };
  const next = { ...found, versie: found.versie + 1, gegevens };
  const inloggegevensRef = await storeInloggegevens(deps, next, apiToken);
  const stored = await deps.registratie.replaceAanmelding(
    { ...next, inloggegevensRef },
    {
      aanmeldingId,
      op: deps.klok.now(),
      wie: 'salarisverwerker',
      wat: 'aanmelding.verbeterd',
      waarom: namesOf(correctie).join(', '),
    },
  );
  return stored === 'verouderd' ? 'niet-nu' : recheckAanmelding(deps, aanmeldingId);
}

/** The login may change without the token: the stored token is kept with the new domein and gebruikersnaam. */
async function storeInloggegevens(
  { kluis }: CorrectDeps,
  { aanmeldingId, gegevens, inloggegevensRef }: HerstelNodigAanmelding,
  apiToken: Aanmeldformulier['nmbrs']['apiToken'] | undefined,
): Promise<InloggegevensRef> {
  const stored = apiToken ?? (await readInloggegevens(kluis, inloggegevensRef)).apiToken;
  const { domein, gebruikersnaam } = gegevens.nmbrs;
  return kluis.storeCandidate(aanmeldingId, { domein, gebruikersnaam, apiToken: stored });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what is undefined, so that spreading it overwrites nothing. */
function defined<T extends object>(fields: T): Partial<Defined<T>> {
  const kept: Partial<Defined<T>> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) Object.assign(kept, { [key]: value });
  return kept;
}
