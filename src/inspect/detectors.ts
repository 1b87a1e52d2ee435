// Detectors: the list of everything that listens for faults, and of what listens for notes for the mix.
import { BITCRUSH } from './broken/bitcrush.ts';
import { BUFFER_GLITCHES } from './broken/buffer-glitches.ts';
import { DC_STEPS } from './broken/dc-steps.ts';
import { DROPOUTS } from './broken/dropouts.ts';
import { EDGES } from './broken/edges.ts';
import { LEVEL_DIPS } from './broken/level-dips.ts';
import { IMPULSES } from './broken/impulses.ts';
import { JOINS } from './broken/joins.ts';
import { NOISE_BURSTS } from './broken/noise-bursts.ts';
import { OVERFLOW } from './broken/overflow.ts';
import { REPEATS } from './broken/repeats.ts';
import type { DetectorKind } from './finding.ts';
import { CLIPPING } from './level/clipping.ts';
import { DISTORTION } from './level/distortion.ts';
import { LIMITING } from './level/limiting.ts';
import { NOISE_GATE } from './level/noise-gate.ts';
import { OVERS } from './level/overs.ts';
import { PUMPING } from './level/pumping.ts';
import { HISS } from './noise/hiss.ts';
import { HUM } from './noise/hum.ts';
import { PLOSIVE } from './noise/plosive.ts';
import { RUMBLE } from './noise/rumble.ts';
import { WAVER } from './noise/waver.ts';
import { WHINE } from './noise/whine.ts';
import { BASS_WEIGHT } from './mix/bass-weight.ts';
import { BUS_COMPRESSION } from './mix/bus-compression.ts';
import { HARSH_MOMENTS } from './mix/harsh-moments.ts';
import { LOW_PHASE } from './mix/low-phase.ts';
import { MASKED_VOICE } from './mix/masked-voice.ts';
import { HELD_SAMPLES } from './origin/held-samples.ts';
import { LOSSY_ORIGIN } from './origin/lossy-origin.ts';
import { UPSAMPLING } from './origin/upsampling.ts';
import { CHANNEL_DELAY } from './stereo/channel-delay.ts';
import { DUAL_MONO } from './stereo/dual-mono.ts';
import { LEAN } from './stereo/lean.ts';
import { LOW_END } from './stereo/low-end.ts';
import { POLARITY } from './stereo/polarity.ts';
import { SWAPPED_CHANNELS } from './stereo/swapped-channels.ts';
import { COMB_FILTER } from './tone/comb-filter.ts';
import { RESONANCE } from './tone/resonance.ts';
import { SIBILANCE } from './tone/sibilance.ts';

export const DETECTORS: readonly DetectorKind[] = [
  CLIPPING,
  OVERFLOW,
  IMPULSES,
  JOINS,
  BITCRUSH,
  BUFFER_GLITCHES,
  DC_STEPS,
  DROPOUTS,
  EDGES,
  LEVEL_DIPS,
  NOISE_BURSTS,
  REPEATS,
  POLARITY,
  CHANNEL_DELAY,
  LEAN,
  DUAL_MONO,
  LOW_END,
  SWAPPED_CHANNELS,
  COMB_FILTER,
  SIBILANCE,
  DISTORTION,
  LIMITING,
  NOISE_GATE,
  OVERS,
  PUMPING,
  HUM,
  HISS,
  WHINE,
  RUMBLE,
  PLOSIVE,
  WAVER,
  RESONANCE,
  LOSSY_ORIGIN,
  UPSAMPLING,
  HELD_SAMPLES,
];

/** What rendering and writing could spoil: all that is listened for in a master of our own, whose mix was heard with everything. */
export const RENDERED_DETECTORS: readonly DetectorKind[] = [
  CLIPPING,
  OVERFLOW,
  DROPOUTS,
  EDGES,
  LIMITING,
  OVERS,
];

/** What should go back to the mix: no faults, and nothing that mastering will change. */
export const MIX_NOTES: readonly DetectorKind[] = [
  BASS_WEIGHT,
  HARSH_MOMENTS,
  MASKED_VOICE,
  LOW_PHASE,
  BUS_COMPRESSION,
];
