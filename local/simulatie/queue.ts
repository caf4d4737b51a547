import type { Nazorg, Nazorgbericht } from '../../core/aanmelding/ports/nazorg.ts';
import { Transient } from '../../core/errors.ts';
import type { Uitval } from '../../core/ophalen/ports/uitval.ts';
import type { Wachtrij } from '../../core/ophalen/ports/wachtrij.ts';
import type { DeelBericht } from '../../core/uitwisseling/uitwisseling.ts';
import { createMessages, type Messages, type MessagesParts } from './messages.ts';

/** The queue of parts. */
export interface Queue extends Messages<DeelBericht> {
  readonly wachtrij: Wachtrij;
  readonly uitval: Uitval;
}

/** SQS takes at most so many messages in one request. */
const REQUEST = 10;

export function createQueue(parts: Omit<MessagesParts<DeelBericht>, 'nameOf'>): Queue {
  const { loop, fate } = parts;
  const messages = createMessages({ ...parts, nameOf: ({ deel }) => `deel ${deel}` });
  return {
    ...messages,
    wachtrij: {
      async sendDelen(berichten) {
        for (const [index, bericht] of berichten.entries()) {
          // A request that fails leaves those of the requests before it sent.
          if (index > 0 && index % REQUEST === 0 && fate.comesTwice(loop.now())) {
            throw new Transient({ code: 'wachtrij.weg', message: 'some were sent, some were not' });
          }
          messages.send(bericht);
          if (fate.comesTwice(loop.now())) messages.send(bericht);
        }
      },
    },
    uitval: { add: async (bericht) => messages.bury(bericht) },
  };
}

export const nazorgOf = ({ aanmeldingId, kantoorId }: Nazorgbericht): string => `nazorg ${aanmeldingId ?? kantoorId}`;

export interface Nazorgrij extends Messages<Nazorgbericht> {
  readonly nazorg: Nazorg;
}

/** The longest delay that SQS takes. */
const DELAY_MS = 900_000;

/** The delayed queue of looks at sign-ups. */
export function createNazorgrij(parts: Omit<MessagesParts<Nazorgbericht>, 'nameOf'>): Nazorgrij {
  const messages = createMessages({ ...parts, nameOf: nazorgOf });
  return {
    ...messages,
    nazorg: {
      schedule: async (aanmeldingId) => messages.send({ aanmeldingId }, DELAY_MS),
      lookNow: async (aanmeldingId) => messages.send({ aanmeldingId }),
      mailKantoorcode: async (kantoorId) => messages.send({ kantoorId }),
    },
  };
}
