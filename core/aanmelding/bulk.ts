import * as z from 'zod';
import { Aanmeldformulier, Machtigingsformulier, NmbrsZonderToken } from './aanmeldgegevens.ts';

/** The most werkgevers that one request signs up. */
export const MAX_WERKGEVERS = 500;

/** What all werkgevers of a bulk share: the office, its one overkoepelend account, and what it declares of all of them. */
export const Bulkaccount = z.strictObject({
  salarisverwerker: Aanmeldformulier.shape.salarisverwerker,
  nmbrs: Aanmeldformulier.shape.nmbrs.pick({ gebruikersnaam: true, apiToken: true, domein: true }),
  machtiging: Machtigingsformulier.optional(),
});
export type Bulkaccount = z.infer<typeof Bulkaccount>;

/** One werkgever of a bulk: the fields of a sign-up of its own, under the same names. */
export const Bulkwerkgever = Aanmeldformulier.pick({
  werkgever: true,
  dga: true,
  verloning: true,
  dertiendeMaand: true,
}).extend({ nmbrs: NmbrsZonderToken.pick({ bedrijfsnaam: true, bedrijfsnummer: true }) });
export type Bulkwerkgever = z.infer<typeof Bulkwerkgever>;

/** The body of `POST /aanmeldingen/bulk`. Each werkgever is judged on its own, by {@link Bulkwerkgever}. */
export const Bulkformulier = z.strictObject({
  account: Bulkaccount,
  werkgevers: z
    .array(z.unknown(), { error: 'Geef de lijst van werkgevers.' })
    .min(1, { error: 'Geef ten minste één werkgever.' })
    .max(MAX_WERKGEVERS, {
      error: `Stuur hoogstens ${MAX_WERKGEVERS} werkgevers per keer; verdeel de rest over meer bestanden.`,
    }),
});

/** The sign-up that this werkgever of the bulk stands for. */
export const formulierOf = (account: Bulkaccount, werkgever: Bulkwerkgever): Aanmeldformulier => ({
  accountSoort: 'overkoepelend',
  salarispakket: 'Nmbrs',
  salarisverwerker: account.salarisverwerker,
  ...werkgever,
  nmbrs: { ...werkgever.nmbrs, ...account.nmbrs },
  ...(account.machtiging === undefined ? {} : { machtiging: account.machtiging }),
});
