import { ADRES_VAN_EEN_VREEMDE, bulkOf, formulierOf, rijOf } from './formulieren.ts';
import { KANTOOR } from './koppelingen.ts';
import type { Lambda } from './lambda.ts';
import type { Loop } from './loop.ts';
import { KANARIES, type Office, VREEMDE_GEBRUIKERSNAAM } from './office.ts';
import type { Plot } from './plot.ts';
import { eventOf } from './requests.ts';

export interface VreemdenParts {
  readonly loop: Loop;
  readonly plot: Plot;
  readonly office: Office;
  readonly send: Lambda['invoke'];
}

const LOGIN = { gebruikersnaam: VREEMDE_GEBRUIKERSNAAM, apiToken: KANARIES.vreemdeToken };

/** Sets going who signs up what is not his: once, whatever the answer. */
export function stageVreemden({ loop, plot, office, send }: VreemdenParts): void {
  for (const [nummer, { at, lots, alsKantoor }] of (plot.vreemden ?? []).entries()) {
    const email = alsKantoor ? KANTOOR : ADRES_VAN_EEN_VREEMDE;
    const all = lots.flatMap((index) => {
      const [lot, werkgever] = [plot.lots[index], office.werkgevers[index]];
      return lot === undefined || werkgever === undefined ? [] : [{ lot, werkgever, nummer: index + 1 }];
    });
    const [first, second] = all;
    if (first === undefined) continue;
    const [route, body] =
      second === undefined
        ? ['submit-aanmelding', formulierOf({ ...first, login: LOGIN, email })]
        : ['submit-bulk', bulkOf(LOGIN, all.map(rijOf), email)];
    loop.at(at, () => void send(route, eventOf({ body }), `${route} vreemde ${nummer}`));
  }
}
