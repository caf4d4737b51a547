import { TOEGANG_DAGEN } from '../../core/toegang/toegangscode.ts';
import type { Page } from './page.ts';

/** Where the link of a mail leads as long as the offices have no pages: what its code is, and how it is used today. The same for everybody. */
export const AANMELDPAGINA: Page = {
  title: 'De code uit uw e-mail over de salariskoppeling van a.s.r.',
  main: `
<p>U komt hier via een e-mail over de aanmelding van een werkgever. In die e-mail staat een code: vier groepjes van vijf letters en cijfers.</p>
<h2>Waar is de code voor?</h2>
<p>Staat er <strong>Toegangscode</strong> bij, dan ziet u met de code hoe het met die ene aanmelding staat en wat u moet doen. U kunt de aanmelding ermee verbeteren, een nieuwe API-token van Nmbrs geven of de werkgever afmelden. De code werkt ${TOEGANG_DAGEN} dagen.</p>
<p>Staat er <strong>Bevestigingscode</strong> bij, dan bevestigt u met de code dat het e-mailadres van uw kantoor is. Pas daarna controleren wij de aanmelding.</p>
<p>Staat er <strong>Kantoorcode</strong> bij, dan ziet u met de code de lijst van alle werkgevers die met het e-mailadres van uw kantoor zijn aangemeld (<code>GET /kantoor</code>, met de code in de kop <code>Authorization</code>). De code werkt ${TOEGANG_DAGEN} dagen.</p>
<p>Staat er alleen <strong>Code</strong> bij, dan werkt de code alleen voor wat in die e-mail staat. Geef geen enkele code aan iemand buiten uw kantoor.</p>
<h2>U werkt op een salariskantoor</h2>
<p>Hier komen pagina’s waarop u dit zelf doet. Die zijn er nog niet. Neem tot die tijd contact op met a.s.r. en noem het kenmerk van de aanmelding: dat begint met <code>aan-</code> en staat in de e-mail. a.s.r. helpt u verder en vraagt nooit om de code.</p>
<h2>U schrijft of beheert software</h2>
<p>Gebruik de API. Stuur een toegangscode met elke aanvraag over deze aanmelding mee in de kop <code>Authorization</code>, bijvoorbeeld om de status te bekijken:</p>
<pre><code>GET /aanmeldingen/{kenmerk}
Authorization: Bearer {toegangscode}</code></pre>
<p>Een bevestigingscode staat in de inhoud van de aanvraag:</p>
<pre><code>POST /aanmeldingen/{kenmerk}/bevestiging
{"code": "{bevestigingscode}"}</code></pre>
<p>Is de code verlopen? Met <code>POST /aanmeldingen/{kenmerk}/toegang</code> mailen wij een nieuwe code naar het adres van het kantoor. Alle aanvragen staan in de <a href="/openapi.json">beschrijving van de API</a>.</p>
<h2>Wat doet deze pagina?</h2>
<p>Alleen uitleg geven. De pagina is voor iedereen dezelfde en bewaart niets. De code achter het <code>#</code> in de adresbalk blijft in uw browser; wij krijgen die hier niet.</p>
`,
};
