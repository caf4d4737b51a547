import type { AanmeldingId } from '../../core/ids.ts';
import { bound, type Mutant, only, withRegistratie } from './mutant.ts';

const CONFIRMING = ['confirm-aanvraag', 'settle-aanmelding', 'sweep-aanvragen'];
const nothing = async (): Promise<void> => undefined;

/** Faults in how a sign-up waits for the confirmation of its address. */
export const MUTANTS_BEVESTIGEN: readonly Mutant[] = [
  {
    name: 'bevestigt-alleen-de-eerste',
    fout: 'van een bulk die bevestigd is wordt alleen de eerste werkgever in behandeling genomen',
    between: only(CONFIRMING, (ports) =>
      withRegistratie(ports, {
        async findAanvraag(id) {
          const found = await ports.registratie.findAanvraag(id);
          return found && { ...found, aanmeldingen: found.aanmeldingen.slice(0, 1) };
        },
        async replaceAanvraag(next) {
          const stored = await ports.registratie.findAanvraag(next.aanvraagId);
          return ports.registratie.replaceAanvraag({
            ...next,
            aanmeldingen: stored?.aanmeldingen ?? next.aanmeldingen,
          });
        },
      }),
    ),
  },
  {
    name: 'wist-de-token-van-wat-bevestigd-is',
    fout: 'de ronde wist de token van wat zij een uur eerder onbevestigd zag, ook als het intussen bevestigd is',
    between: () => {
      const seen = new Set<AanmeldingId>();
      return (ports, functionName) =>
        functionName !== 'sweep-aanvragen'
          ? ports
          : withRegistratie(ports, {
              async listAanvragen(vraag) {
                if (vraag.status === 'bevestigd')
                  for (const id of seen)
                    if ((await ports.registratie.findAanvraag(id))?.status === 'klaar')
                      await ports.kluis.eraseCandidate(id);
                const page = await ports.registratie.listAanvragen(vraag);
                if (vraag.status === 'onbevestigd') for (const { aanvraagId } of page) seen.add(aanvraagId);
                return page;
              },
            });
    },
  },
  {
    name: 'begint-onbevestigd',
    fout: 'de controle begint voordat het adres bevestigd is',
    between: only(['submit-aanmelding', 'submit-bulk'], (ports) =>
      withRegistratie(ports, {
        async registerWachtende(aanmelding, regel) {
          await ports.registratie.registerWachtende(aanmelding, regel);
          await ports.verloop.startRealisatie(aanmelding.aanmeldingId);
        },
      }),
    ),
  },
  {
    name: 'bevestigt-zonder-adres',
    fout: 'wie een werkgever aanmeldt hoeft zijn adres niet te bevestigen: wat hij aanmeldt gaat door',
    between: only(['settle-aanmelding', 'submit-aanmelding', 'submit-bulk'], (ports) =>
      withRegistratie(ports, {
        async replaceAanvraag(next) {
          const status = next.status === 'onbevestigd' ? 'bevestigd' : next.status;
          return ports.registratie.replaceAanvraag({ ...next, status });
        },
      }),
    ),
  },
  {
    name: 'loopt-aanvragen-nooit-na',
    fout: 'wat niemand bevestigt blijft staan, met zijn token',
    between: only(['sweep-aanvragen'], (ports) => withRegistratie(ports, { listAanvragen: async () => [] })),
  },
  {
    name: 'wist-een-aanvraag-half',
    fout: 'van een aanvraag die niemand bevestigt blijft de token liggen',
    between: only(['sweep-aanvragen'], (ports) => ({
      ...ports,
      kluis: bound(ports.kluis, { eraseCandidate: nothing }),
    })),
  },
];
