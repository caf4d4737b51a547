import { Raamwerkcontractnummer } from '../../core/aanmelding/aanmeldgegevens.ts';
import { GerealiseerdeAanmelding, OntvangenAanmelding } from '../../core/aanmelding/aanmelding.ts';
import type { Werkgevernummers } from '../../core/aanmelding/werkgevernummers.ts';
import { type Capability, koppelingIdOf } from '../../core/ids.ts';
import { Loonheffingennummer } from '../../core/invoer/loonheffingennummer.ts';
import type { UitwisselPlan } from '../../core/kalender/planning.ts';
import type { Tijdstip } from '../../core/kalender/tijd.ts';
import { Koppeling } from '../../core/koppeling/koppeling.ts';
import { planVolgende } from '../../core/koppeling/plan-volgende.ts';
import type { Dekkingsprofiel } from '../../core/nmbrs/dekkingsprofiel.ts';
import { kantoorIdOf } from '../../core/toegang/identify-kantoor.ts';
import { bevestigdKantoor } from '../../core/toegang/kantoor.ts';
import { KANARIES, loginWith, type Werkgever } from './office.ts';
import type { Ports } from './ports.ts';

export const KANTOOR = 'salaris@duinzicht.example';

/** By which a.s.r. and the tax office know the werkgever of a lot; counted from 1. */
export const nummersOf = (nummer: number): Werkgevernummers => ({
  raamwerkcontractnummer: Raamwerkcontractnummer.parse(`RC-1000${nummer}`),
  loonheffingennummer: Loonheffingennummer.parse('123456782L01'),
});

export interface Realisatie {
  readonly nummer: number;
  readonly werkgever: Werkgever;
  readonly dekkingsprofiel: Dekkingsprofiel;
  readonly eerste: UitwisselPlan;
  readonly op: Tijdstip;
}

/** A koppeling as the realisatie leaves it: its address confirmed, registered, its login in the kluis, its first exchange in the agenda. */
export async function realise(
  ports: Pick<Ports, 'registratie' | 'kluis' | 'agenda' | 'klok' | 'identiteit'>,
  realisatie: Realisatie,
): Promise<{ readonly koppeling: Koppeling; readonly capability: Capability }> {
  const { werkgever, dekkingsprofiel, eerste, op } = realisatie;
  const aanmeldingId = ports.identiteit.newAanmeldingId();
  const capability = ports.identiteit.newCapability();
  const inloggegevensRef = await ports.kluis.promote(loginWith(KANARIES.token));
  const capabilityHash = ports.identiteit.hash(capability);
  const kantoorId = kantoorIdOf(ports.identiteit, KANTOOR);
  const sleutelHash = ports.identiteit.hash(ports.identiteit.newCapability());
  await ports.registratie.storeKantoor(bevestigdKantoor(kantoorId, sleutelHash, op));
  const ontvangen = ontvangenOf(realisatie, { aanmeldingId, inloggegevensRef, capabilityHash });
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
  // Its realisatie is over, up to the mail.
  const sleutel = { onderwerp: aanmeldingId, soort: 'gerealiseerd', gelegenheid: 'eenmalig' } as const;
  await ports.registratie.claimBericht(sleutel, op);
  await ports.registratie.markBerichtSent(sleutel, op);
  await planVolgende(ports, koppeling.koppelingId);
  return { koppeling, capability };
}

function ontvangenOf(
  { nummer, werkgever, eerste, op }: Realisatie,
  known: Pick<OntvangenAanmelding, 'aanmeldingId' | 'inloggegevensRef' | 'capabilityHash'>,
): OntvangenAanmelding {
  return OntvangenAanmelding.parse({
    ...known,
    versie: 0,
    status: 'ontvangen',
    ontvangenOp: op,
    gegevens: {
      accountSoort: 'overkoepelend',
      salarisverwerker: { bedrijfsnaam: 'Kantoor Duinzicht', email: KANTOOR },
      werkgever: { bedrijfsnaam: werkgever.naam, ...nummersOf(nummer) },
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
