import * as z from 'zod';
import { holdsNummer } from './loonheffingennummer.ts';
import { isPrintable } from './printable.ts';
import { fout } from './probleem.ts';

/** What an assessor writes; it is kept, so nothing by which a person is known may stand in it. */
export const VrijeTekst = (vraag: string, wat: string) =>
  z
    .string({ error: vraag })
    .trim()
    .min(1, { error: vraag })
    .max(1000, { error: `Houd ${wat} binnen 1000 tekens.` })
    .refine(
      isPrintable,
      fout('onzichtbare-tekens', `Er staan tekens in ${wat} die niet zichtbaar zijn. Typ ${wat} opnieuw in.`),
    )
    .refine(
      (tekst) => !holdsNummer(tekst),
      fout('burgerservicenummer', `Er staat een nummer in ${wat} dat een burgerservicenummer kan zijn. Laat het weg.`),
    );
