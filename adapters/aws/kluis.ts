import { isDeepStrictEqual } from 'node:util';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { Defect, Transient } from '../../core/errors.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import { Inloggegevens, InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import type { Kluis, Sleuteldoel } from '../../core/nmbrs/ports/kluis.ts';
import { readStored } from '../../core/stored.ts';
import { sha256 } from '../node/sha256.ts';
import { jittered, type Pause, ROUNDS } from './backoff.ts';
import { settled } from './errors.ts';

export interface KluisConfig {
  readonly client: SecretsManagerClient;
  /** What every name starts with, without a slash at the end. */
  readonly prefix: string;
  /** The key (id or ARN) that encrypts the secrets. */
  readonly keyId: string;
  /** How to wait between rounds of a write that lost a race. */
  readonly pause?: Pause;
}

type Kluisdeur = Required<KluisConfig>;

/** `<prefix>/vingerafdruk/sleutel`, `<prefix>/referentie/sleutel`: a key of ours, by what it is for. */
export const sleutelName = (prefix: string, doel: Sleuteldoel): string => `${prefix}/${doel}/sleutel`;

/** `<prefix>/kandidaat/<aanmeldingId>`: the token of one sign-up, until it is realised. */
export const candidateName = (prefix: string, aanmeldingId: AanmeldingId): InloggegevensRef =>
  InloggegevensRef.parse(`${prefix}/kandidaat/${aanmeldingId}`);

/**
 * `<prefix>/account/<hash>`: the token of one Nmbrs account. The name is a hash because the login is an e-mail address,
 * and names of secrets are seen by people who may not read the secrets.
 */
export function accountName(prefix: string, { domein, gebruikersnaam }: Inloggegevens): InloggegevensRef {
  const account = `${domein}|${gebruikersnaam}`.toLowerCase();
  const hash = sha256(account).slice(0, 40);
  return InloggegevensRef.parse(`${prefix}/account/${hash}`);
}

/** The vault in Secrets Manager: one JSON secret per candidate and per account. */
export function createKluis({ pause = jittered, ...config }: KluisConfig): Kluis {
  const deur: Kluisdeur = { ...config, pause };
  return {
    async storeCandidate(aanmeldingId, inloggegevens) {
      const ref = candidateName(deur.prefix, aanmeldingId);
      await store(deur, ref, inloggegevens);
      return ref;
    },
    async replaceCandidate(aanmeldingId, inloggegevens) {
      const secret = JSON.stringify(Inloggegevens.parse(inloggegevens));
      const ref = candidateName(deur.prefix, aanmeldingId);
      const written = await put(deur, ref, secret);
      if (written === undefined) return 'weg';
      await untilSeen(deur, ref, written);
      return 'vervangen';
    },
    readCandidate: (aanmeldingId) => read(deur, candidateName(deur.prefix, aanmeldingId)),
    candidateRef: (aanmeldingId) => candidateName(deur.prefix, aanmeldingId),
    accountRef: (inloggegevens) => accountName(deur.prefix, inloggegevens),
    async promote(inloggegevens) {
      const ref = accountName(deur.prefix, inloggegevens);
      const current = await read(deur, ref);
      if (isDeepStrictEqual(current, Inloggegevens.parse(inloggegevens))) return ref;
      await untilSeen(deur, ref, await store(deur, ref, inloggegevens));
      return ref;
    },
    read: (ref, verwachting) => (verwachting === undefined ? read(deur, ref) : lookUntil(deur, () => read(deur, ref))),
    eraseCandidate: (aanmeldingId) => erase(deur, candidateName(deur.prefix, aanmeldingId)),
    eraseAccount: (ref) => erase(deur, ref),
    ensureSleutel: (doel, voorstel) => ensureSleutel(deur, sleutelName(deur.prefix, doel), voorstel),
  };
}

/** A value that was written, by the id of its version. */
interface Geschreven {
  readonly versie: string | undefined;
}

/**
 * Creates the secret, or puts a new value when it exists. Either step can lose a race (someone else created it, or it was
 * erased in between); a name whose deletion still runs is free again after a moment. One that a person deleted, and that waits
 * 7 to 30 days for its end, is had back: its name would not be free for as long.
 */
async function store(deur: Kluisdeur, ref: InloggegevensRef, inloggegevens: Inloggegevens): Promise<Geschreven> {
  const secret = JSON.stringify(Inloggegevens.parse(inloggegevens));
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await deur.pause(round - 1);
    const written = (await create(deur, ref, secret)) ?? (await put(deur, ref, secret));
    if (written !== undefined) return written;
    await restore(deur, ref);
  }
  throw new Transient({ code: 'aws.kluis.store', message: 'the secret is being erased; its name is not free yet' });
}

/**
 * Looks first: it is made once, and read at every data set. Who loses the race to make it reads what the other one made; one that a
 * person deleted is had back.
 */
async function ensureSleutel(deur: Kluisdeur, name: string, voorstel: string): Promise<string> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await deur.pause(round - 1);
    const existing = await readText(deur, name);
    if (existing !== undefined) return usable(existing);
    if ((await create(deur, name, voorstel)) !== undefined) return voorstel;
    await restore(deur, name);
  }
  throw new Transient({ code: 'aws.kluis.sleutel', message: 'the key is there and cannot be read yet' });
}

/** A person may have put it there: a key of nothing hides nothing, and a line end in it is seen by nobody. */
function usable(sleutel: string): string {
  if (sleutel !== '' && sleutel.trim() === sleutel) return sleutel;
  throw new Defect({ code: 'kluis.sleutel-onbruikbaar', message: 'the key is empty, or has white space at its ends' });
}

async function create({ client, keyId }: Kluisdeur, ref: string, secret: string): Promise<Geschreven | undefined> {
  const command = new CreateSecretCommand({ Name: ref, KmsKeyId: keyId, SecretString: secret });
  const taken = ['ResourceExistsException', 'InvalidRequestException'];
  const answer = await settled('kluis.create', taken, () => client.send(command));
  return answer.ok ? { versie: answer.value?.VersionId } : undefined;
}

async function put({ client }: Kluisdeur, ref: InloggegevensRef, secret: string): Promise<Geschreven | undefined> {
  const command = new PutSecretValueCommand({ SecretId: ref, SecretString: secret });
  const gone = ['ResourceNotFoundException', 'InvalidRequestException'];
  const answer = await settled('kluis.put', gone, () => client.send(command));
  return answer.ok ? { versie: answer.value?.VersionId } : undefined;
}

/** Takes a deletion back that a person asked for; one that is gone, or was never deleted, stays as it is. */
async function restore({ client }: Kluisdeur, ref: string): Promise<void> {
  const command = new RestoreSecretCommand({ SecretId: ref });
  const names = ['ResourceNotFoundException', 'InvalidRequestException'];
  await settled('kluis.restore', names, () => client.send(command));
}

/** A secret that is being deleted answers InvalidRequestException: it counts as gone. */
async function look({ client }: Kluisdeur, name: string) {
  const command = new GetSecretValueCommand({ SecretId: name });
  const gone = ['ResourceNotFoundException', 'InvalidRequestException'];
  const answer = await settled('kluis.read', gone, () => client.send(command));
  return answer.ok ? answer.value : undefined;
}

async function readText(deur: Kluisdeur, name: string): Promise<string | undefined> {
  const found = await look(deur, name);
  return found === undefined ? undefined : (found.SecretString ?? '');
}

/**
 * Looks of who knows what must be there. Secrets Manager is eventually consistent: what was just written may not be found yet, or be
 * found as it was. Seven looks of `jittered` wait 3.2 s at most together, 1.6 s on average.
 */
const LOOKS = 7;

async function lookUntil<T>(deur: Kluisdeur, once: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let round = 0; round < LOOKS; round += 1) {
    if (round > 0) await deur.pause(round - 1);
    const found = await once();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Who is told that it was written must not meet someone who still reads, and then erases, what was there before. */
async function untilSeen(deur: Kluisdeur, ref: InloggegevensRef, { versie }: Geschreven): Promise<void> {
  const seen = await lookUntil(deur, async () => ((await look(deur, ref))?.VersionId === versie ? true : undefined));
  if (seen === true) return;
  throw new Transient({ code: 'aws.kluis.traag', message: 'what was written does not show yet' });
}

async function read(deur: Kluisdeur, ref: InloggegevensRef): Promise<Inloggegevens | undefined> {
  const text = await readText(deur, ref);
  return text === undefined ? undefined : parse(text);
}

/** Neither the parser's error nor zod's goes along: a JSON error quotes the text. */
function parse(secret: string): Inloggegevens {
  const parsed = readStored(Inloggegevens, jsonOf(secret));
  if (parsed.success) return parsed.data;
  throw new Defect({ code: 'kluis.onleesbaar', message: 'a secret does not hold inloggegevens' });
}

function jsonOf(secret: string): unknown {
  try {
    return JSON.parse(secret);
  } catch {
    return undefined;
  }
}

/** One that a person deleted, and that could be had back for days, is had back to go at once. */
async function erase(deur: Kluisdeur, ref: InloggegevensRef): Promise<void> {
  if (await remove(deur, ref)) return;
  await restore(deur, ref);
  if ((await remove(deur, ref)) || (await look(deur, ref)) === undefined) return;
  throw new Defect({ code: 'aws.kluis.erase', message: 'a secret could not be erased and is still readable' });
}

async function remove({ client }: Kluisdeur, ref: InloggegevensRef): Promise<boolean> {
  const command = new DeleteSecretCommand({ SecretId: ref, ForceDeleteWithoutRecovery: true });
  const names = ['ResourceNotFoundException', 'InvalidRequestException'];
  const outcome = await settled('kluis.erase', names, () => client.send(command));
  return outcome.ok || outcome.name === 'ResourceNotFoundException';
}
