// Stereo align: puts left and right right: exchanged, upside down, apart in time, turned in phase or out of balance.
import { gainFromDb } from '../../dsp/decibel.ts';
import { FftFilter } from '../../dsp/fft-filter.ts';
import { turnedKernel } from '../../dsp/turned-kernel.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { DelayedGain } from '../control/delayed-gain.ts';
import { passThrough } from '../control/pass-through.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';

const POLARITIES = ['as-is', 'inverted'];

/** Farther apart is an echo and no fault of a cable or a converter. */
const FARTHEST_S = 0.02;
/** At the highest rate. */
const FARTHEST_FRAMES = 3840;
/** From this share of strength on, what can only be done or left is done. */
const DONE_FROM = 0.5;

export const STEREO_ALIGN: ProcessorKind = {
  id: 'stereo-align',
  title: 'Stereo alignment',
  params: {
    swap: {
      type: 'choice',
      choices: ['no', 'yes'],
      default: 'no',
      caption: 'yes: left and right change places, before all else',
    },
    polarityLeft: {
      type: 'choice',
      choices: POLARITIES,
      default: 'as-is',
      caption: 'inverted: turns the left channel upside down',
    },
    polarityRight: {
      type: 'choice',
      choices: POLARITIES,
      default: 'as-is',
      caption: 'inverted: turns the right channel upside down',
    },
    delayFrames: {
      type: 'number',
      unit: 'frames',
      min: -FARTHEST_FRAMES,
      max: FARTHEST_FRAMES,
      default: 0,
      caption:
        'how late the right channel is (below 0: early), fractions too, at most 20 ms; the left stays in its place',
    },
    rotationDegrees: {
      type: 'number',
      unit: '°',
      min: -180,
      max: 180,
      default: 0,
      caption: 'turns the phase of every frequency alike: the sound stays, lopsided peaks become even',
    },
    balanceDb: {
      type: 'number',
      unit: 'dB',
      min: -24,
      max: 24,
      default: 0,
      caption: 'raises the right channel against the left by so much, each by half',
    },
  },
  create: (params, format) => (isNeutral(params) ? passThrough() : new StereoAlign(params, format)),
  atStrength,
  isNeutral,
};

/** What can only be done or left is done from half of the strength on. */
function atStrength(params: ParamRecord, strength: number): ParamRecord {
  if (strength === 1) return params;
  const scaled = (name: string): number => strength * (params[name] as number);
  const isDone = strength >= DONE_FROM;
  return {
    swap: isDone ? params.swap! : 'no',
    polarityLeft: isDone ? params.polarityLeft! : 'as-is',
    polarityRight: isDone ? params.polarityRight! : 'as-is',
    delayFrames: scaled('delayFrames'),
    rotationDegrees: scaled('rotationDegrees'),
    balanceDb: scaled('balanceDb'),
  };
}

function isNeutral({ swap, polarityLeft, polarityRight, ...numbers }: ParamRecord): boolean {
  const turnsOver = polarityLeft !== 'as-is' || polarityRight !== 'as-is';
  return swap === 'no' && !turnsOver && Object.values(numbers).every((value) => value === 0);
}

/** One channel: through a kernel, if it needs one, then by whole frames, then by a gain. */
interface Lane {
  readonly filter: FftFilter | null;
  readonly wait: DelayedGain | null;
  readonly gain: number;
}

/**
 * The left channel keeps its place, later by the latency; the right one comes later or earlier against it, by whole frames and
 * a kernel for the rest. A turn of phase is in the kernels of both. Further channels only keep step.
 */
class StereoAlign implements Processor {
  readonly latencyFrames: number;
  readonly preRingFrames?: number;
  readonly tailFrames: number;
  private readonly swaps: boolean;
  private readonly lanes: readonly Lane[];

  constructor(params: ParamRecord, { sampleRateHz, channels }: SignalFormat) {
    const most = FARTHEST_S * sampleRateHz;
    const stereo = channels === 2;
    const late = stereo ? Math.max(-most, Math.min(most, params.delayFrames as number)) : 0;
    const whole = Math.round(-late);
    const rest = -late - whole;
    const degrees = params.rotationDegrees as number;
    const reach = { before: 0, after: 0, latency: 0 };
    const filterFor = (delayFrames: number): FftFilter | null => {
      if (delayFrames === 0 && degrees === 0) return null;
      const kernel = turnedKernel(delayFrames, degrees, sampleRateHz);
      const filter = new FftFilter(kernel);
      Object.assign(reach, { before: kernel.before, after: kernel.after, latency: filter.latencyFrames });
      return filter;
    };
    const filters = Array.from({ length: channels }, (_, c) => filterFor(c === 1 ? rest : 0));
    this.latencyFrames = reach.latency + Math.max(0, -whole);
    this.lanes = filters.map((filter, c) => {
      const frames = this.latencyFrames + (c === 1 ? whole : 0) - (filter?.latencyFrames ?? 0);
      return { filter, wait: frames > 0 ? new DelayedGain(frames) : null, gain: gainOf(params, c, stereo) };
    });
    this.swaps = stereo && params.swap === 'yes';
    const ring = reach.before + Math.max(0, -whole);
    if (ring > 0) this.preRingFrames = ring;
    this.tailFrames = reach.after + Math.max(0, whole);
  }

  reset(): void {
    for (const { filter, wait } of this.lanes) {
      filter?.reset();
      wait?.reset();
    }
  }

  process({ channels, frames }: Block): void {
    if (this.swaps) exchange(channels[0]!, channels[1]!, frames);
    for (let c = 0; c < this.lanes.length; c++) {
      const { filter, wait, gain } = this.lanes[c]!;
      const samples = channels[c]!;
      filter?.process(samples, frames);
      wait?.process(samples, frames, null);
      if (gain !== 1) for (let n = 0; n < frames; n++) samples[n] = samples[n]! * gain;
    }
  }
}

/** Polarity and half of the balance; of sound that is not stereo only the polarity of the left, for all channels. */
function gainOf(params: ParamRecord, channel: number, stereo: boolean): number {
  const right = stereo && channel === 1;
  const sign = (right ? params.polarityRight : params.polarityLeft) === 'inverted' ? -1 : 1;
  const balanceDb = stereo ? (params.balanceDb as number) : 0;
  return sign * gainFromDb(right ? balanceDb / 2 : -balanceDb / 2);
}

function exchange(left: Float64Array, right: Float64Array, frames: number): void {
  for (let n = 0; n < frames; n++) {
    const x = left[n]!;
    left[n] = right[n]!;
    right[n] = x;
  }
}
