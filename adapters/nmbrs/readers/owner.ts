import { WerknemerId } from '../../../core/ids.ts';
import { intOf, itemsOf, partOf, required } from '../soap/fields.ts';
import { senseless } from '../soap/trouble.ts';
import type { XmlElement } from '../soap/xml.ts';

/** Refuses an answer about somebody else: data of one person under another's name is worse than none. */
export function requireOwner(id: number | undefined, werknemerId: WerknemerId): void {
  if (id !== werknemerId)
    throw senseless('nmbrs-other-employee', 'the answer is about another employee than was asked');
}

/**
 * The items of a list that stands beside an `EmployeeId`. An object that is empty or all default (`EmployeeId` 0 and no
 * items) is Nmbrs' way of saying that there is nothing.
 */
export function ownedItemsOf(
  item: XmlElement | undefined,
  list: { readonly container: string; readonly item: string },
  werknemerId: WerknemerId,
): readonly XmlElement[] {
  if (item === undefined) return [];
  const items = itemsOf(partOf(item, list.container), list.item);
  const id = intOf(item, 'EmployeeId') ?? 0;
  if (id !== 0 || items.length > 0) requireOwner(id, werknemerId);
  return items;
}

/** The employee whom this field points at. */
export const werknemerIdOf = (parent: XmlElement, name: string): WerknemerId =>
  WerknemerId.parse(required(intOf(parent, name), name));
