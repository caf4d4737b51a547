import * as z from 'zod';
import { type Aanmeldgegevens, Dga } from '../aanmelding/aanmeldgegevens.ts';
import { Bevinding, Controle, GetoondeOnderdelen, getoondeOnderdelen } from '../aanmelding/controle.ts';
import { aanbevelingenIn, stappenVoor, vergrendelingIn } from '../controle/aanbevelingen.ts';
import { TAG_STAPPEN } from '../controle/bevindingen.ts';
import { GuidAanroep } from '../invoer/guid.ts';
import { Verloning } from '../kalender/tijdvak.ts';
import { BulkAanroep } from '../nmbrs/bulk-aanroep.ts';
import { RECHTEN_PER_SERVICE, Recht, RechtService, RechtUitslag } from '../nmbrs/rechten.ts';
import { TijdvakAanroep } from '../nmbrs/tijdvak-aanroep.ts';

// `niet-getoetst`: an earlier part failed, so that this one could not be looked at.
const Stand = z.enum([...RechtUitslag.shape.uitkomst.options, 'niet-getoetst']);
const TagHelft = z.strictObject({ stand: z.enum(['controleren', 'niet-getoetst']), waar: z.string() });

/** What {@link presentControle} gives. */
export const Controleverslag = z.strictObject({
  uitgevoerdOp: Controle.shape.uitgevoerdOp,
  uitkomst: Controle.shape.uitkomst,
  onderdelen: GetoondeOnderdelen,
  bedrijfsnaam: z.strictObject({ opgegeven: z.string(), inNmbrs: z.array(z.string()).readonly() }),
  verloning: z.strictObject({ opgegeven: Verloning, inNmbrs: z.array(z.string()).readonly() }),
  tag: z.strictObject({ uitleg: z.string(), opDebiteur: TagHelft, inFilter: TagHelft }).optional(),
  rechten: z.array(z.strictObject({ recht: Recht, service: RechtService, uitkomst: Stand })),
  dga: z.array(Dga.extend({ uitkomst: z.enum(['goed', 'niet-getoetst', ...Bevinding.shape.code.options]) })),
  bevindingen: z.array(Bevinding),
  /** What to do when no run was ever locked; absent when one was, or there is none. */
  vergrendeling: Bevinding.pick({ tekst: true, stappen: true }).optional(),
  /** Calls beside those that are needed, each with its use; absent when all are active. */
  aanbevolen: z
    .strictObject({
      aanroepen: z.array(
        z.strictObject({
          aanroep: z.enum([...BulkAanroep.options, ...TijdvakAanroep.options, GuidAanroep.value]),
          reden: z.string(),
        }),
      ),
      stappen: z.array(z.string()).readonly(),
    })
    .optional(),
});
export type Controleverslag = z.infer<typeof Controleverslag>;

/**
 * The report of a controle for the payroll office: what was filled in beside what stands in Nmbrs, the tag in both its halves
 * (the controle never sees them, only whether the company is visible), and each of the 19 calls by service. The vendor's own codes are ours.
 */
export function presentControle(controle: Controle, gegevens: Aanmeldgegevens): Controleverslag {
  const { uitgevoerdOp, uitkomst, onderdelen, rechten, bevindingen } = controle;
  const aanroepen = [...aanbevelingenIn(controle)];
  const vergrendeling = vergrendelingIn(controle);
  return {
    uitgevoerdOp,
    uitkomst,
    onderdelen: getoondeOnderdelen(controle),
    bedrijfsnaam: {
      opgegeven: gegevens.nmbrs.bedrijfsnaam,
      inNmbrs:
        inNmbrs(bevindingen, 'bedrijfsnaam-wijkt-af') ??
        inNmbrs(bevindingen, 'bedrijfsnaam-lijkt-op') ??
        whenSeen(onderdelen.bedrijf, gegevens.nmbrs.bedrijfsnaam),
    },
    verloning: {
      opgegeven: gegevens.verloning,
      inNmbrs:
        inNmbrs(bevindingen, 'verloning-wijkt-af') ?? (onderdelen.verloning === 'goed' ? [gegevens.verloning] : []),
    },
    ...(gegevens.accountSoort === 'overkoepelend' ? { tag: tagOf(onderdelen, bevindingen) } : {}),
    rechten: RechtService.options.flatMap((service) =>
      RECHTEN_PER_SERVICE[service].map((recht) => ({ recht, service, uitkomst: standOf(rechten, recht) })),
    ),
    dga: gegevens.dga.map((dga, index) => ({ ...dga, uitkomst: dgaStand(onderdelen, bevindingen, index) })),
    bevindingen,
    ...(vergrendeling === undefined ? {} : { vergrendeling }),
    ...(aanroepen.length === 0 ? {} : { aanbevolen: { aanroepen, stappen: stappenVoor(aanroepen) } }),
  };
}

/** `goed`, the code of what was found about it, or `niet-getoetst`. */
function dgaStand({ dga }: Controle['onderdelen'], bevindingen: readonly Bevinding[], index: number) {
  const found = bevindingen.find(({ veld }) => veld === `dga.${index}`)?.code;
  return found ?? (dga === 'niet-getoetst' ? 'niet-getoetst' : 'goed');
}

const inNmbrs = (bevindingen: readonly Bevinding[], code: Bevinding['code']): readonly string[] | undefined =>
  bevindingen.find((one) => one.code === code)?.inNmbrs;

const whenSeen = (bedrijf: Controle['onderdelen']['bedrijf'], naam: string): readonly string[] =>
  bedrijf === 'gevonden' || bedrijf === 'niet-uniek' ? [naam] : [];

const standOf = (rechten: readonly RechtUitslag[], recht: Recht): z.infer<typeof Stand> =>
  rechten.find((one) => one.recht === recht)?.uitkomst ?? 'niet-getoetst';

const UITLEG = {
  verborgen: 'De gebruiker ziet het bedrijf niet. Controleer beide helften van de tag.',
  zichtbaar: 'De gebruiker ziet het bedrijf. De tag zelf hebben wij niet bekeken; dat is dan niet nodig.',
  onbekend: 'De tag is niet bekeken.',
} as const;

/** The tag of an overkoepelend account. A company can be visible without any tag, so that of neither half is said that it is good. */
function tagOf({ bedrijf }: Controle['onderdelen'], bevindingen: readonly Bevinding[]) {
  const isHidden = bevindingen.some(({ code }) => code === 'bedrijf-niet-zichtbaar');
  const isNear = bevindingen.some(({ code }) => code === 'bedrijfsnaam-wijkt-af');
  const isSeen = bedrijf === 'gevonden' || bedrijf === 'niet-uniek' || isNear;
  const stand = isHidden ? 'controleren' : 'niet-getoetst';
  const uitleg = isHidden ? UITLEG.verborgen : isSeen ? UITLEG.zichtbaar : UITLEG.onbekend;
  const [opDebiteur, inFilter] = TAG_STAPPEN;
  return { uitleg, opDebiteur: { stand, waar: opDebiteur }, inFilter: { stand, waar: inFilter } } as const;
}
