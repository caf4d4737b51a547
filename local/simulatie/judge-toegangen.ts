import * as z from 'zod';
import { BerichtSoort, isForOffice } from '../../core/berichten/bericht.ts';
import { AanmeldingId, koppelingIdOf } from '../../core/ids.ts';
import { epochMs } from '../../core/kalender/tijd.ts';
import { HANDLERS } from './handlers.ts';
import type { Mail } from './people.ts';
import { answerOf, eventOf } from './requests.ts';
import type { Toegangen } from './toegangen.ts';
import type { World } from './world.ts';

/** So long after an address gave way a step that had read it may still be sending to it. */
const MEANWHILE_MS = 20 * 60_000;
/** To who is not, or not yet, the office's address. */
const TO_OTHERS: readonly string[] = ['bevestig-adres', 'adres-gewijzigd', 'adres-hersteld', 'adres-door-asr'];

/** An office is mailed at the address that it has. */
export function judgeMail(
  { adressen }: Toegangen,
  { aanmeldingId, soort, aan }: Mail,
  { now, violate }: { readonly now: () => number; readonly violate: (code: string, what: string) => void },
): void {
  const id = AanmeldingId.safeParse(aanmeldingId);
  const adres = id.success ? adressen.get(id.data) : undefined;
  if (adres === undefined || aan === undefined || TO_OTHERS.includes(soort)) return;
  if (!isForOffice(BerichtSoort.parse(soort))) return;
  const meanwhile = adres.vorige.filter(({ tot }) => now() < tot + MEANWHILE_MS).map((one) => one.adres);
  if (![adres.nu, ...adres.gevraagd, ...meanwhile].includes(aan))
    violate('mailed-elsewhere', `${aanmeldingId} hears ${soort}`);
}

/** Who should come in does, by what replaced the code of before; and that opens nothing. */
export async function judgeToegangen(world: World): Promise<void> {
  const { kantoor, plain, plot, notebook } = world;
  const { violate } = notebook;
  const { dood, adressen, binnen } = kantoor.toegangen;
  for (const [aanmeldingId, codes] of dood)
    for (const code of codes)
      if ((await statusOf(plain, aanmeldingId, code)).statusCode !== 404) violate('dead-code-opens', aanmeldingId);
  for (const [aanmeldingId, { lot }] of kantoor.toegang) {
    if (plot.lots[lot]?.toegang === undefined) continue;
    const found = await plain.registratie.findAanmelding(aanmeldingId);
    if (found === undefined || found.status === 'afgemeld') continue;
    await judgeIngewisseld(world, aanmeldingId);
    const answered = binnen.get(aanmeldingId);
    if (answered !== 200) violate('locked-out', `${aanmeldingId}: ${answered}`);
    const adres = adressen.get(aanmeldingId);
    if (adres === undefined || adres.gevraagd.length > 0) continue;
    const koppeling = await plain.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
    const inKoppeling =
      koppeling === undefined || koppeling.status === 'gewist' ? adres.nu : koppeling.salarisverwerker.email;
    if (found.gegevens.salarisverwerker.email !== adres.nu || inKoppeling !== adres.nu)
      violate('address-differs', aanmeldingId);
  }
}

/**
 * Each new code opens, or one that was mailed about when it was: of two requests at once the earlier one may be mailed last, and the later
 * one may die before it mails.
 */
async function judgeIngewisseld({ kantoor, plain, notebook }: World, aanmeldingId: AanmeldingId): Promise<void> {
  const given = (await plain.registratie.listAudit(aanmeldingId)).filter(
    ({ wat }) => wat === 'toegang.opnieuw-gegeven',
  );
  const { ingewisseld, dood, uitgiften } = kantoor.toegangen;
  const isTogether = (one: number, other: number): boolean =>
    Math.abs(one - other) < MEANWHILE_MS ||
    (uitgiften.get(aanmeldingId) ?? []).some(
      ({ van, tot }) => Math.min(one, other) >= van && Math.max(one, other) <= tot,
    );
  const all = ingewisseld.get(aanmeldingId) ?? [];
  const isDead = (code: string) => dood.get(aanmeldingId)?.has(code) === true;
  for (const { at, code } of all.filter(({ status }) => status === 404)) {
    const isOther = all.some((one) => one.status === 200 && isTogether(one.at, at));
    const isTwice = given.filter(({ op }) => Math.abs(epochMs(op) - at) < MEANWHILE_MS).length > 1;
    if (!isOther && !isTwice && !isDead(code)) notebook.violate('new-code-opens-nothing', aanmeldingId);
  }
}

const Status = z.object({ watNu: z.string() });

/** What who has this code reads. */
export async function statusOf(
  plain: World['plain'],
  aanmeldingId: AanmeldingId,
  capability: string,
): Promise<{ readonly statusCode: number | undefined; readonly watNu: string | undefined }> {
  const look = HANDLERS.get('show-aanmelding')?.(plain);
  const value = await look?.(eventOf({ aanmeldingId, capability }));
  const answer = answerOf({ ok: true, value });
  return { statusCode: answer?.statusCode, watNu: Status.safeParse(answer?.body).data?.watNu };
}
