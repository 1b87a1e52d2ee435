// Phrase at: which phrase of the vocabulary, or which move's name, begins at a word; and the words nearest to one unknown.
import { nearestName } from '../../signal/nearest-name.ts';
import { LONGEST_PHRASE, MOVE_WORDS, PHRASES, type Meaning } from './vocabulary.ts';
import type { Token } from './word-tokens.ts';

const MOST_NEAR = 3;

/** `length`: how many words it has; null and 0 where nothing known begins there. */
export interface Meant {
  readonly meaning: Meaning | null;
  readonly length: number;
}

/** The longest phrase of the vocabulary that begins at word `at`. */
export function phraseAt(tokens: readonly Token[], at: number): Meant {
  for (const [text, length] of textsAt(tokens, at)) {
    const meaning = PHRASES.get(text);
    if (meaning !== undefined) return { meaning, length };
  }
  return { meaning: null, length: 0 };
}

/** Whether the next words but for fillers name a subject. */
export function subjectFollows(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < tokens.length; ) {
    const { meaning, length } = phraseAt(tokens, at);
    if (meaning?.is !== 'filler') return meaning?.is === 'subject';
    at += length;
  }
  return false;
}

/** The longest of the names `moves`, or other name for one of them, that begins at word `at`. */
export function moveNameAt(
  tokens: readonly Token[],
  at: number,
  moves: readonly string[],
): { readonly name: string | null; readonly length: number } {
  for (const [text, length] of textsAt(tokens, at)) {
    const meaning = PHRASES.get(text);
    const subject = meaning?.is === 'subject' ? meaning.subject : null;
    const names = [text, text.replaceAll(' ', '-'), MOVE_WORDS[text], subject];
    const name = names.find((one) => typeof one === 'string' && moves.includes(one));
    if (typeof name === 'string') return { name, length };
  }
  return { name: null, length: 0 };
}

/** The words from `at` on as one text, the most first. */
function* textsAt(tokens: readonly Token[], at: number): Generator<[text: string, length: number]> {
  for (let length = LONGEST_PHRASE; length > 0; length--) {
    const words = tokens.slice(at, at + length);
    if (words.length === length && words.every(({ is }) => is === 'word'))
      yield [words.map(({ text }) => text).join(' '), length];
  }
}

/** The words that may have been meant, the nearest first. */
export function nearWords(word: string, moves: readonly string[]): string[] {
  let left = [...PHRASES.keys(), ...moves];
  const near: string[] = [];
  while (near.length < MOST_NEAR) {
    const next = nearestName(word, left);
    if (next === null) break;
    near.push(next);
    left = left.filter((one) => one !== next);
  }
  return near;
}
