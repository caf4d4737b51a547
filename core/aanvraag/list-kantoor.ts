import * as z from 'zod';
import { type Aanmelding, AanmeldingStatus } from '../aanmelding/aanmelding.ts';
import { GemaskeerdLoonheffingennummer } from '../aanmelding/gemaskeerde-gegevens.ts';
import type { Aanmeldregister, WerkvoorraadPlaats } from '../aanmelding/ports/aanmeldregister.ts';
import { AanmeldingId, CapabilityHash, type KantoorId } from '../ids.ts';
import { maskLoonheffingennummer } from '../invoer/loonheffingennummer.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { Tijdstip } from '../kalender/tijd.ts';
import { digestText, type Hasher } from '../toegang/ports/identiteit.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';
import { Toegangscode } from '../toegang/toegangscode.ts';

export interface ListKantoorDeps {
  readonly registratie: Pick<Kantoorregister, 'findKantoortoegang' | 'findKantoor'> &
    Pick<Aanmeldregister, 'listVanKantoor'>;
  readonly identiteit: Hasher;
  readonly klok: Klok;
}

/** One werkgever in the list of an office; what it is about opens with its own code. */
export const Kantoorrij = z.strictObject({
  aanmeldingId: AanmeldingId,
  status: AanmeldingStatus,
  ontvangenOp: Tijdstip,
  werkgever: z.strictObject({
    bedrijfsnaam: z.string(),
    raamwerkcontractnummer: z.string(),
    loonheffingennummer: GemaskeerdLoonheffingennummer,
  }),
});
export type Kantoorrij = z.infer<typeof Kantoorrij>;

export interface Kantoorblad {
  readonly aanmeldingen: readonly Kantoorrij[];
  /** Where to go on; absent on the last page. */
  readonly na?: WerkvoorraadPlaats | undefined;
}

/** How many werkgevers are on one page. */
const PER_BLAD = 100;

/** What was signed up with the address whose key or code this is; `undefined`: it opens nothing (any more). */
export async function listKantoor(
  deps: ListKantoorDeps,
  geheim: string,
  na?: WerkvoorraadPlaats,
): Promise<Kantoorblad | undefined> {
  const kantoorId = await kantoorOpenedBy(deps, geheim);
  if (kantoorId === undefined) return undefined;
  const page = await deps.registratie.listVanKantoor(kantoorId, PER_BLAD, na);
  const last = page.meer ? page.aanmeldingen.at(-1) : undefined;
  return {
    aanmeldingen: page.aanmeldingen.flatMap(rowOf),
    ...(last === undefined ? {} : { na: { sinds: last.ontvangenOp, aanmeldingId: last.aanmeldingId } }),
  };
}

/** A code as it stands in a mail is typed over in many ways; a key is copied. */
async function kantoorOpenedBy(
  { registratie, identiteit, klok }: ListKantoorDeps,
  geheim: string,
): Promise<KantoorId | undefined> {
  const code = Toegangscode.safeParse(geheim);
  const hash = CapabilityHash.parse(digestText(identiteit, code.success ? code.data : geheim));
  const toegang = await registratie.findKantoortoegang(hash);
  if (toegang === undefined || toegang.geldigTot <= klok.now()) return undefined;
  if (toegang.soort === 'bevestiging') return undefined;
  if (toegang.soort === 'code') return toegang.kantoorId;
  const kantoor = await registratie.findKantoor(toegang.kantoorId);
  return kantoor?.sleutelHash === hash ? toegang.kantoorId : undefined;
}

function rowOf(aanmelding: Aanmelding): Kantoorrij[] {
  if (aanmelding.status === 'afgemeld') return [];
  const { aanmeldingId, status, ontvangenOp, gegevens } = aanmelding;
  const { bedrijfsnaam, raamwerkcontractnummer, loonheffingennummer } = gegevens.werkgever;
  return [
    {
      ...{ aanmeldingId, status, ontvangenOp },
      werkgever: {
        ...{ bedrijfsnaam, raamwerkcontractnummer },
        loonheffingennummer: maskLoonheffingennummer(loonheffingennummer),
      },
    },
  ];
}
