import { AanmeldingId, GerealiseerdeAanmelding, OntvangenAanmelding } from '../../core/domain/aanmelding.ts';
import type { Dekkingsprofiel } from '../../core/domain/dekkingsprofiel.ts';
import type { UitwisselPlan } from '../../core/domain/eerste-uitwisseling.ts';
import { Koppeling, koppelingIdOf } from '../../core/domain/koppeling.ts';
import type { Tijdstip } from '../../core/domain/tijd.ts';
import { planVolgende } from '../../core/use-cases/plan-volgende.ts';
import { KANARIES, loginWith, type Werkgever } from './office.ts';
import type { Ports } from './ports.ts';

export const KANTOOR = 'salaris@duinzicht.example';

export const aanmeldingIdOf = (nummer: number): AanmeldingId =>
  AanmeldingId.parse(`aan-00000000-0000-4000-8000-${String(nummer).padStart(12, '0')}`);

export interface Realisatie {
  readonly nummer: number;
  readonly werkgever: Werkgever;
  readonly dekkingsprofiel: Dekkingsprofiel;
  readonly eerste: UitwisselPlan;
  readonly op: Tijdstip;
}

/** A koppeling as the realisatie leaves it: registered, its login in the kluis, its first exchange in the agenda. */
export async function realise(ports: Ports, realisatie: Realisatie): Promise<Koppeling> {
  const { nummer, werkgever, dekkingsprofiel, eerste, op } = realisatie;
  const aanmeldingId = aanmeldingIdOf(nummer);
  const inloggegevensRef = await ports.kluis.promote(loginWith(KANARIES.token));
  const ontvangen = ontvangenOf(realisatie, aanmeldingId, inloggegevensRef);
  await ports.registratie.registerAanmelding(ontvangen, {
    aanmeldingId,
    op,
    wie: 'systeem',
    wat: 'aanmelding.ontvangen',
  });
  const koppeling = Koppeling.parse({
    koppelingId: koppelingIdOf(aanmeldingId),
    aanmeldingId,
    versie: 0,
    status: 'actief',
    gerealiseerdOp: op,
    accountSoort: 'overkoepelend',
    salarisverwerker: ontvangen.gegevens.salarisverwerker,
    werkgever: {
      bedrijfsnaam: werkgever.naam,
      raamwerkcontractnummer: ontvangen.gegevens.werkgever.raamwerkcontractnummer,
    },
    nmbrs: { bedrijfId: werkgever.bedrijfId, domein: 'duinzicht', inloggegevensRef },
    dekkingsprofiel,
    verloning: eerste.tijdvak.verloning,
    dertiendeMaand: false,
    dga: [],
    volgende: { tijdvakId: eerste.tijdvak.tijdvakId, datum: eerste.datum },
  });
  const gerealiseerd = gerealiseerdOf(ontvangen, realisatie);
  await ports.registratie.registerKoppeling(koppeling, gerealiseerd, {
    aanmeldingId,
    op,
    wie: 'systeem',
    wat: 'koppeling.gerealiseerd',
  });
  await planVolgende(ports, koppeling.koppelingId);
  return koppeling;
}

function ontvangenOf(
  { nummer, werkgever, eerste, op }: Realisatie,
  aanmeldingId: AanmeldingId,
  inloggegevensRef: string,
): OntvangenAanmelding {
  return OntvangenAanmelding.parse({
    aanmeldingId,
    versie: 0,
    status: 'ontvangen',
    ontvangenOp: op,
    inloggegevensRef,
    capabilityHash: 'a1'.repeat(32),
    gegevens: {
      accountSoort: 'overkoepelend',
      salarisverwerker: { bedrijfsnaam: 'Kantoor Duinzicht', email: KANTOOR },
      werkgever: {
        bedrijfsnaam: werkgever.naam,
        raamwerkcontractnummer: `RC-1000${nummer}`,
        loonheffingennummer: '123456782L01',
      },
      salarispakket: 'Nmbrs',
      nmbrs: { bedrijfsnaam: werkgever.naam, gebruikersnaam: 'api@duinzicht.example', domein: 'duinzicht' },
      dga: [],
      verloning: eerste.tijdvak.verloning,
      dertiendeMaand: false,
    },
  });
}

const gerealiseerdOf = (
  ontvangen: OntvangenAanmelding,
  { werkgever, dekkingsprofiel, eerste, op }: Realisatie,
): GerealiseerdeAanmelding =>
  GerealiseerdeAanmelding.parse({
    ...ontvangen,
    versie: 1,
    status: 'gerealiseerd',
    controle: {
      uitgevoerdOp: op,
      uitkomst: 'geslaagd',
      onderdelen: { inloggegevens: 'goed', bedrijf: 'gevonden', verloning: 'goed', rechten: 'goed', dga: 'goed' },
      bedrijfId: werkgever.bedrijfId,
      rechten: [],
      bevindingen: [],
    },
    besluit: {
      besluit: 'goedkeuren',
      beoordelaar: 'beoordelaar-1',
      besloten: op,
      dekkingsprofiel,
      huidigTijdvakMeenemen: true,
    },
    realisatiedatum: op.slice(0, 10),
    eersteUitwisseling: { tijdvak: eerste.tijdvak, datum: eerste.datum },
  });
