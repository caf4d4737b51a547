import { exampleAanmelding } from '../nmbrs-simulator/example-aanmelding.ts';

/** Where everything is that was started; `simulator` is absent with a Nmbrs server of another. */
export interface Addresses {
  readonly api: string;
  readonly mail: string;
  readonly simulator: string | undefined;
  readonly nmbrs: string;
}

/** What is there, that it is empty, and the first step of each of its users. */
export const welcome = ({ api, mail, simulator, nmbrs }: Addresses): string => `
De salariskoppeling draait op deze computer. Zij begint leeg: alles staat in het geheugen, ook na een nieuwe start.

  API             ${api}
  beschrijving    ${api}/openapi.json
  mail            ${mail}
  Nmbrs           ${simulator === undefined ? nmbrs : `${simulator} (simulator)`}
  gezondheid      ${api}/lokaal/gezondheid

1. Kantoor: meld de voorbeeldwerkgever aan. Bevestig daarna met de code uit de mail: POST /aanmeldingen/{kenmerk}/bevestiging.

${signUpCommand(api)}

2. Beoordelaar: vraag een token, kijk wat er wacht, en besluit: POST /aanmeldingen/{kenmerk}/besluit.

curl -s ${api}/lokaal/beoordelaar -d '{"naam":"Inge"}'
curl ${api}/werkvoorraad -H 'authorization: Bearer TOKEN'

3. Beheerder: zet de klok op de dag van de uitwisseling (09:00 uur), en kijk wat er is geleverd en waar iets mis mee is.

curl ${api}/lokaal/klok -d '{"nu":"JJJJ-MM-DDT09:00:00Z"}'
curl ${api}/lokaal/leveringen
curl '${api}/koppelingen?aandacht=ja' -H 'authorization: Bearer TOKEN'
${simulator === undefined ? clockOf(nmbrs) : ''}
4. Ontwikkelaar: kijk wat er gebeurt, en wat er nog gepland staat. In de README staat een doorlopend voorbeeld («Use it»); docs/use.md gaat verder.

curl ${api}/lokaal/executies
curl ${api}/lokaal/logboek
curl ${api}/lokaal/agenda

Stoppen: Ctrl-C
`;

const clockOf = (nmbrs: string): string => `
De klok van de andere Nmbrs-server gaat niet mee. Is het onze simulator (npm run nmbrs-simulator), zet zijn klok dan eerst zelf:
curl ${new URL(nmbrs).origin}/simulator/wijzig -H 'content-type: application/json' -d '{"time":{"now":"JJJJ-MM-DDT09:00:00Z"}}'
`;

function signUpCommand(api: string): string {
  const body = JSON.stringify(exampleAanmelding.overkoepelend).replaceAll("'", "'\\''");
  return `curl -i ${api}/aanmeldingen -H 'content-type: application/json' -d '${body}'`;
}
