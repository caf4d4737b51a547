interface Uitleg {
  readonly betekenis: string;
  readonly doen: string;
}

const GEEN_TOEGANG = 'Controleer de tag: staat die op de debiteur én in het filter van de gebruiker?';
const SCHRIJVEN = 'Deze code hoort bij schrijven in Nmbrs. De koppeling leest alleen: meld dit als fout.';
const OPNIEUW = 'Niets: de koppeling probeert het vanzelf opnieuw. Blijft het zo, kijk dan op status.nmbrs.com.';

/** The fault codes of Nmbrs, and the codes of our own client: what each means and what to do. */
const UITLEG: Readonly<Record<string, Uitleg>> = {
  '1001': {
    betekenis: 'Nmbrs herkent deze combinatie van gebruikersnaam, token en domein niet, of de gebruiker is verwijderd.',
    doen: 'Kopieer de token opnieuw (poppetje rechtsboven > Gebruiker profiel > API-Token) en controleer het domein.',
  },
  '1002': {
    betekenis: 'Deze aanroep staat uit in de rechten van de Template User.',
    doen: 'Zet de aanroep op Active: Instellingen > Gebruikers > Template Users > API-icoon.',
  },
  '1003': { betekenis: 'De gebruiker mag deze gegevens niet zien.', doen: GEEN_TOEGANG },
  '1004': {
    betekenis: 'De omgeving heeft geen geldig abonnement.',
    doen: 'Neem contact op met Nmbrs over het abonnement.',
  },
  '1006': { betekenis: 'Het inloggen bij Nmbrs hapert.', doen: OPNIEUW },
  '2001': { betekenis: 'Ongeldige urencomponent.', doen: SCHRIJVEN },
  '2002': { betekenis: 'Ongeldige looncomponent.', doen: SCHRIJVEN },
  '2003': { betekenis: 'De gebruiker mag deze werknemer niet zien, of de werknemer bestaat niet.', doen: GEEN_TOEGANG },
  '2004': { betekenis: 'De gebruiker mag dit bedrijf niet zien, of het bedrijf bestaat niet.', doen: GEEN_TOEGANG },
  '2006': {
    betekenis: 'Het tijdvak bestaat niet bij de verloning van dit bedrijf.',
    doen: 'Controleer of de verloning (maandelijks of vierwekelijks) klopt met het loonaangiftetijdvak in Nmbrs.',
  },
  '2009': { betekenis: 'De gebruiker mag deze debiteur niet zien.', doen: GEEN_TOEGANG },
  '2019': { betekenis: 'Nmbrs kent deze rapporttaak niet (meer).', doen: 'Start het rapport opnieuw.' },
  '2020': { betekenis: 'De stand van deze rapporttaak is er niet.', doen: 'Start het rapport opnieuw.' },
  '2021': { betekenis: 'De uitkomst van deze rapporttaak is ongeldig.', doen: 'Start het rapport opnieuw.' },
  '2042': {
    betekenis: 'De gebruikersnaam hoort bij meer dan één omgeving.',
    doen: 'Geef het domein op: het deel vóór .nmbrs.nl.',
  },
  '2043': {
    betekenis: 'Nmbrs kent dit domein niet.',
    doen: 'Neem het deel over dat vóór .nmbrs.nl in de adresbalk staat.',
  },
  '2046': { betekenis: 'Nmbrs kan dit niet vinden.', doen: 'Controleer of het bedrijf of de werknemer nog bestaat.' },
  '9999': { betekenis: 'Interne fout bij Nmbrs.', doen: OPNIEUW },
  'nmbrs-deadline': { betekenis: 'Nmbrs gaf niet op tijd een volledig antwoord.', doen: OPNIEUW },
  'nmbrs-connection': { betekenis: 'De verbinding met Nmbrs kwam niet tot stand of brak af.', doen: OPNIEUW },
  'nmbrs-circuit-open': {
    betekenis: 'Nmbrs gaf tien fouten achter elkaar; wij bellen even niet en proberen het om de tien seconden.',
    doen: OPNIEUW,
  },
  'nmbrs-fault': { betekenis: 'Nmbrs gaf een fout zonder code, zoals een time-out van zijn database.', doen: OPNIEUW },
  'nmbrs-no-http': { betekenis: 'Wat terugkwam is geen HTTP.', doen: 'Controleer het adres van de server (--url).' },
  'nmbrs-redirect': {
    betekenis: 'De server verwijst door naar een ander adres. Dat volgen wij niet: de token zou meegaan.',
    doen: 'Controleer het adres van de server (--url).',
  },
  'nmbrs-unreadable': {
    betekenis: 'Het antwoord is niet te lezen als antwoord van Nmbrs.',
    doen: 'Controleer het adres (--url). Klopt dat, meld dit dan als fout: misschien is Nmbrs veranderd.',
  },
  'nmbrs-too-large': { betekenis: 'Het antwoord is groter dan de koppeling aankan.', doen: 'Meld dit als fout.' },
  'nmbrs-other-answer': { betekenis: 'Dit is het antwoord op een andere aanroep.', doen: 'Meld dit als fout.' },
  'nmbrs-other-employee': { betekenis: 'Het antwoord gaat over een andere werknemer.', doen: 'Meld dit als fout.' },
  'nmbrs-other-company': { betekenis: 'Het antwoord gaat over een ander bedrijf.', doen: 'Meld dit als fout.' },
  'nmbrs-other-task': { betekenis: 'Het antwoord gaat over een andere rapporttaak.', doen: 'Meld dit als fout.' },
};

/** Codes 2011-2018 all come from writing. */
const isWriteCode = (code: string): boolean => /^201[1-8]$/.test(code);

/** What this code means and what to do, in Dutch; `undefined` when nobody knows it. */
export function explain(code: string): Uitleg | undefined {
  if (isWriteCode(code)) return { betekenis: 'Nmbrs weigert een wijziging.', doen: SCHRIJVEN };
  if (/^nmbrs-http-(5\d\d|408|425|429)$/.test(code)) {
    return { betekenis: `De server van Nmbrs antwoordde met HTTP ${code.slice(11)}.`, doen: OPNIEUW };
  }
  if (/^nmbrs-http-\d{3}$/.test(code)) {
    return { betekenis: `Iets vóór Nmbrs, zoals een firewall, antwoordde met HTTP ${code.slice(11)}.`, doen: OPNIEUW };
  }
  return new Map(Object.entries(UITLEG)).get(code.replace(/^nmbrs-(?=\d{4}$)/, ''));
}
