import type { Uitwisseling } from './uitwisseling.ts';

/** Where a data set is delivered: the same for every run of the same exchange. */
export const leveringPrefix = ({
  koppelingId,
  tijdvakId,
  datasetVersie,
}: Pick<Uitwisseling, 'koppelingId' | 'tijdvakId' | 'datasetVersie'>): string =>
  `leveringen/${koppelingId}/${tijdvakId}/v${datasetVersie}/`;

const LEVERING = /^leveringen\/[^/]+\/[^/]+\/v\d+\//;

/** Where the data set is to which this key belongs; nothing for a key that is of none. */
export const leveringPrefixOf = (key: string): string | undefined => LEVERING.exec(key)?.[0];

export const manifestKey = (uitwisseling: Parameters<typeof leveringPrefix>[0]): string =>
  `${leveringPrefix(uitwisseling)}manifest.json`;
