// Formats: the list of every kind of audio file we know.
import type { FormatKind } from './format.ts';
import { WAV } from './wav.ts';

export const FORMATS: readonly FormatKind[] = [WAV];
