import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BEVESTIGING_DAGEN, TOKEN_UREN } from '../core/aanmelding/aanvraag.ts';
import { ADRESWIJZIGINGEN_PER_DAG } from '../core/aanmelding/adreswijziging.ts';
import { MAX_WERKGEVERS } from '../core/aanmelding/bulk.ts';
import { KANTOORCODES_PER_UUR } from '../core/aanvraag/mail-kantoorcode.ts';
import { MAX_PER_UUR } from '../core/adres/mail-toegang.ts';
import { BEVESTIGING, BEVESTIGINGEN, ONBEVESTIGD, WACHTEND, WACHTEND_VAN_BELLER } from '../core/berichten/postgrens.ts';
import { LOGINPOGINGEN_PER_UUR } from '../core/toegang/loginpogingen.ts';
import { GEWEIGERD_PER_KANTOOR } from '../core/toegang/loginrem.ts';

const ROOT = new URL('../', import.meta.url);
const DOC = readFileSync(new URL('docs/misbruik.md', ROOT), 'utf8');
const rows = DOC.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| he |'));
/** A test that is named beside what it holds. */
const held = [...DOC.matchAll(/`(test\/[^`]+)`: «([^»]+)»/g)].map(([, path = '', name = '']) => ({ path, name }));

describe('docs/misbruik.md', () => {
  it('names for each row a test that holds it', () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((row) => !/`test\/[^`]+`: «/.test(row))).toEqual([]);
  });

  it.each(held)('names a test that is there: $path «$name»', ({ path, name }) => {
    expect(readFileSync(new URL(path, ROOT), 'utf8')).toContain(name);
  });

  it.each([
    ['signs up with the address of another', `${BEVESTIGING.aantal} mails an hour that ask for a confirmation`],
    ['signs up with the address of another', `${ONBEVESTIGD.aantal} mails a day of any kind`],
    ['invents addresses', `${BEVESTIGINGEN.aantal.toLocaleString('en')} mails an hour`],
    ['types the address of an office', `${BEVESTIGING.aantal} mails an hour`],
    ['asks for new codes of an aanmelding', `${MAX_PER_UUR} mails an hour`],
    ['asks for the list of an office', `${KANTOORCODES_PER_UUR} mails an hour`],
    ['sends 1,000 sign-ups a minute', `${WACHTEND_VAN_BELLER.aantal} requests an hour`],
    ['sends 1,000 sign-ups a minute', `of all strangers together ${WACHTEND.aantal};`],
    ['sends 1,000 sign-ups a minute', `one secret for ${TOKEN_UREN} hours`],
    ['sends 1,000 sign-ups a minute', `${WACHTEND.aantal} × ${TOKEN_UREN} secrets at a time`],
    ['sends 1,000 sign-ups a minute', `gone after ${BEVESTIGING_DAGEN} days`],
    ['fills the', `the ${WACHTEND.aantal} places`],
    ['sends a bulk', `${MAX_WERKGEVERS} rows`],
    ['has a code', `${ADRESWIJZIGINGEN_PER_DAG} a day`],
    ['tries a login of another', `${LOGINPOGINGEN_PER_UUR} refused ones an hour and aanmelding`],
    ['tries a login of another', `${GEWEIGERD_PER_KANTOOR} an hour and confirmed address`],
    ['lock an office out', `its own ${LOGINPOGINGEN_PER_UUR} tries an hour`],
  ])('has the number of the code: %s, %s', (row, said) => {
    expect(rows.filter((line) => line.includes(row)).join('\n')).toContain(said);
  });
});
