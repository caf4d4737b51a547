import {
  DossierActie,
  KantoorActie,
  KoppelingActie,
  LaatsteDag,
  UitwisselingActie,
  VerzoekActie,
} from '../../../core/beheer/acties.ts';
import { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { AanmeldingDocument } from '../../../core/weergave/aanmelding-document.ts';
import type { Annotated, Annotation } from './annotation.ts';

/** By which request each is done. */
type Verzoeken<Actie extends string> = Readonly<Record<Actie, string>>;

const ONE = '/aanmeldingen/{aanmeldingId}';
const VAN_KANTOOR: Verzoeken<KantoorActie> = {
  bevestigen: `POST ${ONE}/bevestiging`,
  'adres-verbeteren': `PATCH ${ONE}, met alleen salarisverwerker`,
  verbeteren: `PATCH ${ONE}`,
  hercontrole: `POST ${ONE}/hercontrole`,
  wijzigen: `PATCH ${ONE}, met salarisverwerker.email, dga of dertiendeMaand`,
  token: `PUT ${ONE}/token`,
  'werkgever-erbij': `POST ${ONE}/werkgevers`,
  afmelden: `DELETE ${ONE}`,
  'direct-afmelden': `DELETE ${ONE}?direct=ja`,
  'afmelding-bevestigen': `POST ${ONE}/afmelding/bevestiging, met de code uit de e-mail daarover`,
  'afmelding-intrekken': `DELETE ${ONE}/afmelding`,
  wissen: `DELETE ${ONE}`,
  'toegang-vervangen': `POST ${ONE}/capability`,
};

const VAN_BEOORDELAAR: Verzoeken<DossierActie> = {
  goedkeuren: `POST ${ONE}/besluit`,
  afwijzen: `POST ${ONE}/besluit`,
  'toegang-geven': `POST ${ONE}/nieuwe-toegang`,
  'stand-mailen': `POST ${ONE}/stand`,
  wissen: `POST ${ONE}/wissing`,
};

const KOPPELING = '/koppelingen/{koppelingId}';
const VAN_BEHEER: Verzoeken<KoppelingActie> = {
  pauzeren: `POST ${KOPPELING}/pauze`,
  hervatten: `POST ${KOPPELING}/hervatting`,
  'opnieuw-ophalen': `POST ${KOPPELING}/uitwisselingen`,
  overslaan: `POST ${KOPPELING}/overslag, met het tijdvak uit volgende`,
  'verloning-wijzigen': `POST ${KOPPELING}/verloning`,
  wijzigen: `POST ${KOPPELING}/wijziging, met dga of dertiendeMaand`,
  'dekkingsprofiel-wijzigen': `POST ${KOPPELING}/wijziging, met dekkingsprofiel`,
  beeindigen: `POST ${KOPPELING}/beeindiging`,
  'direct-beeindigen': `POST ${KOPPELING}/beeindiging, met direct: true`,
  'beeindiging-intrekken': `POST ${KOPPELING}/beeindiging/intrekking`,
};

const UITWISSELING = '/uitwisselingen/{uitwisselingId}';
const VAN_UITWISSELING: Verzoeken<UitwisselingActie> = {
  vrijgeven: `POST ${UITWISSELING}/vrijgave`,
  'ontvangst-bevestigen': `POST ${UITWISSELING}/ontvangst`,
};

const VERZOEK = '/verzoeken/{verzoekId}';
const VAN_VERZOEK: Verzoeken<VerzoekActie> = {
  'akkoord-geven': `POST ${VERZOEK}/besluit, door een andere collega dan wie het verzoek indiende`,
  afwijzen: `POST ${VERZOEK}/besluit`,
  'inzage-ophalen': `GET ${VERZOEK}/inzage`,
};

const koppeling = Koppeling.shape;

const described = (verzoeken: Readonly<Record<string, string>>): Annotation => ({
  description: [
    'Wat nu kan, en met welk verzoek:',
    ...Object.entries(verzoeken).map(([actie, verzoek]) => `- \`${actie}\`: ${verzoek}.`),
  ].join('\n'),
});

/** What can be done, and until when. */
export const ACTIES_ANSWERED: readonly Annotated[] = [
  [KantoorActie, described(VAN_KANTOOR)],
  [DossierActie, described(VAN_BEOORDELAAR)],
  [KoppelingActie, described(VAN_BEHEER)],
  [UitwisselingActie, described(VAN_UITWISSELING)],
  [VerzoekActie, described(VAN_VERZOEK)],
  [
    LaatsteDag,
    {
      description:
        'Tot en met welke dag kan wat nu op iemand wacht (bevestigen, verbeteren, een besluit, intrekken); ontbreekt als er geen einde aan is.',
    },
  ],
  [
    koppeling.openVragen,
    {
      description:
        'Hoeveel vragen over de laatste levering open staan; ontbreekt als er geen zijn. Zij staan bij de vragen van de aanmelding.',
    },
  ],
  [AanmeldingDocument.shape.koppeling, { description: 'De koppeling die de aanmelding is geworden.' }],
];
