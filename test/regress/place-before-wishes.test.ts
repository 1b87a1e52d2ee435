// Places before wishes: each holds as it was said, in every sentence; one that would be lost is told.
import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/master/revise/read-words.ts';

const placesOf = (words: string): unknown[] =>
  readWords(words, ['tone']).map((one) => (one.kind === 'change' ? one.place : 'all'));

describe('a place before the wishes', () => {
  it.each([
    ['at 0:02 and 0:05 brighter'],
    ['in the intro and the outro more bass'],
    ['more at 0:02 at 0:05 bass'],
    ['in the chorus undo the tone'],
    ['brighter. in the chorus'],
  ])('is not lost: %s', (words) => {
    expect(() => placesOf(words)).toThrow(expect.objectContaining({ code: 'wish-unclear' }));
  });

  it('holds in a later sentence as in the first', () => {
    const chorus = { kind: 'section', section: 'chorus' };
    expect(placesOf('brighter. in the chorus, more bass and more air. wider')).toEqual([
      null,
      chorus,
      chorus,
      null,
    ]);
  });
});
