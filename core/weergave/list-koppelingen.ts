import { type Aanmelding, afmeldingOf } from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister, WerkvoorraadPlaats } from '../aanmelding/ports/aanmeldregister.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import {
  type Lijstplaats,
  placeOf,
  searchAanmeldingen,
  type Zoekbladzijde,
} from '../aanmelding/search-aanmeldingen.ts';
import type { Zoektekst } from '../aanmelding/zoeken.ts';
import { listOnverklaard } from '../controle/find-zelfde-bedrijf.ts';
import { koppelingIdOf } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { recenteUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import type { Koppelingrij } from './koppeling-document.ts';
import { presentRij } from './present-koppeling.ts';

export interface KoppelingenDeps {
  readonly registratie: Pick<Aanmeldregister, 'listAanmeldingen' | 'findAanmelding'> &
    Pick<Claims, 'listVanBedrijf'> &
    Pick<Koppelregister, 'findKoppeling'> &
    Pick<Uitwisselregister, 'listUitwisselingen'>;
  readonly klok: Klok;
}

export interface KoppelingenVraag {
  readonly status?: Koppeling['status'] | undefined;
  /** Only those that something is the matter with. */
  readonly aandacht: boolean;
  /** Only those that have this text. */
  readonly zoek?: Zoektekst | undefined;
  /** So many koppelingen are looked at; a page can hold fewer of those that are asked for. */
  readonly aantal: number;
  readonly na?: WerkvoorraadPlaats | undefined;
}

/** How many koppelingen are read side by side: a few dozen small reads each after some years. */
const AT_ONCE = 10;

/** A page of the koppelingen, those that were approved first coming first, with what is the matter with each. */
export async function listKoppelingen(deps: KoppelingenDeps, { status, aandacht, zoek, aantal, na }: KoppelingenVraag) {
  const { aanmeldingen, volgende } = await pageOf(deps, { zoek, aantal, na });
  const rows: Koppelingrij[] = [];
  for (let start = 0; start < aanmeldingen.length; start += AT_ONCE) {
    const some = aanmeldingen.slice(start, start + AT_ONCE);
    const read = await Promise.all(some.map((aanmelding) => rowOf(deps, aanmelding)));
    rows.push(...read.filter((row) => row !== undefined));
  }
  return {
    koppelingen: rows.filter(
      (row) => (status === undefined || row.status === status) && (!aandacht || row.watIsErMis !== undefined),
    ),
    volgende,
  };
}

/** Every koppeling is an aanmelding in this state. */
const STATUS = 'gerealiseerd';

async function pageOf(
  { registratie }: KoppelingenDeps,
  { zoek, aantal, na }: Pick<KoppelingenVraag, 'zoek' | 'aantal' | 'na'>,
): Promise<Zoekbladzijde> {
  if (zoek !== undefined) {
    const place: Lijstplaats | undefined = na && { ...na, status: STATUS };
    return searchAanmeldingen({ registratie }, { statussen: [STATUS], zoek, aantal, na: place });
  }
  const { aanmeldingen, meer } = await registratie.listAanmeldingen({ status: STATUS, aantal, na });
  const laatste = aanmeldingen.at(-1);
  return { aanmeldingen, volgende: meer && laatste !== undefined ? placeOf(laatste, STATUS) : undefined };
}

/** `undefined` when it was erased between two reads. */
async function rowOf(
  { registratie, klok }: KoppelingenDeps,
  aanmelding: Aanmelding,
): Promise<Koppelingrij | undefined> {
  const koppelingId = koppelingIdOf(aanmelding.aanmeldingId);
  const koppeling = await registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return undefined;
  const uitwisselingen = await recenteUitwisselingen({ registratie }, koppeling);
  const dubbel = await listOnverklaard({ registratie }, aanmelding);
  return presentRij(koppeling, { uitwisselingen, dubbel, nu: klok.now(), afmelding: afmeldingOf(aanmelding) });
}
