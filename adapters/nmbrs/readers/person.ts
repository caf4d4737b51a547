import type { WerknemerId } from '../../../core/ids.ts';
import type { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import type {
  Adres,
  Bankrekening,
  Kind,
  Partner,
  Persoon,
  WerknemerGegevens,
} from '../../../core/nmbrs/gegevensset.ts';
import { present } from '../present.ts';
import { dateOf, intOf, itemsOf, required, resultOf, textOf } from '../soap/fields.ts';
import { unreadable } from '../soap/trouble.ts';
import type { XmlElement } from '../soap/xml.ts';
import { naamgebruikIn } from './naamgebruik.ts';
import { ownedItemsOf, requireOwner } from './owner.ts';

/** The person and the BSN come in one call; what was not asked for is dropped here. */
export function readPersoonlijk(
  response: XmlElement,
  werknemerId: WerknemerId,
  groepen: readonly Gegevensgroep[],
): WerknemerGegevens {
  const info = required(resultOf(response, 'PersonalInfo_GetCurrentResult'), 'PersonalInfo_GetCurrentResult');
  requireOwner(intOf(info, 'Id'), werknemerId);
  return persoonlijkIn(info, groepen);
}

export const persoonlijkIn = (info: XmlElement, groepen: readonly Gegevensgroep[]): WerknemerGegevens =>
  present({
    persoon: groepen.includes('persoon') ? readPersoon(info, groepen) : undefined,
    bsn: groepen.includes('bsn') ? textOf(info, 'BSN') : undefined,
  });

const readPersoon = (info: XmlElement, groepen: readonly Gegevensgroep[]): Persoon =>
  present({
    voorletters: textOf(info, 'Initials'),
    voorvoegsel: textOf(info, 'Prefix'),
    achternaam: textOf(info, 'LastName'),
    geboortedatum: dateOf(info, 'Birthday'),
    overlijdensdatum: dateOf(info, 'DeceasedDate'),
    geslacht: geslachtOf(info),
    ...(mayBeWrittenTo(groepen) ? aanschrijvingIn(info) : {}),
  });

/** Of the groups of this call the BSN tells that the profile has the address too. */
const mayBeWrittenTo = (groepen: readonly Gegevensgroep[]): boolean => groepen.includes('bsn');

const aanschrijvingIn = (info: XmlElement) => ({
  naamgebruik: naamgebruikIn(textOf(info, 'Naamstelling')),
  voorvoegselPartner: textOf(info, 'PartnerPrefix'),
  achternaamPartner: textOf(info, 'PartnerLastName'),
});

const ADDRESS_KINDS: ReadonlyMap<string, Adres['soort']> = new Map([
  ['HomeAddress', 'woonadres'],
  ['PostAddress', 'postadres'],
  ['AbsenceAddress', 'verzuimadres'],
  ['HolidaysAddress', 'vakantieadres'],
  ['WeekendAddress', 'weekendadres'],
]);

export const readAdressen = (response: XmlElement): Adres[] =>
  itemsOf(resultOf(response, 'Address_GetListCurrentResult'), 'EmployeeAddress').map(adresIn);

export function adresIn(address: XmlElement): Adres {
  const soort = ADDRESS_KINDS.get(textOf(address, 'Type') ?? '');
  if (soort === undefined) throw unreadable('Type is not a known kind of address');
  return present({
    soort,
    straat: textOf(address, 'Street'),
    huisnummer: textOf(address, 'HouseNumber'),
    toevoeging: textOf(address, 'HouseNumberAddition'),
    postcode: textOf(address, 'PostalCode'),
    plaats: textOf(address, 'City'),
    provincie: textOf(address, 'StateProvince'),
    landcode: textOf(address, 'CountryISOCode'),
  });
}

export const readPartner = (response: XmlElement): Partner | undefined =>
  partnerIn(resultOf(response, 'Partner_GetResult'));

/**
 * No partner: no object, or one that is all default, with `Id` 0. A name is not needed: the birth date is what a partner's pension
 * needs, and an office may know no more. With a name `Id` does not matter.
 */
export function partnerIn(partner: XmlElement | undefined): Partner | undefined {
  if (partner === undefined) return undefined;
  const names = { achternaam: textOf(partner, 'PartnerName'), ...givenNamesOf(partner) };
  const dates = { geboortedatum: dateOf(partner, 'Birthday'), begin: dateOf(partner, 'StartDate') };
  const isThere = isKnown(names) || (isKnown(dates) && intOf(partner, 'Id') !== 0);
  return isThere ? present({ ...names, geslacht: geslachtOf(partner), ...dates }) : undefined;
}

const isKnown = (fields: object): boolean => Object.values(fields).some((field) => field !== undefined);

export const readKinderen = (response: XmlElement, werknemerId: WerknemerId): Kind[] =>
  ownedItemsOf(
    resultOf(response, 'Children_GetResult'),
    { container: 'EmployeeChildren', item: 'Child' },
    werknemerId,
  ).map(kindIn);

export const kindIn = (child: XmlElement): Kind =>
  present({
    achternaam: textOf(child, 'Name'),
    ...givenNamesOf(child),
    geslacht: geslachtOf(child),
    geboortedatum: dateOf(child, 'Birthday'),
  });

export const readBankrekeningen = (
  response: XmlElement,
  operation: 'BankAccount_GetListCurrent' | 'BankAccount_GetList',
): Bankrekening[] =>
  itemsOf(resultOf(response, `${operation}Result`), 'BankAccount').map((account) =>
    present({
      soort: required(textOf(account, 'Type'), 'Type'),
      iban: textOf(account, 'IBAN'),
      bic: textOf(account, 'BIC'),
      naam: textOf(account, 'Name'),
    }),
  );

const givenNamesOf = (person: XmlElement) => ({
  voornaam: textOf(person, 'FirstName'),
  voorletters: textOf(person, 'Initials'),
});

/** `undefined`, `unknown`, nil and whatever Nmbrs may add are all "not known". */
function geslachtOf(person: XmlElement): Persoon['geslacht'] {
  const gender = textOf(person, 'Gender');
  if (gender === 'male') return 'man';
  return gender === 'female' ? 'vrouw' : 'onbekend';
}
