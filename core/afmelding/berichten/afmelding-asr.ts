import type { AanmeldingMetGegevens, BewezenAanmelding, GerealiseerdeAanmelding } from '../../aanmelding/aanmelding.ts';
import { type Afmelding, dueAt } from '../../aanmelding/afmelding.ts';
import { alinea, type Bericht, type Blok } from '../../berichten/bericht.ts';
import { metContract } from '../../berichten/onderwerp.ts';
import { kenmerken } from '../../controle/berichten/aanmelding.ts';
import { dayAndTime, longDate, tijdvakName } from '../../kalender/nederlands.ts';
import { tijdvakById } from '../../kalender/tijdvak.ts';

// Mails within a.s.r. about a koppeling that its office ends: who looks after the policy would else not know.

const mail = (
  aanmelding: Pick<AanmeldingMetGegevens, 'aanmeldingId' | 'gegevens'>,
  { aan, onderwerp }: { readonly aan: string; readonly onderwerp: string },
  blokken: readonly Blok[],
): Bericht => {
  const { aanmeldingId, gegevens } = aanmelding;
  const { salarisverwerker, werkgever } = gegevens;
  return {
    aan,
    onderwerp: metContract(onderwerp, { aanmeldingId, werkgever }),
    blokken: [
      ...blokken,
      {
        soort: 'gegevens',
        rijen: [
          ['Salarisverwerker', salarisverwerker.bedrijfsnaam],
          ['E-mail salarisverwerker', salarisverwerker.email],
        ],
      },
      kenmerken(aanmelding),
    ],
  };
};

const NAVRAAG = 'Neem contact op met de salarisverwerker als dit niet klopt met wat u van de werkgever weet.';

/** At once: the koppeling comes to an end, and until when that can be stopped. */
export const afmeldingBijAsr = (
  aanmelding: GerealiseerdeAanmelding & { readonly afmelding: Afmelding },
  aan: string,
): Bericht => {
  const { afmelding, gegevens } = aanmelding;
  const laatste = longDate(afmelding.ingangsdatum);
  return mail(aanmelding, { aan, onderwerp: 'Salariskoppeling: werkgever afgemeld' }, [
    alinea(
      afmelding.doorAsr === undefined
        ? `${gegevens.werkgever.bedrijfsnaam} is door de salarisverwerker afgemeld voor de salariskoppeling. ${laatste} is de laatste dag.`
        : `Een collega heeft de salariskoppeling van ${gegevens.werkgever.bedrijfsnaam} beëindigd. ${laatste} is de laatste dag. De reden: ${afmelding.doorAsr.reden}`,
    ),
    alinea(
      afmelding.direct === true
        ? 'Na die dag wisselen wij niets meer uit, ook niet over een tijdvak dat dan nog openstaat.'
        : 'De tijdvakken tot en met die dag wisselen wij nog uit. Daarna wissen wij de gegevens van de aanmelding.',
    ),
    alinea(
      afmelding.doorAsr === undefined
        ? `De salarisverwerker kan de afmelding intrekken tot ${dayAndTime(dueAt(afmelding))}. ${NAVRAAG}`
        : `Neem contact op met die collega als dit niet klopt: het kan worden teruggedraaid tot ${dayAndTime(dueAt(afmelding))}.`,
    ),
  ]);
};

/** It was taken back, by its office or a colleague, or only that it should go faster. */
export const ingetrokkenBijAsr = (
  aanmelding: GerealiseerdeAanmelding,
  { aan, isDoorAsr }: { readonly aan: string; readonly isDoorAsr: boolean },
): Bericht =>
  mail(aanmelding, { aan, onderwerp: 'Salariskoppeling: afmelding ingetrokken' }, [
    alinea(
      aanmelding.afmelding === undefined
        ? `${isDoorAsr ? 'Een collega heeft het einde van de salariskoppeling' : 'De salarisverwerker heeft de afmelding'} van ${aanmelding.gegevens.werkgever.bedrijfsnaam} ${isDoorAsr ? 'teruggedraaid' : 'ingetrokken'}. De salariskoppeling gaat door. U hoeft niets te doen.`
        : `De afmelding van ${aanmelding.gegevens.werkgever.bedrijfsnaam} blijft staan, per ${longDate(aanmelding.afmelding.ingangsdatum)}. De laatste tijdvakken worden toch nog uitgewisseld. U hoeft niets te doen.`,
    ),
  ]);

/** At the end: nothing comes any more, and of which periods nothing came. */
export const afgemeldBijAsr = (aanmelding: BewezenAanmelding, aan: string): Bericht => {
  const { afmelding, ontvangstbewijs, gegevens } = aanmelding;
  const { nietGeleverd = [] } = ontvangstbewijs;
  return mail(aanmelding, { aan, onderwerp: 'Salariskoppeling: koppeling beëindigd' }, [
    alinea(
      `De salariskoppeling van ${gegevens.werkgever.bedrijfsnaam} is beëindigd. ${longDate(afmelding.ingangsdatum)} was de laatste dag. Er komen geen gegevens meer. Wat al is geleverd, blijft bewaard.`,
    ),
    ...(nietGeleverd.length === 0
      ? [alinea('U hoeft niets te doen.')]
      : [
          { soort: 'kop', tekst: 'Van deze tijdvakken is niets geleverd' } as const,
          {
            soort: 'lijst',
            genummerd: false,
            regels: nietGeleverd.map((tijdvakId) => tijdvakName(tijdvakById(tijdvakId))),
          } as const,
          alinea('Neem contact op met de salarisverwerker als u die gegevens nodig hebt.'),
        ]),
  ]);
};
