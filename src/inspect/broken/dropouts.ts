// Dropouts: sound cut off to nothing in the middle of a note, and coming back: lost buffers, bad edits, broken copies.
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { soundHoles, type Hole, type Holes } from '../heard/holes.ts';
import { acrossChannels, type Span } from '../spans.ts';

/** Shorter ones are told by their even spacing, as buffer glitches. */
const LEAST_S = 0.0008;
const MOST_S = 3.5;
/** One side may rest this long; longer, and it is an arrangement. */
const MOST_ONE_SIDED_S = 10;
/** Longer than this a hole is heard as a gap, not as a tick. */
const GAP_S = 0.06;
/** Both sides of a gap must sound: -46 dBFS RMS. Less will do when the wave breaks off on its way. */
const LEAST_RMS = 0.005;
/** -66 dBFS RMS: 16 LSB of 16 bits. */
const LEAST_BROKEN_RMS = 5e-4;
/** A note that fades into silence is this much quieter in its last 5 ms than in its last 25; a cut one is not. */
const FADE_RATIO = 0.3;
/** The wave breaks off: it steps into or out of the hole by this share of its RMS. */
const STEP_SHARE = 0.5;
/** Coarse quantisation rests at nothing too, but comes from there in one of its own steps. */
const COARSE_STEPS = 3;
/** Where the steps are this much larger than the smallest of them, quantisation is fine. */
const FINE_RATIO = 8;
/** A buffer that is lost has the same music on both sides: 18 dB. */
const MOST_CHANGE = 8;
/** Where this much of a loud sound stands still it is a pulse wave, or held samples; quiet sound drowns in its own dither. */
const MOST_STILL = 0.4;
const LOUD_STEP = 3e-4;
/** Or what steps there are, are all far above dither. */
const HELD_STEP = 2.5e-4;
/** Nothing, but for dither, is only believed where the wave moves by far more: 10 LSB of 16 bits a frame. */
const LEAST_STEP_OVER_DITHER = 3e-4;
const EXACT = 0.9;
/** A wave that comes to rest takes its last steps far below its mean step; a sample or step this near the mean breaks off. */
const LANDING_SHARE = 0.5;
const MOST_FINDINGS = 200;

function isCut(hole: Hole, rate: number): boolean {
  const lengthS = (hole.end - hole.start) / rate;
  if (lengthS < LEAST_S || lengthS > MOST_ONE_SIDED_S) return false;
  if (hole.exact < EXACT && hole.meanStep < LEAST_STEP_OVER_DITHER) return false;
  const still = Math.max(hole.still, hole.stillAfter);
  if (still > MOST_STILL && (hole.meanStep > LOUD_STEP || hole.leastStep > HELD_STEP)) return false;
  return lengthS >= GAP_S ? isCutGap(hole) : isCutTick(hole);
}

function isCutGap(hole: Hole): boolean {
  const { levelBefore, levelAfter, edgeBefore } = hole;
  const quiet = Math.min(levelBefore, levelAfter);
  if (quiet >= LEAST_RMS && edgeBefore >= FADE_RATIO * levelBefore) return true;
  return quiet >= LEAST_BROKEN_RMS && hole.brinkBefore >= STEP_SHARE * levelBefore && isBroken(hole);
}

function isCutTick(hole: Hole): boolean {
  const { levelBefore, levelAfter, edgeBefore } = hole;
  if (Math.min(levelBefore, levelAfter) < LEAST_BROKEN_RMS || !isAbrupt(hole)) return false;
  if (isChanged(hole) && hole.brinkAfter < STEP_SHARE * levelAfter) return false;
  return isBroken(hole) && (breaksOff(hole) || edgeBefore >= FADE_RATIO * levelBefore);
}

/** What comes back is not what went: the hole may have swallowed a stroke, or it is the rest before one. */
function isChanged({ levelBefore, levelAfter }: Hole): boolean {
  return Math.max(levelBefore, levelAfter) > MOST_CHANGE * Math.min(levelBefore, levelAfter);
}

function isSure(hole: Hole, rate: number): boolean {
  return isAbrupt(hole) && (hole.end - hole.start >= GAP_S * rate || !isChanged(hole));
}

/** Broken off on its way, not come to rest. */
function isAbrupt({ landing, meanStep }: Hole): boolean {
  return landing >= LANDING_SHARE * meanStep;
}

function breaksOff(hole: Hole): boolean {
  return Math.max(hole.brinkBefore, hole.brinkAfter) >= STEP_SHARE * hole.levelBefore;
}

/** The wave is not merely resting on the middle step of a coarse quantisation. */
function isBroken(hole: Hole): boolean {
  if (hole.leastStep === 0) return false;
  if (hole.meanStep >= FINE_RATIO * hole.leastStep) return true;
  return Math.max(hole.brinkBefore, hole.brinkAfter) > COARSE_STEPS * hole.leastStep;
}

interface Place extends Span {
  readonly channel: Finding['channel'];
}

class DropoutDetector implements Detector {
  private readonly rate: number;
  private readonly holes: Holes;

  constructor(hearing: Hearing) {
    this.rate = hearing.format.sampleRateHz;
    this.holes = hearing.stream(soundHoles);
  }

  push(): void {}

  result(): Finding[] {
    const perChannel = this.holes.perChannel();
    const cut = perChannel.map((holes) =>
      holes.filter((hole) => isCut(hole, this.rate)).slice(0, MOST_FINDINGS),
    );
    return acrossChannels(cut).flatMap(({ start, end, channel }) => {
      const oneSided = channel === 'left' || channel === 'right';
      const other = oneSided ? perChannel[channel === 'left' ? 1 : 0]! : [];
      const whileOtherSounds = oneSided && !isCovered({ start, end }, other);
      const here = cut.flat().filter((hole) => hole.start < end && hole.end > start);
      return this.finding(
        { start, end, channel },
        whileOtherSounds,
        here.some((hole) => isSure(hole, this.rate)),
      );
    });
  }

  /** A rest that a whole mix comes to gently, or one side for long, may well be meant. */
  private finding({ start, end, channel }: Place, whileOtherSounds: boolean, abrupt: boolean): Finding[] {
    const lengthS = (end - start) / this.rate;
    if (lengthS > MOST_S && !whileOtherSounds) return [];
    const sure = abrupt && lengthS <= MOST_S;
    return [
      {
        code: lengthS < GAP_S ? 'dropout' : whileOtherSounds ? 'channel-dropout' : 'gap',
        severity: sure ? 'warning' : 'note',
        confidence: sure ? 0.9 : 0.5,
        channel,
        startS: start / this.rate,
        endS: end / this.rate,
        value: lengthS * 1000,
        unit: 'ms',
      },
    ];
  }
}

/** The other side rests as well for most of the time. */
function isCovered(span: Span, holes: readonly Hole[]): boolean {
  let covered = 0;
  for (const hole of holes) {
    covered += Math.max(0, Math.min(span.end, hole.end) - Math.max(span.start, hole.start));
  }
  return covered > 0.5 * (span.end - span.start);
}

/** Holes of silence inside sounding music. */
export const DROPOUTS: DetectorKind = {
  id: 'dropouts',
  codes: ['dropout', 'gap', 'channel-dropout'],
  create: (hearing) => new DropoutDetector(hearing),
};
