import * as z from 'zod';
import type { GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import type { Agendapunt } from '../berichten/bericht.ts';
import { vergrendelpunt } from '../controle/berichten/aanmelding.ts';
import { AanmeldingId } from '../ids.ts';
import { Datum, dateInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import { Tijdvak } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { nextDateOf } from '../koppeling/starttijd.ts';
import { kalenderVan } from '../uitwisseling/kalender.ts';
import type { Uitwisseling } from '../uitwisseling/uitwisseling.ts';

/** One period in the calendar of a werkgever. */
export const Kalenderregel = z.strictObject({
  tijdvak: Tijdvak,
  uitwisseling: Datum,
  uiterlijkVergrendelen: Datum,
  uiterlijkAangeven: Datum,
  status: z.enum(['uitgewisseld', 'loopt', 'wacht-op-run', 'niet-uitgewisseld', 'overgeslagen']).optional(),
});
export type Kalenderregel = z.infer<typeof Kalenderregel>;

/** The answer of `GET /aanmeldingen/{aanmeldingId}/kalender`. */
export const Kalender = z.strictObject({
  aanmeldingId: AanmeldingId,
  werkgever: z.strictObject({ bedrijfsnaam: z.string() }),
  tijdvakken: z.array(Kalenderregel),
});
export type Kalender = z.infer<typeof Kalender>;

interface Around {
  readonly koppeling: Koppeling;
  readonly uitwisselingen: readonly Uitwisseling[];
  readonly nu: Tijdstip;
}

const dagenVan = ({ eersteUitwisseling, afmelding }: GerealiseerdeAanmelding, { koppeling, nu }: Around) =>
  kalenderVan(koppeling, {
    ...{ vandaag: dateInAmsterdam(nu), eerste: eersteUitwisseling, afmelding },
    volgende: { ...koppeling.volgende, datum: nextDateOf(koppeling, nu) },
  });

/** A year of one werkgever; only what is past, or has begun, has a status. */
export function presentKalender(aanmelding: GerealiseerdeAanmelding, around: Around): Kalender {
  const vandaag = dateInAmsterdam(around.nu);
  const { aanmeldingId, gegevens } = aanmelding;
  return {
    aanmeldingId,
    werkgever: { bedrijfsnaam: gegevens.werkgever.bedrijfsnaam },
    tijdvakken: dagenVan(aanmelding, around).map(({ tijdvak, datum, vergrendelen, deadline }) => {
      const status = statusOf(tijdvak, around) ?? (datum < vandaag ? 'niet-uitgewisseld' : undefined);
      return {
        ...{ tijdvak, uitwisseling: datum, uiterlijkVergrendelen: vergrendelen, uiterlijkAangeven: deadline },
        ...(status === undefined ? {} : { status }),
      };
    }),
  };
}

function statusOf({ tijdvakId }: Tijdvak, { koppeling, uitwisselingen }: Around): Kalenderregel['status'] {
  const own = uitwisselingen.filter((one) => one.tijdvakId === tijdvakId);
  if (own.some(({ status }) => status === 'voltooid')) return 'uitgewisseld';
  if (koppeling.overgeslagen?.some((one) => one.tijdvakId === tijdvakId)) return 'overgeslagen';
  const last = own.at(-1);
  switch (last?.status) {
    case 'wacht-op-run':
      return 'wacht-op-run';
    case 'gepland':
    case 'loopt':
    case 'vastgehouden':
      return 'loopt';
    default:
      // What did not come about is tried again, unless another period is next by now.
      return last === undefined || tijdvakId === koppeling.volgende.tijdvakId ? undefined : 'niet-uitgewisseld';
  }
}

/** The last days to lock a run, for the calendar of the office: those that are still to come. */
export const agendapuntenVan = (aanmelding: GerealiseerdeAanmelding, around: Around): readonly Agendapunt[] =>
  dagenVan(aanmelding, around)
    .filter(({ vergrendelen }) => vergrendelen >= dateInAmsterdam(around.nu))
    .map((dag) => vergrendelpunt(aanmelding, dag));
