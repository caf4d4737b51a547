import * as z from 'zod';
import { Werknemer } from '../../core/nmbrs/gegevensset.ts';
import { Manifest } from '../../core/vergelijking/manifest.ts';
import { CLOCK_PATIENCE_MS } from '../runtime/http/local-routes.ts';

/** The longest that one answer of the local system may take: it answers within this while the clock moves. */
const ANSWER_MS = CLOCK_PATIENCE_MS + 40_000;

const Bericht = z.object({ aan: z.string(), onderwerp: z.string(), tekst: z.string() });
const Levering = z.object({ key: z.string(), bytes: z.int() });
const Regel = z.object({ soort: z.string() });
const Besloten = z.object({ status: z.enum(['goedgekeurd', 'wacht-op-akkoord']) });
const Klok = z.object({ nu: z.string(), bezig: z.boolean() });
/** `regel` is the line as the function wrote it: JSON with a code, or a runtime's own text. */
const LogRegel = z.object({ regel: z.string() });

export const Status = z.object({
  status: z.string(),
  watNu: z.string(),
  realisatiedatum: z.string().optional(),
  eersteUitwisseling: z.string().optional(),
  controle: z.object({ rechten: z.array(z.object({ uitkomst: z.string() })) }).optional(),
});
export type Status = z.infer<typeof Status>;

const Aangemeld = z.object({ aanmeldingId: z.string(), capability: z.string(), status: z.string() });
type Aangemeld = z.infer<typeof Aangemeld>;
const Bevestigd = z.object({ kantoorsleutel: z.string() });

/** The code that confirms this aanmelding, when the mail has one. */
export function confirmationCodeIn(tekst: string, aanmeldingId: string): string[] {
  const code = /Bevestigingscode:?\s+(\S+)/.exec(tekst)?.[1];
  return code === undefined || !tekst.includes(aanmeldingId) ? [] : [code];
}

/** The local system as a person with curl sees it. */
export interface LocalApi {
  signUp(aanmelding: unknown): Promise<Aangemeld>;
  /** Confirms the mail address with the code of the last mail that asks for it; gives the key of its office. */
  confirm(aanmeldingId: string): Promise<string>;
  status(aanmeldingId: string, capability: string): Promise<Status>;
  /** Approves as the assessor of this name; answers whether that was enough. */
  approve(
    aanmeldingId: string,
    dekkingsprofiel: string,
    beoordelaar: string,
  ): Promise<'goedgekeurd' | 'wacht-op-akkoord'>;
  /** Moves the clock and answers once everything that was due is done. */
  moveClock(nu: string): Promise<void>;
  mails(): Promise<readonly { aan: string; onderwerp: string; tekst: string }[]>;
  deliveries(): Promise<readonly { key: string; bytes: number }[]>;
  manifest(key: string): Promise<Manifest>;
  /** How many lines of each `soort` a delivered ndjson file has. */
  kinds(key: string): Promise<ReadonlyMap<string, number>>;
  /** The lines of a delivered `werknemers.ndjson`. */
  werknemers(key: string): Promise<readonly Werknemer[]>;
  /** How often Nmbrs was called since the start. */
  nmbrsCalls(): Promise<number>;
}

export function localApi(url: string): LocalApi {
  const askText = async (path: string, init: RequestInit = {}): Promise<string> => {
    const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path} antwoordt ${response.status}: ${text}`);
    return text;
  };
  const ask = async <T>(path: string, schema: z.ZodType<T>, init?: RequestInit): Promise<T> =>
    schema.parse(JSON.parse(await askText(path, init)));
  const post = (body: unknown, bearer?: string): RequestInit => ({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  const settled = async (): Promise<void> => {
    while ((await ask('/lokaal/klok', Klok)).bezig) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return {
    signUp: (aanmelding) => ask('/aanmeldingen', Aangemeld, post(aanmelding)),
    async confirm(aanmeldingId) {
      await settled();
      const mails = await ask('/lokaal/berichten', z.array(Bericht));
      const code = mails.flatMap(({ tekst }) => confirmationCodeIn(tekst, aanmeldingId)).at(-1);
      if (code === undefined) throw new Error('er is geen e-mail met een bevestigingscode');
      const path = `/aanmeldingen/${aanmeldingId}/bevestiging`;
      return (await ask(path, Bevestigd, post({ code }))).kantoorsleutel;
    },
    async status(aanmeldingId, capability) {
      await settled();
      return ask(`/aanmeldingen/${aanmeldingId}`, Status, { headers: { authorization: `Bearer ${capability}` } });
    },
    async approve(aanmeldingId, dekkingsprofiel, naam) {
      const { token } = await ask('/lokaal/beoordelaar', z.object({ token: z.string() }), post({ naam }));
      const besluit = { besluit: 'goedkeuren', dekkingsprofiel, huidigTijdvakMeenemen: true };
      return (await ask(`/aanmeldingen/${aanmeldingId}/besluit`, Besloten, post(besluit, token))).status;
    },
    async moveClock(nu) {
      await ask('/lokaal/klok', z.unknown(), post({ nu }));
      await settled();
    },
    mails: () => ask('/lokaal/berichten', z.array(Bericht)),
    deliveries: () => ask('/lokaal/leveringen', z.array(Levering)),
    manifest: (key) => ask(`/lokaal/leveringen/${key}`, Manifest),
    async kinds(key) {
      const kinds = new Map<string, number>();
      for (const line of (await askText(`/lokaal/leveringen/${key}`)).split('\n').filter(Boolean)) {
        const { soort } = Regel.parse(JSON.parse(line));
        kinds.set(soort, (kinds.get(soort) ?? 0) + 1);
      }
      return kinds;
    },
    werknemers: async (key) =>
      (await askText(`/lokaal/leveringen/${key}`))
        .split('\n')
        .filter(Boolean)
        .map((line) => Werknemer.parse(JSON.parse(line))),
    nmbrsCalls: async () => {
      const lines = await ask('/lokaal/logboek', z.array(LogRegel));
      return lines.filter(({ regel }) => regel.includes('"code":"nmbrs.aanroep"')).length;
    },
  };
}
