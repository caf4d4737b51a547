import { Leveringdocument, Mutatieregel, Vraagregel } from '../../../core/levering/levering-document.ts';
import { OpenVraag } from '../../../core/levering/show-open-vragen.ts';
import { Leveringsmutaties, Leveringsvragen, Vragenantwoord } from '../answers.ts';
import { MutatiesQuery, VragenQuery } from '../queries.ts';
import type { Annotated } from './annotation.ts';

const open = Vragenantwoord.shape;
const levering = Leveringdocument.shape;
const VOLGENDE = 'Voor de volgende bladzijde: geef dit mee als «na», met dezelfde vraag. Ontbreekt op de laatste.';

/** The questions in the address. */
export const LEVERING_SENT: readonly Annotated[] = [
  [MutatiesQuery.shape.soort, { description: 'Alleen mutaties van deze soort.' }],
  [
    VragenQuery.shape.aantal,
    {
      description: 'Hoeveel er op een bladzijde staan.',
      type: 'integer',
      ...{ minimum: 1, maximum: 100 },
      examples: [50],
    },
  ],
];

/** The fields of what is answered about a delivery. */
export const LEVERING_ANSWERED: readonly Annotated[] = [
  [levering.ontvangenOp, { description: 'Wanneer a.s.r. bevestigde dat het de levering heeft; ontbreekt tot dan.' }],
  [levering.manifestSha256, { description: 'De SHA-256 van het manifest zoals het er nu staat.' }],
  [levering.inDienst, { description: 'Hoeveel werknemers aan het eind van het tijdvak in dienst zijn.' }],
  [levering.mutaties, { description: 'Hoeveel mutaties er zijn van elke soort.' }],
  [levering.vorige, { description: 'De levering waarmee is vergeleken; ontbreekt bij de eerste.' }],
  [levering.bestanden, { description: 'De bestanden, met hun aantal regels en hun hash.' }],
  [levering.gewist, { description: 'Hoeveel werknemers er later op eigen verzoek uit zijn gewist.' }],
  [Mutatieregel.shape.werknemerId, { description: 'Het nummer waarmee Nmbrs de werknemer kent.' }],
  [Mutatieregel.shape.velden, { description: 'Welke velden anders zijn dan in de vorige levering; zonder waarden.' }],
  [Mutatieregel.shape.tijdvakId, { description: 'Bij twk: welk eerder geleverd tijdvak het raakt.' }],
  [Mutatieregel.shape.oorzaak, { description: 'Bij twk: wat er met terugwerkende kracht is gewijzigd.' }],
  [Vraagregel.shape.werknemerId, { description: 'Het Nmbrs-nummer; ontbreekt als het over de hele levering gaat.' }],
  [Vraagregel.shape.tekst, { description: 'Wat er aan de hand is, in een zin zonder waarden.' }],
  [open.tijdvak, { description: 'Het tijdvak van de laatste uitwisseling; daar gaan de vragen over.' }],
  [open.aantal, { description: 'Hoeveel vragen er open zijn, over alle bladzijden.' }],
  [open.watNu, { description: 'Wat u kunt doen, in een zin.' }],
  [OpenVraag.shape.code, { description: 'De soort vraag. Een code verandert nooit; er kunnen er bij komen.' }],
  [
    OpenVraag.shape.personeelsnummer,
    { description: 'Het personeelsnummer in Nmbrs; ontbreekt als het over het hele bedrijf gaat, of niet bekend is.' },
  ],
  [
    OpenVraag.shape.werknemerId,
    { description: 'Het nummer dat Nmbrs zelf gebruikt; alleen als het personeelsnummer niet bekend is.' },
  ],
  [OpenVraag.shape.tekst, { description: 'Wat er aan de hand is, in een zin zonder waarden.' }],
  [OpenVraag.shape.stappen, { description: 'Wat u doet, stap voor stap.' }],
  [
    OpenVraag.shape.openSinds,
    { description: 'Sinds welk tijdvak deze vraag open is; ontbreekt als wij dat niet weten.' },
  ],
  [open.volgende, { description: VOLGENDE }],
  [Leveringsmutaties.shape.volgende, { description: VOLGENDE }],
  [Leveringsvragen.shape.volgende, { description: VOLGENDE }],
];
