// Read words: sentences mean what people mean by them, and what is not understood is never guessed.
import { describe, expect, it } from 'vitest';
import type { Asking } from '../../../src/master/revise/asking.ts';
import { readWords } from '../../../src/master/revise/read-words.ts';
import { SUBJECT_WORDS, type Meaning, PHRASES } from '../../../src/master/revise/vocabulary.ts';
import type { Fault } from '../../../src/signal/fault.ts';

const MOVES = ['tone', 'eq', 'glue', 'compressor', 'dynamics', 'limiter', 'loudness', 'words-air', 'air'];
const read = (words: string): Asking[] => readWords(words, MOVES);
/** `bass+1`, `harshness-1@72`, `loudness+1@chorus`, `glue=0`. */
const short = (words: string): string =>
  read(words)
    .map((one) => {
      if (one.kind === 'share') return `${one.name}=${one.share}`;
      const sign = one.db > 0 ? '+' : '';
      const { place } = one;
      if (place === null) return `${one.subject}${sign}${one.db}`;
      const where =
        place.kind === 'at'
          ? place.s
          : place.kind === 'section'
            ? place.section
            : `${place.startS}-${place.endS ?? 'end'}`;
      return `${one.subject}${sign}${one.db}@${where}`;
    })
    .join(' ');

function fault(words: string): Fault {
  try {
    read(words);
  } catch (reason) {
    return reason as Fault;
  }
  return expect.fail(`“${words}” was understood`);
}

describe('readWords', () => {
  it.each([
    ['more bass', 'bass+1'],
    ['More BASS!', 'bass+1'],
    ['a bit more bass', 'bass+0.5'],
    ['much more bass', 'bass+2'],
    ['a lot less sub bass', 'sub-2'],
    ['more bass by 1.5 dB', 'bass+1.5'],
    ['1.5 dB more bass', 'bass+1.5'],
    ['less harsh by a bit', 'harshness-0.5'],
    ['brighter', 'brightness+1'],
    ['make it slightly darker, please', 'brightness-0.5'],
    ['too dark', 'brightness+1'],
    ['much too harsh', 'harshness-2'],
    ['not enough air', 'air+1'],
    ['too little low end', 'bass+1'],
    ['the vocals up a bit', 'voice+0.5'],
    ['the vocals up a bit and more air', 'voice+0.5 air+1'],
    ['voice up', 'voice+1'],
    ['the bass louder', 'bass+1'],
    ['louder bass', 'bass+1'],
    ['louder', 'loudness+1'],
    ['quieter by 2 LU', 'loudness-2'],
    ['wider', 'width+1'],
    ['less stereo', 'width-1'],
    ['less compressed', 'compression-1'],
    ['more open', 'compression-1'],
    ['lower the low mids', 'low-mids-1'],
  ])('understands “%s”', (words, meaning) => {
    expect(short(words)).toBe(meaning);
  });

  it.each([
    ['more bass and less harsh at 1:12', 'bass+1 harshness-1@72'],
    ['louder chorus less pumping', 'loudness+1@chorus pumping-1'],
    ['less harsh, sibilant and boomy', 'harshness-1 sibilance-1 mud-1'],
    ['more air. Less mud; wider but quieter', 'air+1 mud-1 width+1 loudness-1'],
    ['a bit more bass and much less harsh', 'bass+0.5 harshness-2'],
    ['warmer, punchier, a touch wider', 'warmth+1 punch+1 width+0.5'],
    ['too dark and muddy', 'brightness+1 mud-1'],
  ])('understands several wishes: “%s”', (words, meaning) => {
    expect(short(words)).toBe(meaning);
  });

  it.each([
    ['less harsh at 1:12', 'harshness-1@72'],
    ['less harsh at 72 s', 'harshness-1@72'],
    ['less harsh around 1:12.5', 'harshness-1@72.5'],
    ['more bass from 0:30 to 1:00', 'bass+1@30-60'],
    ['more bass 0:30 - 1:00', 'bass+1@30-60'],
    ['more bass between 0:30 and 1:00', 'bass+1@30-60'],
    ['more bass from 1:00 to 0:30', 'bass+1@30-60'],
    ['more bass until 0:30', 'bass+1@0-30'],
    ['more bass from 1:02:00 on', 'bass+1@3720-end'],
    ['less harsh at 1:12 and 2:30', 'harshness-1@72 harshness-1@150'],
    ['less harsh at 1:12, 2:30', 'harshness-1@72 harshness-1@150'],
    ['less harsh at 1:12 and at 2:30 more bass', 'harshness-1@72 bass+1@150'],
    ['in the chorus more bass and air. Wider', 'bass+1@chorus air+1@chorus width+1'],
    ['louder in the choruses and the outro', 'loudness+1@chorus loudness+1@outro'],
    ['quieter verses, louder intro', 'loudness-1@verse loudness+1@intro'],
  ])('understands places: “%s”', (words, meaning) => {
    expect(short(words)).toBe(meaning);
  });

  it.each([
    ['undo the tone', 'tone=0'],
    ['without glue', 'glue=0'],
    ['half the limiter', 'limiter=0.5'],
    ['half of the equaliser and more bass', 'eq=0.5 bass+1'],
    ['all of the compressor', 'compressor=1'],
    ['undo the air, brighter', 'air=0 brightness+1'],
    ['remove words-air', 'words-air=0'],
  ])('understands what becomes of moves: “%s”', (words, meaning) => {
    expect(short(words)).toBe(meaning);
  });

  it.each([
    ['more baas', 'unknown-word', { word: 'baas', near: expect.stringContaining('bass') }],
    ['less harshnes', 'unknown-word', { near: expect.stringContaining('harshness') }],
    ['more quux', 'unknown-word', { word: 'quux', near: '' }],
    ['more bass at 30', 'unknown-word', { word: '30' }],
    ['more bass 🎛', 'unknown-word', {}],
    ['', 'no-wish', {}],
    ['please make it', 'no-wish', {}],
    ['in the chorus', 'no-wish', {}],
    ['bass', 'wish-unclear', { word: 'bass' }],
    ['more', 'wish-unclear', { word: 'more' }],
    ['more bass and less', 'wish-unclear', {}],
    ['more. bass', 'wish-unclear', {}],
    ['more brighter', 'wish-unclear', { word: 'brighter' }],
    ['undo', 'wish-unclear', { word: 'undo' }],
    ['undo the rumble', 'no-such-move', { name: 'rumble', moves: expect.stringContaining('glue') }],
    [Array.from({ length: 17 }, () => 'more air').join(', '), 'too-many-wishes', { most: 16 }],
    ['more air '.repeat(1000), 'too-many-wishes', {}],
  ])('guesses nothing: “%s”', (words, code, facts) => {
    expect(fault(words)).toMatchObject({ code, kind: 'usage', facts });
  });

  it('gives every phrase one meaning, and understands each in its sentence', () => {
    const counted = new Map<string, number>();
    for (const { words, opposite = [], more = [], less = [] } of Object.values(SUBJECT_WORDS)) {
      for (const word of [...words, ...opposite, ...more, ...less])
        counted.set(word, (counted.get(word) ?? 0) + 1);
    }
    expect([...counted].filter(([, count]) => count > 1)).toEqual([]);
    const sentence = (phrase: string, { is }: Meaning): string => {
      if (is === 'subject') return `more ${phrase}`;
      if (is === 'direction') return `${phrase} air`;
      if (is === 'turn') return `air ${phrase}`;
      if (is === 'degree') return `${phrase} more air`;
      if (is === 'share') return `${phrase} glue`;
      if (is === 'section') return `more air ${phrase}`;
      return is === 'comparative' ? phrase : `more air ${phrase}`;
    };
    for (const [phrase, meaning] of PHRASES) {
      expect(read(sentence(phrase, meaning)).length, phrase).toBe(1);
    }
  });
});
