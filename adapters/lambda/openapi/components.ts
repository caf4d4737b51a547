import { AanmeldingId, KoppelingId, UitwisselingId, VerzoekId } from '../../../core/ids.ts';
import { IdempotentieSleutel } from '../../../core/invoer/idempotentie.ts';
import { API_VERSION } from '../api-version.ts';
import { jsonSchemaOf } from './schemas.ts';

export const SECURITY = {
  toegangscode: {
    type: 'http',
    scheme: 'bearer',
    description:
      'De toegangscode (capability) die u bij de aanmelding kreeg, of die in een e-mail over die aanmelding staat. Zij geldt alleen voor die aanmelding.',
  },
  kantoorsleutel: {
    type: 'http',
    scheme: 'bearer',
    description:
      'De kantoorsleutel die u bij de laatste bevestiging van uw e-mailadres kreeg; hij werkt 180 dagen, en alleen voor dat adres.',
  },
  kantoorcode: {
    type: 'http',
    scheme: 'bearer',
    description: 'De kantoorsleutel, of de kantoorcode uit een e-mail (14 dagen).',
  },
  beoordelaar: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'Een token (JWT) van de OpenID Connect-omgeving van a.s.r., van een medewerker met de rol van beoordelaar. Wie beoordeelt, staat in het token (sub).',
  },
} as const;

export const PARAMETERS = {
  AanmeldingId: {
    name: 'aanmeldingId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van de aanmelding.',
    schema: jsonSchemaOf(AanmeldingId),
  },
  ElkKenmerk: {
    name: 'aanmeldingId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van de aanmelding. Het antwoord is voor elke tekst hetzelfde.',
    schema: { type: 'string', minLength: 1 },
  },
  KoppelingId: {
    name: 'koppelingId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van de koppeling.',
    schema: jsonSchemaOf(KoppelingId),
  },
  UitwisselingId: {
    name: 'uitwisselingId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van de uitwisseling.',
    schema: jsonSchemaOf(UitwisselingId),
  },
  VerzoekId: {
    name: 'verzoekId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van het verzoek.',
    schema: jsonSchemaOf(VerzoekId),
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Uw eigen naam voor deze aanvraag, bijvoorbeeld een UUID. Dezelfde sleutel met dezelfde inhoud geeft 24 uur lang hetzelfde antwoord; met andere inhoud 422.',
    schema: jsonSchemaOf(IdempotentieSleutel),
    example: '7f8b0c52-4d1e-4b60-9a37-2c5d8e9f1a34',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'De ETag van een eerder antwoord.',
    schema: { type: 'string' },
    example: '"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"',
  },
} as const;

export const HEADERS = {
  ETag: { description: 'De versie van dit antwoord.', schema: { type: 'string' } },
  Location: { description: 'Waar de status van de aanmelding staat.', schema: { type: 'string' } },
  RetryAfter: {
    description: 'Na hoeveel seconden opnieuw proberen zin heeft. Niet als de poort vóór de API zelf antwoordt.',
    schema: { type: 'integer', minimum: 1 },
  },
  ApiVersion: {
    description: 'De versie van de API. Niet als de poort vóór de API zelf antwoordt.',
    schema: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    example: API_VERSION,
  },
  WwwAuthenticate: { description: 'Hoe u zich bekendmaakt: Bearer.', schema: { type: 'string' } },
} as const;

/** What every answer has, and these. */
export const headersOf = (names: readonly Exclude<keyof typeof HEADERS, 'ApiVersion'>[]) =>
  Object.fromEntries(
    (['ApiVersion', ...names] as const).map((name) => [WIRE_NAMES[name], { $ref: `#/components/headers/${name}` }]),
  );

const WIRE_NAMES = {
  ApiVersion: 'API-Version',
  ETag: 'ETag',
  Location: 'Location',
  RetryAfter: 'Retry-After',
  WwwAuthenticate: 'WWW-Authenticate',
} as const satisfies Readonly<Record<keyof typeof HEADERS, string>>;
