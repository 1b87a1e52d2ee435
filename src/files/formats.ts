// Formats: the list of every kind of audio file we know, the surest first where two are equally sure.
import { ADTS } from './mp4/adts.ts';
import { AIFF } from './aiff/aiff.ts';
import { CAF } from './caf/caf.ts';
import { FLAC } from './flac/flac.ts';
import type { FormatKind } from './format.ts';
import { MP3 } from './mpeg/mp3.ts';
import { MP4 } from './mp4/mp4.ts';
import { OGG } from './ogg/ogg.ts';
import { WAV } from './wave/wav.ts';
import { WAVE64 } from './wave/wave64.ts';
import { WAVPACK } from './wavpack/wavpack.ts';

export const FORMATS: readonly FormatKind[] = [WAV, AIFF, CAF, WAVE64, FLAC, WAVPACK, OGG, MP4, MP3, ADTS];
