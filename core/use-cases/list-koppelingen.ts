import { type Aanmelding, type AanmeldingId, sindsOf } from '../domain/aanmelding.ts';
import { type Koppeling, koppelingIdOf } from '../domain/koppeling.ts';
import type { Klok } from '../ports/klok.ts';
import type { Registratie, WerkvoorraadPlaats } from '../ports/registratie.ts';
import type { Koppelingrij } from './koppeling-document.ts';
import { presentRij } from './present-koppeling.ts';
import { recenteUitwisselingen } from './recente-uitwisselingen.ts';

export interface KoppelingenDeps {
  readonly registratie: Pick<Registratie, 'listAanmeldingen' | 'findKoppeling' | 'listUitwisselingen'>;
  readonly klok: Klok;
}

export interface KoppelingenVraag {
  readonly status?: Koppeling['status'] | undefined;
  /** Only those that something is the matter with. */
  readonly aandacht: boolean;
  /** So many koppelingen are looked at; a page can hold fewer of those that are asked for. */
  readonly aantal: number;
  readonly na?: WerkvoorraadPlaats | undefined;
}

/** How many koppelingen are read side by side: a few dozen small reads each after some years. */
const AT_ONCE = 10;

/** A page of the koppelingen, those that were approved first coming first, with what is the matter with each. */
export async function listKoppelingen(deps: KoppelingenDeps, { status, aandacht, aantal, na }: KoppelingenVraag) {
  const { aanmeldingen, meer } = await deps.registratie.listAanmeldingen({ status: 'gerealiseerd', aantal, na });
  const rows: Koppelingrij[] = [];
  for (let start = 0; start < aanmeldingen.length; start += AT_ONCE) {
    const some = aanmeldingen.slice(start, start + AT_ONCE);
    const read = await Promise.all(some.map(({ aanmeldingId }) => rowOf(deps, aanmeldingId)));
    rows.push(...read.filter((row) => row !== undefined));
  }
  const laatste = aanmeldingen.at(-1);
  return {
    koppelingen: rows.filter(
      (row) => (status === undefined || row.status === status) && (!aandacht || row.watIsErMis !== undefined),
    ),
    volgende: meer && laatste !== undefined ? placeOf(laatste) : undefined,
  };
}

const placeOf = (aanmelding: Aanmelding): WerkvoorraadPlaats => ({
  sinds: sindsOf(aanmelding),
  aanmeldingId: aanmelding.aanmeldingId,
});

/** `undefined` when it was erased between two reads. */
async function rowOf(
  { registratie, klok }: KoppelingenDeps,
  aanmeldingId: AanmeldingId,
): Promise<Koppelingrij | undefined> {
  const koppelingId = koppelingIdOf(aanmeldingId);
  const koppeling = await registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return undefined;
  const uitwisselingen = await recenteUitwisselingen({ registratie }, koppeling);
  return presentRij(koppeling, { uitwisselingen, nu: klok.now() });
}
