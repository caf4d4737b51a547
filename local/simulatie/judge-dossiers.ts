import { AanmeldingId } from '../../core/ids.ts';
import { statusOf } from './judge-toegangen.ts';
import { kanariesIn } from './office.ts';
import type { Mail } from './people.ts';
import { vormVan } from './vormen.ts';
import { NAMEN } from './wat-blijft.ts';
import type { World } from './world.ts';

/** A mail about how an aanmelding is says what its status says, which the code in it opens. */
export async function judgeStand(
  { plain, violate }: { readonly plain: World['plain']; readonly violate: (code: string, what: string) => void },
  { soort, aanmeldingId, code, tekst }: Mail,
): Promise<void> {
  const id = AanmeldingId.safeParse(aanmeldingId);
  if (soort !== 'stand-van-zaken' || !id.success || tekst === undefined) return;
  const { statusCode, watNu } = await statusOf(plain, id.data, code ?? '');
  if (statusCode !== 200) violate('stand-opens-nothing', aanmeldingId);
  else if (watNu === undefined || !tekst.includes(JSON.stringify(watNu).slice(1, -1)))
    violate('stand-differs', aanmeldingId);
}

/** What a.s.r. was answered about an aanmelding is so. */
export async function judgeDossiers({ staff, plain, people, registratie, kluis, notebook }: World): Promise<void> {
  const { violate } = notebook;
  for (const [aanmeldingId, aantal] of staff.dossiers.gemaild)
    if (people.textsOf(aanmeldingId, 'stand-van-zaken').length < aantal) violate('stand-unmailed', aanmeldingId);
  for (const [aanmeldingId, receipts] of staff.dossiers.gewist) {
    if (new Set(receipts).size > 1) violate('receipt-differs', aanmeldingId);
    const found = await plain.registratie.findAanmelding(aanmeldingId);
    if (found?.status !== 'afgemeld') violate('erased-on-paper', `${aanmeldingId} is ${found?.status}`);
    if ([...kluis.geheimen.keys()].some((ref) => ref.endsWith(aanmeldingId)))
      violate('erased-with-login', aanmeldingId);
    for (const { soort, waarde } of registratie.inhoud()) {
      const text = JSON.stringify(waarde);
      if (!text.includes(aanmeldingId)) continue;
      const named = [...NAMEN.filter((naam) => text.includes(naam)), ...kanariesIn(text)];
      const shaped = soort === 'aanmelding' || soort === 'audit' ? vormVan(soort, waarde) : [];
      for (const what of [...named, ...shaped]) violate('erased-by-half', `${aanmeldingId}: ${what}`);
    }
  }
}
