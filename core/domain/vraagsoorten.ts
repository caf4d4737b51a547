/** A question as it is read: its code may be one of a later version. */
interface GelezenVraag {
  readonly code: string;
  readonly tekst: string;
}

/** What is said of a question whose text holds something of the employee. */
const ZONDER_WAARDEN: ReadonlyMap<string, string> = new Map([
  [
    'eerste-dag-verplaatst',
    'De eerste dag van deze werknemer is verplaatst naar een dag na dit tijdvak. Eerder was de werknemer als in dienst gemeld. Klopt dat?',
  ],
]);

/** The same question without a value of the employee in its text. */
export const zonderWaarden = <T extends GelezenVraag>(vraag: T): T => ({
  ...vraag,
  tekst: ZONDER_WAARDEN.get(vraag.code) ?? vraag.tekst,
});
