import * as z from 'zod';
import { NAGALM_DAGEN } from '../aanmelding/afmelding.ts';
import { LaatsteDag, VerzoekActie, verzoekActies } from '../beheer/acties.ts';
import { KoppelingId, VerzoekId, WerknemerId } from '../ids.ts';
import { longDate } from '../kalender/nederlands.ts';
import { addDays, dateInAmsterdam, Tijdstip } from '../kalender/tijd.ts';
import {
  akkoordVan,
  beschikbaarTot,
  GeweigerdVerzoek,
  INZAGE_DAGEN,
  type UitgevoerdVerzoek,
  type Verzoek,
  VerzoekSoort,
  VerzoekStatus,
  VerzoekTellingen,
  verlooptOp,
} from '../verzoek/verzoek.ts';

/** A request about one employee, as a.s.r. sees it. The person is named as long as it is not over. */
export const Verzoekdocument = z.strictObject({
  verzoekId: VerzoekId,
  koppelingId: KoppelingId,
  soort: VerzoekSoort,
  status: VerzoekStatus,
  werknemerId: WerknemerId.optional(),
  gevraagdOp: Tijdstip,
  gevraagdDoor: z.string(),
  gevraagdDoorNaam: z.string().optional(),
  /** Until when a colleague can agree. */
  verlooptOp: Tijdstip.optional(),
  akkoordOp: Tijdstip.optional(),
  akkoordDoor: z.string().optional(),
  akkoordDoorNaam: z.string().optional(),
  afgewezenOp: Tijdstip.optional(),
  afgewezenDoor: z.string().optional(),
  afgewezenDoorNaam: z.string().optional(),
  uitgevoerdOp: Tijdstip.optional(),
  /** Until when the export can be fetched. */
  beschikbaarTot: Tijdstip.optional(),
  tellingen: VerzoekTellingen.optional(),
  code: GeweigerdVerzoek.shape.code.optional(),
  /** Of an erasure: what of the person is left, until when and why. */
  bewaard: z.array(z.string()).optional(),
  watNu: z.string(),
  kan: z.array(VerzoekActie),
  tot: LaatsteDag,
});
export type Verzoekdocument = z.infer<typeof Verzoekdocument>;

/** Who reads it, and when. */
export interface Lezing {
  readonly nu: Tijdstip;
  /** The subject of the JWT. */
  readonly beoordelaar: string;
}

export const presentVerzoek = (verzoek: Verzoek, lezing: Lezing): Verzoekdocument => ({
  ...presentInhoud(verzoek, lezing),
  ...verzoekActies(verzoek, lezing),
});

function presentInhoud(verzoek: Verzoek, { nu }: Lezing): Omit<Verzoekdocument, 'kan' | 'tot'> {
  const { verzoekId, koppelingId, soort, status, gevraagdOp, gevraagdDoor, gevraagdDoorNaam: naam } = verzoek;
  const door = { gevraagdDoor, ...(naam && { gevraagdDoorNaam: naam }) };
  const kern = { verzoekId, koppelingId, soort, status, gevraagdOp, ...door };
  switch (verzoek.status) {
    case 'wacht-op-akkoord':
      return {
        ...{ ...kern, werknemerId: verzoek.werknemerId, verlooptOp: verlooptOp(verzoek) },
        watNu: `Een collega kijkt mee en geeft akkoord, uiterlijk ${longDate(dateInAmsterdam(verlooptOp(verzoek)))}. Tot dan wordt er niets opgezocht en niets gewist.`,
      };
    case 'loopt': {
      const { werknemerId, tellingen } = verzoek;
      const watNu =
        soort === 'inzage'
          ? 'De gegevens worden bij elkaar gezocht. Kijk over enkele minuten opnieuw.'
          : 'De gegevens worden gewist. Loopt er een uitwisseling, of wacht een levering op een besluit, dan begint het wissen daarna. Kijk later opnieuw.';
      return { ...kern, werknemerId, ...akkoordVan(verzoek), tellingen, watNu };
    }
    case 'uitgevoerd':
      return { ...kern, ...presentUitgevoerd(verzoek, nu) };
    case 'geweigerd': {
      return { ...kern, ...akkoordVan(verzoek), code: verzoek.code, watNu: IN_DIENST };
    }
    case 'afgewezen': {
      const { afgewezenOp, afgewezenDoor, afgewezenDoorNaam } = verzoek;
      return {
        ...kern,
        afgewezenOp,
        afgewezenDoor,
        ...(afgewezenDoorNaam && { afgewezenDoorNaam }),
        watNu: 'Het verzoek is afgewezen; er is niets opgezocht of gewist.',
      };
    }
    default:
      return verzoek satisfies never;
  }
}

const IN_DIENST =
  'Er is niets gewist: volgens de laatste levering is deze werknemer nog in dienst, en de verzekering heeft de gegevens nodig (AVG art. 17 lid 1 onder a en lid 3 onder b). De volgende uitwisseling zou ze ook opnieuw ophalen. Het kan wel zodra een levering zegt dat de werknemer uit dienst is, of als de werkgever is afgemeld. Dien het verzoek dan opnieuw in.';

function presentUitgevoerd(verzoek: UitgevoerdVerzoek, nu: Tijdstip) {
  const { uitgevoerdOp, tellingen } = verzoek;
  const kern = { ...akkoordVan(verzoek), uitgevoerdOp, tellingen };
  if (verzoek.soort === 'inzage') {
    return {
      ...{ ...kern, beschikbaarTot: beschikbaarTot(verzoek) },
      watNu:
        nu < beschikbaarTot(verzoek)
          ? `Haal het document op en geef het aan de werknemer. Het is er tot en met ${longDate(addDays(dateInAmsterdam(beschikbaarTot(verzoek)), -1))}.`
          : `Het document was er ${INZAGE_DAGEN} dagen en is hier nu weg. Vraagt de werknemer er nog om, dien het verzoek dan opnieuw in.`,
    };
  }
  const until = longDate(addDays(dateInAmsterdam(uitgevoerdOp), NAGALM_DAGEN.tabel));
  return {
    ...kern,
    bewaard: [
      `In reservekopieën van de database staan nummers van werknemers tot en met ${until}, alleen om een storing te kunnen herstellen. Van de bestanden is geen eerdere versie bewaard.`,
      'Een kenmerk waaraan wij zien dat deze werknemer is gewist, zodat de gegevens niet opnieuw worden opgehaald. Wie het is, staat er niet in.',
      'Het auditspoor: dat er is gewist, wanneer en door wie. Niet van wie.',
      'Wat a.s.r. al heeft overgenomen, staat niet in dit systeem en is hier niet gewist.',
    ],
    watNu:
      'De gegevens zijn gewist. Wat er nog staat en tot wanneer, zegt «bewaard»; wat a.s.r. zelf heeft overgenomen, wist u daar.',
  };
}
