import { koppelingIdOf } from '../../core/ids.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import type { World } from './world.ts';

/** Who was signed up with the login of another one is exchanged with that, as long as the office has no other. */
export async function judgeRealised(
  { kantoor, plain, plot, notebook }: Pick<World, 'kantoor' | 'plain' | 'plot' | 'notebook'>,
  { aanmeldingId, nmbrs }: Koppeling,
): Promise<void> {
  const van = kantoor.erbij.get(aanmeldingId);
  if (van === undefined || plot.wissel !== undefined) return;
  const other = await plain.registratie.findKoppeling(koppelingIdOf(van));
  if (other === undefined || other.status === 'gewist') return;
  if (other.nmbrs.inloggegevensRef !== nmbrs.inloggegevensRef) notebook.violate('other-login', aanmeldingId);
}

/** The trail of each names whose login it was. */
export async function judgeErbij({ kantoor, plain, notebook }: World): Promise<void> {
  for (const [aanmeldingId, van] of kantoor.erbij) {
    const regels = await plain.registratie.listAudit(aanmeldingId);
    const isNamed = regels.some(({ wat, waarom }) => wat === 'aanmelding.ontvangen' && waarom?.includes(van) === true);
    if (!isNamed) notebook.violate('login-of-nobody', aanmeldingId);
  }
}
