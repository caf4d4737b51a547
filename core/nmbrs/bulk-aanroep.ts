import * as z from 'zod';
import type { Gegevensgroep } from './dekkingsprofiel.ts';

/** The calls that give all employees of a company at once. The handleiding does not ask for them: they save calls. */
export const BulkAanroep = z.enum([
  'PersonalInfo_GetAll_AllEmployeesByCompany',
  'Contract_GetAll_AllEmployeesByCompany',
  'Schedule_GetAll_AllEmployeesByCompany',
  'Address_GetAll_AllEmployeesByCompany',
  'SVW_GetAll_AllEmployeesByCompany',
  'Partner_GetAll_AllEmployeesByCompany',
  'Children_GetAll_Employeesbycompany',
]);
export type BulkAanroep = z.infer<typeof BulkAanroep>;

/** What probing one company-wide call told; as with the rights, nothing of the answer is kept. */
export const BulkUitslag = z.strictObject({
  aanroep: BulkAanroep,
  uitkomst: z.enum(['actief', 'niet-actief']),
  code: z.string().max(40).optional(),
  ms: z.number().nonnegative(),
});
export type BulkUitslag = z.infer<typeof BulkUitslag>;

/** No group is given by two of them; wage components and bank accounts by none. */
const GROEPEN: Readonly<Record<BulkAanroep, readonly Gegevensgroep[]>> = {
  PersonalInfo_GetAll_AllEmployeesByCompany: ['persoon', 'bsn'],
  Contract_GetAll_AllEmployeesByCompany: ['contract'],
  Schedule_GetAll_AllEmployeesByCompany: ['rooster'],
  Address_GetAll_AllEmployeesByCompany: ['adres'],
  SVW_GetAll_AllEmployeesByCompany: ['verzekering'],
  Partner_GetAll_AllEmployeesByCompany: ['partner'],
  Children_GetAll_Employeesbycompany: ['kinderen'],
};

/** Which of these groups the call gives. */
export const groepenIn = (aanroep: BulkAanroep, groepen: readonly Gegevensgroep[]): Gegevensgroep[] =>
  GROEPEN[aanroep].filter((groep) => groepen.includes(groep));

/** The company-wide calls that give anything of these groups. */
export const bulkAanroepenFor = (groepen: readonly Gegevensgroep[]): BulkAanroep[] =>
  BulkAanroep.options.filter((aanroep) => groepenIn(aanroep, groepen).length > 0);
