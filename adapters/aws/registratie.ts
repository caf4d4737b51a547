import type { OntvangenAanmelding } from '../../core/aanmelding/aanmelding.ts';
import type { Aanvraag } from '../../core/aanmelding/aanvraag.ts';
import type { WerkvoorraadPlaats } from '../../core/aanmelding/ports/aanmeldregister.ts';
import type { AanvragenVraag } from '../../core/aanmelding/ports/aanvragen.ts';
import type { AuditRegel } from '../../core/audit/audit.ts';
import type { Postgrens } from '../../core/berichten/postgrens.ts';
import type { AanmeldingId, CapabilityHash, KantoorId } from '../../core/ids.ts';
import type { Tijdstip } from '../../core/kalender/tijd.ts';
import type { Kantoor, Kantoortoegang } from '../../core/toegang/kantoor.ts';
import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';
import type { Registratie } from '../registratie.ts';
import { createAanmeldregister, type RegistratieConfig } from './aanmeldregister.ts';
import { jittered } from './backoff.ts';
import { eraseAanmelding, replaceAanmelding } from './registratie/aanmeldingen.ts';
import { eraseAanvraag, eraseWachtende, listAanvragen, replaceAanvraag, takeIn } from './registratie/aanvragen.ts';
import { holdAccount, listKoppelingenVan, releaseAccount } from './registratie/accounts.ts';
import { listAudit, noteRegel } from './registratie/audit.ts';
import { listVanBedrijf } from './registratie/bedrijven.ts';
import {
  claimBericht,
  hasToegang,
  listBerichten,
  mailMetCode,
  markBerichtSent,
  markBezorging,
  refuseBericht,
  releaseBericht,
} from './registratie/berichten.ts';
import { findClaim } from './registratie/claims.ts';
import {
  completeDeel,
  eraseDelen,
  findDeel,
  listDelen,
  noteDeelFout,
  replaceDeel,
  storeDelen,
} from './registratie/delen.ts';
import { overtakeAanmelding, passAanmelding } from './registratie/doorkomst.ts';
import {
  findKantoortoegang,
  listVanKantoor,
  storeKantoor,
  storeKantoortoegang,
  uncountPost,
} from './registratie/kantoren.ts';
import {
  findKoppeling,
  moveKoppeling,
  registerKoppeling,
  replaceKoppeling,
  replaceTogether,
} from './registratie/koppelingen.ts';
import type { Tabel } from './registratie/tabel.ts';
import {
  ensureUitwisseling,
  findUitwisseling,
  listUitwisselingen,
  rememberVerdeelTaak,
  replaceUitwisseling,
} from './registratie/uitwisselingen.ts';
import { verzoekenIn } from './registratie/verzoeken.ts';
import { listAanmeldingen } from './registratie/werkvoorraad.ts';

/** The registry in one DynamoDB table; `registratie/` has a file per kind of item. */
export function createRegistratie(config: RegistratieConfig): Registratie & Verzoeken {
  const { client, tableName, pause = jittered } = config;
  const tabel = { client, tableName, pause };
  return {
    ...createAanmeldregister(config),
    ...aanvragenIn(tabel),
    replaceAanmelding: (aanmelding, regel) => replaceAanmelding(tabel, aanmelding, regel),
    findClaim: (werkgever) => findClaim(tabel, werkgever),
    passAanmelding: (aanmelding, regel) => passAanmelding(tabel, aanmelding, regel),
    overtakeAanmelding: (aanmelding, wijkt, regels) => overtakeAanmelding(tabel, aanmelding, wijkt, regels),
    listVanBedrijf: (bedrijf) => listVanBedrijf(tabel, bedrijf),
    listAanmeldingen: (vraag) => listAanmeldingen(tabel, vraag),
    eraseAanmelding: (aanmelding, werkgever, regel) => eraseAanmelding(tabel, aanmelding, werkgever, regel),
    registerKoppeling: (koppeling, aanmelding, regel) => registerKoppeling(tabel, koppeling, aanmelding, regel),
    findKoppeling: (id) => findKoppeling(tabel, id),
    replaceKoppeling: (koppeling, regel) => replaceKoppeling(tabel, koppeling, regel),
    moveKoppeling: (koppeling, vorige, aanmelding, regel) => moveKoppeling(tabel, koppeling, vorige, aanmelding, regel),
    replaceTogether: (koppeling, aanmelding, regel) => replaceTogether(tabel, koppeling, aanmelding, regel),
    listKoppelingenVan: (ref) => listKoppelingenVan(tabel, ref),
    holdAccount: (ref, houder, tot) => holdAccount(tabel, ref, houder, tot),
    releaseAccount: (ref, houder) => releaseAccount(tabel, ref, houder),
    ensureUitwisseling: (uitwisseling, regel) => ensureUitwisseling(tabel, uitwisseling, regel),
    findUitwisseling: (id) => findUitwisseling(tabel, id),
    listUitwisselingen: (koppelingId, vanaf) => listUitwisselingen(tabel, koppelingId, vanaf),
    replaceUitwisseling: (uitwisseling, regel) => replaceUitwisseling(tabel, uitwisseling, regel),
    storeDelen: (uitwisseling, delen, regel) => storeDelen(tabel, uitwisseling, delen, regel),
    findDeel: (id, nummer) => findDeel(tabel, id, nummer),
    listDelen: (id) => listDelen(tabel, id),
    completeDeel: (id, nummer) => completeDeel(tabel, id, nummer),
    replaceDeel: (id, nummer, stukken, regel) => replaceDeel(tabel, id, nummer, stukken, regel),
    eraseDelen: (id) => eraseDelen(tabel, id),
    noteDeelFout: (id, nummer, fout) => noteDeelFout(tabel, id, nummer, fout),
    rememberVerdeelTaak: (id, taakToken) => rememberVerdeelTaak(tabel, id, taakToken),
    claimBericht: (sleutel, nu, toegang) => claimBericht(tabel, sleutel, nu, toegang),
    hasToegang: (onderwerp, toegang, sinds) => hasToegang(tabel, onderwerp, { toegang, sinds }),
    mailMetCode: (onderwerp, toegang, sinds) => mailMetCode(tabel, onderwerp, { toegang, sinds }),
    markBerichtSent: (sleutel, nu) => markBerichtSent(tabel, sleutel, nu),
    releaseBericht: (sleutel) => releaseBericht(tabel, sleutel),
    refuseBericht: (sleutel, nu) => refuseBericht(tabel, sleutel, nu),
    markBezorging: (sleutel, bezorging) => markBezorging(tabel, sleutel, bezorging),
    listBerichten: (onderwerp) => listBerichten(tabel, onderwerp),
    noteRegel: (regel) => noteRegel(tabel, regel),
    listAudit: (id, laatste) => listAudit(tabel, id, laatste),
    ...verzoekenIn(tabel),
  };
}

/** What the public does not begin with a sign-up. */
const aanvragenIn = (tabel: Tabel) => ({
  listAanvragen: (vraag: AanvragenVraag) => listAanvragen(tabel, vraag),
  replaceAanvraag: (aanvraag: Aanvraag) => replaceAanvraag(tabel, aanvraag),
  eraseAanvraag: (aanvraag: Aanvraag) => eraseAanvraag(tabel, aanvraag),
  takeIn: (aanmelding: OntvangenAanmelding, regel: AuditRegel) => takeIn(tabel, aanmelding, regel),
  eraseWachtende: (id: AanmeldingId) => eraseWachtende(tabel, id),
  storeKantoor: (kantoor: Kantoor) => storeKantoor(tabel, kantoor),
  storeKantoortoegang: (toegang: Kantoortoegang) => storeKantoortoegang(tabel, toegang),
  findKantoortoegang: (hash: CapabilityHash) => findKantoortoegang(tabel, hash),
  listVanKantoor: (id: KantoorId, aantal: number, na?: WerkvoorraadPlaats) => listVanKantoor(tabel, id, aantal, na),
  uncountPost: (grens: Postgrens, nu: Tijdstip) => uncountPost(tabel, grens, nu),
});
