import type {
  Aanmelding,
  AfgewezenAanmelding,
  EersteUitwisseling,
  GoedgekeurdeAanmelding,
  WachtOpAkkoordAanmelding,
} from '../aanmelding/aanmelding.ts';
import {
  type Afwijzingsformulier,
  type BesluitFormulier,
  besluitInWoorden,
  type Goedkeuring,
  type Goedkeuringsformulier,
  isSameBesluit,
  isSameGoedkeuring,
  isVastgelopen,
} from '../aanmelding/besluit.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import type { ZelfdeBedrijf } from '../aanmelding/zelfde-bedrijf.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import type { PostDeps } from '../berichten/send-bericht.ts';
import { findZelfdeBedrijf } from '../controle/find-zelfde-bedrijf.ts';
import { planVan, staandVoorstel } from '../controle/voorstel.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Veldfout } from '../invoer/probleem.ts';
import { firstPlan, type UitwisselPlan } from '../kalender/planning.ts';
import { dateInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import { needsTweedeAkkoord } from '../nmbrs/dekkingsprofiel.ts';
import { bezwaarTegen } from './afwijkende-datum.ts';
import { tellTweedeAkkoord } from './tell-assessors.ts';

export interface DecideDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Aanvragen & Claims;
  readonly verloop: Verloop;
  /** The a.s.r. mailbox that hears that a second assessor is needed. */
  readonly assessors: string;
}

export interface Decision {
  readonly aanmeldingId: AanmeldingId;
  readonly formulier: BesluitFormulier;
  /** The subject of the assessor's JWT; never a field of the request. */
  readonly beoordelaar: string;
  readonly beoordelaarNaam?: string | undefined;
}

type Voorgesteld = Extract<DecideOutcome, { uitkomst: 'voorgesteld' }>;

export type DecideOutcome =
  | {
      readonly uitkomst: 'besloten';
      readonly status: 'goedgekeurd' | 'afgewezen';
      readonly eersteUitwisseling?: EersteUitwisseling;
    }
  /** An approval that holds once another assessor sends the same. */
  | {
      readonly uitkomst: 'voorgesteld';
      readonly voorgesteldDoor: string;
      readonly voorgesteldDoorNaam?: string | undefined;
      readonly voorgesteldOp: Tijdstip;
      readonly eersteUitwisseling: EersteUitwisseling;
      /** Who sent it had approved it before. */
      readonly herhaald?: true;
      /** What a colleague approved before, and does not hold any more. */
      readonly vervallen?: Goedkeuring | undefined;
    }
  | { readonly uitkomst: 'onbekend' }
  /** The aanmelding is not waiting for an akkoord (yet, or any more). */
  | { readonly uitkomst: 'niet-te-besluiten'; readonly status: Aanmelding['status'] }
  /** Another besluit was taken before. */
  | { readonly uitkomst: 'al-besloten' }
  /** A colleague proposed another approval; nothing was stored. */
  | { readonly uitkomst: 'wijkt-af' }
  /** The company in Nmbrs is signed up under another loonheffingennummer, and the form does not say why; nothing was stored. */
  | { readonly uitkomst: 'bedrijf-al-gekoppeld'; readonly zelfdeBedrijf: ZelfdeBedrijf }
  /** The form does not fit this aanmelding; nothing was stored. */
  | { readonly uitkomst: 'ongeldig'; readonly fouten: readonly Veldfout[] };

/**
 * Records an assessor's besluit and lets the machine go on; a besluit that comes before the machine waits for it is picked
 * up when it does. An approval by which a BSN would leave Nmbrs needs a second, different assessor: the first one's is a
 * proposal, of which the mailbox of the assessors is told, which he may replace, and which a hercontrole, another first period or a company that turns
 * out to be signed up twice drops. The same besluit
 * sent again is answered the same, and resumes a machine that a crash left waiting; of two different ones at the same moment exactly one wins. Whatever has
 * not become a koppeling, and whose address is confirmed, can be rejected.
 */
export async function decideAanmelding(deps: DecideDeps, decision: Decision): Promise<DecideOutcome> {
  const found = await deps.registratie.findAanmelding(decision.aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  const { formulier } = decision;
  switch (found.status) {
    case 'goedgekeurd':
      return formulier.besluit === 'afwijzen' && isVastgelopen(found.besluit, deps.klok.now())
        ? reject(deps, found, { ...decision, formulier })
        : repeat(deps, found, decision);
    case 'afgewezen':
    case 'gerealiseerd':
      return repeat(deps, found, decision);
    case 'wacht-op-akkoord':
      return formulier.besluit === 'afwijzen'
        ? reject(deps, found, { ...decision, formulier })
        : approve(deps, found, { ...decision, formulier });
    case 'ontvangen':
    case 'wordt-gecontroleerd':
    case 'herstel-nodig':
      if (formulier.besluit === 'afwijzen') return reject(deps, found, { ...decision, formulier });
      return { uitkomst: 'niet-te-besluiten', status: found.status };
    default:
      return { uitkomst: 'niet-te-besluiten', status: found.status };
  }
}

type Afwijsbaar = Extract<
  Aanmelding,
  { status: 'ontvangen' | 'wordt-gecontroleerd' | 'herstel-nodig' | 'wacht-op-akkoord' | 'goedgekeurd' }
>;

/** Its machine finds it so at its next step, whichever that is: it erases the login and tells the office. */
function reject(
  deps: DecideDeps,
  found: Afwijsbaar,
  decision: Decision & { readonly formulier: Afwijzingsformulier },
): Promise<DecideOutcome> {
  const { voorgesteld: _proposal, ...aanmelding } = { voorgesteld: undefined, ...found };
  const besluit = { ...decision.formulier, ...doorOf(decision), besloten: deps.klok.now() };
  const next: AfgewezenAanmelding = { ...aanmelding, versie: found.versie + 1, status: 'afgewezen', besluit };
  return settle(deps, decision, { next, wat: 'besluit.afgewezen' });
}

/** Who decides, and how colleagues call that person. */
const doorOf = ({ beoordelaar, beoordelaarNaam }: Decision) => ({
  beoordelaar,
  ...(beoordelaarNaam && { beoordelaarNaam }),
});

interface Approval extends Decision {
  readonly formulier: Goedkeuringsformulier;
}

async function approve(deps: DecideDeps, found: WachtOpAkkoordAanmelding, approval: Approval): Promise<DecideOutcome> {
  const { formulier, beoordelaar, beoordelaarNaam: naam } = approval;
  const nu = deps.klok.now();
  const { voorgesteld: _proposal, ...aanmelding } = found;
  const zelfdeBedrijf = await findZelfdeBedrijf(deps, found);
  const voorgesteld = standingProposal(found, nu, zelfdeBedrijf);
  const isOfColleague = voorgesteld !== undefined && voorgesteld.beoordelaar !== beoordelaar;
  if (isOfColleague && !isSameGoedkeuring(formulier, voorgesteld)) return { uitkomst: 'wijkt-af' };
  if (zelfdeBedrijf?.redenNodig === true && formulier.zelfdeBedrijf === undefined) {
    return { uitkomst: 'bedrijf-al-gekoppeld', zelfdeBedrijf };
  }
  const fout = faultyDatum(found, formulier, nu);
  if (fout !== undefined) return { uitkomst: 'ongeldig', fouten: [fout] };

  const base = { ...aanmelding, versie: found.versie + 1, status: 'goedgekeurd' } as const;
  if (isOfColleague) {
    const bevestigd = { bevestigdDoor: beoordelaar, ...(naam && { bevestigdDoorNaam: naam }) };
    const besluit = { ...voorgesteld, besloten: nu, ...bevestigd };
    return settle(deps, approval, { next: { ...base, besluit }, wat: 'besluit.bevestigd' });
  }
  const besluit = { ...formulier, ...doorOf(approval), besloten: nu };
  if (!needsTweedeAkkoord(formulier.dekkingsprofiel)) {
    return settle(deps, approval, { next: { ...base, besluit }, wat: 'besluit.goedgekeurd' });
  }
  if (voorgesteld !== undefined && isSameProposal(formulier, voorgesteld)) {
    await tellTweedeAkkoord(deps, found, voorgesteld);
    return { ...proposed(found, voorgesteld), herhaald: true };
  }
  const vervallen =
    voorgesteld === undefined && found.voorgesteld?.beoordelaar !== beoordelaar ? found.voorgesteld : undefined;
  return propose(deps, found, { approval, besluit, vervallen });
}

/** The proposal that can still be confirmed: not when the company turned up under another loonheffingennummer since. */
function standingProposal(
  found: WachtOpAkkoordAanmelding,
  nu: Tijdstip,
  zelfdeBedrijf: ZelfdeBedrijf | undefined,
): Goedkeuring | undefined {
  const staand = staandVoorstel(found, nu);
  return zelfdeBedrijf?.redenNodig === true && staand?.zelfdeBedrijf === undefined ? undefined : staand;
}

/** Of one's own proposal the note counts too: leaving it out takes it away. */
const isSameProposal = (formulier: Goedkeuringsformulier, voorgesteld: Goedkeuring): boolean =>
  isSameGoedkeuring(formulier, voorgesteld) && formulier.toelichting === voorgesteld.toelichting;

/** Whether the date fits is asked each time, also of who confirms: days may lie between. */
function faultyDatum(
  { gegevens }: WachtOpAkkoordAanmelding,
  formulier: Goedkeuringsformulier,
  nu: Tijdstip,
): Veldfout | undefined {
  if (formulier.afwijkendeDatum === undefined) return undefined;
  const vandaag = dateInAmsterdam(nu);
  const { huidigTijdvakMeenemen, afwijkendeDatum } = formulier;
  const plan = firstPlan({ akkoord: vandaag, verloning: gegevens.verloning, huidigTijdvakMeenemen });
  const bezwaar = bezwaarTegen(afwijkendeDatum.datum, plan, vandaag);
  return bezwaar && { veld: 'afwijkendeDatum.datum', ...bezwaar };
}

async function propose(
  deps: DecideDeps,
  found: WachtOpAkkoordAanmelding,
  {
    approval,
    besluit,
    vervallen,
  }: { readonly approval: Approval; readonly besluit: Goedkeuring; readonly vervallen: Goedkeuring | undefined },
): Promise<DecideOutcome> {
  const next = { ...found, versie: found.versie + 1, voorgesteld: besluit };
  const regel = auditRegel(approval, { op: besluit.besloten, wat: 'besluit.voorgesteld' });
  const stored = await deps.registratie.replaceAanmelding(next, regel);
  if (stored === 'verouderd') return decideAanmelding(deps, approval);
  await tellTweedeAkkoord(deps, next, besluit);
  return { ...proposed(next, besluit), ...(vervallen === undefined ? {} : { vervallen }) };
}

const proposed = ({ gegevens }: WachtOpAkkoordAanmelding, voorgesteld: Goedkeuring): Voorgesteld => ({
  uitkomst: 'voorgesteld',
  voorgesteldDoor: voorgesteld.beoordelaar,
  voorgesteldDoorNaam: voorgesteld.beoordelaarNaam,
  voorgesteldOp: voorgesteld.besloten,
  eersteUitwisseling: eersteOf(planVan(gegevens, voorgesteld)),
});

type Besloten = GoedgekeurdeAanmelding | AfgewezenAanmelding;

const auditRegel = (
  { aanmeldingId, formulier, beoordelaar }: Decision,
  { op, wat }: { readonly op: Tijdstip; readonly wat: string },
) => ({ aanmeldingId, op, wie: `beoordelaar:${beoordelaar}`, wat, waarom: besluitInWoorden(formulier) });

async function settle(
  deps: DecideDeps,
  decision: Decision,
  { next, wat }: { readonly next: Besloten; readonly wat: string },
): Promise<DecideOutcome> {
  const regel = auditRegel(decision, { op: next.besluit.besloten, wat });
  const stored = await deps.registratie.replaceAanmelding(next, regel);
  return stored === 'verouderd' ? decideAanmelding(deps, decision) : resume(deps, next);
}

async function resume(deps: DecideDeps, decided: Besloten): Promise<DecideOutcome> {
  if (decided.taakToken !== undefined) await deps.verloop.resume(decided.taakToken, { uitkomst: decided.status });
  if (decided.status === 'afgewezen') return { uitkomst: 'besloten', status: 'afgewezen' };
  const eersteUitwisseling = eersteOf(planVan(decided.gegevens, decided.besluit));
  return { uitkomst: 'besloten', status: 'goedgekeurd', eersteUitwisseling };
}

const eersteOf = ({ tijdvak, datum }: UitwisselPlan): EersteUitwisseling => ({ tijdvak, datum });

type Decided = Extract<Aanmelding, { status: 'goedgekeurd' | 'afgewezen' | 'gerealiseerd' }>;

async function repeat(deps: DecideDeps, found: Decided, { formulier }: Decision): Promise<DecideOutcome> {
  if (!isSameBesluit(formulier, found.besluit)) return { uitkomst: 'al-besloten' };
  if (found.status !== 'gerealiseerd') return resume(deps, found);
  return { uitkomst: 'besloten', status: 'goedgekeurd', eersteUitwisseling: found.eersteUitwisseling };
}
