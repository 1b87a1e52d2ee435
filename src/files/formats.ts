// Formats: the list of every kind of audio file we know.
import { AIFF } from './aiff.ts';
import { FLAC } from './flac.ts';
import type { FormatKind } from './format.ts';
import { WAV } from './wav.ts';

export const FORMATS: readonly FormatKind[] = [WAV, AIFF, FLAC];
