// A size with a minus: it is never taken for its opposite.
import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/master/revise/read-words.ts';

describe('a size with a minus', () => {
  it.each(['louder by -2 dB', 'louder by −2 dB', '-2 dB brighter', 'more bass -2 dB', 'bass up -1 dB'])(
    'is unclear behind more: %s',
    (words) => {
      expect(() => readWords(words, [])).toThrow(expect.objectContaining({ code: 'wish-unclear' }));
    },
  );

  it.each(['less bass by -2 dB', 'bass down -2 dB', '-2 dB less bass'])('is less: %s', (words) => {
    expect(readWords(words, [])).toMatchObject([{ subject: 'bass', db: -2 }]);
  });
});
