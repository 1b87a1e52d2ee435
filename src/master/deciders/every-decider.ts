// Every decider: the list of all, in the order in which they are asked, which is the order of the chain.
import type { Decider } from '../decider.ts';
import { BALANCE } from './channel-balance.ts';
import { BEYOND_REPAIR } from './beyond-repair.ts';
import { CHANNELS } from './channels.ts';
import { CLICKS } from './clicks.ts';
import { CLIPPED } from './clipped.ts';
import { DE_ESS } from './de-ess.ts';
import { GLUE } from './glue.ts';
import { DIPS, HOLES } from './fill-holes.ts';
import { HUM } from './hum-removal.ts';
import { MONO_BASS } from './mono-bass.ts';
import { MONO_SAFETY } from './mono-safety.ts';
import { LOW_JUMPS } from './low-jumps.ts';
import { OFFSET } from './offset.ts';
import { OPENNESS } from './crushed-mix.ts';
import { RUMBLE } from './cut-rumble.ts';
import { RINGING } from './narrow-resonance.ts';
import { TONE } from './tone.ts';
import { TOP_MISSING } from './top-missing.ts';
import { WIDEN } from './widen.ts';

export const DECIDERS: readonly Decider[] = [
  HOLES,
  CLICKS,
  CLIPPED,
  DIPS,
  HUM,
  OFFSET,
  RUMBLE,
  BEYOND_REPAIR,
  CHANNELS,
  BALANCE,
  RINGING,
  DE_ESS,
  TONE,
  LOW_JUMPS,
  OPENNESS,
  GLUE,
  MONO_BASS,
  TOP_MISSING,
  MONO_SAFETY,
  WIDEN,
];
