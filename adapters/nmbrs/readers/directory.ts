import {
  type Debiteur,
  DebiteurId,
  type DebiteurTag,
  type Omgeving,
  type RestSleutel,
  type WerknemerSoort,
} from '../../../core/nmbrs/payroll.ts';
import { present } from '../present.ts';
import { intOf, itemsOf, literalTextOf, partOf, required, resultOf, textOf } from '../soap/fields.ts';
import { senseless, unreadable } from '../soap/trouble.ts';
import type { XmlElement } from '../soap/xml.ts';

/** `SubDomain` is what goes into the header; the name of the wrapper is INFERRED, so it is looked for by its own name. */
export function readOmgeving(response: XmlElement): Omgeving {
  const holders = [response, ...response.children].filter(({ children }) =>
    children.some(({ name }) => name === 'SubDomain'),
  );
  const [holder, ...more] = holders;
  if (holder === undefined || more.length > 0) throw unreadable('SubDomain is missing');
  return { domein: required(textOf(holder, 'SubDomain'), 'SubDomain').toLowerCase() };
}

export const readDebiteuren = (response: XmlElement): readonly Debiteur[] =>
  itemsOf(resultOf(response, 'List_GetAllResult'), 'Debtor').map((debtor) =>
    present({
      debiteurId: DebiteurId.parse(required(intOf(debtor, 'Id'), 'Id')),
      nummer: textOf(debtor, 'Number'),
      naam: literalTextOf(debtor, 'Name'),
    }),
  );

export const readTags = (response: XmlElement): readonly DebiteurTag[] =>
  itemsOf(resultOf(response, 'Tags_GetResult'), 'DebtorTag').map((tag) =>
    present({
      nummer: required(intOf(tag, 'Number'), 'Number'),
      naam: literalTextOf(tag, 'Tag'),
      kleur: textOf(tag, 'HexColor'),
    }),
  );

export const readWerknemerSoorten = (response: XmlElement): readonly WerknemerSoort[] =>
  itemsOf(resultOf(response, 'EmployeeType_GetListResult'), 'EmployeeType').map((type) => ({
    nummer: required(intOf(type, 'Id'), 'Id'),
    omschrijving: textOf(type, 'Description') ?? '',
  }));

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function readRestSleutels(response: XmlElement, entity: string): readonly RestSleutel[] {
  const result = resultOf(response, 'Converter_GetByCompany_IntToGuidResult');
  if (result === undefined) return [];
  if ((textOf(result, 'Entity') ?? entity) !== entity) {
    throw senseless('nmbrs-other-answer', 'the GUIDs are of another kind of record');
  }
  return itemsOf(partOf(result, 'Mappings'), 'Mapping').map((mapping) => {
    const guid = required(textOf(mapping, 'IdGuid'), 'IdGuid').toLowerCase();
    if (!GUID.test(guid)) throw unreadable('IdGuid is not a GUID');
    return { nummer: required(intOf(mapping, 'IdInt'), 'IdInt'), guid };
  });
}
