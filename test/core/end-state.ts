import { type AanmeldingId, koppelingIdOf, type UitwisselingId } from '../../core/ids.ts';
import type { World } from './world.ts';

const withoutCounter = <
  T extends { readonly versie: number; readonly hercontroles?: unknown; readonly loginpogingen?: unknown },
>(
  item: T | undefined,
) => {
  if (item === undefined) return undefined;
  const { versie, hercontroles, loginpogingen, ...rest } = item;
  return rest;
};

const texts = (objecten: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries([...objecten].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, body]) => [key, textOf(body)]));

export const textOf = (body: Uint8Array | undefined): string => new TextDecoder().decode(body);

export const ndjsonOf = (body: Uint8Array | undefined): readonly unknown[] =>
  textOf(body)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

/** All that a rerun must leave the same: not the counters of writes and tries, the audit trail and the mails (at most once). */
export async function endState(world: World, aanmeldingId: AanmeldingId, uitwisselingId?: UitwisselingId) {
  const { registratie, kluis, agenda, opslag, verloop, gebeurtenissen } = world;
  const uitwisseling = uitwisselingId === undefined ? undefined : await registratie.findUitwisseling(uitwisselingId);
  return {
    aanmelding: withoutCounter(await registratie.findAanmelding(aanmeldingId)),
    koppeling: withoutCounter(await registratie.findKoppeling(koppelingIdOf(aanmeldingId))),
    uitwisseling: withoutCounter(uitwisseling),
    delen: uitwisselingId === undefined ? [] : await registratie.listDelen(uitwisselingId),
    geheimen: Object.fromEntries([...kluis.geheimen].sort()),
    afspraken: [...agenda.afspraken.values()],
    objecten: texts(opslag.objecten),
    // At least once: the same event may have been told again.
    gebeurtenissen: Object.fromEntries(gebeurtenissen.gepubliceerd.map((one) => [one.gebeurtenisId, one])),
    gestart: [[...verloop.realisaties], [...verloop.uitwisselingen]],
    hervat: Object.fromEntries(verloop.hervat),
  };
}
