import { BerichtStand, codeIn } from '../../core/berichten/bericht.ts';
import type { BerichtSleutel } from '../../core/berichten/ports/berichtenboek.ts';
import type { AanmeldingId, CapabilityHash } from '../../core/ids.ts';
import type { Tijdstip } from '../../core/kalender/tijd.ts';
import type { Registratie } from '../registratie.ts';

const sleutelOf = ({ onderwerp, soort, gelegenheid }: BerichtSleutel): string => `${onderwerp}|${soort}|${gelegenheid}`;

type BerichtMethods = Pick<
  Registratie,
  | 'claimBericht'
  | 'hasToegang'
  | 'mailMetCode'
  | 'markBerichtSent'
  | 'releaseBericht'
  | 'refuseBericht'
  | 'markBezorging'
  | 'listBerichten'
>;

export interface MemoryBerichten {
  readonly methods: BerichtMethods;
  /** Takes away all that is known of the mails about this aanmelding. */
  forget(onderwerp: AanmeldingId): void;
  /** What is known of all mails, with the hash of the code that is in them. */
  standen(): readonly (BerichtStand & { readonly toegang?: CapabilityHash })[];
}

/** The mails that were claimed or sent, in the order of their claims. */
export function createMemoryBerichten(): MemoryBerichten {
  const berichten = new Map<string, { readonly onderwerp: string; readonly stand: BerichtStand }>();
  const keep = (sleutel: BerichtSleutel, stand: Omit<BerichtStand, 'soort' | 'gelegenheid'>) => {
    const { onderwerp, soort, gelegenheid } = sleutel;
    berichten.set(sleutelOf(sleutel), { onderwerp, stand: BerichtStand.parse({ ...stand, soort, gelegenheid }) });
  };
  const codes = new Map<string, BerichtSleutel & { readonly toegang: CapabilityHash; readonly op: Tijdstip }>();
  const find = (sleutel: BerichtSleutel) => berichten.get(sleutelOf(sleutel))?.stand;
  const methods: BerichtMethods = {
    async claimBericht(sleutel, nu, toegang) {
      const stored = find(sleutel);
      if (stored !== undefined && stored.status !== 'geweigerd') return stored.status;
      keep(sleutel, { status: 'bezig', op: nu });
      if (toegang !== undefined) codes.set(sleutelOf(sleutel), { ...sleutel, toegang, op: nu });
      return 'nieuw';
    },
    async hasToegang(onderwerp, toegang, sinds) {
      const mail = await methods.mailMetCode(onderwerp, toegang, sinds);
      return mail !== undefined && codeIn(mail.soort) === 'aanmelding';
    },
    async mailMetCode(onderwerp, toegang, sinds) {
      const mail = [...codes.values()].find(
        (one) => one.onderwerp === onderwerp && one.toegang === toegang && one.op >= sinds,
      );
      return mail && { soort: mail.soort, gelegenheid: mail.gelegenheid };
    },
    async markBerichtSent(sleutel, nu) {
      const stored = find(sleutel);
      const op = stored?.status === 'verzonden' ? stored.op : nu;
      keep(sleutel, { ...stored, status: 'verzonden', op });
    },
    async releaseBericht(sleutel) {
      if (find(sleutel)?.status !== 'bezig') return;
      berichten.delete(sleutelOf(sleutel));
      codes.delete(sleutelOf(sleutel));
    },
    async refuseBericht(sleutel, nu) {
      const stored = find(sleutel);
      if (stored?.status !== 'bezig') return;
      keep(sleutel, { ...stored, status: 'geweigerd', op: nu });
      codes.delete(sleutelOf(sleutel));
    },
    async markBezorging(sleutel, bezorging) {
      const stored = find(sleutel);
      if (stored === undefined) return 'onbekend';
      if (stored.bezorging === undefined || stored.bezorging.op <= bezorging.op)
        keep(sleutel, { ...stored, bezorging });
      return 'genoteerd';
    },
    async listBerichten(onderwerp) {
      const found = [...berichten.values()].filter((one) => one.onderwerp === onderwerp).map(({ stand }) => stand);
      return structuredClone(found.sort((a, b) => (a.op < b.op ? -1 : a.op > b.op ? 1 : 0)));
    },
  };
  return {
    methods,
    forget: (onderwerp) => {
      for (const [sleutel, one] of berichten) {
        if (one.onderwerp !== onderwerp) continue;
        berichten.delete(sleutel);
        codes.delete(sleutel);
      }
    },
    standen: () =>
      [...berichten].map(([sleutel, { stand }]) => {
        const toegang = codes.get(sleutel)?.toegang;
        return toegang === undefined ? stand : { ...stand, toegang };
      }),
  };
}
