import { type CarryOutDeps, carryOutVerzoek } from '../../core/beheer/carry-out-verzoek.ts';
import { AanmeldingId, koppelingIdOf, type VerzoekId } from '../../core/ids.ts';
import { askVerzoek } from '../../core/verzoek/ask-verzoek.ts';
import { decideVerzoek } from '../../core/verzoek/decide-verzoek.ts';
import { Verzoekformulier, type VerzoekSoort } from '../../core/verzoek/verzoek.ts';
import type { World } from './world.ts';

export const AANMELDING = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
export const KOPPELING = koppelingIdOf(AANMELDING);

/** The ports as the machine of a verzoek has them. */
export const withDays = (world: World): World & CarryOutDeps => Object.assign(world, { bewaardagen: 400 });

/** Asked by one member of staff. */
export async function asked(world: World, soort: VerzoekSoort, werknemerId: number): Promise<VerzoekId> {
  const formulier = Verzoekformulier.parse({ soort, werknemerId, reden: 'Dossier 2026-114.' });
  const outcome = await askVerzoek(world, { koppelingId: KOPPELING, formulier, beoordelaar: 'b-1' });
  if (outcome.uitkomst !== 'gevraagd') throw new Error('the verzoek was not taken');
  return outcome.verzoek.verzoekId;
}

/** And agreed to by another. */
export async function agreed(world: World, soort: VerzoekSoort, werknemerId: number): Promise<VerzoekId> {
  const verzoekId = await asked(world, soort, werknemerId);
  await decideVerzoek(world, {
    verzoekId,
    formulier: { besluit: 'akkoord', reden: 'Nagekeken.' },
    beoordelaar: 'b-2',
  });
  return verzoekId;
}

/** The machine goes from step to step until it is done, or must wait. */
export async function machine(world: World, verzoekId: VerzoekId): Promise<'klaar' | 'wacht'> {
  for (;;) {
    const { uitkomst } = await carryOutVerzoek(withDays(world), verzoekId);
    if (uitkomst !== 'verder') return uitkomst;
  }
}

export async function carriedOutVerzoek(world: World, soort: VerzoekSoort, werknemerId: number): Promise<VerzoekId> {
  const verzoekId = await agreed(world, soort, werknemerId);
  await machine(world, verzoekId);
  return verzoekId;
}
