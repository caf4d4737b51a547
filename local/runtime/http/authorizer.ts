import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { VirtualClock } from '../clock.ts';
import type { JwtAuthorizer } from '../system.ts';

const KEY_ID = 'lokaal';
const ALGORITHM = 'RS256';
const TOKEN_LIFETIME_SECONDS = 8 * 3600;

/** What a JWT authorizer gives to the function: every claim is text, and a list becomes `[a b]`. */
export interface JwtContext {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

/** The local OIDC issuer: it signs for whichever issuer the template trusts, and verifies as the gateway would. */
export interface LocalIssuer {
  readonly jwks: JSONWebKeySet;
  /** A token of 8 virtual hours for the audience of this authorizer. */
  issue(authorizer: JwtAuthorizer, subject: string, claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** Undefined when the token is missing, forged, expired, or meant for another issuer or audience. */
  verify(authorizer: JwtAuthorizer, header: string | undefined): Promise<JwtContext | undefined>;
}

export async function createLocalIssuer(clock: VirtualClock): Promise<LocalIssuer> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  const jwk = await exportJWK(publicKey);
  return {
    jwks: { keys: [{ ...jwk, kid: KEY_ID, alg: ALGORITHM, use: 'sig' }] },
    issue: ({ issuer, audience }, subject, claims) => {
      const nowSeconds = Math.floor(clock.now() / 1000);
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience.length === 1 ? (audience[0] ?? '') : [...audience])
        .setSubject(subject)
        .setIssuedAt(nowSeconds)
        .setNotBefore(nowSeconds)
        .setExpirationTime(nowSeconds + TOKEN_LIFETIME_SECONDS)
        .sign(privateKey);
    },
    verify: async ({ issuer, audience }, header) => {
      const token = header?.replace(/^Bearer\s+/i, '').trim();
      if (token === undefined || token === '') return undefined;
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          issuer,
          audience: [...audience],
          algorithms: [ALGORITHM],
          currentDate: new Date(clock.now()),
          requiredClaims: ['exp'],
        });
        return contextOf(payload);
      } catch {
        return undefined;
      }
    },
  };
}

function contextOf(payload: JWTPayload): JwtContext {
  const claims = Object.entries(payload).map(([name, value]) => [name, claimText(value)]);
  const scope = payload.scope ?? payload.scp;
  return { claims: Object.fromEntries(claims), scopes: typeof scope === 'string' ? scope.split(' ') : null };
}

function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
