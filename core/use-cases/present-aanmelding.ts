import type { Aanmelding } from '../domain/aanmelding.ts';
import { maskLoonheffingennummer } from '../domain/loonheffingennummer.ts';
import { dayAndDate, tijdvakName } from '../domain/nederlands.ts';

/** What a payroll office may see of its aanmelding; the loonheffingennummer masked, the token nowhere. */
export function presentAanmelding(aanmelding: Aanmelding) {
  const { aanmeldingId, status, ontvangenOp, gegevens } = aanmelding;
  const { loonheffingennummer, ...werkgever } = gegevens.werkgever;
  return {
    aanmeldingId,
    status,
    ontvangenOp,
    watNu: nextStep(aanmelding),
    gegevens: {
      ...gegevens,
      werkgever: { ...werkgever, loonheffingennummer: maskLoonheffingennummer(loonheffingennummer) },
    },
    ...('controle' in aanmelding ? { controle: aanmelding.controle } : {}),
    ...('besluit' in aanmelding ? { besluit: withoutAssessor(aanmelding.besluit) } : {}),
    ...(aanmelding.status === 'gerealiseerd'
      ? {
          realisatiedatum: aanmelding.realisatiedatum,
          eersteUitwisseling: aanmelding.eersteUitwisseling.datum,
          eersteTijdvak: aanmelding.eersteUitwisseling.tijdvak,
        }
      : {}),
  };
}

function withoutAssessor<T extends { readonly beoordelaar: string }>(besluit: T): Omit<T, 'beoordelaar'> {
  const { beoordelaar, ...rest } = besluit;
  return rest;
}

function nextStep(aanmelding: Aanmelding): string {
  switch (aanmelding.status) {
    case 'ontvangen':
    case 'wordt-gecontroleerd':
      return 'Wij controleren uw aanmelding bij Nmbrs. U hoeft nu niets te doen.';
    case 'herstel-nodig':
      return `Er is nog iets nodig. ${aanmelding.controle.bevindingen
        .map(({ tekst, stappen }) => [tekst, ...stappen].join(' '))
        .join(' ')} Vraag daarna een nieuwe controle aan.`;
    case 'wacht-op-akkoord':
      return 'De controle bij Nmbrs is geslaagd. a.s.r. beoordeelt uw aanmelding. U hoeft nu niets te doen.';
    case 'goedgekeurd':
      return 'a.s.r. heeft uw aanmelding goedgekeurd. Wij realiseren de salariskoppeling; u krijgt daarover een e-mail.';
    case 'afgewezen':
      return `a.s.r. heeft uw aanmelding afgewezen. De reden: ${aanmelding.besluit.reden}`;
    case 'vervallen':
      return 'Uw aanmelding is vervallen, omdat er 30 dagen niets mee is gebeurd. U kunt de werkgever opnieuw aanmelden.';
    case 'gerealiseerd': {
      const { datum, tijdvak } = aanmelding.eersteUitwisseling;
      return `De salariskoppeling is gerealiseerd. De eerste uitwisseling is op ${dayAndDate(datum)}, over ${tijdvakName(tijdvak)}. Zorg dat de run dan in Nmbrs is vergrendeld.`;
    }
    default:
      return aanmelding satisfies never;
  }
}
