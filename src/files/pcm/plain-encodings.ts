// Plain encodings: every word length that files of plain samples hold, in the order in which they are offered.
import type { Encoding } from '../writer.ts';

export const PLAIN_ENCODINGS: readonly Encoding[] = [
  { encoding: 'pcm', bits: 24 },
  { encoding: 'pcm', bits: 16 },
  { encoding: 'pcm', bits: 32 },
  { encoding: 'pcm', bits: 8 },
  { encoding: 'float', bits: 32 },
  { encoding: 'float', bits: 64 },
];
