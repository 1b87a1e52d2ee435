// Multiband: a compressor or expander for each of two to six bands, of linear or of minimum phase.
import { createBandSplit, SPLIT_FRAMES, type BandSplit, type SplitPhase } from '../../dsp/band-split.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { DelayedGain } from '../control/delayed-gain.ts';
import { hopFrames } from '../control/gain-rider.ts';
import { passThrough } from '../control/pass-through.ts';
import type { RiddenSound } from '../control/ridden-sound.ts';
import { checkParams, type ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { bandRider } from './band-rider.ts';
import { isIdleBand, MULTIBAND_BAND_PARAMS, multibandBandAtStrength } from './multiband-band.ts';

export const MULTIBAND: ProcessorKind = {
  id: 'multiband',
  title: 'Multiband dynamics',
  params: {
    phase: {
      type: 'choice',
      choices: ['linear', 'minimum'],
      default: 'linear',
      caption:
        'linear: what no band changes stays as it is, to the bit, but comes late; minimum: comes at once, its phase turned at the crossovers',
    },
    crossovers: {
      type: 'list',
      of: {
        hz: {
          type: 'number',
          unit: 'Hz',
          min: 20,
          max: 20000,
          default: 1000,
          caption: 'where one band ends and the next begins',
        },
      },
      maxLength: 5,
      caption: 'the crossovers, in any order: one fewer than bands',
    },
    bands: {
      type: 'list',
      of: MULTIBAND_BAND_PARAMS,
      maxLength: 6,
      caption: 'the bands from the lowest up; where one is missing nothing is done',
    },
  },
  create: (params, format) => (isNeutral(params) ? passThrough() : new Multiband(params, format)),
  atStrength: (params, strength) =>
    strength === 1
      ? params
      : {
          ...params,
          bands: (params.bands as readonly ParamRecord[]).map((band) =>
            multibandBandAtStrength(band, strength),
          ),
        },
  isNeutral,
};

function isNeutral(params: ParamRecord): boolean {
  return heardBands(params).every(isIdleBand);
}

/** A band that does nothing. */
const IDLE: ParamRecord = checkParams(MULTIBAND_BAND_PARAMS, { ratio: 1 }, 'multiband.bands');

/** One for each that the crossovers make; where any is in solo, the others are muted. */
function heardBands(params: ParamRecord): ParamRecord[] {
  const given = params.bands as readonly ParamRecord[];
  const bands = [IDLE, ...(params.crossovers as readonly ParamRecord[])].map((_, b) => given[b] ?? IDLE);
  const solo = bands.some(({ listen }) => listen === 'solo');
  const isMuted = ({ listen }: ParamRecord): boolean => listen === 'mute' || (solo && listen !== 'solo');
  return bands.map((band) => ({ ...band, listen: isMuted(band) ? 'mute' : 'on' }));
}

/**
 * Of linear phase it adds to the delayed sound what each band's gain changes: Σ (gain - 1)·band. Of minimum phase it is the sum
 * of the bands times their gains, and with none an allpass. Either way the gains come one hop late, and the sound waits.
 */
class Multiband implements Processor {
  readonly latencyFrames: number;
  readonly preRingFrames?: number;
  readonly tailFrames: number;
  private readonly split: BandSplit;
  /** One a band; null where a band of linear phase changes nothing. */
  private readonly riders: readonly (RiddenSound | null)[];
  private readonly waiting: readonly DelayedGain[];
  /** One a band, lent to its rider. */
  private readonly stretches: readonly { readonly channels: Float64Array[]; frames: number }[];

  constructor(params: ParamRecord, format: SignalFormat) {
    const crossovers = (params.crossovers as readonly ParamRecord[]).map(({ hz }) => hz as number);
    const hop = hopFrames(format.sampleRateHz);
    const split = createBandSplit(
      crossovers,
      params.phase as SplitPhase,
      format.sampleRateHz,
      format.channels,
    );
    const linear = split.whole !== null;
    this.split = split;
    this.riders = heardBands(params).map((band) =>
      linear && isIdleBand(band) ? null : bandRider(band, linear ? 'change' : 'all', format, hop),
    );
    this.waiting = (split.whole ?? []).map(() => new DelayedGain(hop));
    this.stretches = split.bands.map((channels) => ({ channels: [...channels], frames: 0 }));
    this.latencyFrames = split.latencyFrames + hop;
    if (linear) this.preRingFrames = split.preRingFrames;
    this.tailFrames = split.tailFrames;
  }

  reset(): void {
    this.split.reset();
    for (const each of [...this.riders, ...this.waiting]) each?.reset();
  }

  process({ channels, frames }: Block): void {
    const { split, riders, stretches } = this;
    for (let start = 0; start < frames; start += SPLIT_FRAMES) {
      const end = Math.min(frames, start + SPLIT_FRAMES);
      split.split(channels, start, end);
      this.begin(channels, start, end);
      for (let b = 0; b < riders.length; b++) {
        const rider = riders[b]!;
        const stretch = stretches[b]!;
        if (rider === null) continue;
        stretch.frames = end - start;
        rider.process(stretch);
        for (let c = 0; c < channels.length; c++) add(channels[c]!, stretch.channels[c]!, start, end);
      }
    }
  }

  /** What the bands are added to: the sound, or nothing. */
  private begin(channels: readonly Float64Array[], start: number, end: number): void {
    const { whole } = this.split;
    for (let c = 0; c < channels.length; c++) {
      if (whole === null) {
        channels[c]!.fill(0, start, end);
        continue;
      }
      this.waiting[c]!.process(whole[c]!, end - start, null);
      for (let n = start; n < end; n++) channels[c]![n] = whole[c]![n - start]!;
    }
  }
}

function add(to: Float64Array, from: Float64Array, start: number, end: number): void {
  for (let n = start; n < end; n++) to[n] = to[n]! + from[n - start]!;
}
