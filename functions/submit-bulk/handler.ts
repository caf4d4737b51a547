import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Bulkantwoord, Bulkregel } from '../../adapters/lambda/answers.ts';
import { parseBulkCsv } from '../../adapters/lambda/bulk-csv.ts';
import { csvTextOf, type Unreadable } from '../../adapters/lambda/csv-text.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { baseUrlOf, isCsvType, isJsonType, type Parsed, parseBody, readBytes } from '../../adapters/lambda/request.ts';
import { broughtBy, tooManyRequests, WACHT_OP_BEVESTIGING, WIJ_CONTROLEREN } from '../../adapters/lambda/sign-up.ts';
import { waarschuwingenBij } from '../../core/aanmelding/aanmeldgegevens.ts';
import { Bulkformulier } from '../../core/aanmelding/bulk.ts';
import { type Bulk, type Rijuitkomst, type SubmitBulkDeps, submitBulk } from '../../core/aanvraag/submit-bulk.ts';

const MAX_BODY_BYTES = 512 * 1024;
/** What the rows that are under way need to end, and the answer to get out, before Lambda stops the function. */
const RESERVE_MS = 6_000;

const WRONG_TYPE = 'Stuur de aanvraag als application/json (in UTF-8), text/csv of application/csv.';
const NIETS_AANGEMELD = 'Er is geen enkele werkgever aangemeld. Bij elke rij staat waarom, en wat u kunt doen.';
const SAVE_AS = 'Bewaar het in Excel als «CSV UTF-8 (door scheidingstekens gescheiden)» en stuur het opnieuw.';
const UNREADABLE: Readonly<Record<Unreadable, string>> = {
  beschadigd: `In het bestand zijn letters verloren gegaan, bijvoorbeeld een é. ${SAVE_AS}`,
  werkmap: `Dit is een werkmap van Excel en geen CSV-bestand. ${SAVE_AS}`,
  onbekend: `Wij kunnen de tekens in het bestand niet lezen. ${SAVE_AS}`,
};

/** `POST /aanmeldingen/bulk`: takes in up to 500 werkgevers of one account, and answers row by row. */
export const createHandler = (deps: SubmitBulkDeps) =>
  httpHandler(
    deps.logboek,
    async (event: APIGatewayProxyEventV2, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<HttpAnswer> => {
      const brought = broughtBy(event);
      if (!brought.ok) return problemAnswer(brought.problem);
      const parsed = parseBulk(event);
      if (!parsed.ok) return problemAnswer(parsed.problem);
      const { account } = parsed.value;
      const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
      const outcomes = await submitBulk(deps, { ...parsed.value, ...brought.value }, hasTime);
      if (outcomes === 'te-druk') return problemAnswer(tooManyRequests(deps.klok.now()));
      if (typeof outcomes === 'string') return problemAnswer(problemOf(outcomes));
      const count = (...which: readonly Rijuitkomst['uitkomst'][]) =>
        outcomes.filter(({ uitkomst }) => which.includes(uitkomst)).length;
      const answer: Bulkantwoord = {
        ontvangen: count('ontvangen'),
        wachtOpBevestiging: count('wacht-op-bevestiging'),
        geweigerd: count('ongeldig', 'al-aangemeld'),
        nietVerwerkt: count('niet-verwerkt'),
        watNu: watNuBij(outcomes),
        waarschuwingen: waarschuwingenBij(account.nmbrs.apiToken),
        rijen: outcomes.map((outcome) => withText(outcome, baseUrlOf(event))),
      };
      return jsonAnswer(200, answer);
    },
  );

/** All of a request waits for one confirmation, or none of it does. */
function watNuBij(outcomes: readonly Rijuitkomst[]): string {
  const has = (which: Rijuitkomst['uitkomst']) => outcomes.some(({ uitkomst }) => uitkomst === which);
  if (has('wacht-op-bevestiging')) return WACHT_OP_BEVESTIGING;
  return has('ontvangen') ? WIJ_CONTROLEREN : NIETS_AANGEMELD;
}

function parseBulk(event: APIGatewayProxyEventV2): Parsed<Pick<Bulk, 'account' | 'rijen'>> {
  if (isJsonType(event)) {
    const parsed = parseBody(event, Bulkformulier, MAX_BODY_BYTES);
    if (!parsed.ok) return parsed;
    const { account, werkgevers } = parsed.value;
    return { ok: true, value: { account, rijen: werkgevers.map((invoer, index) => ({ rij: index + 1, invoer })) } };
  }
  if (!isCsvType(event)) return { ok: false, problem: problemOf('verkeerd-soort-inhoud', { detail: WRONG_TYPE }) };
  const bytes = readBytes(event, MAX_BODY_BYTES);
  if (!bytes.ok) return bytes;
  const read = csvTextOf(bytes.value);
  if ('text' in read) return parseBulkCsv(read.text);
  return { ok: false, problem: problemOf('geen-csv', { detail: UNREADABLE[read.unreadable] }) };
}

function withText(outcome: Rijuitkomst, baseUrl: string): Bulkregel {
  switch (outcome.uitkomst) {
    case 'ontvangen':
    case 'wacht-op-bevestiging':
      return { ...outcome, statusUrl: `${baseUrl}/aanmeldingen/${outcome.aanmeldingId}` };
    case 'al-aangemeld':
      return {
        ...outcome,
        tekst:
          'Voor dit loonheffingennummer en raamwerkcontractnummer is al een aanmelding door de controle gekomen, of loopt al een salariskoppeling; of zij staan twee keer in dit bestand.',
      };
    case 'niet-verwerkt':
      return {
        ...outcome,
        tekst: 'Deze regel is nog niet verwerkt. Stuur hetzelfde bestand opnieuw; wat er al is, blijft.',
      };
    case 'ongeldig':
      return { ...outcome, tekst: 'Verbeter de genoemde velden en stuur het bestand opnieuw.' };
    default:
      return outcome satisfies never;
  }
}
