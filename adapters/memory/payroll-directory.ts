import type { BedrijfId, WerknemerId } from '../../core/ids.ts';
import type { Bedrijf, Debiteur, DebiteurTag, RestSleutel, WerknemerSoort } from '../../core/nmbrs/payroll.ts';
import type { Payroll, PayrollAnswer } from '../../core/nmbrs/ports/payroll.ts';

/** A debtor with its tags and the companies under it. */
export interface MemoryDebiteur {
  readonly debiteur: Debiteur;
  readonly tags: readonly DebiteurTag[];
  readonly bedrijfIds: readonly BedrijfId[];
}

/** The part of the world around the companies. */
export interface MemoryDirectory {
  readonly domein: () => string;
  readonly debiteuren: () => readonly MemoryDebiteur[];
  readonly bedrijven: () => readonly Bedrijf[];
  readonly werknemerIdsOf: (bedrijfId: BedrijfId) => readonly WerknemerId[] | undefined;
}

const SOORTEN: readonly WerknemerSoort[] = [
  { nummer: 2, omschrijving: 'Payroll' },
  { nummer: 4, omschrijving: 'Former payroll' },
];

/** A made-up GUID that belongs to the number for ever. */
const sleutelOf = (nummer: number): RestSleutel => ({
  nummer,
  guid: `00000000-0000-4000-8000-${nummer.toString(16).padStart(12, '0')}`,
});

type Ask = <T>(aanroep: string, find: () => T | undefined) => PayrollAnswer<T>;

type Directory = Pick<
  Payroll,
  'fetchOmgeving' | 'listDebiteuren' | 'listTags' | 'listBedrijvenVan' | 'listWerknemerSoorten' | 'listRestSleutels'
>;

/** The twin of the directory calls of `adapters/nmbrs`. */
export function directoryOf(ask: Ask, directory: MemoryDirectory): Directory {
  const find = (debiteurId: number) =>
    directory.debiteuren().find(({ debiteur }) => debiteur.debiteurId === debiteurId);
  return {
    fetchOmgeving: async () => ask('Environment_Get', () => ({ domein: directory.domein() })),
    listDebiteuren: async () =>
      ask('DebtorService.List_GetAll', () => directory.debiteuren().map(({ debiteur }) => debiteur)),
    listTags: async (debiteurId) => ask('Tags_Get', () => find(debiteurId)?.tags),
    listBedrijvenVan: async (debiteurId) =>
      ask('List_GetByDebtor', () => {
        const ids = find(debiteurId)?.bedrijfIds;
        return ids && directory.bedrijven().filter(({ bedrijfId }) => ids.includes(bedrijfId));
      }),
    listWerknemerSoorten: async () => ask('EmployeeType_GetList', () => SOORTEN),
    listRestSleutels: async (bedrijfId, soort) =>
      ask('Converter_GetByCompany_IntToGuid', () => {
        const ids = directory.werknemerIdsOf(bedrijfId);
        return ids && (soort === 'bedrijf' ? [bedrijfId] : ids).map(sleutelOf);
      }),
  };
}
