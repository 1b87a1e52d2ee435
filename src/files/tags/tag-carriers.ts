// Tag carriers: the list of how each format carries tags.
import { AIFF_CARRIER } from './carriers/aiff-carrier.ts';
import { CAF_CARRIER } from './carriers/caf-carrier.ts';
import { FLAC_CARRIER } from './carriers/flac-carrier.ts';
import { ADTS_CARRIER, MP3_CARRIER } from './carriers/mp3-carrier.ts';
import { MP4_CARRIER } from './carriers/mp4-carrier.ts';
import { OGG_CARRIER } from './carriers/ogg-carrier.ts';
import { WAV_CARRIER } from './carriers/wav-carrier.ts';
import { WAVPACK_CARRIER } from './carriers/wavpack-carrier.ts';
import type { TagCarrier } from './tag-carrier.ts';

export const TAG_CARRIERS: readonly TagCarrier[] = [
  WAV_CARRIER,
  AIFF_CARRIER,
  CAF_CARRIER,
  FLAC_CARRIER,
  MP3_CARRIER,
  ADTS_CARRIER,
  MP4_CARRIER,
  OGG_CARRIER,
  WAVPACK_CARRIER,
];
