// Formats: the list of every kind of audio file we know, the surest first where two are equally sure.
import { ADTS } from './adts.ts';
import { AIFF } from './aiff.ts';
import { FLAC } from './flac.ts';
import type { FormatKind } from './format.ts';
import { MP3 } from './mp3.ts';
import { MP4 } from './mp4.ts';
import { OGG } from './ogg.ts';
import { WAV } from './wav.ts';

export const FORMATS: readonly FormatKind[] = [WAV, AIFF, FLAC, OGG, MP4, MP3, ADTS];
