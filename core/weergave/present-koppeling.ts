import { type Afmelding, vindtNogPlaats } from '../aanmelding/afmelding.ts';
import { type Aandachtspunt, aandachtVoor, gravestFirst, overDubbelBedrijf } from '../beheer/aandacht.ts';
import { koppelingActies, uitwisselingActies } from '../beheer/acties.ts';
import { aanmeldingIdOf } from '../ids.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { getoondeCode } from '../nmbrs/mislukt.ts';
import type { Deel, Rapport, Uitwisseling } from '../uitwisseling/uitwisseling.ts';
import { waaromVastgehouden } from '../uitwisseling/vastgehouden.ts';
import type {
  Koppelingdocument,
  Koppelingrij,
  OpenDeel,
  Uitwisselingdocument,
  Uitwisselingregel,
} from './koppeling-document.ts';

interface Around {
  readonly uitwisselingen: readonly Uitwisseling[];
  readonly nu: Tijdstip;
  /** Under which contracts its company is exchanged too, for another loonheffingennummer and without a reason. */
  readonly dubbel?: readonly string[] | undefined;
  /** Of one that is coming to an end. */
  readonly afmelding: Afmelding | undefined;
}

const aandachtIn = (koppeling: Koppeling, { uitwisselingen, nu, dubbel = [] }: Around): readonly Aandachtspunt[] =>
  koppeling.status === 'gestopt'
    ? []
    : gravestFirst([...aandachtVoor(koppeling, uitwisselingen, nu), ...overDubbelBedrijf(dubbel)]);

/** One koppeling as it stands in the list, with the gravest thing that is the matter. */
export function presentRij(koppeling: Koppeling, around: Around): Koppelingrij {
  const [gravest] = aandachtIn(koppeling, around);
  return { ...kernOf(koppeling, around.afmelding), ...(gravest === undefined ? {} : { watIsErMis: gravest }) };
}

/** One koppeling in full, for a.s.r. */
export function presentKoppeling(koppeling: Koppeling, around: Around): Koppelingdocument {
  return {
    ...kernOf(koppeling, around.afmelding),
    gerealiseerdOp: koppeling.gerealiseerdOp,
    watIsErMis: aandachtIn(koppeling, around),
    ...koppelingActies(koppeling, around),
    inhalen: (koppeling.inhalen ?? []).map(({ tijdvakId }) => tijdvakId),
    uitwisselingen: around.uitwisselingen.map(regelOf),
  };
}

function kernOf(koppeling: Koppeling, afmelding: Afmelding | undefined): Omit<Koppelingrij, 'watIsErMis'> {
  const { koppelingId, aanmeldingId, status, dekkingsprofiel, verloning, vorige, volgende } = koppeling;
  const { bedrijfsnaam, raamwerkcontractnummer } = koppeling.werkgever;
  return {
    ...{ koppelingId, aanmeldingId, status, dekkingsprofiel, verloning },
    werkgever: { bedrijfsnaam, ...(raamwerkcontractnummer && { raamwerkcontractnummer }) },
    salarisverwerker: koppeling.salarisverwerker,
    nmbrs: { domein: koppeling.nmbrs.domein },
    ...(vorige === undefined ? {} : { vorige }),
    ...(status === 'gestopt' || !vindtNogPlaats(afmelding, volgende) ? {} : { volgende }),
    ...(afmelding === undefined ? {} : { laatsteDag: afmelding.ingangsdatum }),
  };
}

function regelOf(uitwisseling: Uitwisseling): Uitwisselingregel {
  const { uitwisselingId, tijdvakId, datasetVersie, status, gepland, deadline, aanleiding } = uitwisseling;
  const always = { uitwisselingId, tijdvakId, datasetVersie, status, gepland, deadline };
  const base = aanleiding === undefined ? always : { ...always, aanleiding };
  switch (uitwisseling.status) {
    case 'gepland':
    case 'wacht-op-run':
      return base;
    case 'loopt':
      return { ...base, gestartOp: uitwisseling.gestartOp };
    case 'vastgehouden':
      return { ...base, gestartOp: uitwisseling.gestartOp, werknemers: uitwisseling.werknemers };
    case 'voltooid': {
      const { gestartOp, voltooidOp, werknemers, vragen, ontvangenOp } = uitwisseling;
      return { ...base, gestartOp, voltooidOp, werknemers, vragen, ...(ontvangenOp && { ontvangenOp }) };
    }
    case 'onvolledig':
    case 'mislukt':
      return { ...base, code: getoondeCode(uitwisseling.code), gestoptOp: uitwisseling.gestoptOp };
    case 'vervallen':
      return { ...base, code: uitwisseling.code };
    default:
      return uitwisseling satisfies never;
  }
}

interface OpgeslagenDeel {
  readonly deel: Deel;
  readonly gedaan: boolean;
  /** The code on which it stopped. */
  readonly fout?: string | undefined;
}

/** One exchange in full, for a.s.r.: how far it is and what is still open; no employee is named. */
export function presentUitwisseling(
  uitwisseling: Uitwisseling,
  { delen, nu }: { readonly delen: readonly OpgeslagenDeel[]; readonly nu: Tijdstip },
): Uitwisselingdocument {
  const { koppelingId } = uitwisseling;
  const counted = delen.filter(({ deel }) => deel.soort !== 'vervangen');
  const open = counted.filter(({ gedaan }) => !gedaan);
  return {
    ...regelOf(uitwisseling),
    ...{ koppelingId, aanmeldingId: aanmeldingIdOf(koppelingId) },
    ...(uitwisseling.status === 'wacht-op-run' ? { volgendeBlik: uitwisseling.volgendeBlik } : {}),
    ...('runIds' in uitwisseling ? { runIds: uitwisseling.runIds } : {}),
    ...(counted.length === 0 ? {} : { voortgang: { gedaan: counted.length - open.length, totaal: counted.length } }),
    ...uitwisselingActies(uitwisseling, nu),
    openDelen: open.flatMap(openDeelOf),
    ...('rapport' in uitwisseling && uitwisseling.rapport !== undefined
      ? { rapport: rapportOf(uitwisseling.rapport) }
      : {}),
    ...heldOf(uitwisseling),
    ...vrijgaveOf(uitwisseling),
  };
}

function openDeelOf({ deel, fout }: OpgeslagenDeel): OpenDeel[] {
  const { nummer, soort } = deel;
  const stopped = fout === undefined ? {} : { fout };
  switch (soort) {
    case 'salarissen':
      return [{ nummer, soort, ...stopped }];
    case 'bedrijfsbreed':
      return [{ nummer, soort, aanroep: deel.aanroep, groepen: deel.groepen, ...stopped }];
    case 'werknemers': {
      const { groepen, werknemerIds } = deel;
      const wanted = groepen === undefined ? {} : { groepen };
      return [{ nummer, soort, ...wanted, werknemers: werknemerIds.length, ...stopped }];
    }
    case 'vervangen':
      return [];
    default:
      return soort satisfies never;
  }
}

const rapportOf = ({ gestartOp, pogingen, taken }: Rapport) => ({
  ...{ gestartOp, pogingen, taken: taken.length },
  klaar: taken.filter(({ klaar }) => klaar).length,
});

function heldOf(uitwisseling: Uitwisseling): Pick<Uitwisselingdocument, 'vastgehouden'> {
  if (uitwisseling.status !== 'vastgehouden') return {};
  const { vastgehoudenOp, reden, bezetting, vorige, vertrokken } = uitwisseling;
  return {
    vastgehouden: {
      ...{ op: vastgehoudenOp, reden, uitleg: waaromVastgehouden(uitwisseling), inDienst: bezetting.nu },
      ...(vorige.tijdvakId === undefined ? {} : { vorigTijdvak: vorige.tijdvakId }),
      vorigInDienst: vorige.inDienst,
      uitDienst: vertrokken,
    },
  };
}

function vrijgaveOf(uitwisseling: Uitwisseling): Pick<Uitwisselingdocument, 'vrijgave'> {
  if (!('vrijgave' in uitwisseling) || uitwisseling.vrijgave === undefined) return {};
  const { besluit, beoordelaar, beoordelaarNaam, op } = uitwisseling.vrijgave;
  return { vrijgave: { besluit, beoordelaar, ...(beoordelaarNaam && { beoordelaarNaam }), op } };
}
