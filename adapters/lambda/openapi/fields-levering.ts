import { Leveringdocument, Mutatieregel, Vraagregel } from '../../../core/use-cases/levering-document.ts';
import { Leveringsmutaties, Leveringsvragen } from '../answers.ts';
import type { Annotated } from './annotation.ts';

const levering = Leveringdocument.shape;
const VOLGENDE = 'Voor de volgende bladzijde: geef dit mee als «na», met dezelfde vraag. Ontbreekt op de laatste.';

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
  [Leveringsmutaties.shape.volgende, { description: VOLGENDE }],
  [Leveringsvragen.shape.volgende, { description: VOLGENDE }],
];
