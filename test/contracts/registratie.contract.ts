import { describe } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';
import { describeAanmeldingen } from './registratie-aanmeldingen.contract.ts';
import { describeAanvragen } from './registratie-aanvragen.contract.ts';
import { describeAccounts } from './registratie-accounts.contract.ts';
import { describeBedrijven } from './registratie-bedrijven.contract.ts';
import { describeBerichten } from './registratie-berichten.contract.ts';
import { describeClaims } from './registratie-claims.contract.ts';
import { describeDelen } from './registratie-delen.contract.ts';
import { describeIdempotenties } from './registratie-idempotenties.contract.ts';
import { describeKantoren } from './registratie-kantoren.contract.ts';
import { describeUitwisselingen } from './registratie-uitwisselingen.contract.ts';
import { describeVerzoeken } from './registratie-verzoeken.contract.ts';
import { describeWachtende } from './registratie-wachtende.contract.ts';
import { describeWerkvoorraad } from './registratie-werkvoorraad.contract.ts';

/** What every registratie does. `registratieOf` is called inside a test and may give the same one each time. */
export function describeRegistratieContract(name: string, registratieOf: () => Registratie & Verzoeken): void {
  describe(`registratie: ${name}`, () => {
    describeAanmeldingen(registratieOf);
    describeClaims(registratieOf);
    describeBedrijven(registratieOf);
    describeAccounts(registratieOf);
    describeUitwisselingen(registratieOf);
    describeDelen(registratieOf);
    describeBerichten(registratieOf);
    describeWerkvoorraad(registratieOf);
    describeIdempotenties(registratieOf);
    describeAanvragen(registratieOf);
    describeWachtende(registratieOf);
    describeKantoren(registratieOf);
    describeVerzoeken(registratieOf);
  });
}
