// WAV carrier: tags of RIFF, RF64 and BW64 files in bext, INFO, axml, iXML and an ID3 tag.
import type { TagCarrier } from '../tag-carrier.ts';
import { HELD_ALL } from './held-fields.ts';
import { readWavTags } from './wav-tags-read.ts';
import { copyWavWith } from './wav-tags-write.ts';

export const WAV_CARRIER: TagCarrier = {
  format: 'wav',
  holds: HELD_ALL,
  read: readWavTags,
  copyWith: copyWavWith,
};
