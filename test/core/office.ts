import { type ConfirmAanvraagOutcome, confirmAanvraag } from '../../core/aanvraag/confirm-aanvraag.ts';
import { confirmAfmelding } from '../../core/afmelding/confirm-afmelding.ts';
import { type Afmeldwens, signOffAanmelding } from '../../core/afmelding/sign-off-aanmelding.ts';
import { decideAanmelding } from '../../core/akkoord/decide-aanmelding.ts';
import { Aanmeldcorrectie, type CorrectOutcome, correctAanmelding } from '../../core/controle/correct-aanmelding.ts';
import { AanmeldingId, BedrijfId } from '../../core/ids.ts';
import { realiseKoppeling } from '../../core/koppeling/realise-koppeling.ts';
import { Tokenformulier } from '../../core/koppeling/replace-token.ts';
import { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import { Toegangscode } from '../../core/toegang/toegangscode.ts';
import { GOOD_FORM, withField } from './aanmeldformulier.ts';
import { goedkeuren, realised, waitingForAkkoord } from './way.ts';
import { bedrijf, company, createWorld, inloggegevens, type World } from './world.ts';

// An office with one overkoepelend account and several werkgevers.

export const NEW_TOKEN = 'een-nieuwe-token-1';
export const NEW_LOGIN = 'nieuw@duinzicht.example';

/** What lies behind the login that the office replaces it with. */
export const newLogin = (): Inloggegevens =>
  Inloggegevens.parse({ ...inloggegevens(NEW_TOKEN), gebruikersnaam: NEW_LOGIN });

export const tokenForm = (over: { gebruikersnaam?: string } = {}) =>
  Tokenformulier.parse({ apiToken: NEW_TOKEN, ...over });

export const SECOND_COMPANY = company({ bedrijf: bedrijf({ bedrijfId: BedrijfId.parse(4412), naam: 'Tweede' }) });

/** Another werkgever of the same account, approved. */
export async function anotherApproved(world: World, raamwerkcontractnummer = 'RC-20002'): Promise<AanmeldingId> {
  const form = withField(withField(GOOD_FORM, 'nmbrs.bedrijfsnaam', 'Tweede'), 'dga', []);
  const aanmeldingId = await waitingForAkkoord(
    world,
    withField(form, 'werkgever.raamwerkcontractnummer', raamwerkcontractnummer),
  );
  await decideAanmelding(world, { aanmeldingId, formulier: goedkeuren('verzuim'), beoordelaar: 'beoordelaar-1' });
  return aanmeldingId;
}

/** From now on Nmbrs takes this login, and no other. */
export const reset = (world: World, login = inloggegevens(NEW_TOKEN)) => {
  world.nmbrs.inloggegevens = login;
};

/** All that lies in the kluis. */
export const secretsOf = ({ kluis }: World) => [...kluis.geheimen.values()];

const FIRST = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

/** What is in the mail about an afmelding, in its place. */
const CODE = Toegangscode.parse('8TK2MZ0QX4C7RNA1HV9E');

/** Confirms the afmelding with the code of a mail, as if that had been sent. */
export async function confirmed(world: World, aanmeldingId: AanmeldingId): Promise<void> {
  const found = await world.registratie.findAanmelding(aanmeldingId);
  const gelegenheid = (found?.status === 'gerealiseerd' ? found.afmelding : undefined)?.bedenktijd?.sinds;
  if (gelegenheid === undefined) return;
  const sleutel = { onderwerp: aanmeldingId, soort: 'afmelding-ontvangen', gelegenheid } as const;
  await world.registratie.claimBericht(sleutel, world.klok.now(), world.identiteit.hash(CODE));
  await world.registratie.markBerichtSent(sleutel, world.klok.now());
  await confirmAfmelding(world, aanmeldingId, CODE);
}

/** Takes the code of the last mail that asks this address for its confirmation, and confirms it. Nothing when none asks. */
export async function confirmAddress(world: World, email: string): Promise<ConfirmAanvraagOutcome | undefined> {
  const mail = world.post.verzonden.findLast(({ aan, onderwerp }) => aan === email && onderwerp.includes('bevestig'));
  const rows = mail?.blokken.flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : [])) ?? [];
  const [code, kenmerk] = [rows.at(0)?.[1], rows.at(1)?.[1]];
  if (code === undefined || kenmerk === undefined) return undefined;
  const of = { aanmeldingId: AanmeldingId.parse(kenmerk), code: Toegangscode.parse(code) };
  return confirmAanvraag(world, of, () => true);
}

/** Asks for another mail address while herstel is needed; whoever reads it confirms it. */
export async function changeAddress(world: World, aanmeldingId: AanmeldingId, email: string): Promise<CorrectOutcome> {
  const salarisverwerker = { ...GOOD_FORM.salarisverwerker, email };
  const outcome = await correctAanmelding(world, aanmeldingId, Aanmeldcorrectie.parse({ salarisverwerker }));
  if (outcome === 'adres-gevraagd') await confirmAddress(world, email);
  return outcome;
}

/** Signs off and confirms: the machine may begin at once, when the last day is today. */
export async function signOffNow(world: World, aanmeldingId: AanmeldingId, wens: Afmeldwens = {}): Promise<void> {
  await signOffAanmelding(world, aanmeldingId, wens);
  await confirmed(world, aanmeldingId);
}

/** A world whose one werkgever is signed off per today, and that is confirmed: the machine may begin at once. */
export async function signedOff(step: (world: World) => Promise<unknown> = realised): Promise<World> {
  const world = createWorld();
  await step(world);
  await signOffNow(world, FIRST, { direct: true });
  return world;
}

interface Office {
  readonly world: World;
  readonly first: AanmeldingId;
  readonly second: AanmeldingId;
}

/** One werkgever is exchanged with the login, a second one is about to be. */
export async function officeWithOneApproved(): Promise<Office> {
  const world = createWorld({ bedrijven: [company(), SECOND_COMPANY] });
  const { aanmeldingId: first } = await realised(world);
  return { world, first, second: await anotherApproved(world) };
}

/** Two werkgevers that are exchanged with one login. */
export async function officeWithTwo(): Promise<Office> {
  const office = await officeWithOneApproved();
  await realiseKoppeling(office.world, office.second);
  return office;
}
