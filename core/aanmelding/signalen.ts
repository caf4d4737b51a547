import * as z from 'zod';

/** Something in Nmbrs that an assessor may want to know before he approves; it holds nothing up. Numbers only, nobody and no name. */
export const Signaal = z.strictObject({
  code: z.enum([
    'login-ziet-meer',
    'geen-werknemers',
    'dga-niet-opgegeven',
    'dga-niet-te-zien',
    'rechten-niet-getoetst',
    'geen-tags',
  ]),
  tekst: z.string(),
  stappen: z.array(z.string()),
});
export type Signaal = z.infer<typeof Signaal>;

/** `n werknemer(s)` */
const werknemers = (aantal: number): string => `${aantal} ${aantal === 1 ? 'werknemer' : 'werknemers'}`;

/** Of an account of one employer: so many other companies are in its list. */
export const loginZietMeer = (andere: number): Signaal => ({
  code: 'login-ziet-meer',
  tekst: `Het account is opgegeven als account van alleen deze werkgever, maar de login ziet in Nmbrs nog ${andere} ${andere === 1 ? 'ander bedrijf' : 'andere bedrijven'}.`,
  stappen: [
    'Vraag het kantoor of die bedrijven ook van deze werkgever zijn.',
    'Zijn ze dat niet, laat het kantoor dan in Nmbrs een login maken die alleen deze werkgever ziet, of aanmelden als overkoepelend account.',
  ],
});

export const geenWerknemers = (): Signaal => ({
  code: 'geen-werknemers',
  tekst: 'Bij de controle was er in Nmbrs niemand in dienst bij deze werkgever.',
  stappen: [
    'Vraag het kantoor of dat klopt, en wanneer de eerste werknemer begint.',
    'Klopt het niet, dan is misschien een verkeerd bedrijf van dezelfde werkgever aangemeld.',
  ],
});

/** So many are not insured for WIA, WW and ZW in Nmbrs, and were not given as DGA. */
export const dgaNietOpgegeven = (aantal: number): Signaal => ({
  code: 'dga-niet-opgegeven',
  tekst: `In Nmbrs ${aantal === 1 ? 'staat' : 'staan'} ${werknemers(aantal)} als niet verzekerd voor WIA, WW en ZW, zonder dat ${aantal === 1 ? 'die' : 'zij'} als DGA ${aantal === 1 ? 'is' : 'zijn'} opgegeven.`,
  stappen: [
    'Vraag het kantoor of er een DGA in de verloning zit, met naam en medewerkersnummer.',
    'Een aandeelhouder die geen bestuurder is, is wel verzekerd: dan moet het kantoor Nmbrs verbeteren.',
  ],
});

/** Of so many of all in service nobody could tell whether they are insured. */
export const dgaNietTeZien = (ongezien: number, alle: number): Signaal => ({
  code: 'dga-niet-te-zien',
  tekst: `Van ${ongezien} van de ${werknemers(alle)} in dienst konden wij bij de controle niet zien of er een DGA bij is die niet is opgegeven.`,
  stappen: ['Vraag het kantoor of alle DGA’s zijn opgegeven.'],
});

/** So many of the calls could not be tried. */
export const rechtenNietGetoetst = (aantal: number, alle: number, zonderWerknemer: boolean): Signaal => ({
  code: 'rechten-niet-getoetst',
  tekst: `Van de ${alle} rechten konden er ${aantal} niet worden getoetst, omdat er in Nmbrs ${zonderWerknemer ? 'geen werknemer' : 'geen run'} is om ze mee te proberen.`,
  stappen: [
    'Wij proberen ze bij de eerste uitwisseling. Staat er dan een recht uit, dan wacht die uitwisseling op het kantoor.',
    'Vraag het kantoor om nu al te kijken of alle rechten aan staan.',
  ],
});

/** Of an overkoepelend account: no debtor that it sees has a tag. */
export const geenTags = (): Signaal => ({
  code: 'geen-tags',
  tekst:
    'In Nmbrs heeft geen enkele debiteur die deze login ziet een tag; de login ziet de bedrijven dus niet door een tag.',
  stappen: [
    'De login ziet waarschijnlijk ook werkgevers die niet aan a.s.r. gekoppeld zijn.',
    'Vraag het kantoor om de tag op de debiteuren te zetten die wel gekoppeld zijn, en in het filter van de login.',
  ],
});
