import { Aanmeldgegevens } from '../../core/aanmelding/aanmeldgegevens.ts';
import type { Controle } from '../../core/aanmelding/controle.ts';
import { checkAtPayroll } from '../../core/controle/check-at-payroll.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import type { Verloning } from '../../core/kalender/tijdvak.ts';
import type { Bedrijf, Debiteur, DebiteurTag } from '../../core/nmbrs/payroll.ts';
import type { Payroll, PayrollAnswer, PayrollRefusal } from '../../core/nmbrs/ports/payroll.ts';

/** What the command line asked for. */
export interface Vraag {
  readonly domein: string;
  readonly gebruiker: string;
  /** Absent: the only company that the login sees. */
  readonly bedrijf?: string | undefined;
  /** Absent: whatever Nmbrs says. */
  readonly verloning?: Verloning | undefined;
}

/** A part of the report that the sign-up does not need; the reason when the login may not see it. */
type Extra<T> = { readonly waarde: T } | { readonly geweigerd: Pick<PayrollRefusal, 'aanroep' | 'code'> };

export interface DebiteurMetTags extends Debiteur {
  readonly tags: readonly DebiteurTag[];
  readonly bedrijven: number;
}

/** Everything that one look at an account can tell. Names of companies and tags; nothing of employees. */
export interface Inspectie {
  readonly controle: Controle;
  readonly omgeving: Extra<string>;
  readonly debiteuren: Extra<readonly DebiteurMetTags[]>;
  readonly werknemerSoorten: Extra<readonly string[]>;
  /** How many employees have a key in the REST API that replaces this one. */
  readonly restSleutels?: Extra<number>;
}

/** The login sees several companies, and it was not said which one is meant. */
export interface KiesBedrijf {
  readonly kiesUit: readonly string[];
}

/** The whole controle, and around it what explains its outcome. */
export async function inspect(payroll: Payroll, vraag: Vraag, klok: Klok): Promise<Inspectie | KiesBedrijf> {
  const companies = await payroll.listBedrijven();
  const bedrijven = companies.ok ? companies.value : [];
  const chosen = vraag.bedrijf ?? (bedrijven.length === 1 ? bedrijven[0]?.naam : undefined);
  if (companies.ok && chosen === undefined && bedrijven.length > 0)
    return { kiesUit: bedrijven.map(({ naam }) => naam) };
  const controle = await checkAtPayroll(payroll, gegevensOf(vraag, chosen ?? '-', bedrijven), klok);
  const { bedrijfId } = controle;
  return {
    controle,
    omgeving: extra(await payroll.fetchOmgeving(), ({ domein }) => domein),
    debiteuren: await debiteurenOf(payroll),
    werknemerSoorten: extra(await payroll.listWerknemerSoorten(), (soorten) =>
      soorten.map(({ nummer, omschrijving }) => `${nummer} ${omschrijving}`),
    ),
    ...(bedrijfId === undefined
      ? {}
      : { restSleutels: extra(await payroll.listRestSleutels(bedrijfId, 'werknemer'), ({ length }) => length) }),
  };
}

function extra<T, U>(answer: PayrollAnswer<T>, read: (value: T) => U): Extra<U> {
  if (answer.ok) return { waarde: read(answer.value) };
  const { aanroep, code } = answer.refusal;
  return { geweigerd: { aanroep, code } };
}

async function debiteurenOf(payroll: Payroll): Promise<Extra<readonly DebiteurMetTags[]>> {
  const debiteuren = await payroll.listDebiteuren();
  if (!debiteuren.ok) return extra(debiteuren, () => []);
  const found: DebiteurMetTags[] = [];
  for (const debiteur of debiteuren.value) {
    const tags = await payroll.listTags(debiteur.debiteurId);
    const bedrijven = await payroll.listBedrijvenVan(debiteur.debiteurId);
    if (!tags.ok) return extra(tags, () => []);
    if (!bedrijven.ok) return extra(bedrijven, () => []);
    found.push({ ...debiteur, tags: tags.value, bedrijven: bedrijven.value.length });
  }
  return { waarde: found };
}

/** A sign-up with what the controle looks at; the rest of it is not sent anywhere. */
function gegevensOf(vraag: Vraag, bedrijfsnaam: string, bedrijven: readonly Bedrijf[]): Aanmeldgegevens {
  const inNmbrs = bedrijven.find(({ naam }) => naam === bedrijfsnaam)?.verloning;
  return Aanmeldgegevens.parse({
    accountSoort: 'overkoepelend',
    salarisverwerker: { bedrijfsnaam: 'Controle', email: 'controle@voorbeeld.example' },
    werkgever: { bedrijfsnaam, raamwerkcontractnummer: 'RC-00000', loonheffingennummer: '123456782L01' },
    salarispakket: 'Nmbrs',
    nmbrs: { bedrijfsnaam, gebruikersnaam: vraag.gebruiker, domein: vraag.domein },
    dga: [],
    verloning: vraag.verloning ?? inNmbrs ?? 'maandelijks',
    dertiendeMaand: false,
  });
}
