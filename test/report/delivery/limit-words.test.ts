// Limit words: rules on the passport page are read by people, in words that break over lines.
import { describe, expect, it } from 'vitest';
import { limitWords } from '../../../src/report/delivery/limit-words.ts';

describe('limitWords', () => {
  it.each([
    ['-1', '−1'],
    ['true', 'yes'],
    ['"twins"', 'twins'],
    ['[44100,48000]', '44100, 48000'],
    ['{"container":"wav","quality":null,"hearsAs":[],"bits":[16,24]}', 'container wav; bits 16, 24'],
    ['[{"inches":12,"rpm":33},{"inches":7,"rpm":45}]', '(inches 12; rpm 33), (inches 7; rpm 45)'],
    ['not JSON', 'not JSON'],
  ])('%s: %s', (json, words) => {
    expect(limitWords(json)).toBe(words);
  });

  it('takes what nobody would write as it is', () => {
    expect(typeof limitWords(`${'['.repeat(4000)}`)).toBe('string');
    expect(limitWords('{"__proto__":{"a":1}}')).toBe('__proto__ a 1');
  });
});
