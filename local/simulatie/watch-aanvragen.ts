import type { MemoryRegistratie } from '../../adapters/memory/registratie.ts';
import type { Registratie } from '../../adapters/registratie.ts';
import type { Aanmelding, WachtendeAanmelding } from '../../core/aanmelding/aanmelding.ts';
import { Aanvraag } from '../../core/aanmelding/aanvraag.ts';
import type { Bericht } from '../../core/berichten/bericht.ts';
import type { BerichtSleutel } from '../../core/berichten/ports/berichtenboek.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import { VREEMDE_GEBRUIKERSNAAM } from './office.ts';
import type { Ports } from './ports.ts';

/** What waits for a confirmation; `vreemd`: nobody will confirm it. */
export interface Wachtende {
  readonly vreemd: boolean;
}

export interface AanvraagwachtParts {
  readonly violate: (code: string, what: string) => void;
  /** An aanmelding was stored that waits for a confirmation. */
  readonly waits: (aanmeldingId: AanmeldingId, wachtende: Wachtende) => void;
  /** A mail went out that asks for a confirmation. */
  readonly asked: (aanmeldingId: AanmeldingId, bericht: Bericht) => void;
  /** A request that nobody confirmed was erased. */
  readonly erased: () => void;
}

type Guarded = Pick<Registratie, 'registerWachtende' | 'eraseWachtende' | 'replaceAanvraag' | 'eraseAanvraag'>;

/** What each state of a request may become; staying what it is may each. */
const NEXT: Readonly<Record<Aanvraag['status'], readonly Aanvraag['status'][]>> = {
  onbevestigd: ['token-te-wissen', 'bevestigd'],
  'token-te-wissen': ['token-gewist', 'bevestigd'],
  'token-gewist': ['te-wissen', 'bevestigd'],
  'te-wissen': [],
  // Its token was nowhere to be found.
  bevestigd: ['klaar', 'token-gewist'],
  klaar: [],
};

const WAITS: Aanmelding['status'] = 'wacht-op-bevestiging';
const isOfStranger = ({ gegevens }: WachtendeAanmelding): boolean =>
  gegevens.nmbrs.gebruikersnaam === VREEMDE_GEBRUIKERSNAAM;

/** Looks at every write about a request that waits for its confirmation. */
export function watchAanvragen({ registratie }: Ports, { violate, ...parts }: AanvraagwachtParts): Guarded {
  return {
    async registerWachtende(aanmelding, regel) {
      const { aanmeldingId } = aanmelding;
      const before = await registratie.findAanmelding(aanmeldingId);
      await registratie.registerWachtende(aanmelding, regel);
      const after = await registratie.findAanmelding(aanmeldingId);
      if (before !== undefined && after !== before) violate('write-lost', `${aanmeldingId} from ${before.status}`);
      parts.waits(aanmeldingId, { vreemd: isOfStranger(aanmelding) });
      if (before === undefined && (await registratie.findAanvraag(aanmelding.aanvraagId ?? aanmeldingId)) === undefined)
        violate('waits-for-nothing', aanmeldingId);
    },
    async eraseWachtende(aanmeldingId) {
      const before = await registratie.findAanmelding(aanmeldingId);
      await registratie.eraseWachtende(aanmeldingId);
      if (before === undefined || before.status === WAITS) return;
      if ((await registratie.findAanmelding(aanmeldingId)) === undefined)
        violate('taken-in-and-erased', `${aanmeldingId} was ${before.status}`);
    },
    async replaceAanvraag(next) {
      const stored = await registratie.findAanvraag(next.aanvraagId);
      const outcome = await registratie.replaceAanvraag(next);
      if (outcome !== 'opgeslagen' || stored === undefined || stored.versie === next.versie) return outcome;
      if (stored.status !== next.status && !NEXT[stored.status].includes(next.status))
        violate('write-lost', `${next.aanvraagId} from ${stored.status} to ${next.status}`);
      return outcome;
    },
    async eraseAanvraag(aanvraag) {
      const stored = await registratie.findAanvraag(aanvraag.aanvraagId);
      await registratie.eraseAanvraag(aanvraag);
      if (stored === undefined || (await registratie.findAanvraag(aanvraag.aanvraagId)) !== undefined) return;
      if (stored.status !== 'te-wissen') violate('confirmed-and-erased', `${aanvraag.aanvraagId} was ${stored.status}`);
      parts.erased();
    },
  };
}

/** No machine begins with what nobody confirmed. */
export const watchVerloop = (
  { verloop, registratie }: Ports,
  { violate }: Pick<AanvraagwachtParts, 'violate'>,
): Ports['verloop'] => ({
  ...verloop,
  async startRealisatie(aanmeldingId, opnieuw) {
    const found = await registratie.findAanmelding(aanmeldingId);
    if (found === undefined || found.status === WAITS) violate('started-unconfirmed', aanmeldingId);
    await verloop.startRealisatie(aanmeldingId, opnieuw);
  },
});

/** A stranger's login is never tried. */
export const watchGateway = (
  { gateway }: Ports,
  { violate }: Pick<AanvraagwachtParts, 'violate'>,
): Ports['gateway'] => ({
  open(inloggegevens) {
    if (inloggegevens.gebruikersnaam === VREEMDE_GEBRUIKERSNAAM) violate('called-unconfirmed', 'with a login');
    return gateway.open(inloggegevens);
  },
});

/** Until it is confirmed an address gets nothing but codes. */
export async function judgeWachtend(
  registratie: Registratie,
  { soort, onderwerp }: BerichtSleutel,
  { violate }: Pick<AanvraagwachtParts, 'violate'>,
): Promise<void> {
  if (soort === 'bevestig-adres') return;
  const found = await registratie.findAanmelding(onderwerp);
  const bulk = found === undefined ? await registratie.findAanvraag(onderwerp) : undefined;
  const isConfirmed =
    found === undefined ? bulk?.status === 'bevestigd' || bulk?.status === 'klaar' : found.status !== WAITS;
  if (!isConfirmed) violate('told-unconfirmed', `${onderwerp} hears ${soort}`);
}

/** All requests that are stored. */
export const aanvragenIn = (registratie: Pick<MemoryRegistratie, 'inhoud'>): readonly Aanvraag[] =>
  registratie.inhoud().flatMap(({ soort, waarde }) => (soort === 'aanvraag' ? [Aanvraag.parse(waarde)] : []));
