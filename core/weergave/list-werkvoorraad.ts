import * as z from 'zod';
import type { Aanmeldgegevens } from '../aanmelding/aanmeldgegevens.ts';
import { type Aanmelding, AanmeldingStatus, sindsOf } from '../aanmelding/aanmelding.ts';
import { GemaskeerdeGegevens, maskedGegevens } from '../aanmelding/gemaskeerde-gegevens.ts';
import type { Aanmeldregister, WerkvoorraadVraag } from '../aanmelding/ports/aanmeldregister.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import { placeOf, searchAanmeldingen, type Zoekvraag } from '../aanmelding/search-aanmeldingen.ts';
import { ZelfdeBedrijf } from '../aanmelding/zelfde-bedrijf.ts';
import { findZelfdeBedrijf } from '../controle/find-zelfde-bedrijf.ts';
import { staandVoorstel } from '../controle/voorstel.ts';
import { AanmeldingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { dateInAmsterdam, Tijdstip } from '../kalender/tijd.ts';
import { countWerkdagen } from '../kalender/werkdag.ts';

export interface WerkvoorraadDeps {
  readonly registratie: Pick<Aanmeldregister, 'listAanmeldingen' | 'findAanmelding'> & Pick<Claims, 'listVanBedrijf'>;
  readonly klok: Klok;
}

const VanWie = GemaskeerdeGegevens.pick({ werkgever: true, accountSoort: true, verloning: true }).extend({
  salarisverwerker: GemaskeerdeGegevens.shape.salarisverwerker,
});

/** One aanmelding in the list; of one that is erased only what is left. */
export const Werkvoorraadrij = z.strictObject({
  aanmeldingId: AanmeldingId,
  status: AanmeldingStatus,
  sinds: Tijdstip,
  dagenOpen: z.int(),
  ...VanWie.partial().shape,
  /** Whether a colleague has approved it and a second assessor is asked for. */
  tweedeAkkoord: z.boolean(),
  zelfdeBedrijf: ZelfdeBedrijf.optional(),
  /** Who approved it first. */
  voorgesteldDoor: z.string().optional(),
  voorgesteldDoorNaam: z.string().optional(),
});
type Werkvoorraadrij = z.infer<typeof Werkvoorraadrij>;

/** A page of the work of the assessors: what waits longest first, with what is needed to choose. */
export async function listWerkvoorraad(deps: WerkvoorraadDeps, vraag: WerkvoorraadVraag) {
  const nu = deps.klok.now();
  const { aanmeldingen, meer } = await deps.registratie.listAanmeldingen(vraag);
  const laatste = aanmeldingen.at(-1);
  return {
    aanmeldingen: await Promise.all(aanmeldingen.map((aanmelding) => rowOf(deps, aanmelding, nu))),
    volgende: meer && laatste !== undefined ? placeOf(laatste, vraag.status) : undefined,
  };
}

/** The same of those in one or several states that have a text: a page can be short and have a next one. */
export async function searchWerkvoorraad(deps: WerkvoorraadDeps, vraag: Zoekvraag) {
  const nu = deps.klok.now();
  const { aanmeldingen, volgende } = await searchAanmeldingen(deps, vraag);
  const rows = await Promise.all(aanmeldingen.map((aanmelding) => rowOf(deps, aanmelding, nu)));
  return { aanmeldingen: rows, volgende };
}

async function rowOf(deps: WerkvoorraadDeps, aanmelding: Aanmelding, nu: Tijdstip): Promise<Werkvoorraadrij> {
  const { aanmeldingId, status } = aanmelding;
  const sinds = sindsOf(aanmelding);
  const zelfdeBedrijf = await findZelfdeBedrijf(deps, aanmelding);
  const voorgesteld = aanmelding.status === 'wacht-op-akkoord' ? staandVoorstel(aanmelding, nu) : undefined;
  return {
    aanmeldingId,
    status,
    sinds,
    dagenOpen: countWerkdagen(dateInAmsterdam(sinds), dateInAmsterdam(nu)),
    ...('gegevens' in aanmelding ? whoseOf(aanmelding.gegevens) : {}),
    ...(zelfdeBedrijf === undefined ? {} : { zelfdeBedrijf }),
    tweedeAkkoord: voorgesteld !== undefined,
    ...(voorgesteld && { voorgesteldDoor: voorgesteld.beoordelaar }),
    ...(voorgesteld?.beoordelaarNaam && { voorgesteldDoorNaam: voorgesteld.beoordelaarNaam }),
  };
}

function whoseOf(gegevens: Aanmeldgegevens): z.infer<typeof VanWie> {
  const { werkgever, salarisverwerker, accountSoort, verloning } = maskedGegevens(gegevens);
  return { werkgever, salarisverwerker, accountSoort, verloning };
}
