import { isDeepStrictEqual } from 'node:util';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { AanmeldingId } from '../../core/domain/aanmelding.ts';
import { Inloggegevens, InloggegevensRef } from '../../core/domain/inloggegevens.ts';
import { Defect, Transient } from '../../core/errors.ts';
import type { Kluis, Sleuteldoel } from '../../core/ports/kluis.ts';
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
      return (await put(deur, candidateName(deur.prefix, aanmeldingId), secret)) ? 'vervangen' : 'weg';
    },
    readCandidate: (aanmeldingId) => read(deur, candidateName(deur.prefix, aanmeldingId)),
    accountRef: (inloggegevens) => accountName(deur.prefix, inloggegevens),
    async promote(inloggegevens) {
      const ref = accountName(deur.prefix, inloggegevens);
      const current = await read(deur, ref);
      if (!isDeepStrictEqual(current, Inloggegevens.parse(inloggegevens))) await store(deur, ref, inloggegevens);
      return ref;
    },
    read: (ref) => read(deur, ref),
    eraseCandidate: (aanmeldingId) => erase(deur, candidateName(deur.prefix, aanmeldingId)),
    eraseAccount: (ref) => erase(deur, ref),
    ensureSleutel: (doel, voorstel) => ensureSleutel(deur, sleutelName(deur.prefix, doel), voorstel),
  };
}

/**
 * Creates the secret, or puts a new value when it exists. Either step can lose a race (someone else created it, or it was
 * erased in between); a name whose deletion still runs is free again after a moment.
 */
async function store(deur: Kluisdeur, ref: InloggegevensRef, inloggegevens: Inloggegevens): Promise<void> {
  const secret = JSON.stringify(Inloggegevens.parse(inloggegevens));
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await deur.pause(round - 1);
    if ((await create(deur, ref, secret)) || (await put(deur, ref, secret))) return;
  }
  throw new Transient({ code: 'aws.kluis.store', message: 'the secret is being erased; its name is not free yet' });
}

/** Looks first: it is made once, and read many times. Who loses the race to make it reads what the other one made. */
async function ensureSleutel(deur: Kluisdeur, name: string, voorstel: string): Promise<string> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await deur.pause(round - 1);
    const existing = await readText(deur, name);
    if (existing !== undefined) return existing;
    if (await create(deur, name, voorstel)) return voorstel;
  }
  throw new Transient({ code: 'aws.kluis.sleutel', message: 'the key is there and cannot be read yet' });
}

async function create({ client, keyId }: Kluisdeur, ref: string, secret: string): Promise<boolean> {
  const command = new CreateSecretCommand({ Name: ref, KmsKeyId: keyId, SecretString: secret });
  const taken = ['ResourceExistsException', 'InvalidRequestException'];
  return (await settled('kluis.create', taken, () => client.send(command))).ok;
}

async function put({ client }: Kluisdeur, ref: InloggegevensRef, secret: string): Promise<boolean> {
  const command = new PutSecretValueCommand({ SecretId: ref, SecretString: secret });
  const gone = ['ResourceNotFoundException', 'InvalidRequestException'];
  return (await settled('kluis.put', gone, () => client.send(command))).ok;
}

/** A secret that is being deleted answers InvalidRequestException: it counts as gone. */
async function readText({ client }: Kluisdeur, name: string): Promise<string | undefined> {
  const command = new GetSecretValueCommand({ SecretId: name });
  const gone = ['ResourceNotFoundException', 'InvalidRequestException'];
  const answer = await settled('kluis.read', gone, () => client.send(command));
  return answer.ok ? (answer.value.SecretString ?? '') : undefined;
}

async function read(deur: Kluisdeur, ref: InloggegevensRef): Promise<Inloggegevens | undefined> {
  const text = await readText(deur, ref);
  return text === undefined ? undefined : parse(text);
}

/** Neither the parser's error nor zod's goes along: a JSON error quotes the text. */
function parse(secret: string): Inloggegevens {
  const parsed = Inloggegevens.safeParse(jsonOf(secret));
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

async function erase(deur: Kluisdeur, ref: InloggegevensRef): Promise<void> {
  const command = new DeleteSecretCommand({ SecretId: ref, ForceDeleteWithoutRecovery: true });
  const names = ['ResourceNotFoundException', 'InvalidRequestException'];
  const outcome = await settled('kluis.erase', names, () => deur.client.send(command));
  if (outcome.ok || outcome.name === 'ResourceNotFoundException') return;
  if ((await read(deur, ref)) === undefined) return;
  throw new Defect({ code: 'aws.kluis.erase', message: 'a secret could not be erased and is still readable' });
}
