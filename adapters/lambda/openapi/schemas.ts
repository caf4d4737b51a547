import * as z from 'zod';
import { Aanmeldformulier, Waarschuwing } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { BesluitFormulier, Goedkeuring } from '../../../core/aanmelding/besluit.ts';
import { Bulkformulier, Bulkwerkgever, MAX_WERKGEVERS } from '../../../core/aanmelding/bulk.ts';
import { Bevinding, Controle } from '../../../core/aanmelding/controle.ts';
import { GemaskeerdeGegevens } from '../../../core/aanmelding/gemaskeerde-gegevens.ts';
import { Toegangsformulier } from '../../../core/aanmelding/toegangsformulier.ts';
import { Werkgeverformulier } from '../../../core/aanvraag/add-werkgever.ts';
import { Kantoorformulier } from '../../../core/aanvraag/ask-kantoorcode.ts';
import { Bevestigingsformulier } from '../../../core/aanvraag/confirm-aanvraag.ts';
import { AuditSchakel, Auditspoor } from '../../../core/audit/audit.ts';
import {
  Beeindigingsformulier,
  Opnieuwformulier,
  Overslagformulier,
  Redenformulier,
  Verloningformulier,
} from '../../../core/audit/beheer.ts';
import { Gebeurtenis } from '../../../core/audit/tijdlijn.ts';
import { AANDACHT, Aandachtspunt } from '../../../core/beheer/aandacht.ts';
import { Inzage } from '../../../core/beheer/export-werknemer.ts';
import { Aanmeldcorrectie } from '../../../core/controle/correct-aanmelding.ts';
import { VELDCODES } from '../../../core/invoer/probleem.ts';
import { Tijdvak } from '../../../core/kalender/tijdvak.ts';
import { Wijzigingsformulier } from '../../../core/koppeling/koppelingwijziging.ts';
import { Tokenformulier } from '../../../core/koppeling/replace-token.ts';
import { Leveringdocument, Mutatieregel, Vraagregel } from '../../../core/levering/levering-document.ts';
import { Ontvangstformulier } from '../../../core/levering/ontvangst.ts';
import { OpenVraag } from '../../../core/levering/show-open-vragen.ts';
import { Vrijgaveformulier } from '../../../core/levering/vrijgave.ts';
import { Codeformulier } from '../../../core/toegang/toegangscode.ts';
import { Verzoekbesluit, Verzoekformulier } from '../../../core/verzoek/verzoek.ts';
import { AanmeldingDocument, AfgemeldDocument, Statusdocument } from '../../../core/weergave/aanmelding-document.ts';
import {
  Koppelingdocument,
  Koppelingrij,
  OpenDeel,
  Uitwisselingdocument,
  Uitwisselingregel,
} from '../../../core/weergave/koppeling-document.ts';
import { Controleverslag } from '../../../core/weergave/present-controle.ts';
import { Dossier } from '../../../core/weergave/present-dossier.ts';
import { Kalender, Kalenderregel } from '../../../core/weergave/present-kalender.ts';
import { Machtigingsverslag } from '../../../core/weergave/present-machtiging.ts';
import { Verzoekdocument } from '../../../core/weergave/present-verzoek.ts';
import { Voorstel } from '../../../core/weergave/present-voorstel.ts';
import {
  Aanmeldantwoord,
  Adresherstelantwoord,
  Afmeldantwoord,
  Beeindigantwoord,
  Besluitantwoord,
  Besluitvoorstel,
  Bevestigantwoord,
  Bulkantwoord,
  Capabilityantwoord,
  Hercontroleantwoord,
  Hervatantwoord,
  Intrekantwoord,
  Kantoorantwoord,
  Koppelingantwoord,
  Koppelingen,
  Leveringsmutaties,
  Leveringsvragen,
  Mailantwoord,
  Ontvangstantwoord,
  Opnieuwantwoord,
  Overslagantwoord,
  Pauzeantwoord,
  Toegangantwoord,
  Tokenantwoord,
  Verloningantwoord,
  Verzoeken,
  Vragenantwoord,
  Vrijgaveantwoord,
  Werkvoorraad,
  Wijzigantwoord,
  Wisantwoord,
} from '../answers.ts';
import type { Problem } from '../problem.ts';
import { Probleem, Veldfoutmelding } from '../problem-schema.ts';
import { meaningOf, PROBLEMEN } from '../problems.ts';
import type { Annotation } from './annotation.ts';
import { ANSWERED } from './fields-answered.ts';
import { SENT } from './fields-sent.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The bodies that are sent, by the name that they have in the document. */
export const REQUESTS = {
  Aanmeldformulier,
  // The API judges each werkgever on its own, so that one faulty row stops no other; its form is this.
  Bulkformulier: Bulkformulier.extend({ werkgevers: z.array(Bulkwerkgever).min(1).max(MAX_WERKGEVERS) }),
  Aanmeldcorrectie,
  Bevestigingsformulier,
  Kantoorformulier,
  Tokenformulier,
  Codeformulier,
  Besluitformulier: BesluitFormulier,
  Redenformulier,
  Opnieuwformulier,
  Overslagformulier,
  Verloningformulier,
  Ontvangstformulier,
  Vrijgaveformulier,
  Verzoekformulier,
  Verzoekbesluit,
  Beeindigingsformulier,
  Wijzigingsformulier,
  Toegangsformulier,
  Werkgeverformulier,
};

/** The bodies that are answered. */
export const ANSWERS = {
  Aanmeldantwoord,
  Bulkantwoord,
  Hercontroleantwoord,
  Toegangantwoord,
  Bevestigantwoord,
  Kantoorantwoord,
  Capabilityantwoord,
  Tokenantwoord,
  Afmeldantwoord,
  Intrekantwoord,
  Adresherstelantwoord,
  Statusdocument,
  Kalender,
  Werkvoorraad,
  Dossier,
  Voorstel,
  Besluitantwoord,
  Besluitvoorstel,
  Auditspoor,
  Wisantwoord,
  Koppelingen,
  Koppeling: Koppelingdocument,
  Uitwisseling: Uitwisselingdocument,
  Pauzeantwoord,
  Hervatantwoord,
  Opnieuwantwoord,
  Overslagantwoord,
  Verloningantwoord,
  Ontvangstantwoord,
  Vrijgaveantwoord,
  Beeindigantwoord,
  Koppelingantwoord,
  Wijzigantwoord,
  Mailantwoord,
  Verzoek: Verzoekdocument,
  Verzoeken,
  Inzage,
  Levering: Leveringdocument,
  Leveringsmutaties,
  Leveringsvragen,
  Vragenantwoord,
  Probleem,
  /** What API Gateway itself answers. */
  Poortmelding: z.strictObject({ message: z.string() }),
};

/** What the answers are made of and is worth a name. */
const PARTS = {
  ...{
    Aanmelding: AanmeldingDocument,
    Afgemeld: AfgemeldDocument,
    Auditregel: AuditSchakel,
    Bevinding,
    Controle,
    Controleverslag,
    Gebeurtenis,
    Gegevens: GemaskeerdeGegevens,
    Machtiging: Machtigingsverslag,
  },
  ...{ Aandachtspunt, Kalenderregel, Koppelingrij, OpenDeel, Uitwisselingregel },
  ...{ Mutatieregel, Vraagregel, OpenVraag },
  ...{ Goedkeuring, Tijdvak, Veldfout: Veldfoutmelding, Waarschuwing },
};

const ANNOTATIONS: ReadonlyMap<z.core.$ZodType, Annotation> = new Map([...SENT, ...ANSWERED]);

export type RequestName = keyof typeof REQUESTS;
export type AnswerName = keyof typeof ANSWERS;

export const refTo = (name: RequestName | AnswerName) => ({ $ref: uriOf(name) });
const uriOf = (name: string): string => `#/components/schemas/${name}`;

/** All named schemas of the document, as JSON Schema 2020-12. */
export function namedSchemas(): Readonly<Record<string, JsonSchema>> {
  const { Probleem: probleem, ...answers } = convert({ ...PARTS, ...ANSWERS }, 'output');
  const { Veldfout: veldfout, Aandachtspunt: aandachtspunt, ...others } = answers;
  return {
    ...convert(REQUESTS, 'input'),
    ...others,
    Aandachtspunt: withCodes(aandachtspunt, AANDACHT),
    Veldfout: withCodes(veldfout, VELDCODES),
    Probleem: withCodes(probleem, meaningsOf(PROBLEMEN)),
  };
}

const meaningsOf = (problems: Readonly<Record<string, Pick<Problem, 'title' | 'detail'>>>) =>
  Object.fromEntries(Object.entries(problems).map(([code, problem]) => [code, meaningOf(problem)]));

/** The same with all values of `code`, and what each means. */
function withCodes(schema: JsonSchema = {}, meanings: Readonly<Record<string, string>>): JsonSchema {
  const lines = Object.entries(meanings).map(([code, meaning]) => `- \`${code}\`: ${meaning}`);
  const description = ['De code verandert nooit; nieuwe codes kunnen erbij komen.', ...lines].join('\n');
  const code = { type: 'string', enum: Object.keys(meanings), description } as const;
  return { ...schema, properties: { ...schema.properties, code } };
}

function convert(named: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...optionsFor(io), uri: uriOf });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id, $schema, ...schema }]) => [id, schema]));
}

/** A schema without a name, for a parameter. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, optionsFor('input'));
  return rest;
}

const optionsFor = (io: 'input' | 'output'): z.core.ToJSONSchemaParams => ({
  io,
  // What a transform makes has no schema of its own: `complete` gives it one, and a test finds the ones without.
  unrepresentable: 'any',
  override: ({ zodSchema, jsonSchema }) => complete(zodSchema, jsonSchema, io),
});

/** Adds what zod cannot know, and leaves out what says nothing to a caller. */
function complete(zodSchema: z.core.$ZodTypes, json: JsonSchema, io: 'input' | 'output'): void {
  const annotation = ANNOTATIONS.get(zodSchema);
  // A transform of ours that has a field of its own gives a text.
  const isMadeText = io === 'output' && annotation?.pattern !== undefined && json.type === undefined;
  if (annotation?.type !== undefined) delete json.pattern;
  Object.assign(json, annotation);
  if (isMadeText) {
    json.type = 'string';
    delete json.minimum;
    delete json.maximum;
  }
  if (json.format === 'date' || json.format === 'date-time') delete json.pattern;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  delete json.readOnly;
  if (io === 'output') {
    // New fields may be added to an answer; whoever reads it passes over what he does not know.
    delete json.additionalProperties;
    return;
  }
  for (const [name, property] of Object.entries(json.properties ?? {})) {
    if (typeof property === 'object' && property.not !== undefined) delete json.properties?.[name];
  }
}
