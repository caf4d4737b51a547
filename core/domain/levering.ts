import type { Uitwisseling } from './uitwisseling.ts';

/** Where a data set is delivered: the same for every run of the same exchange. */
export const leveringPrefix = ({
  koppelingId,
  tijdvakId,
  datasetVersie,
}: Pick<Uitwisseling, 'koppelingId' | 'tijdvakId' | 'datasetVersie'>): string =>
  `leveringen/${koppelingId}/${tijdvakId}/v${datasetVersie}/`;

export const manifestKey = (uitwisseling: Parameters<typeof leveringPrefix>[0]): string =>
  `${leveringPrefix(uitwisseling)}manifest.json`;
