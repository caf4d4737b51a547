import type { Tijdvak, Verloning } from '../kalender/tijdvak.ts';
import type { Vraag, Werknemer } from '../nmbrs/gegevensset.ts';

/** The period in which a 13e maand is paid. INFERRED: December, or the last four weeks of the year. */
const UITBETAALD_IN: Readonly<Record<Verloning, number>> = { maandelijks: 12, vierwekelijks: 13 };

/** Whether the 13e maand is paid in this period, so that a jump in the wage is expected. */
export const isUitbetaaltijdvak = ({ verloning, nummer }: Tijdvak): boolean => nummer === UITBETAALD_IN[verloning];

/** The wage code of the 13e maand. INFERRED, as `STANDAARD_LOONCODES`. */
export const DERTIENDE_MAAND = 2300;

interface Kader {
  readonly tijdvak: Tijdvak;
  /** What the office declared. */
  readonly opgegeven: boolean;
  /** The wage codes that are delivered: without this one nothing is known of it. */
  readonly looncodes: readonly number[];
}

/** Whether what the run paid is what was declared: of every period, and of the one in which it is to be paid the other way round. */
export function createDertiendeMaandvraag({ tijdvak, opgegeven, looncodes }: Kader) {
  let [betaald, withLooncodes] = [0, 0];
  return {
    see({ looncodes: regels = [] }: Werknemer): void {
      if (regels.length > 0) withLooncodes += 1;
      if (regels.some(({ code, waarde }) => code === DERTIENDE_MAAND && Number(waarde) !== 0)) betaald += 1;
    },
    vragen(): readonly Vraag[] {
      if (!looncodes.includes(DERTIENDE_MAAND)) return [];
      if (betaald > 0 && !opgegeven) return [nietOpgegeven(betaald)];
      const isGemist = opgegeven && betaald === 0 && withLooncodes > 0 && isUitbetaaltijdvak(tijdvak);
      return isGemist ? [NIET_BETAALD] : [];
    },
  };
}

const nietOpgegeven = (count: number): Vraag => ({
  code: 'dertiende-maand-niet-opgegeven',
  tekst: `Bij ${count} werknemer${count === 1 ? '' : 's'} is een 13e maand uitbetaald (looncode ${DERTIENDE_MAAND}), maar bij de aanmelding is opgegeven dat er geen is.`,
});

const NIET_BETAALD: Vraag = {
  code: 'dertiende-maand-niet-betaald',
  tekst: `Bij de aanmelding is opgegeven dat er een 13e maand is, maar in dit laatste tijdvak van het jaar is er geen uitbetaald (looncode ${DERTIENDE_MAAND}). Gebeurt dat in een ander tijdvak, of onder een andere looncode?`,
};
