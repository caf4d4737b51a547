import * as z from 'zod';
import type { AanmeldingMetGegevens } from '../../../core/aanmelding/aanmelding.ts';
import { bedrijfInOne, bedrijfVan, isGeslaagd, type NmbrsBedrijf } from '../../../core/aanmelding/zelfde-bedrijf.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { sha256 } from '../../node/sha256.ts';
import {
  aanmeldingSleutel,
  deleteAlways,
  parseItem,
  putAlways,
  readItem,
  readItems,
  type Schrijfactie,
  type Sleutel,
  type Tabel,
} from './tabel.ts';

// Which aanmeldingen are of one company in Nmbrs. The item of an aanmelding names its place here for as long as it has one, so that
// whoever takes it out of its state finds it without knowing what was checked.

const PREFIX = 'AANMELDING#';
const Opgeslagen = z.strictObject({ aanmeldingId: AanmeldingId });

const sleutelIn = (bedrijf: string, aanmeldingId: AanmeldingId): Sleutel => ({
  pk: `BEDRIJF#${bedrijf}`,
  sk: `${PREFIX}${aanmeldingId}`,
});
const hashOf = (bedrijf: NmbrsBedrijf): string => sha256(bedrijfInOne(bedrijf));

/** Of its own item: the company, while its state says that the controle passed. */
export const bedrijfOf = (aanmelding: AanmeldingMetGegevens) =>
  isGeslaagd(aanmelding) ? { bedrijf: hashOf(bedrijfVan(aanmelding)) } : {};

/** In the transaction that says that its controle passed, and once more with its koppeling. */
export function joinBedrijf(tabel: Tabel, aanmelding: AanmeldingMetGegevens): readonly Schrijfactie[] {
  if (!isGeslaagd(aanmelding)) return [];
  const { aanmeldingId } = aanmelding;
  return [putAlways(tabel, { ...sleutelIn(hashOf(bedrijfVan(aanmelding)), aanmeldingId), aanmeldingId })];
}

/** With each write of a koppeling: one of before there was this index comes into it with its next exchange. */
export const keepInBedrijf = (tabel: Tabel, { aanmeldingId, nmbrs }: Koppeling): Schrijfactie =>
  putAlways(tabel, { ...sleutelIn(hashOf(nmbrs), aanmeldingId), aanmeldingId });

/**
 * In the transaction that takes an aanmelding out of such a state. What is read here is what that replaces: otherwise its version has
 * moved on, and the transaction writes nothing.
 */
export async function leaveBedrijf(
  tabel: Tabel,
  operation: string,
  next: AanmeldingMetGegevens,
): Promise<readonly Schrijfactie[]> {
  if (isGeslaagd(next)) return [];
  const bedrijf = (await readItem(tabel, operation, aanmeldingSleutel(next.aanmeldingId)))?.bedrijf;
  return typeof bedrijf === 'string' ? [deleteAlways(tabel, sleutelIn(bedrijf, next.aanmeldingId))] : [];
}

export async function listVanBedrijf(tabel: Tabel, bedrijf: NmbrsBedrijf): Promise<readonly AanmeldingId[]> {
  const items = await readItems(tabel, 'registratie.listVanBedrijf', `BEDRIJF#${hashOf(bedrijf)}`, PREFIX);
  return items.map((item) => parseItem(Opgeslagen, item).aanmeldingId);
}
