import type { WerknemerId } from '../ids.ts';
import type { Tijdvak } from '../kalender/tijdvak.ts';
import type { Bereik } from '../nmbrs/dagverloop.ts';
import { touches } from '../nmbrs/historie.ts';
import type { Mutatie, TwkOorzaak } from './mutatie.ts';

/** Why days are other than was delivered, and when the fact that makes them so was entered, where Nmbrs says so. */
interface Correctie {
  readonly oorzaak: TwkOorzaak;
  readonly aangemaaktOp?: ((begin: Bereik['begin']) => string | undefined) | undefined;
}

/** One line per delivered period that one of these stretches touches: of the first one that does. */
export const twkOf = (
  werknemerId: WerknemerId,
  { stretches, geleverd }: { readonly stretches: readonly Bereik[]; readonly geleverd: readonly Tijdvak[] },
  { oorzaak, aangemaaktOp }: Correctie,
): Mutatie[] =>
  geleverd.flatMap(({ tijdvakId, begin, eind }): Mutatie[] => {
    const touching = stretches.find((stretch) => touches(stretch, { begin, eind }));
    if (touching === undefined) return [];
    const enteredOn = aangemaaktOp?.(touching.begin);
    return [
      {
        ...{ soort: 'twk', werknemerId, tijdvakId, oorzaak, ingangsdatum: touching.begin },
        ...(enteredOn === undefined ? {} : { aangemaaktOp: enteredOn }),
      },
    ];
  });
