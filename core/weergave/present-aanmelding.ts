import { type AanmeldingMetGegevens, underControle } from '../aanmelding/aanmelding.ts';
import { dueAt, vindtNogPlaats } from '../aanmelding/afmelding.ts';
import type { Afwijzing, Goedkeuring } from '../aanmelding/besluit.ts';
import type { Bevinding } from '../aanmelding/controle.ts';
import { maskedGegevens } from '../aanmelding/gemaskeerde-gegevens.ts';
import type { AuditRegel } from '../audit/audit.ts';
import { tijdlijnOf } from '../audit/tijdlijn.ts';
import { kantoorActies } from '../beheer/acties.ts';
import { isForOffice } from '../berichten/bericht.ts';
import type { Mail } from '../berichten/weigering.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { nextDateOf } from '../koppeling/starttijd.ts';
import { openVragen, whatIsOpen } from '../levering/what-is-open.ts';
import { waits, whatNow } from '../levering/what-now.ts';
import type { AanmeldingDocument } from './aanmelding-document.ts';
import { presentControle } from './present-controle.ts';
import { presentMachtiging } from './present-machtiging.ts';

/** What is told beside the aanmelding itself. */
export interface Omgeving {
  /** The koppeling that it became. */
  readonly koppeling?: Koppeling | undefined;
  /** The moment at which it is told: a planned day that is over by then gives way to the next on which it is tried. */
  readonly nu: Tijdstip;
  /** Its audit trail, for the timeline. */
  readonly regels?: readonly AuditRegel[];
  /** The mails about it. */
  readonly berichten?: readonly Mail[];
}

/**
 * What a payroll office may see of its aanmelding, and of the koppeling that it became; the loonheffingennummer masked, the
 * token nowhere, nobody of a.s.r. by name.
 */
export const presentAanmelding = (aanmelding: AanmeldingMetGegevens, omgeving: Omgeving) =>
  documentOf(inSight(aanmelding), omgeving);

/** The mails that the office was sent, and which of them did not reach it. */
export const sentToOffice = (berichten: readonly Mail[]) =>
  presentMails(berichten.filter(({ soort }) => isForOffice(soort)));

/** Those that were sent or refused, and what became of them. */
export const presentMails = (berichten: readonly Mail[]) =>
  berichten
    .filter(({ status }) => status !== 'bezig')
    .map(({ soort, status, op, bezorging, vervolg }) => ({
      soort,
      op,
      ...(bezorging === undefined ? {} : { bezorging: bezorging.uitkomst, bezorgingOp: bezorging.op }),
      ...(status === 'geweigerd' ? { bezorging: status, bezorgingOp: op } : {}),
      ...(vervolg === undefined ? {} : { vervolg }),
    }));

/** Herstel can be asked for once the machine waits for it; until then the controle is not over for the office. */
function inSight(aanmelding: AanmeldingMetGegevens): AanmeldingMetGegevens {
  if (aanmelding.status !== 'herstel-nodig' || aanmelding.taakToken !== undefined) return aanmelding;
  return underControle(aanmelding);
}

function documentOf(
  aanmelding: AanmeldingMetGegevens,
  { koppeling: stored, nu, regels = [], berichten = [] }: Omgeving,
): AanmeldingDocument {
  const koppeling = stored === undefined ? undefined : asToldAt(stored, nu);
  const { aanmeldingId, status, ontvangenOp, gegevens } = aanmelding;
  const vragen = openVragen(aanmelding, koppeling);
  const open = whatIsOpen(aanmelding, { koppeling, regels, nu });
  return {
    aanmeldingId,
    status,
    ontvangenOp,
    watNu: whatNow(aanmelding, { koppeling, regels, nu, open, vragen }),
    gegevens: maskedGegevens(gegevens),
    machtiging: presentMachtiging(gegevens.machtiging),
    berichten: sentToOffice(berichten),
    watTeDoen: whatToDo(
      aanmelding.status === 'herstel-nodig'
        ? aanmelding.controle.bevindingen
        : [open, vragen].flatMap((one) => one?.watTeDoen ?? []),
    ),
    ...('controle' in aanmelding && aanmelding.controle !== undefined
      ? { controle: presentControle(aanmelding.controle, gegevens) }
      : {}),
    ...('besluit' in aanmelding ? { besluit: forOffice(aanmelding.besluit) } : {}),
    ...(aanmelding.status === 'gerealiseerd'
      ? {
          realisatiedatum: aanmelding.realisatiedatum,
          eersteUitwisseling: aanmelding.eersteUitwisseling.datum,
          eersteTijdvak: aanmelding.eersteUitwisseling.tijdvak,
        }
      : {}),
    ...('afmelding' in aanmelding && aanmelding.afmelding !== undefined
      ? { ingangsdatum: aanmelding.afmelding.ingangsdatum }
      : {}),
    ...(waits(aanmelding, nu) ? { afmeldingBegintOp: dueAt(aanmelding.afmelding) } : {}),
    ...(koppeling === undefined || stops(aanmelding, koppeling)
      ? {}
      : { volgendeUitwisseling: koppeling.volgende.datum }),
    ...(koppeling?.vorige === undefined ? {} : { vorigeUitwisseling: koppeling.vorige.datum }),
    ...(koppeling === undefined ? {} : { koppeling: inShort(koppeling) }),
    ...kantoorActies(aanmelding, { koppeling, nu }),
    tijdlijn: tijdlijnOf(regels),
  };
}

const asToldAt = (koppeling: Koppeling, nu: Tijdstip): Koppeling => ({
  ...koppeling,
  volgende: { ...koppeling.volgende, datum: nextDateOf(koppeling, nu) },
});

const inShort = ({ status, openVragen: open }: Koppeling): AanmeldingDocument['koppeling'] => ({
  status,
  ...(open === undefined ? {} : { openVragen: open }),
});

/** What the office has to do, each with its click path in Nmbrs. */
const whatToDo = (bevindingen: readonly Pick<Bevinding, 'tekst' | 'stappen'>[]) =>
  bevindingen.map(({ tekst, stappen }) => ({ tekst, stappen }));

/** Not who decided, nor what a.s.r. noted for itself. */
function forOffice(besluit: Goedkeuring | Afwijzing) {
  const { besloten } = besluit;
  if (besluit.besluit === 'afwijzen') return { besluit: besluit.besluit, besloten, reden: besluit.reden };
  const { dekkingsprofiel, huidigTijdvakMeenemen } = besluit;
  return { besluit: besluit.besluit, besloten, dekkingsprofiel, huidigTijdvakMeenemen };
}

/** Whether the koppeling ends before its next exchange would take place. */
function stops(aanmelding: AanmeldingMetGegevens, { status, volgende }: Koppeling): boolean {
  if (status === 'gestopt') return true;
  if (aanmelding.status !== 'gerealiseerd' || aanmelding.afmelding === undefined) return false;
  return !vindtNogPlaats(aanmelding.afmelding, volgende);
}
