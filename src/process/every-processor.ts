// Every processor: the list of all kinds, in the order in which a chain usually has them; a new kind is one line here.
import { EXCITER } from './colour/exciter.ts';
import { SATURATION } from './colour/saturation.ts';
import { COMPRESSOR } from './dynamics/compressor.ts';
import { DELIMIT } from './dynamics/delimit.ts';
import { EXPANDER } from './dynamics/expander.ts';
import { LOW_END_FOCUS } from './dynamics/low-end-focus.ts';
import { MULTIBAND } from './dynamics/multiband.ts';
import { TRANSIENT_SHAPER } from './dynamics/transient-shaper.ts';
import { DE_ESSER } from './tone/de-esser.ts';
import { DYNAMIC_EQ } from './tone/dynamic-eq.ts';
import { EQ } from './tone/eq.ts';
import { MATCH_EQ } from './tone/match-eq.ts';
import { RESONANCE_CONTROL } from './tone/resonance-control.ts';
import { GAIN } from './level/gain.ts';
import { DECLICK } from './repair/declick.ts';
import { DECLIP } from './repair/declip.ts';
import { DECRACKLE } from './repair/decrackle.ts';
import { DEHUM } from './repair/dehum.ts';
import { DROPOUTS } from './repair/dropout-repair.ts';
import { LOW_CLEAN } from './repair/low-clean.ts';
import { UNDIP } from './repair/undip.ts';
import { CLIPPER } from './peaks/clipper.ts';
import { LIMITER } from './peaks/limiter.ts';
import { STEREO_ALIGN } from './stereo/stereo-align.ts';
import { WIDTH } from './stereo/width.ts';
import type { ProcessorKind } from './processor.ts';

export const PROCESSORS: readonly ProcessorKind[] = [
  DECLICK,
  DECLIP,
  DECRACKLE,
  DROPOUTS,
  UNDIP,
  DEHUM,
  LOW_CLEAN,
  STEREO_ALIGN,
  GAIN,
  EQ,
  MATCH_EQ,
  RESONANCE_CONTROL,
  DYNAMIC_EQ,
  DE_ESSER,
  EXPANDER,
  DELIMIT,
  COMPRESSOR,
  MULTIBAND,
  TRANSIENT_SHAPER,
  LOW_END_FOCUS,
  SATURATION,
  EXCITER,
  WIDTH,
  CLIPPER,
  LIMITER,
];
