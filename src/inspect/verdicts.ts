// Verdicts: the list of everything that judges by the measurements, without listening again.
import type { VerdictKind } from './finding.ts';
import { CODEC_OVERS } from './level/codec-overs.ts';
import { DC_OFFSET } from './level/dc-offset.ts';
import { HEADROOM } from './level/headroom.ts';
import { PRE_EMPHASIS } from './origin/pre-emphasis.ts';
import { SPEED } from './origin/speed.ts';
import { WORD_LENGTH_FAULTS } from './origin/word-length-faults.ts';
import { STEREO_FAULTS } from './stereo/stereo-faults.ts';
import { BALANCE } from './tone/balance.ts';

export const VERDICTS: readonly VerdictKind[] = [
  STEREO_FAULTS,
  BALANCE,
  HEADROOM,
  CODEC_OVERS,
  DC_OFFSET,
  WORD_LENGTH_FAULTS,
  PRE_EMPHASIS,
  SPEED,
];
