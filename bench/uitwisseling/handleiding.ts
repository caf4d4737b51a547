import type { Gegevensgroep } from '../../core/domain/dekkingsprofiel.ts';

/** The handleiding's calls about one employee that give a group of fields; the BSN comes with the person. */
export const AANROEPEN_PER_GROEP: Readonly<Record<Gegevensgroep, readonly string[]>> = {
  persoon: ['PersonalInfo_GetCurrent'],
  bsn: [],
  contract: ['Contract_GetCurrentPeriod'],
  rooster: ['Schedule_GetCurrent'],
  adres: ['Address_GetListCurrent'],
  verzekering: ['SVW_GetCurrent'],
  partner: ['Partner_Get'],
  kinderen: ['Children_Get'],
  looncomponenten: ['WageComponentFixed_GetCurrent', 'WageComponentVar_GetCurrent'],
  bankrekening: ['BankAccount_GetListCurrent'],
};
