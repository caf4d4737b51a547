import type { GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import { assertStored } from '../assert-stored.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { type Datum, dateInAmsterdam } from '../kalender/tijd.ts';
import type { InNmbrs, Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Bedrijf } from '../nmbrs/payroll.ts';

export interface NoticeDeps {
  readonly registratie: Koppelregister;
  readonly klok: Klok;
}

/**
 * Notes what became of the company in Nmbrs since the sign-up: it has another name, or the login does not see it any more because it
 * was moved, or lost its tag. `bedrijven`: all that the login sees.
 */
export async function noticeBedrijf(
  deps: NoticeDeps,
  { aanmelding, koppeling }: { readonly aanmelding: GerealiseerdeAanmelding; readonly koppeling: Koppeling },
  bedrijven: readonly Bedrijf[],
): Promise<void> {
  const vandaag = dateInAmsterdam(deps.klok.now());
  const now = seen(koppeling, aanmelding.gegevens.nmbrs.bedrijfsnaam, { bedrijven, vandaag });
  if (isSame(now, koppeling.inNmbrs)) return;
  const { inNmbrs: _before, ...rest } = koppeling;
  const next: Koppeling = { ...rest, versie: koppeling.versie + 1, ...(now === undefined ? {} : { inNmbrs: now }) };
  const { aanmeldingId } = koppeling;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'koppeling.in-nmbrs-gezien' };
  const waarom = now?.gezien ?? 'als bij de aanmelding';
  assertStored(await deps.registratie.replaceKoppeling(next, { ...regel, waarom }));
}

function seen(
  { nmbrs, inNmbrs }: Koppeling,
  bijAanmelding: string,
  { bedrijven, vandaag }: { readonly bedrijven: readonly Bedrijf[]; readonly vandaag: Datum },
): InNmbrs | undefined {
  const own = bedrijven.find(({ bedrijfId }) => bedrijfId === nmbrs.bedrijfId);
  const since = (gezien: InNmbrs['gezien'], naam?: string): Datum =>
    inNmbrs?.gezien === gezien && inNmbrs.naam === naam ? inNmbrs.sinds : vandaag;
  if (own === undefined) return { gezien: 'niet-zichtbaar', sinds: since('niet-zichtbaar') };
  const { naam } = own;
  return naam === bijAanmelding ? undefined : { gezien: 'andere-naam', naam, sinds: since('andere-naam', naam) };
}

const isSame = (a: InNmbrs | undefined, b: InNmbrs | undefined): boolean =>
  a?.gezien === b?.gezien && a?.naam === b?.naam && a?.sinds === b?.sinds;
