import { describe, expect, it } from 'vitest';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { Opnieuwformulier } from '../../../core/audit/beheer.ts';
import { fetchAgain } from '../../../core/beheer/fetch-again.ts';
import { Transient } from '../../../core/errors.ts';
import { TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { readKantoorvragen } from '../../../core/levering/list-kantoorvragen.ts';
import { mailNieuweVragen } from '../../../core/levering/mail-vragen.ts';
import { WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { firstDelivered, nextDelivered, type Staff } from '../deliveries.ts';
import { AANMELDING } from '../verzoeken.ts';
import { fetched, gathered, goedkeuren, koppelingOf, uitwisselingOf } from '../way.ts';
import { bsnOf, company, createWorld, run, type World, werknemer } from '../world.ts';

const without = (id: number, over: object): Staff[number] => {
  const { gegevens, ...rest } = werknemer(id);
  return { ...rest, gegevens: WerknemerGegevens.parse({ ...gegevens, ...over }) };
};
const noAddress = (id: number) => without(id, { adressen: [] });
const people = (...others: Staff): Staff => [...[1, 7, 10, 11].map((one) => werknemer(one)), ...others];

const mailsIn = ({ post }: World) =>
  post.verzonden.filter((_mail, index) => post.sleutels[index]?.soort === 'nieuwe-vragen');
const textOf = (mail: unknown) => JSON.stringify(mail);
const linesIn = (mail: ReturnType<typeof mailsIn>[number] | undefined) =>
  mail?.blokken.flatMap((blok) => (blok.soort === 'lijst' ? blok.regels : []));

describe('after an exchange the office', () => {
  it('is told by kind how many new questions it can mend, with a code to see which', async () => {
    const staff = people(noAddress(2), noAddress(3), without(4, { rooster: undefined }));
    const { world } = await firstDelivered(staff, goedkeuren('volledig'));
    const [mail, another] = mailsIn(world);
    expect([another, world.post.sleutels.map(({ soort }) => soort)]).toEqual([
      undefined,
      expect.arrayContaining(['eerste-uitwisseling-voltooid', 'nieuwe-vragen']),
    ]);
    expect(mail?.aan).toBe('salaris@duinzicht.example');
    expect(linesIn(mail)).toEqual(['2 werknemers zonder adres', '1 werknemer zonder rooster']);
    expect(textOf(mail)).toContain('3 nieuwe vragen');
    expect(textOf(mail)).toContain('maandag 11 januari 2027');
    expect(textOf(mail)).toMatch(/[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/);
    expect(textOf(mail)).not.toContain('eerdere vragen');
  });

  it('gets a link to its own page where there are pages', async () => {
    const world = createWorld({ bedrijven: [company({ werknemers: people(noAddress(2)) })] });
    const id = await fetched(world, goedkeuren('volledig'));
    await assembleGegevensset(world, id);
    await completeUitwisseling({ ...world, paginas: 'https://pagina.example' }, id);
    expect(textOf(mailsIn(world)[0])).toContain(`https://pagina.example/aanmelding/${AANMELDING}#`);
  });

  it('reads of no employee, no number and no value', async () => {
    const twice = [without(8, { bsn: bsnOf(8) }), without(9, { bsn: bsnOf(8) })];
    const { world } = await firstDelivered(people(noAddress(2), ...twice), goedkeuren('volledig'));
    const [mail] = mailsIn(world);
    expect(linesIn(mail)).toEqual(['2 werknemers met hetzelfde BSN als een ander', '1 werknemer zonder adres']);
    const canaries = ['Sterrenstof', 'Sterrenstad', '1002', '1008', '1009', bsnOf(8)];
    for (const canary of canaries) expect(textOf(mail), canary).not.toContain(canary);
  });

  it('hears nothing of questions that the set before had too, and of the new ones only how many', async () => {
    const { world, id } = await firstDelivered(people(noAddress(2), werknemer(3)), goedkeuren('volledig'));
    const next = await nextDelivered(world, id, people(noAddress(2), noAddress(3)));
    const [, december] = mailsIn(world);
    expect(linesIn(december)).toEqual(['1 werknemer zonder adres']);
    expect(textOf(december)).toContain('Er is één nieuwe vraag die');
    expect(textOf(december)).toContain('Samen met eerdere vragen staan er nu 2 open.');
    await nextDelivered(world, next, people(noAddress(2), noAddress(3)));
    expect(mailsIn(world)).toHaveLength(2);
  });

  it('is told again of what was mended and went wrong once more', async () => {
    const { world, id } = await firstDelivered(people(noAddress(2)), goedkeuren('volledig'));
    const next = await nextDelivered(world, id, people(werknemer(2)));
    await nextDelivered(world, next, people(noAddress(2)));
    expect(mailsIn(world).map(linesIn)).toEqual([['1 werknemer zonder adres'], ['1 werknemer zonder adres']]);
  });

  it('gets no mail when there are none, or only such as a.s.r. looks at', async () => {
    const { world } = await firstDelivered(people(werknemer(2)), goedkeuren('volledig'));
    expect(mailsIn(world)).toEqual([]);
  });

  it('gets one mail, however often the step is run', async () => {
    const world = createWorld({ bedrijven: [company({ werknemers: people(noAddress(2)) })] });
    const id = await fetched(world, goedkeuren('volledig'));
    await assembleGegevensset(world, id);
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(completeUitwisseling(world, id)).rejects.toBeInstanceOf(Transient);
    for (let again = 0; again < 3; again += 1) await completeUitwisseling(world, id);
    expect(mailsIn(world)).toHaveLength(1);
  });

  it('is not mailed about an older set: it sees the questions of the last one', async () => {
    const { world, id } = await firstDelivered(people(noAddress(2)), goedkeuren('volledig'));
    await nextDelivered(world, id, people(noAddress(2)));
    const before = mailsIn(world).length;
    const first = await uitwisselingOf(world, id);
    if (first.status !== 'voltooid') throw new Error('not delivered');
    const another = { ...first, datasetVersie: 2 };
    const open = (await readKantoorvragen(world.opslag, first)) ?? [];
    expect(open).not.toEqual([]);
    await mailNieuweVragen(world, { completed: another, open }, await koppelingOf(world, AANMELDING));
    expect(mailsIn(world)).toHaveLength(before);
  });

  it('is told that there is no next exchange when it signed off, and nothing once it is over', async () => {
    const world = createWorld({ bedrijven: [company({ werknemers: people(noAddress(2)) })] });
    const id = await fetched(world, goedkeuren('volledig'));
    await assembleGegevensset(world, id);
    await signOffAanmelding(world, AANMELDING, { per: Datum.parse('2026-12-31'), direct: true });
    await completeUitwisseling(world, id);
    expect(textOf(mailsIn(world)[0])).toContain('Dit was de laatste uitwisseling van deze werkgever.');
  });
});

describe('the koppeling knows how many questions are open', () => {
  const openIn = async (world: World) => (await koppelingOf(world, AANMELDING)).openVragen;

  it('in its last set, until a next one lacks them', async () => {
    const { world, id } = await firstDelivered(people(noAddress(2), noAddress(3)), goedkeuren('volledig'));
    expect(await openIn(world)).toBe(2);
    const next = await nextDelivered(world, id, people(noAddress(2), werknemer(3)));
    expect(await openIn(world)).toBe(1);
    await nextDelivered(world, next, people(werknemer(2), werknemer(3)));
    expect(await openIn(world)).toBeUndefined();
  });

  it('also when the last period is fetched again, and not when an earlier one is', async () => {
    const { world, id } = await firstDelivered(people(noAddress(2)), goedkeuren('volledig'));
    const again = async (staff: Staff) => {
      const { koppelingId, volgende } = await koppelingOf(world, AANMELDING);
      const formulier = Opnieuwformulier.parse({ van: '2026-M11', reden: 'Adres verbeterd.' });
      const nummer = volgende.tijdvakId === '2026-M12' ? 2 : 3;
      world.nmbrs.bedrijven = world.nmbrs.bedrijven.map((one) => ({ ...one, runs: [run(811)], werknemers: staff }));
      await fetchAgain(world, { koppelingId, formulier, beoordelaar: 'beoordelaar-1' });
      const version = uitwisselingIdOf(koppelingId, TijdvakId.parse('2026-M11'), nummer);
      await gathered(world, version);
      await assembleGegevensset(world, version);
      await completeUitwisseling(world, version);
    };
    await again(people(werknemer(2)));
    expect(await openIn(world)).toBeUndefined();
    await nextDelivered(world, id, people(noAddress(2)));
    await again(people(werknemer(2)));
    expect(await openIn(world)).toBe(1);
  });

  it('once, however often the step is run', async () => {
    const { world, id } = await firstDelivered(people(noAddress(2)), goedkeuren('volledig'));
    const before = (await koppelingOf(world, AANMELDING)).versie;
    await completeUitwisseling(world, id);
    expect([(await koppelingOf(world, AANMELDING)).versie, await openIn(world)]).toEqual([before, 1]);
  });
});
