import { addMs, clockHourOf, epochMs, type Tijdstip } from '../../core/kalender/tijd.ts';
import { BEURT_GELDT_MS } from '../../core/toegang/loginrem.ts';
import type { Loginteller, Wachter } from '../../core/toegang/ports/loginteller.ts';

export function createMemoryLoginteller(): Loginteller {
  const perUur = new Map<string, number>();
  const beurten = new Map<string, Tijdstip>();
  const uur = (subject: string, nu: Tijdstip): string => `${subject} ${clockHourOf(nu)}`;
  const of = ({ account, aanmeldingId, ingang }: Wachter): string => `${account} ${aanmeldingId} ${ingang}`;
  return {
    async count({ account, kantoor }, nu) {
      for (const subject of [account, kantoor, 'alle']) {
        perUur.set(uur(subject, nu), (perUur.get(uur(subject, nu)) ?? 0) + 1);
      }
    },
    async read({ account, kantoor }, nu) {
      const [vanAccount = 0, vanKantoor = 0, alle = 0] = [account, kantoor, 'alle'].map((one) =>
        perUur.get(uur(one, nu)),
      );
      return { vanAccount, vanKantoor, alle };
    },
    async awaitTurn(wachter, tot, nu) {
      const told = beurten.get(of(wachter));
      if (told !== undefined && epochMs(addMs(told, BEURT_GELDT_MS)) >= epochMs(nu)) return told;
      beurten.set(of(wachter), tot);
      return tot;
    },
    endTurn: async (wachter) => void beurten.delete(of(wachter)),
  };
}
