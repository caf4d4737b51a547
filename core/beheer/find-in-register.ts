import type { AanmeldingMetGegevens, GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { GewisteKoppeling, Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { isOpen } from '../uitwisseling/uitwisseling.ts';
import type { LopendVerzoek } from '../verzoek/verzoek.ts';

export interface RegisterDeps {
  readonly registratie: Aanmeldregister & Koppelregister & Uitwisselregister & Deelregister;
  readonly klok: Klok;
}

/** An item of the registry in which one person is named, in words and by what it says. */
export interface Registervondst {
  readonly plaats: string;
  readonly bewaardTot: string;
  readonly inhoud: unknown;
}

const BIJ_AFMELDING = 'de afmelding';

/** What the registry has of one person: parts of exchanges, a set that is held, and the declared DGAs. */
export async function findInRegister(
  { registratie }: RegisterDeps,
  { koppelingId, aanmeldingId, werknemerId }: LopendVerzoek,
): Promise<readonly Registervondst[]> {
  const found: Registervondst[] = [];
  for (const uitwisseling of await registratie.listUitwisselingen(koppelingId)) {
    const { uitwisselingId } = uitwisseling;
    for (const { deel } of await registratie.listDelen(uitwisselingId)) {
      if (deel.soort !== 'werknemers' || !deel.werknemerIds.includes(werknemerId)) continue;
      const inhoud = { deel: deel.nummer, werknemerId, groepen: deel.groepen };
      found.push({
        plaats: `delen van ${uitwisselingId}`,
        bewaardTot: '130 dagen na het begin, of de afmelding',
        inhoud,
      });
    }
    const vertrokken = uitwisseling.status === 'vastgehouden' ? uitwisseling.vertrokken : [];
    for (const inhoud of vertrokken.filter((one) => one.werknemerId === werknemerId)) {
      found.push({
        plaats: `de vastgehouden levering van ${uitwisselingId}`,
        bewaardTot: 'het besluit erover',
        inhoud,
      });
    }
  }
  const koppeling = await registratie.findKoppeling(koppelingId);
  const dga = dgaVan(koppeling);
  for (const inhoud of dga.filter((one) => one.werknemerId === werknemerId)) {
    found.push({ plaats: 'de koppeling, als DGA', bewaardTot: BIJ_AFMELDING, inhoud });
  }
  const aanmelding = await registratie.findAanmelding(aanmeldingId);
  if (aanmelding !== undefined && aanmelding.status !== 'afgemeld') {
    for (const index of dgaIn(aanmelding, dga, werknemerId)) {
      found.push({
        plaats: 'de aanmelding, als DGA',
        bewaardTot: BIJ_AFMELDING,
        inhoud: aanmelding.gegevens.dga[index],
      });
    }
  }
  return found;
}

const dgaVan = (koppeling: Koppeling | GewisteKoppeling | undefined): Koppeling['dga'] =>
  koppeling === undefined || koppeling.status === 'gewist' ? [] : koppeling.dga;

/** The places in the aanmelding at which the person was declared: by what the controle found, or by what the koppeling kept of it. */
function dgaIn(
  { gegevens, ...aanmelding }: AanmeldingMetGegevens,
  kept: Koppeling['dga'],
  werknemerId: LopendVerzoek['werknemerId'],
): readonly number[] {
  const controle = 'controle' in aanmelding ? aanmelding.controle : undefined;
  const byControle = (controle?.dgaWerknemers ?? []).filter((one) => one.werknemerId === werknemerId);
  const own = kept.filter((one) => one.werknemerId === werknemerId).map(({ medewerkersnummer }) => medewerkersnummer);
  const byNummer = gegevens.dga.flatMap((one, index) => (own.includes(one.medewerkersnummer) ? [index] : []));
  return [...new Set([...byControle.map(({ index }) => index), ...byNummer])];
}

/** Takes the person out of all of that. Parts of exchanges that are over go as a whole: they are of no use any more. */
export async function eraseFromRegister(deps: RegisterDeps, verzoek: LopendVerzoek): Promise<void> {
  const { registratie, klok } = deps;
  const { koppelingId, aanmeldingId, werknemerId, verzoekId } = verzoek;
  for (const uitwisseling of await registratie.listUitwisselingen(koppelingId)) {
    if (!isOpen(uitwisseling)) await registratie.eraseDelen(uitwisseling.uitwisselingId);
  }
  const regel = { aanmeldingId, op: klok.now(), wie: 'systeem', wat: 'verzoek.dga-gewist', waarom: verzoekId };
  const koppeling = await registratie.findKoppeling(koppelingId);
  const kept = dgaVan(koppeling);
  // The aanmelding first: which of its DGAs it was, the koppeling tells.
  const aanmelding = await registratie.findAanmelding(aanmeldingId);
  if (aanmelding?.status === 'gerealiseerd') {
    const gone = dgaIn(aanmelding, kept, werknemerId);
    if (gone.length > 0) {
      const next = { ...withoutDga(aanmelding, gone), versie: aanmelding.versie + 1 };
      assertStored(await registratie.replaceAanmelding(next, regel), 'aanmelding-verouderd');
    }
  }
  if (koppeling === undefined || koppeling.status === 'gewist') return;
  const dga = koppeling.dga.filter((one) => one.werknemerId !== werknemerId);
  if (dga.length === koppeling.dga.length) return;
  assertStored(await registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, dga }, regel));
}

/** What the controle found is by the place of each DGA: those that stay move up. */
function withoutDga(aanmelding: GerealiseerdeAanmelding, gone: readonly number[]): GerealiseerdeAanmelding {
  const { gegevens, controle } = aanmelding;
  const dga = gegevens.dga.filter((_one, index) => !gone.includes(index));
  const left = (controle.dgaWerknemers ?? [])
    .filter(({ index }) => !gone.includes(index))
    .map((one) => ({ ...one, index: one.index - gone.filter((index) => index < one.index).length }));
  return {
    ...aanmelding,
    gegevens: { ...gegevens, dga },
    controle: controle.dgaWerknemers === undefined ? controle : { ...controle, dgaWerknemers: left },
  };
}
