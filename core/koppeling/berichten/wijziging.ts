import type { GerealiseerdeAanmelding } from '../../aanmelding/aanmelding.ts';
import { alinea, type Bericht } from '../../berichten/bericht.ts';
import { mail } from '../../controle/berichten/aanmelding.ts';
import type { Wijzigveld } from '../koppelingwijziging.ts';

const NAMEN: Readonly<Record<Wijzigveld, string>> = {
  dga: 'Wie de DGA is.',
  dertiendeMaand: 'Of er een 13e maand wordt betaald.',
  dekkingsprofiel: 'Welke gegevens a.s.r. krijgt: het dekkingsprofiel.',
};

/** What of the koppeling is otherwise since today, and who changed it: somebody with the code of the office, or a.s.r. No value of it. */
export const gegevensGewijzigd = (
  aanmelding: GerealiseerdeAanmelding,
  { velden, isDoorAsr }: { readonly velden: readonly Wijzigveld[]; readonly isDoorAsr: boolean },
): Bericht => {
  const { bedrijfsnaam } = aanmelding.gegevens.werkgever;
  const wie = isDoorAsr
    ? `a.s.r. heeft gegevens van de salariskoppeling van ${bedrijfsnaam} gewijzigd:`
    : `Met de toegangscode van uw kantoor zijn gegevens van de salariskoppeling van ${bedrijfsnaam} gewijzigd:`;
  return mail(aanmelding, 'Salariskoppeling: gegevens gewijzigd', [
    alinea(wie),
    { soort: 'lijst', genummerd: false, regels: velden.map((veld) => NAMEN[veld]) },
    alinea('Dit geldt vanaf de volgende levering. U hoeft verder niets te doen.'),
    alinea(
      isDoorAsr
        ? 'Klopt dit niet? Neem dan contact op met a.s.r.'
        : 'Klopt dit niet? Zet het dan terug bij de aanmelding, en vervang uw toegangscode.',
    ),
  ]);
};
