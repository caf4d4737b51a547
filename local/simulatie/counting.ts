import type { MemoryKluis } from '../../adapters/memory/kluis.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import type { InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import type { Kluis } from '../../core/nmbrs/ports/kluis.ts';
import type { Ports } from './ports.ts';
import type { Tally } from './tally.ts';

/** The same stores; what happens in them that one may not notice is counted. */
export const counting = (ports: Ports, kluis: MemoryKluis, tally: Tally): Ports => ({
  ...ports,
  kluis: countingKluis(kluis, tally),
  registratie: countingRegistratie(ports.registratie, tally),
  opslag: {
    ...ports.opslag,
    async listPart(prefix, na) {
      const part = await ports.opslag.listPart(prefix, na);
      if (na !== undefined && part.objecten.length > 0) tally.add('tweede-bladzijde-objecten');
      return part;
    },
  },
});

function countingKluis(kluis: MemoryKluis, tally: Tally): Kluis {
  const looked = (ref: InloggegevensRef | undefined): void => {
    if (ref !== undefined && (kluis.ongezien.get(ref) ?? 0) > 0) tally.add('kluis-achter');
  };
  const candidateOf = (id: AanmeldingId) => [...kluis.geheimen.keys()].find((ref) => ref.endsWith(`kandidaat/${id}`));
  return {
    ...kluis,
    async read(ref, verwachting) {
      looked(ref);
      return kluis.read(ref, verwachting);
    },
    async readCandidate(aanmeldingId) {
      looked(candidateOf(aanmeldingId));
      return kluis.readCandidate(aanmeldingId);
    },
    async promote(inloggegevens) {
      if (kluis.inBedenktijd.has(kluis.accountRef(inloggegevens))) tally.add('login-teruggehaald');
      return kluis.promote(inloggegevens);
    },
  };
}

const countingRegistratie = (registratie: Ports['registratie'], tally: Tally): Ports['registratie'] => ({
  ...registratie,
  async listAanmeldingen(vraag) {
    const page = await registratie.listAanmeldingen(vraag);
    if (vraag.na !== undefined && page.aanmeldingen.length > 0) tally.add('tweede-bladzijde-aanmeldingen');
    for (const { aanmeldingId, versie } of page.aanmeldingen)
      if ((await registratie.findAanmelding(aanmeldingId))?.versie !== versie) tally.add('index-achter');
    return page;
  },
  async moveKoppeling(koppeling, vorige, aanmelding, regel) {
    const before = await registratie.findKoppeling(koppeling.koppelingId);
    const outcome = await registratie.moveKoppeling(koppeling, vorige, aanmelding, regel);
    if (outcome === 'opgeslagen' && before?.versie !== koppeling.versie) tally.add('andere-login');
    return outcome;
  },
});
