import type { AanmeldingMetGegevens } from '../aanmelding/aanmelding.ts';
import { type Stand, standVanZaken } from '../adres/berichten/stand.ts';
import type { Auditregister } from '../audit/ports/auditregister.ts';
import type { Bericht } from '../berichten/bericht.ts';
import { koppelingIdOf } from '../ids.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Statusdocument } from './aanmelding-document.ts';
import { GETOONDE_REGELS, presentStatus } from './present-status.ts';

/** The mail that tells an office how its aanmelding is at this moment, in the words of its status. */
export async function presentStand(
  { registratie }: { readonly registratie: Pick<Auditregister, 'listAudit'> & Pick<Koppelregister, 'findKoppeling'> },
  aanmelding: AanmeldingMetGegevens,
  nu: Tijdstip,
): Promise<Bericht> {
  const { aanmeldingId } = aanmelding;
  const [koppeling, regels] = await Promise.all([
    registratie.findKoppeling(koppelingIdOf(aanmeldingId)),
    registratie.listAudit(aanmeldingId, GETOONDE_REGELS),
  ]);
  return standVanZaken(aanmelding, standOf(presentStatus(aanmelding, { koppeling, regels, nu })));
}

const standOf = (status: Statusdocument): Stand => ({
  watNu: status.watNu,
  watTeDoen: 'watTeDoen' in status ? status.watTeDoen : [],
  // Of a koppeling nothing lapses; there `tot` is of an afmelding.
  totEnMet: status.status === 'herstel-nodig' ? status.tot : undefined,
});
