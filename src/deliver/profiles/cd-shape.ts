// CD shape: every field of a CD plant's rules: what it may be, what it is when left out, what it means.
import type { FieldsOf } from '../../records/record-shape.ts';
import type { CdRules } from './profile.ts';
import { REQUIREMENTS } from './requirements.ts';

const WORD = 'unknown-profile-word';
/** 99:59:74, the last sector that a disc's clock can tell. */
const LAST_SECTOR = 449_999;
/** 79:57, what plants commonly take as 80 minutes. */
const USUAL_SECTORS = 359_775;

export const CD_FIELDS = {
  sets: {
    shape: {
      type: 'list',
      of: { type: 'choice', choices: ['ddp', 'cue-wav', 'cue-bin', 'toc'], fault: WORD },
      most: 4,
    },
    caption: 'the forms in which the disc is given',
    default: ['ddp'],
  },
  mostSectors: {
    shape: { type: 'whole', min: 300, max: LAST_SECTOR },
    caption: 'length of the whole image at most, in 1/75 s',
    default: USUAL_SECTORS,
  },
  mostTracks: { shape: { type: 'whole', min: 1, max: 99 }, caption: 'tracks at most', default: 99 },
  requires: {
    shape: { type: 'list', of: { type: 'choice', choices: REQUIREMENTS, fault: WORD }, most: 32 },
    caption: 'what must be known',
    default: [],
  },
  cdText: { shape: { type: 'flag' }, caption: 'whether titles are written on the disc', default: true },
} satisfies FieldsOf<CdRules>;
