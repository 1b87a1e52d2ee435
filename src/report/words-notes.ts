// Words for read notes: oddities of a file that were read over without loss or guess.
import type { FactsTable } from './words-moves.ts';

export const NOTE_WORDS: FactsTable = {};
