import { describe, expect, it } from 'vitest';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { countLoginpoging, LOGINPOGINGEN_PER_UUR, volgendePogingOp } from '../../../core/toegang/loginpogingen.ts';

const at = (time: string) => Tijdstip.parse(`2026-11-24T${time}Z`);

describe('logins that Nmbrs refuses', () => {
  it('are counted within the hour that begins with the first', () => {
    const first = countLoginpoging(undefined, at('09:00:00.000'));
    expect(first).toEqual({ sinds: '2026-11-24T09:00:00.000Z', aantal: 1 });
    expect(countLoginpoging(first, at('09:59:59.999'))).toEqual({ ...first, aantal: 2 });
    expect(countLoginpoging(first, at('10:00:00.000'))).toEqual({ sinds: '2026-11-24T10:00:00.000Z', aantal: 1 });
  });

  it.each([
    [undefined, '09:30:00.000', undefined],
    [LOGINPOGINGEN_PER_UUR - 1, '09:30:00.000', undefined],
    [LOGINPOGINGEN_PER_UUR, '09:30:00.000', '2026-11-24T10:00:00.000Z'],
    [LOGINPOGINGEN_PER_UUR + 1, '09:59:59.999', '2026-11-24T10:00:00.000Z'],
    [LOGINPOGINGEN_PER_UUR, '10:00:00.000', undefined],
  ])('%s since nine: at %s the next may be tried at %s', (aantal, time, next) => {
    const pogingen = aantal === undefined ? undefined : { sinds: at('09:00:00.000'), aantal };
    expect(volgendePogingOp(pogingen, at(time))).toBe(next);
  });
});
