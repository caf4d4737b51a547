import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { nameOf, Transient, Unclear } from '../../core/errors.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';

/** Answers a request; what goes wrong becomes a problem without detail, and one line in the log. */
export const httpHandler =
  <Rest extends readonly unknown[]>(
    logboek: Logboek,
    answer: (event: APIGatewayProxyEventV2, ...rest: Rest) => Promise<HttpAnswer>,
  ) =>
  async (event: APIGatewayProxyEventV2, ...rest: Rest): Promise<HttpAnswer> => {
    try {
      const answered = await answer(event, ...rest);
      logboek.info('http.beantwoord', { statusCode: answered.statusCode ?? 200 });
      return answered;
    } catch (error) {
      const passes = error instanceof Transient || error instanceof Unclear;
      const problem = problemOf(passes ? 'tijdelijk-niet-beschikbaar' : 'onverwachte-fout');
      logboek.error('http.beantwoord', { statusCode: problem.status, ...nameOf(error) });
      return problemAnswer(problem);
    }
  };
