// Dynamic band: one band of the dynamic equaliser: its parameters, its ear, its law and its filters.
import { bandPass, highCut, lowCut } from '../../dsp/biquad-design.ts';
import type { Coefficients } from '../../dsp/biquad.ts';
import { smoothing } from '../../dsp/envelope.ts';
import type { ParamRecord, ParamTable } from '../params.ts';
import type { BandWorker } from './band-desk.ts';
import { audible, BandEar } from './band-ear.ts';
import { BandLaw } from './band-law.ts';
import { BandMoves, type MoveShape } from './band-moves.ts';
import { LaneMove, type Lane } from './lane-move.ts';

/** An ear stays below this share of the rate. */
const HIGHEST_EAR_SHARE = 0.45;
/** The ear takes the mean of about two waves, so that the gain follows the level and not the wave. */
const SHORTEST_MEAN_MS = 2;
const LONGEST_MEAN_MS = 30;

export const DYNAMIC_BAND_PARAMS: ParamTable = {
  type: {
    type: 'choice',
    choices: ['bell', 'low-shelf', 'high-shelf'],
    default: 'bell',
    caption: 'shape of the band',
  },
  hz: { type: 'number', unit: 'Hz', min: 20, max: 20000, default: 1000, caption: 'its frequency' },
  q: {
    type: 'number',
    unit: '',
    min: 0.1,
    max: 20,
    default: 1,
    caption: 'narrowness of a bell, steepness of a shelf',
  },
  gainDb: {
    type: 'number',
    unit: 'dB',
    min: -18,
    max: 18,
    default: 0,
    caption: 'boost or cut while it rests',
  },
  thresholdDb: {
    type: 'number',
    unit: 'dBFS',
    min: -80,
    max: 0,
    default: -30,
    caption: 'level of the band (a sine reads as its peak) at which it begins to act',
  },
  rangeDb: {
    type: 'number',
    unit: 'dB',
    min: -18,
    max: 18,
    default: -6,
    caption: 'the most that it adds to its gain when it acts; below 0 it takes away',
  },
  ratio: {
    type: 'number',
    unit: ':1',
    min: 1,
    max: 20,
    default: 2,
    caption: 'dB beyond the threshold for one dB left of them: 2 changes the gain by half of what is beyond',
  },
  kneeDb: { type: 'number', unit: 'dB', min: 0, max: 24, default: 6, caption: 'width of the gradual onset' },
  attackMs: {
    type: 'number',
    unit: 'ms',
    min: 0.5,
    max: 500,
    default: 10,
    caption: 'time to take hold (63 %)',
  },
  releaseMs: {
    type: 'number',
    unit: 'ms',
    min: 5,
    max: 5000,
    default: 120,
    caption: 'time to let go (63 %)',
  },
  mode: {
    type: 'choice',
    choices: ['above', 'below'],
    default: 'above',
    caption: 'acts when the band is louder than the threshold, or when it is quieter',
  },
  detectorHz: {
    type: 'number',
    unit: 'Hz',
    min: 0,
    max: 20000,
    default: 0,
    caption: 'frequency that it listens to instead of its own; 0: its own',
  },
  detectorQ: {
    type: 'number',
    unit: '',
    min: 0.1,
    max: 20,
    default: 1,
    caption: 'narrowness of what it listens to at that frequency',
  },
  channel: {
    type: 'choice',
    choices: ['stereo', 'mid', 'side', 'left', 'right'],
    default: 'stereo',
    caption: 'both channels, only what they share, only how they differ, or one of them',
  },
  link: {
    type: 'number',
    unit: '',
    min: 0,
    max: 1,
    default: 1,
    caption: 'stereo link of a band on both channels: 0 each alone … 1 both alike',
  },
};

export function isNeutralBand(band: ParamRecord): boolean {
  return band.gainDb === 0 && (band.rangeDb === 0 || band.ratio === 1);
}

/** Every decibel, resting or moving, in proportion. */
export function dynamicBandAtStrength(band: ParamRecord, strength: number): ParamRecord {
  if (strength === 1) return band;
  return {
    ...band,
    gainDb: (band.gainDb as number) * strength,
    rangeDb: (band.rangeDb as number) * strength,
    ratio: 1 / (1 - strength * (1 - 1 / (band.ratio as number))),
  };
}

/** Where the band's gain may go. */
export function movesOf(band: ParamRecord, rate: number): BandMoves {
  const gain = band.gainDb as number;
  const reach = gain + (band.rangeDb as number);
  return new BandMoves(
    band.type as MoveShape,
    band.hz as number,
    band.q as number,
    Math.min(gain, reach),
    Math.max(gain, reach),
    rate,
  );
}

/** Over one pair of channels. */
export class DynamicBand implements BandWorker {
  readonly turned: boolean;
  readonly ringFrames: number;
  private readonly ear: BandEar;
  private readonly laws: readonly BandLaw[];
  private readonly lanes: readonly LaneMove[];
  /** Which of the two that it hears its law follows: 0, 1, or 2 for both. */
  private readonly follows: number;
  private readonly link: number;
  private readonly gainDb: number;
  private readonly mean: number;
  /** Of the loudest side, and of one's own. */
  private readonly powers = new Float64Array(2);
  private leftMean = 0;
  private rightMean = 0;

  /** `paired`: left and right are two sides of one sound. */
  constructor(band: ParamRecord, moves: BandMoves, rate: number, hop: number, paired: boolean) {
    const lanes = lanesOf(band, paired);
    this.turned = lanes[0] === 'mid' || lanes[0] === 'side';
    this.follows = lanes[0] === 'right' || lanes[0] === 'side' ? 1 : lanes[0] === 'both' || lanes[1] ? 2 : 0;
    this.link = lanes.length === 1 ? 1 : (band.link as number);
    this.gainDb = band.gainDb as number;
    this.ringFrames = moves.ringFrames;
    this.ear = new BandEar(earOf(band, rate), hop);
    this.laws = lanes.map(() => new BandLaw(band, rate / hop));
    this.lanes = lanes.map((lane) => new LaneMove(lane, moves, hop, this.gainDb));
    this.mean = smoothing(meanMs(band), rate / hop);
  }

  listen(left: Float64Array, right: Float64Array, frames: number, at: number): void {
    this.ear.listen(left, right, frames, at);
  }

  ride(left: Float64Array, right: Float64Array | null, start: number, count: number): void {
    const { lanes } = this;
    for (let i = 0; i < lanes.length; i++) lanes[i]!.ride(left, right, start, count);
  }

  decide(): void {
    const { ear, laws, lanes, powers, follows, mean, link, gainDb } = this;
    ear.next();
    this.leftMean = audible(ear.left + mean * (this.leftMean - ear.left));
    this.rightMean = audible(ear.right + mean * (this.rightMean - ear.right));
    // A sine's peak power is twice its mean power.
    const left = 2 * this.leftMean;
    const right = 2 * this.rightMean;
    powers[0] = follows === 0 ? left : follows === 1 ? right : Math.max(left, right);
    for (let i = 0; i < lanes.length; i++) {
      const law = laws[i]!;
      powers[1] = lanes.length === 1 ? powers[0] : i === 0 ? left : right;
      law.next(powers, link);
      lanes[i]!.moveTo(gainDb + law.changeDb);
    }
  }

  reset(): void {
    this.ear.reset();
    this.leftMean = 0;
    this.rightMean = 0;
    for (const law of this.laws) law.reset();
    for (const lane of this.lanes) lane.reset();
  }
}

function lanesOf({ channel, link }: ParamRecord, paired: boolean): Lane[] {
  if (channel !== 'stereo' && paired) return [channel as Lane];
  return link === 1 ? ['both'] : ['left', 'right'];
}

/** A bell listens to its own band, a shelf to what it moves, or both to the band that was named. */
function earOf(band: ParamRecord, rate: number): Coefficients {
  const own = band.detectorHz === 0;
  const hz = Math.min(HIGHEST_EAR_SHARE * rate, (own ? band.hz : band.detectorHz) as number);
  if (!own) return bandPass(hz, band.detectorQ as number, rate);
  if (band.type === 'low-shelf') return highCut(hz, Math.SQRT1_2, rate);
  if (band.type === 'high-shelf') return lowCut(hz, Math.SQRT1_2, rate);
  return bandPass(hz, band.q as number, rate);
}

function meanMs(band: ParamRecord): number {
  const own = band.detectorHz === 0;
  if (own && band.type === 'low-shelf') return LONGEST_MEAN_MS;
  const hz = (own ? band.hz : band.detectorHz) as number;
  return Math.min(LONGEST_MEAN_MS, Math.max(SHORTEST_MEAN_MS, 2000 / hz));
}
