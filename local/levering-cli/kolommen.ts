import { Dekkingsprofiel } from '../../core/nmbrs/dekkingsprofiel.ts';
import { kolomkoppen } from '../../core/nmbrs/werknemerslijst.ts';

/** What each column of `werknemers.csv` is: by the field of `werknemers.ndjson`, and what the sheet makes of it. */
const KOLOMMEN: Readonly<Record<string, readonly [veld: string, wat: string]>> = {
  'werknemer-id': ['werknemerId', 'De sleutel.'],
  personeelsnummer: ['personeelsnummer', 'Niet uniek.'],
  dga: ['dga', 'ja of nee: opgegeven als DGA.'],
  'in dienst': ['dienstverbanden[].begin', 'Van het dienstverband dat het laatst begon; er kunnen er meer zijn.'],
  'uit dienst': ['dienstverbanden[].eind', 'Van hetzelfde dienstverband; leeg zolang er geen laatste dag is.'],
  salaris: ['salaris.bedrag', 'Euro per maand of per vier weken; per uur bij een uurloon.'],
  'soort salaris': ['salaris.soort', 'Of het bedrag van een volledige werkweek, van de deeltijd of per uur is.'],
  'salaris vanaf': ['salaris.ingangsdatum', 'Sinds wanneer dit salaris geldt.'],
  voorletters: ['persoon.voorletters', 'Zoals ze in Nmbrs staan.'],
  voorvoegsel: ['persoon.voorvoegsel', 'Van de eigen achternaam.'],
  achternaam: ['persoon.achternaam', 'De eigen achternaam.'],
  geboortedatum: ['persoon.geboortedatum', 'Van de werknemer.'],
  geslacht: ['persoon.geslacht', 'man, vrouw of onbekend.'],
  'overleden op': ['persoon.overlijdensdatum', 'Leeg bij wie leeft.'],
  'soort contract': ['contracten[].soort', 'Van het contract dat het laatst begon; er kunnen er meer zijn.'],
  'contract vanaf': ['contracten[].begin', 'Van hetzelfde contract.'],
  'contract tot en met': ['contracten[].eind', 'Van hetzelfde contract.'],
  'contracturen per week': ['contracten[].urenPerWeek', 'Van hetzelfde contract.'],
  ikv: ['contracten[].ikv', 'Nummer van de inkomstenverhouding van hetzelfde contract.'],
  'uren per week': ['rooster.urenPerWeek', 'Van een rooster van twee weken het gemiddelde.'],
  deeltijdfactor: ['rooster.deeltijdfactor', '0 tot 1; 1 is een volledige werkweek.'],
  'rooster vanaf': ['rooster.ingangsdatum', 'Sinds wanneer dit rooster geldt.'],
  'vaste uren': ['vasteUren', 'Urencode=uren, gescheiden door een streep.'],
  'variabele uren': ['variabeleUren', 'Urencode=uren, gescheiden door een streep.'],
  bsn: ['bsn', 'Negen cijfers zonder apostrof. Excel laat nullen aan het begin weg: lees de kolom in als tekst.'],
  adres: ['adressen[]', 'Straat, huisnummer en toevoeging van het woonadres, of anders van het eerste adres.'],
  postcode: ['adressen[].postcode', 'Van hetzelfde adres.'],
  plaats: ['adressen[].plaats', 'Van hetzelfde adres.'],
  provincie: ['adressen[].provincie', 'Van hetzelfde adres.'],
  land: ['adressen[].landcode', 'Van hetzelfde adres.'],
  naamgebruik: ['persoon.naamgebruik', 'Met welke naam de werknemer wil worden aangeschreven.'],
  'voorvoegsel partner': ['persoon.voorvoegselPartner', 'Voor de aanschrijving.'],
  'achternaam partner': ['persoon.achternaamPartner', 'Voor de aanschrijving.'],
  wia: ['verzekering.wia', 'ja of nee; leeg als Nmbrs het niet zegt.'],
  ww: ['verzekering.ww', 'ja of nee; leeg als Nmbrs het niet zegt.'],
  zw: ['verzekering.zw', 'ja of nee; leeg als Nmbrs het niet zegt.'],
  'code zvw': ['verzekering.codeZvw', 'Code van Nmbrs.'],
  cao: ['verzekering.cao', 'Code van de loonaangifte.'],
  sector: ['verzekering.sector', 'Code van de loonaangifte.'],
  risicogroep: ['verzekering.risicogroep', 'Binnen de sector.'],
  'partner voorletters': ['partner.voorletters', 'Zoals ze in Nmbrs staan.'],
  'partner achternaam': ['partner.achternaam', 'Uit de gegevens over de partner zelf.'],
  'partner geboortedatum': ['partner.geboortedatum', 'Van de partner.'],
  'partner sinds': ['partner.begin', 'Eerste dag als partner.'],
  'aantal kinderen': ['kinderen', 'Hoeveel kinderen Nmbrs kent.'],
  'kinderen geboren op': ['kinderen[].geboortedatum', 'Gescheiden door een streep.'],
  'vaste looncomponenten': ['vasteLooncomponenten', 'Looncode=waarde, gescheiden door een streep.'],
  'variabele looncomponenten': ['variabeleLooncomponenten', 'Looncode=waarde, gescheiden door een streep.'],
  iban: ['bankrekeningen[].iban', 'Van alle rekeningen, gescheiden door een streep.'],
  looncodes: ['looncodes', 'Looncode=waarde, gescheiden door een streep; een looncode kan vaker voorkomen.'],
  'niet van dit tijdvak': ['peil', 'De groepen die niet van het tijdvak zijn, met het tijdvak waarin Nmbrs stond.'],
};

/** The page beside the schemas. */
export const KOLOMMEN_BESTAND = 'kolommen.md';

/** The columns, in their order, as a page: each with its field and the profiles that have it. */
export function kolommenText(): string {
  const profielen = new Map<string, Dekkingsprofiel[]>();
  for (const profiel of Dekkingsprofiel.options) {
    for (const kop of kolomkoppen(profiel)) profielen.set(kop, [...(profielen.get(kop) ?? []), profiel]);
  }
  const rows = kolomkoppen('volledig').map((kop) => {
    const beschreven = KOLOMMEN[kop];
    if (beschreven === undefined) throw new Error(`the column ${kop} is not described`);
    const [veld, wat] = beschreven;
    const own = profielen.get(kop) ?? [];
    return `| ${kop} | \`${veld}\` | ${wat} | ${own.length === Dekkingsprofiel.options.length ? 'alle' : own.join(', ')} |`;
  });
  return `${KOP}${rows.join('\n')}\n`;
}

const KOP = `# De kolommen van werknemers.csv

Deze lijst is gemaakt door \`npm run levering -- schemas docs/levering\`. Het bestand is voor het oog: UTF-8 met een byte order mark, puntkomma's, een komma in
getallen, datums als jjjj-mm-dd. Een tekst die een rekenblad voor een formule, een datum of een getal zou houden, begint met een apostrof; een BSN niet. De gegevens zelf staan in
\`werknemers.ndjson\`: wat een veld betekent, zijn eenheid, zijn tijdvak en zijn bron staan in [werknemer.schema.json](werknemer.schema.json).

| kolom | veld | wat | profielen |
|---|---|---|---|
`;
