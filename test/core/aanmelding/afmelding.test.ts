import { describe, expect, it } from 'vitest';
import {
  Afmelding,
  dueAt,
  isInBedenktijd,
  metBedenktijd,
  metIntrekking,
  ontvangstbewijs,
  vindtNogPlaats,
  weerAfTeMelden,
  wisbewijs,
} from '../../../core/aanmelding/afmelding.ts';
import { TijdvakId } from '../../../core/ids.ts';
import { Datum, Tijdstip } from '../../../core/kalender/tijd.ts';
import type { Verloning } from '../../../core/kalender/tijdvak.ts';
import { nietGeleverdIn, openTijdvakken, uiterlijk } from '../../../core/koppeling/laatste-tijdvakken.ts';

const afmelding = (ingangsdatum: string, over: object = {}): Afmelding =>
  Afmelding.parse({ aangevraagdOp: '2026-11-24T09:00:00.000Z', ingangsdatum, ...over });
const tijdvakId = (text: string): TijdvakId => TijdvakId.parse(text);
const datum = (text: string): Datum => Datum.parse(text);
const MAAND: Verloning = 'maandelijks';
const VIER: Verloning = 'vierwekelijks';
const koppeling = (volgende: string, verloning = MAAND) => ({
  verloning,
  volgende: { tijdvakId: tijdvakId(volgende), datum: datum('2027-01-11') },
});

describe('an exchange after a sign-off', () => {
  it('takes place as always while nobody signed off', () => {
    expect(vindtNogPlaats(undefined, { tijdvakId: tijdvakId('2026-M12'), datum: datum('2027-01-11') })).toBe(true);
  });

  it.each([
    ['2026-12-31', '2026-M12', true],
    ['2026-12-01', '2026-M12', true],
    ['2026-11-30', '2026-M12', false],
    ['2026-11-30', '2026-M11', true],
    ['2027-01-01', '2026-M12', true],
  ])('with last day %s, of %s, takes place long after it: %s', (ingangsdatum, id, expected) => {
    const vraag = { tijdvakId: tijdvakId(id), datum: datum('2027-06-01') };
    expect(vindtNogPlaats(afmelding(ingangsdatum), vraag)).toBe(expected);
  });

  it.each([
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('with direct and last day 2026-12-31 takes place on %s: %s', (dag, expected) => {
    const direct = afmelding('2026-12-31', { direct: true });
    expect(vindtNogPlaats(direct, { tijdvakId: tijdvakId('2026-M10'), datum: datum(dag) })).toBe(expected);
  });
});

describe('the periods that are still to be exchanged', () => {
  it.each([
    ['2026-11-30', '2026-M12', []],
    ['2026-12-01', '2026-M12', ['2026-M12']],
    ['2026-12-31', '2026-M12', ['2026-M12']],
    ['2027-01-01', '2026-M12', ['2026-M12', '2027-M01']],
    ['2027-02-28', '2026-M11', ['2026-M11', '2026-M12', '2027-M01', '2027-M02']],
  ])('with last day %s, from %s on, are %j', (ingangsdatum, volgende, expected) => {
    expect(openTijdvakken(afmelding(ingangsdatum), koppeling(volgende)).map((one) => one.tijdvakId)).toEqual(expected);
  });

  it('are of another kind from the year on in which the verloning changes', () => {
    const changed = { ...koppeling('2026-M12'), verloningen: [{ vanafJaar: 2027, verloning: VIER }] };
    const ids = openTijdvakken(afmelding('2027-01-31'), changed).map((one) => one.tijdvakId);
    expect(ids).toEqual(['2026-M12', '2027-P01']);
  });
});

describe('until when the token is kept', () => {
  it.each([
    // The return of December is due on 31 January, and a month later it is 28 February.
    ['2026-12-31', '2027-02-28T23:00:00.000Z'],
    ['2026-12-01', '2027-02-28T23:00:00.000Z'],
    ['2026-11-30', '2027-01-31T23:00:00.000Z'],
    // Summer time by then.
    ['2027-02-28', '2027-04-30T22:00:00.000Z'],
  ])('with last day %s is the midnight of %s', (ingangsdatum, expected) => {
    expect(uiterlijk(afmelding(ingangsdatum), { verloning: MAAND })).toBe(expected);
  });

  it('follows the verloning of the year in which the last day lies', () => {
    const changed = { verloning: MAAND, verloningen: [{ vanafJaar: 2027, verloning: VIER }] };
    // 2027-P02 ends on 28 February, the last day of a month.
    expect(uiterlijk(afmelding('2027-02-15'), changed)).toBe('2027-04-30T22:00:00.000Z');
    // 2026-M12, by months still.
    expect(uiterlijk(afmelding('2026-12-15'), changed)).toBe('2027-02-28T23:00:00.000Z');
  });
});

describe('the periods of which nothing comes any more', () => {
  const overgeslagen = ['2026-M10', '2026-M11'].map((id) => ({
    tijdvakId: tijdvakId(id),
    oorzaak: 'geen-run' as const,
    reden: 'Seizoen.',
  }));

  it('are those that were passed over since the last set, and those that are still open', () => {
    const vorige = { tijdvakId: tijdvakId('2026-M10'), datum: datum('2026-11-10') };
    const left = nietGeleverdIn(afmelding('2026-12-31'), { ...koppeling('2026-M12'), vorige, overgeslagen }, []);
    expect(left).toEqual(['2026-M11', '2026-M12']);
  });

  it('are all that were passed over when there never was a set', () => {
    const left = nietGeleverdIn(afmelding('2026-11-30'), { ...koppeling('2026-M12'), overgeslagen }, []);
    expect(left).toEqual(['2026-M10', '2026-M11']);
  });

  it('are not one of which a set lies there that the koppeling was not moved on past, nor what that set names', () => {
    const geleverd = [tijdvakId('2026-M09'), tijdvakId('2026-M12')];
    const left = nietGeleverdIn(afmelding('2027-01-31'), { ...koppeling('2026-M12'), overgeslagen }, geleverd);
    expect(left).toEqual(['2027-M01']);
  });

  it('are none when nothing was passed over and nothing is open', () => {
    expect(nietGeleverdIn(afmelding('2026-11-30'), koppeling('2026-M12'), [])).toEqual([]);
  });
});

describe('when a sign-off is carried out', () => {
  it.each([
    ['for today, at once', '2026-11-24', '2026-11-24T09:00:00.000Z'],
    ['for a day that has passed, at once', '2026-11-23', '2026-11-24T09:00:00.000Z'],
    ['for tomorrow, when that day is over', '2026-11-25', '2026-11-25T23:00:00.000Z'],
    ['for a day in summer, when that day is over there', '2027-06-30', '2027-06-30T22:00:00.000Z'],
  ])('%s', (_name, ingangsdatum, expected) => {
    expect(dueAt(afmelding(ingangsdatum))).toBe(expected);
  });

  it('asked for after midnight in the Netherlands for that day is at once, though it is the day before in UTC', () => {
    const late = afmelding('2026-11-25', { aangevraagdOp: '2026-11-24T23:30:00.000Z' });
    expect(dueAt(late)).toBe('2026-11-24T23:30:00.000Z');
  });
});

describe('the day in which a sign-off can be stopped', () => {
  const moment = (text: string): Tijdstip => Tijdstip.parse(text);
  /** Asked for on the 24th; the 25th is over at 23:00 UTC. */
  const tomorrow = afmelding('2026-11-25');
  const BEDENKTIJD = { sinds: '2026-11-25T00:00:00.000Z' };

  it('is not waited for when its last day is over a whole day later', () => {
    expect(metBedenktijd(tomorrow, moment('2026-11-24T23:00:00.000Z'))).toStrictEqual(tomorrow);
  });

  it('is waited for when its last day is over sooner, and keeps what was asked for before only where that was so', () => {
    const sinds = moment('2026-11-24T23:00:00.001Z');
    expect(metBedenktijd(tomorrow, sinds)).toStrictEqual({ ...tomorrow, bedenktijd: { sinds } });
    expect(metBedenktijd(tomorrow, sinds, true).bedenktijd).toStrictEqual({ sinds, alleenDirect: true });
  });

  it.each([
    ['2026-11-25T23:59:59.999Z', {}, true],
    ['2026-11-26T00:00:00.000Z', {}, false],
    // Confirmed, with a last day that is still to come.
    ['2026-11-25T12:00:00.000Z', { bevestigdOp: '2026-11-25T11:00:00.000Z' }, false],
    // Told late: a day from then on.
    ['2026-11-26T08:59:59.999Z', { verteldOp: '2026-11-25T09:00:00.000Z' }, true],
    ['2026-11-26T09:00:00.000Z', { verteldOp: '2026-11-25T09:00:00.000Z' }, false],
  ])('at %s with %j goes on: %s', (nu, over, expected) => {
    const waits = afmelding('2026-11-25', { bedenktijd: { ...BEDENKTIJD, ...over } });
    expect(isInBedenktijd(waits, moment(nu))).toBe(expected);
  });

  it('is none of one that does not wait', () => {
    expect(isInBedenktijd(tomorrow, moment('2026-11-24T10:00:00.000Z'))).toBe(false);
  });

  it('can be used three times in a day: of the times only those are kept, and the first says when it goes again', () => {
    const at = (hour: number) => moment(`2026-11-24T${hour}:00:00.000Z`);
    const [first, second, third, fourth] = [at(10), at(11), at(12), at(13)] as const;
    expect(metIntrekking(undefined, first)).toEqual([first]);
    expect(metIntrekking([first, second, third], fourth)).toEqual([second, third, fourth]);
    expect(weerAfTeMelden(undefined, third)).toBeUndefined();
    expect(weerAfTeMelden([first, second], third)).toBeUndefined();
    const again = moment('2026-11-25T10:00:00.000Z');
    expect(weerAfTeMelden([first, second, third], moment('2026-11-25T09:59:59.999Z'))).toBe(again);
    expect(weerAfTeMelden([first, second, third], again)).toBeUndefined();
  });
});

describe('the receipt', () => {
  const OP = Tijdstip.parse('2026-12-31T23:00:00.000Z');
  const gevolgen = (bewijs: ReturnType<typeof wisbewijs>) =>
    Object.fromEntries(bewijs.regels.map(({ klasse, gevolg }) => [klasse, gevolg]));
  const KOPIEEN =
    'In reservekopieën staat het gewiste nog even, alleen om een storing te kunnen herstellen: de database tot en met 5 februari 2027, bestanden tot en met 8 januari 2027. Nummers van uitwisselingen staan tot en met 15 januari 2027 in berichten die niet verwerkt konden worden en tot en met 1 april 2027 in het verloop van de stappen. De inloggegevens staan in geen kopie.';

  it('tells of each class what became of it, and until when copies have it', () => {
    const bewijs = ontvangstbewijs(OP, { accountInGebruik: false, nietGeleverd: [] });
    expect(bewijs).not.toHaveProperty('nietGeleverd');
    expect(bewijs.opgemaaktOp).toBe(OP);
    expect(gevolgen(bewijs)).toEqual({
      inloggegevens: 'gewist',
      agenda: 'gewist',
      aanmeldgegevens: 'gewist',
      werkbestanden: 'gewist',
      vergelijking: 'gewist',
      leveringen: 'bewaard',
      logboek: 'bewaard',
      reservekopieen: 'bewaard',
    });
    expect(bewijs.regels.at(-1)?.tekst).toBe(KOPIEEN);
    expect(bewijs.regels.filter(({ tekst }) => !/^[A-Z].*\.$/s.test(tekst))).toEqual([]);
  });

  it('says that the login stays where another werkgever uses it, and of which periods nothing comes', () => {
    const bewijs = ontvangstbewijs(OP, { accountInGebruik: true, nietGeleverd: [tijdvakId('2026-M12')] });
    expect(bewijs.nietGeleverd).toEqual(['2026-M12']);
    expect(bewijs.regels[0]).toEqual({
      klasse: 'inloggegevens',
      gevolg: 'bewaard',
      tekst: 'Andere werkgevers gebruiken hetzelfde Nmbrs-account; daarvoor blijft de token nodig.',
    });
  });

  it('of an aanmelding without a koppeling has what there was of it', () => {
    expect(gevolgen(wisbewijs(OP))).toEqual({
      inloggegevens: 'gewist',
      aanmeldgegevens: 'gewist',
      logboek: 'bewaard',
      reservekopieen: 'bewaard',
    });
    expect(wisbewijs(OP).opgemaaktOp).toBe(OP);
  });
});
