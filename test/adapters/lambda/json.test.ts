import { describe, expect, it } from 'vitest';
import { structureFaults } from '../../../adapters/lambda/json.ts';

const faultsOf = (text: string) => {
  JSON.parse(text);
  return structureFaults(text).map(({ veld, code }) => [veld, code]);
};

describe('the build of a JSON text', () => {
  it.each([
    '{}',
    '[]',
    '1',
    '"{\\"a\\":1,\\"a\\":2}"',
    '{"a":"a","b":{"a":1},"c":[{"a":1},{"a":2}]}',
    '{"a":"\\\\","b":"\\"a\\":"}',
    ' { "a" : [ 1 , -2.5e+3 , true , null , "x" ] , "b" : { } } ',
    '{"a":{"b":1},"b":2,"c":[[],{}],"d":3}',
    `${'['.repeat(20)}${']'.repeat(20)}`,
  ])('is in order: %s', (text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it.each([
    ['{"a":1,"a":1}', [['a', 'dubbel-veld']]],
    ['{"a":1,"\\u0061":1}', [['a', 'dubbel-veld']]],
    ['{"x":[0,{"a":1,"b":2,"a":3}]}', [['x.1.a', 'dubbel-veld']]],
    ['{"a":{"b":1},"c":[1,2],"a":{}}', [['a', 'dubbel-veld']]],
    ['{"":1,"":2}', [['', 'dubbel-veld']]],
    ['{"a":{"__proto__":{"b":1}}}', [['a.__proto__', 'onbekend-veld']]],
    ['{"\\u005f_proto__":1}', [['__proto__', 'onbekend-veld']]],
    [
      '[{"constructor":{"prototype":1}}]',
      [
        ['0.constructor', 'onbekend-veld'],
        ['0.constructor.prototype', 'onbekend-veld'],
      ],
    ],
    [`{"a":${'['.repeat(20)}${']'.repeat(20)}}`, [[`a${'.0'.repeat(19)}`, 'te-diep']]],
  ])('has its faults named by place: %s', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('is judged in time, also of half a megabyte', () => {
    const text = JSON.stringify({ a: '"\\'.repeat(100_000), b: Array.from({ length: 100_000 }, () => 1) });
    expect(faultsOf(text)).toEqual([]);
  });
});
