/**
 * What each field of a delivery is, by its place in the schema: unit, of which period, from which call of Nmbrs, and in which profiles
 * where not in all. Beside the schemas, not in them, so that no function carries these sentences (decision 17).
 */
export type Beschrijvingen = Readonly<Record<string, string>>;

const DATUM = 'Kalenderdatum in Nederland, jjjj-mm-dd.';
const VAN_HET_TIJDVAK = 'Altijd van het uitgewisselde tijdvak.';
const ZIE_PEIL = 'Van welk tijdvak: zie peil.';
const PERIODE = 'per maand of per vier weken, naar manifest.tijdvak.verloning';

const WIA = 'Profielen: wia, pensioen, volledig.';
const PENSIOEN = 'Profielen: pensioen, volledig.';
const VOLLEDIG = 'Profiel: volledig.';

const PERSOON = 'Bron: PersonalInfo_GetCurrent of PersonalInfo_GetAll_AllEmployeesByCompany';
const CONTRACT = 'Bron: Contract_GetCurrentPeriod of Contract_GetAll_AllEmployeesByCompany';
const ROOSTER = 'Bron: Schedule_GetList, Schedule_GetAll_AllEmployeesByCompany of Schedule_GetCurrent';
const ADRES = 'Bron: Address_GetListCurrent of Address_GetAll_AllEmployeesByCompany';
const SVW = 'Bron: SVW_GetCurrent of SVW_GetAll_AllEmployeesByCompany';
const PARTNER = 'Bron: Partner_Get of Partner_GetAll_AllEmployeesByCompany';
const KINDEREN = 'Bron: Children_Get of Children_GetAll_Employeesbycompany';
const BANK = 'Bron: BankAccount_GetList of BankAccount_GetListCurrent';
const LOONRAPPORT = 'Bron: het looncoderapport van de run';
const VAST = 'Bron: WageComponentFixed_Get of WageComponentFixed_GetCurrent';
const VARIABEL = 'Bron: WageComponentVar_Get of WageComponentVar_GetCurrent';
const VASTE_UREN = 'Bron: HourComponentFixed_Get';
const VARIABELE_UREN = 'Bron: HourComponentVar_Get';
const EMPLOYMENT = 'Bron: Employment_GetAll_AllEmployeesByCompany';
const SALARIS = 'Bron: Salary_GetAll_AllEmployeesByCompany';

export const WERKNEMER: Beschrijvingen = {
  werknemerId:
    'Het nummer van Nmbrs voor deze werknemer (Id): de sleutel. Het verandert niet, ook niet bij weer in dienst komen.',
  guid: 'De GUID van Nmbrs voor dezelfde werknemer: hiermee noemt de REST-API die deze opvolgt hem. Ontbreekt zolang het kantoor Converter_GetByCompany_IntToGuid niet op Active heeft gezet. Bron: die aanroep (IdGuid).',
  personeelsnummer:
    'Het nummer dat het kantoor ziet (Number). Niet uniek en te wijzigen: gebruik werknemerId als sleutel. Ontbreekt bij wie alleen in de dienstverbanden voorkomt. Bron: List_GetByCompany.',
  dga: 'Of het kantoor deze werknemer bij de aanmelding als DGA heeft opgegeven. Zegt niets over de verzekeringsplicht. Van de aanmelding.',
  dienstverbanden: `Alle dienstverbanden die op de laatste dag van het tijdvak waren begonnen; bij weer in dienst komen zijn er meer. ${VAN_HET_TIJDVAK} ${EMPLOYMENT}.`,
  'dienstverbanden[].begin': `Eerste dag in dienst. ${DATUM} ${EMPLOYMENT} (StartDate).`,
  'dienstverbanden[].eind': `Laatste dag in dienst; ontbreekt zolang die niet bekend is. ${DATUM} ${EMPLOYMENT} (EndDate).`,
  'dienstverbanden[].gemeldOp': `De dag waarop het dienstverband in Nmbrs is ingevoerd. ${DATUM} ${EMPLOYMENT} (CreationDate).`,
  salaris: `Het salaris dat op de laatste dag van het tijdvak geldt. Een verhoging halverwege geldt dus voor het hele tijdvak. ${SALARIS}.`,
  'salaris.bedrag': `Bedrag in euro, ${PERIODE}; per uur bij een uurloon (zie soort). Bij bruto-fulltime het bedrag bij een volledige werkweek: maal rooster.deeltijdfactor is wat deze werknemer krijgt. ${SALARIS} (Value).`,
  'salaris.soort': `Wat het bedrag is: van een volledige werkweek, van de eigen deeltijd, of per uur; bruto of netto. ${SALARIS} (Type).`,
  'salaris.ingangsdatum': `Sinds wanneer dit salaris geldt. ${DATUM} ${SALARIS} (StartDate).`,
  looncodes: `Wat de runs van het tijdvak op de looncodes van de lijst van a.s.r. boekten. ${VAN_HET_TIJDVAK} ${WIA} ${LOONRAPPORT}.`,
  'looncodes[].runId': `Het nummer van Nmbrs voor de run. ${WIA} Bron: Run_GetList (ID).`,
  'looncodes[].code': `Het nummer van de looncode in het loonmodel van de werkgever. ${WIA} ${LOONRAPPORT} (code).`,
  'looncodes[].omschrijving': `De omschrijving die het kantoor aan de looncode gaf. ${WIA} ${LOONRAPPORT} (description).`,
  'looncodes[].waarde': `Bedrag in euro, of een aantal (uren, kilometers), naar de looncode; over deze run. ${WIA} ${LOONRAPPORT} (value).`,
  persoon: `Wie het is. ${ZIE_PEIL} ${PERSOON}.`,
  'persoon.voorletters': `Zoals ze in Nmbrs staan. ${PERSOON} (Initials).`,
  'persoon.voorvoegsel': `Voorvoegsel van de eigen achternaam. ${PERSOON} (Prefix).`,
  'persoon.achternaam': `De eigen achternaam, zonder voorvoegsel en zonder die van een partner. ${PERSOON} (LastName).`,
  'persoon.geboortedatum': `${DATUM} ${PERSOON} (Birthday).`,
  'persoon.overlijdensdatum': `${DATUM} ${PERSOON} (DeceasedDate).`,
  'persoon.geslacht': `Zoals het in Nmbrs staat; onbekend als het er niet staat. ${PERSOON} (Gender).`,
  'persoon.naamgebruik': `Met welke naam deze werknemer wil worden aangeschreven. Ontbreekt als Nmbrs het niet of niet herkenbaar zegt. Waar Nmbrs een nummer geeft, is het gelezen als NEN 1888 (1 tot en met 4); dat is afgeleid, niet bevestigd. ${WIA} ${PERSOON} (Naamstelling).`,
  'persoon.voorvoegselPartner': `Voorvoegsel van de achternaam van de partner, voor de aanschrijving. ${WIA} ${PERSOON} (PartnerPrefix).`,
  'persoon.achternaamPartner': `Achternaam van de partner, voor de aanschrijving; staat los van de groep partner. ${WIA} ${PERSOON} (PartnerLastName).`,
  bsn: `Burgerservicenummer, letterlijk zoals het in Nmbrs staat: als het geen BSN kan zijn of bij meer werknemers staat, is er een vraag. ${ZIE_PEIL} ${WIA} ${PERSOON} (BSN).`,
  contracten: `De contracten die op een dag van het tijdvak gelden. ${ZIE_PEIL} ${CONTRACT}.`,
  'contracten[].contractId': `Het nummer van Nmbrs voor het contract. ${CONTRACT} (ContractID).`,
  'contracten[].soort': `Voor bepaalde of onbepaalde tijd; onbekend als Nmbrs het niet zegt. ${CONTRACT} (Indefinite).`,
  'contracten[].begin': `Eerste dag van het contract. ${DATUM} ${CONTRACT} (StartDate).`,
  'contracten[].eind': `Laatste dag van het contract. ${DATUM} ${CONTRACT} (EndDate).`,
  'contracten[].urenPerWeek': `Contracturen, in uren per week. ${CONTRACT} (HoursPerWeek).`,
  'contracten[].ikv': `Nummer van de inkomstenverhouding, waarmee de loonaangifte en pensioenberichten dit contract noemen. ${CONTRACT} (EmploymentSequenceTaxId; 0 is geen).`,
  rooster: `Het rooster dat op de laatste dag van het tijdvak geldt. ${ZIE_PEIL} ${ROOSTER}.`,
  'rooster.urenPerWeek': `Uren per week; van een rooster van twee weken het gemiddelde. 0 bij een oproepkracht: dan tellen de uren. ${ROOSTER} (HoursMonday enzovoort).`,
  'rooster.deeltijdfactor': `Factor van 0 tot 1: 1 is een volledige werkweek. Geeft Nmbrs een percentage (meer dan 1,5), dan is het door 100 gedeeld. ${ROOSTER} (ParttimePercentage).`,
  'rooster.ingangsdatum': `Sinds wanneer dit rooster geldt. ${DATUM} ${ROOSTER} (StartDate).`,
  vasteUren: `Uren die elk tijdvak gelijk zijn, op een urencode. ${ZIE_PEIL} ${VASTE_UREN}.`,
  'vasteUren[].code': `De urencode. ${VASTE_UREN} (HourCode).`,
  'vasteUren[].uren': `Uren ${PERIODE}. ${VASTE_UREN} (Hours).`,
  variabeleUren: `Uren van dit tijdvak, op een urencode (2100 is extra uren): van wie op uren of op oproep werkt. ${ZIE_PEIL} ${VARIABELE_UREN}.`,
  'variabeleUren[].code': `De urencode. ${VARIABELE_UREN} (HourCode).`,
  'variabeleUren[].uren': `Uren in het tijdvak. ${VARIABELE_UREN} (Hours).`,
  adressen: `Alle adressen die op een dag van het tijdvak gelden. ${ZIE_PEIL} ${WIA} ${ADRES}.`,
  'adressen[].soort': `Waarvoor het adres is. ${WIA} ${ADRES} (Type).`,
  'adressen[].straat': `${WIA} ${ADRES} (Street).`,
  'adressen[].huisnummer': `Zoals het in Nmbrs staat; dat hoeft geen getal te zijn. ${WIA} ${ADRES} (HouseNumber).`,
  'adressen[].toevoeging': `Toevoeging bij het huisnummer. ${WIA} ${ADRES} (HouseNumberAddition).`,
  'adressen[].postcode': `Zoals die in Nmbrs staat, ook van een ander land. ${WIA} ${ADRES} (PostalCode).`,
  'adressen[].plaats': `${WIA} ${ADRES} (City).`,
  'adressen[].provincie': `Staat, provincie of regio, zoals adressen in andere landen die hebben. ${WIA} ${ADRES} (StateProvince).`,
  'adressen[].landcode': `Land, als code van twee letters (ISO 3166-1). ${WIA} ${ADRES} (CountryISOCode).`,
  verzekering: `Welke werknemersverzekeringen gelden (de SVW-instellingen). De codes zijn die van Nmbrs. ${ZIE_PEIL} ${WIA} ${SVW}.`,
  'verzekering.wia': `Verzekerd voor de WIA. ${WIA} ${SVW} (Wao_Wia).`,
  'verzekering.ww': `Verzekerd voor de WW. ${WIA} ${SVW} (Ww).`,
  'verzekering.zw': `Verzekerd voor de Ziektewet. ${WIA} ${SVW} (Zw).`,
  'verzekering.invloedVerzekeringsplicht': `Wat de verzekeringsplicht beïnvloedt, als code van Nmbrs: 0 niets, A familie van de eigenaar, 4 vorige eigenaar, 5 oproepkracht zonder verplichting, 6 oproepkracht met verplichting. ${WIA} ${SVW} (InfluenceObligedInsurance).`,
  'verzekering.codeZvw': `Code Zorgverzekeringswet, als nummer van Nmbrs: 1 A, 2 B, 7 G, 8 H, 11 K, 12 L, 13 M, 14 N. ${WIA} ${SVW} (CodeZvw).`,
  'verzekering.inkomensafhankelijkeBijdrageZvw': `Als code van Nmbrs: 1 geen, 2 hoog met werkgeversbijdrage, 3 laag met werkgeversbijdrage, 6 laag zonder. ${WIA} ${SVW} (IncomeRelatedContributionZvw).`,
  'verzekering.cao': `Cao-code van de loonaangifte. ${WIA} ${SVW} (CodeCao).`,
  'verzekering.sector': `Sectorcode van de loonaangifte. ${WIA} ${SVW} (Sector).`,
  'verzekering.risicogroep': `Risicogroep binnen de sector. ${WIA} ${SVW} (RiskGroup).`,
  partner: `De partner, zoals Nmbrs die nu kent: een geschiedenis is er niet. ${ZIE_PEIL} ${PENSIOEN} ${PARTNER}.`,
  'partner.achternaam': `${PENSIOEN} ${PARTNER} (PartnerName).`,
  'partner.voornaam': `${PENSIOEN} ${PARTNER} (FirstName).`,
  'partner.voorletters': `${PENSIOEN} ${PARTNER} (Initials).`,
  'partner.geslacht': `${PENSIOEN} ${PARTNER} (Gender).`,
  'partner.geboortedatum': `${DATUM} ${PENSIOEN} ${PARTNER} (Birthday).`,
  'partner.begin': `Sinds wanneer dit de partner is. ${DATUM} ${PENSIOEN} ${PARTNER} (StartDate).`,
  kinderen: `De kinderen, zoals Nmbrs die nu kent: een geschiedenis is er niet. ${ZIE_PEIL} ${PENSIOEN} ${KINDEREN}.`,
  'kinderen[].achternaam': `${PENSIOEN} ${KINDEREN} (Name).`,
  'kinderen[].voornaam': `${PENSIOEN} ${KINDEREN} (FirstName).`,
  'kinderen[].voorletters': `${PENSIOEN} ${KINDEREN} (Initials).`,
  'kinderen[].geslacht': `${PENSIOEN} ${KINDEREN} (Gender).`,
  'kinderen[].geboortedatum': `${DATUM} ${PENSIOEN} ${KINDEREN} (Birthday).`,
  vasteLooncomponenten: `Wat elk tijdvak op een looncode wordt ingevoerd: invoer van het kantoor, niet wat de run uitbetaalde. ${ZIE_PEIL} ${PENSIOEN} ${VAST}.`,
  'vasteLooncomponenten[].code': `Het nummer van de looncode. ${PENSIOEN} ${VAST} (Code).`,
  'vasteLooncomponenten[].waarde': `Bedrag in euro of een aantal, naar de looncode; ${PERIODE}. ${PENSIOEN} ${VAST} (Value).`,
  variabeleLooncomponenten: `Wat voor één tijdvak op een looncode wordt ingevoerd: invoer van het kantoor, niet wat de run uitbetaalde. ${ZIE_PEIL} ${PENSIOEN} ${VARIABEL}.`,
  'variabeleLooncomponenten[].code': `Het nummer van de looncode. ${PENSIOEN} ${VARIABEL} (Code).`,
  'variabeleLooncomponenten[].waarde': `Bedrag in euro of een aantal, naar de looncode; in het tijdvak. ${PENSIOEN} ${VARIABEL} (Value).`,
  bankrekeningen: `Waarop het loon wordt betaald. ${ZIE_PEIL} ${VOLLEDIG} ${BANK}.`,
  'bankrekeningen[].soort': `Waarvoor de rekening is, in de woorden van Nmbrs. ${VOLLEDIG} ${BANK} (Type).`,
  'bankrekeningen[].iban': `${VOLLEDIG} ${BANK} (IBAN).`,
  'bankrekeningen[].bic': `${VOLLEDIG} ${BANK} (BIC).`,
  'bankrekeningen[].naam': `Op wiens naam de rekening staat. ${VOLLEDIG} ${BANK} (Name).`,
  peil: 'Van welk tijdvak elke groep gegevens is: «tijdvak» (het uitgewisselde tijdvak, op de laatste dag), «nu» (zoals Nmbrs ze gaf toen het in dat tijdvak stond) of «versie» (van het tijdvak, overgenomen uit die eerdere versie van de levering). Dienstverbanden, salaris en looncodes zijn altijd van het tijdvak. Een groep die is opgevraagd staat hier ook als er niets te melden is.',
  'peil{}.nu':
    'Het tijdvak waarin Nmbrs stond: 2026-M12 (maand), 2026-P13 (vier weken) of 2026-X48 (een andere soort).',
  'peil{}.versie': 'Het nummer van de eerdere versie van deze levering.',
};

export const MANIFEST: Beschrijvingen = {
  schemaVersie: 'De versie van dit schema.',
  uitwisselingId: 'Deze uitwisseling: koppeling, tijdvak en versie. Hieraan is te zien dat iets dubbel komt.',
  koppelingId: 'De koppeling van deze werkgever, zolang zij bestaat. Na een afmelding verwijst het nergens meer naar.',
  werkgever:
    'Van wie de levering is, zoals het kantoor de werkgever aanmeldde. Blijft staan als de koppeling is gewist.',
  'werkgever.raamwerkcontractnummer':
    'Het nummer van het contract bij a.s.r.: hoofdletters, zonder spaties eromheen. Van de aanmelding.',
  'werkgever.bedrijfsnaam': 'De naam van de werkgever. Van de aanmelding.',
  'werkgever.nmbrsDomein': 'Het domein van de Nmbrs-omgeving: wat vóór .nmbrs.nl staat. Van de aanmelding.',
  'werkgever.nmbrsBedrijfId': 'Het nummer van Nmbrs voor het bedrijf (ID). Bron: List_GetAll.',
  'werkgever.nmbrsBedrijfGuid':
    'De GUID van Nmbrs voor hetzelfde bedrijf, voor de REST-API die deze opvolgt. Ontbreekt zolang Nmbrs hem niet gaf. Bron: Converter_GetByCompany_IntToGuid.',
  'werkgever.loonheffingenreferentie':
    'Staat voor het loonheffingennummer, dat zelf niet wordt geleverd: HMAC-SHA-256 van het nummer (123456782L01) met de sleutel die a.s.r. heeft, in base64url zonder =. Zie README. Ontbreekt bij een koppeling van vóór deze referentie.',
  datasetVersie: 'De versie van deze levering: een hogere van hetzelfde tijdvak vervangt de lagere helemaal.',
  tijdvak: 'Het uitgewisselde tijdvak.',
  'tijdvak.tijdvakId': '2026-M12 is maand 12, 2026-P13 de dertiende vier weken.',
  'tijdvak.verloning': 'Of bedragen en uren per maand of per vier weken zijn.',
  'tijdvak.jaar': 'Het loonjaar.',
  'tijdvak.nummer': 'Maand 1 tot en met 12, of vier weken 1 tot en met 13.',
  'tijdvak.begin': `Eerste dag. ${DATUM}`,
  'tijdvak.eind': `Laatste dag: op deze dag gelden de gegevens van het tijdvak. ${DATUM}`,
  vorige: 'De levering waarmee de mutaties vergelijken. Ontbreekt als er geen is; dan zijn er geen mutaties.',
  'vorige.tijdvakId': 'Het tijdvak van die levering; altijd een eerder tijdvak.',
  'vorige.datasetVersie': 'De versie van die levering.',
  runIds: 'De runs van het tijdvak in Nmbrs (ID) waarvan de looncodes zijn.',
  langereRuns: 'De runs daarvan die over meer dan één tijdvak gaan; hun looncodes staan alleen in deze levering.',
  'langereRuns[].runId': 'De run in Nmbrs (ID).',
  'langereRuns[].tijdvakVan': 'Het nummer van het eerste tijdvak van de run, in het jaar van de levering.',
  'langereRuns[].tijdvakTot': 'Het nummer van het laatste.',
  overgeslagen: 'De tijdvakken sinds de vorige levering waarvan geen levering komt.',
  'overgeslagen[].tijdvakId': 'Het tijdvak.',
  'overgeslagen[].oorzaak':
    'geen-run: er komt geen run van, zegt a.s.r.; run-over-meer-tijdvakken: de lonen zitten in een langere run.',
  'overgeslagen[].reden': 'De reden, in woorden.',
  dekkingsprofiel: 'Welke groepen gegevens worden geleverd.',
  dertiendeMaand: 'Of het kantoor bij de aanmelding opgaf dat er een 13e maand is.',
  aangemaaktOp: 'Wanneer de uitwisseling begon, in UTC.',
  werknemers: 'Aantal regels van werknemers.ndjson.',
  inDienst: 'Hoeveel werknemers na de laatste dag van het tijdvak nog in dienst zijn.',
  'inDienst.nu': 'Volgens deze levering.',
  'inDienst.verloop': 'Hoe dat aantal volgt uit de vorige levering: vorige + erbij - eraf - spoorloos = nu.',
  'inDienst.verloop.vorige': 'Volgens de vorige levering.',
  'inDienst.verloop.erbij': 'Kwamen erbij.',
  'inDienst.verloop.eraf': 'Gingen weg met een laatste dag, of hun eerste dag werd uitgesteld.',
  'inDienst.verloop.spoorloos': 'Zijn er niet meer, zonder laatste dag.',
  vragen: 'Aantal vragen in vragen.json.',
  peil: 'Per groep gegevens: van hoeveel werknemers zij van welk tijdvak zijn.',
  'peil{}.tijdvak': 'Van het uitgewisselde tijdvak.',
  'peil{}.nu': 'Zoals Nmbrs ze gaf toen het in dat tijdvak stond, per tijdvak.',
  'peil{}.eerdereVersie': 'Van het tijdvak, overgenomen uit een eerdere versie.',
  mutaties: 'Aantal regels van mutaties.ndjson per soort.',
  bestanden: 'De andere bestanden van de levering.',
  'bestanden[].naam': 'De naam van het bestand, naast dit manifest.',
  'bestanden[].regels': 'Aantal werknemers, mutaties of vragen; de kopregel van de csv telt niet mee.',
  'bestanden[].bytes': 'Grootte in bytes.',
  'bestanden[].sha256': 'SHA-256 van de bytes, hexadecimaal.',
  gewist: 'Dat er na de levering werknemers op eigen verzoek uit zijn gehaald. Ontbreekt zolang dat niet is gebeurd.',
  'gewist[].verzoekId': 'Het verzoek; zegt niet van wie.',
  'gewist[].op': 'Wanneer daartoe is besloten, in UTC.',
  'gewist[].werknemers': 'Hoeveel werknemers.',
  'gewist[].vervaltOp': `Op welke dag de levering hier verdwijnt. ${DATUM}`,
};

export const MUTATIE: Beschrijvingen = {
  soort: 'Wat er is gewijzigd ten opzichte van de vorige levering.',
  werknemerId: 'Het nummer van Nmbrs voor de werknemer (Id).',
  ingangsdatum: `Van in-dienst de eerste dag, van uit-dienst de laatste dag in dienst (ontbreekt bij wie zonder datum uit Nmbrs is verdwenen), van twk de eerste dag waarop iets anders is dan geleverd, en anders sinds wanneer het geldt, waar dat bekend is. ${DATUM}`,
  gemeldOp: `De dag waarop het dienstverband in Nmbrs is ingevoerd; verzekeraars dekken vanaf de melding. ${DATUM}`,
  tussen:
    'De tijdvakken waarin Nmbrs stond toen de vergeleken gegevens werden opgevraagd: de wijziging ligt daartussen, niet tussen de tijdvakken van de leveringen.',
  'tussen.van': 'Waarin Nmbrs stond bij de vorige levering.',
  'tussen.tot': 'Waarin Nmbrs stond bij deze levering.',
  velden: 'Welke velden van werknemers.ndjson anders zijn. De nieuwe waarden staan daar; de oude worden niet bewaard.',
  tijdvakId: 'Het eerder geleverde tijdvak dat door de correctie wordt geraakt, niet het tijdvak van deze levering.',
  oorzaak: 'Waarvan op die dagen nu iets anders geldt dan is geleverd.',
  aangemaaktOp:
    'Wanneer het in Nmbrs is ingevoerd, zoals Nmbrs het schrijft; bekend bij salarissen die op de ingangsdatum beginnen.',
};

export const VRAGEN: Beschrijvingen = {
  '[].code': 'Waar de vraag over gaat; verandert niet. De codes staan in README.',
  '[].werknemerId': 'Over welke werknemer (Nmbrs-Id); ontbreekt bij een vraag over de hele levering.',
  '[].tekst': 'De vraag in een zin, zonder naam of BSN.',
};

export const GEBEURTENIS: Beschrijvingen = {
  schemaVersie: 'De versie van dit schema.',
  gebeurtenisId: 'Dezelfde bij elke melding van dezelfde levering: hieraan is te zien dat een melding dubbel komt.',
  uitwisselingId: 'Als in het manifest.',
  koppelingId: 'Als in het manifest.',
  raamwerkcontractnummer:
    'Het nummer van het contract bij a.s.r.; meer over de werkgever staat alleen in het manifest.',
  tijdvakId: 'Het geleverde tijdvak.',
  datasetVersie: 'De versie van de levering: een hogere van hetzelfde tijdvak vervangt de lagere.',
  dekkingsprofiel: 'Als in het manifest.',
  werknemers: 'Aantal werknemers.',
  vragen: 'Aantal vragen.',
  mutaties: 'Aantal mutaties per soort.',
  manifest: 'Waar het manifest ligt.',
  'manifest.sleutel': 'De key in de bucket van leveringen.',
  'manifest.sha256': 'SHA-256 van de bytes van het manifest, hexadecimaal.',
};
