import type { Verzekering } from './gegevensset.ts';

/** Not insured for WIA, WW and ZW, each of them told: as a DGA is in Nmbrs, which has no other sign of one. */
export const isOnverzekerd = ({ wia, ww, zw }: Verzekering): boolean => [wia, ww, zw].every((flag) => flag === false);

/** Whether it tells if somebody is insured for any of them: one that is on is enough, and all have to be told to be off. */
export const isBekend = (verzekering: Verzekering): boolean =>
  isOnverzekerd(verzekering) || [verzekering.wia, verzekering.ww, verzekering.zw].includes(true);
