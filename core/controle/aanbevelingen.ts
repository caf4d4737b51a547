import type { Bevinding, Controle } from '../aanmelding/controle.ts';
import { GuidAanroep } from '../invoer/guid.ts';
import type { BulkAanroep } from '../nmbrs/bulk-aanroep.ts';
import type { TijdvakAanroep } from '../nmbrs/tijdvak-aanroep.ts';
import { RIGHTS_PATH } from './bevindingen.ts';

// The calls that are worth activating beside those that the handleiding names. None is a condition: without them the data comes too,
// but of some of it as it is when Nmbrs already stands in the next period.

/** A call that is not active and why it is of use, for the payroll office. */
export interface Aanbeveling {
  readonly aanroep: BulkAanroep | TijdvakAanroep | GuidAanroep;
  readonly reden: string;
}

/** Where they are activated: by far the most of them among the calls about employees. */
export function stappenVoor(aanbevelingen: readonly Aanbeveling[]): readonly string[] {
  const isGuid = ({ aanroep }: Aanbeveling): boolean => aanroep === GuidAanroep.value;
  return [
    RIGHTS_PATH,
    ...(aanbevelingen.every(isGuid)
      ? []
      : [
          'Zet de genoemde aanroepen bij Employee Services op Active. Het hoeft niet, maar de gegevens kloppen dan precies met het tijdvak.',
        ]),
    ...(aanbevelingen.some(isGuid)
      ? [`Zet ${GuidAanroep.value} bij Company Services op Active. Het hoeft niet, maar later kan het niet meer.`]
      : []),
  ];
}

const VAN_TIJDVAK = (wat: string): string =>
  `${wat} komen dan uit het tijdvak dat wordt uitgewisseld. Zonder dit recht zijn ze zoals Nmbrs ze op de dag van de uitwisseling geeft, meestal van het tijdvak erna.`;
const MINDER = (wat: string): string => `${wat} worden dan met één aanroep voor alle werknemers opgehaald.`;

const REDEN: Readonly<Record<Aanbeveling['aanroep'], string>> = {
  PersonalInfo_GetAll_AllEmployeesByCompany: VAN_TIJDVAK('Persoonsgegevens en BSN'),
  Contract_GetAll_AllEmployeesByCompany: VAN_TIJDVAK('Contracten'),
  Schedule_GetAll_AllEmployeesByCompany: MINDER('Roosters'),
  Address_GetAll_AllEmployeesByCompany: VAN_TIJDVAK('Adressen'),
  SVW_GetAll_AllEmployeesByCompany: VAN_TIJDVAK('Verzekeringsinstellingen'),
  Partner_GetAll_AllEmployeesByCompany: MINDER('Partners'),
  Children_GetAll_Employeesbycompany: MINDER('Kinderen'),
  WageComponentFixed_Get: VAN_TIJDVAK('Vaste looncomponenten'),
  WageComponentVar_Get: VAN_TIJDVAK('Variabele looncomponenten'),
  HourComponentFixed_Get: 'De vaste uren van werknemers op uurloon of op oproep zijn alleen hiermee op te halen.',
  HourComponentVar_Get: 'De gewerkte uren van werknemers op uurloon of op oproep zijn alleen hiermee op te halen.',
  BankAccount_GetList: VAN_TIJDVAK('Bankrekeningen'),
  Converter_GetByCompany_IntToGuid:
    'Hiermee blijven uw werknemers herkenbaar als Nmbrs overstapt op de nieuwe API. Als de huidige API ophoudt, is dat niet meer op te vragen.',
};

/** What to change in Nmbrs when an office draws its runs and locks none: an exchange would wait for ever. Never a condition. */
export const vergrendelingIn = ({ runVergrendeld }: Controle): Pick<Bevinding, 'tekst' | 'stappen'> | undefined =>
  runVergrendeld === false ? AUTOMATISCH_VERGRENDELEN : undefined;

const AUTOMATISCH_VERGRENDELEN: Pick<Bevinding, 'tekst' | 'stappen'> = {
  tekst:
    'In Nmbrs is geen enkele run van dit jaar en het vorige jaar vergrendeld. Wij halen gegevens pas op als de run van het tijdvak is vergrendeld. Laat Nmbrs dat vanzelf doen, of vergrendel elke run zelf.',
  stappen: [
    'Ga in Nmbrs bij het bedrijf naar Instellingen > Salarisinstellingen > Payroll workflow-instellingen.',
    'Klik op de actie «Salarisrun vergrendelen», vink «Actief» en «Automatisch uitvoeren» aan en klik op Opslaan.',
    'Nmbrs gebruikt dit vanaf het volgende tijdvak. Vergrendel de run van het huidige tijdvak dus nog zelf.',
  ],
};

/** Those that the controle found not to be active: not those that Nmbrs gave no sense or no answer to. */
export const aanbevelingenIn = ({ bedrijfsbreed = [], perTijdvak = [], guids }: Controle): readonly Aanbeveling[] =>
  [...bedrijfsbreed, ...perTijdvak, ...(guids === undefined ? [] : [guids])]
    .filter(({ uitkomst, code }) => uitkomst === 'niet-actief' && code?.startsWith('nmbrs-') !== true)
    .map(({ aanroep }) => ({ aanroep, reden: REDEN[aanroep] }));
