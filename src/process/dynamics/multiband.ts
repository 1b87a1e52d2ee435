// Multiband: a compressor or expander for each of two to six bands, of linear or of minimum phase.
import {
  createBandSplit,
  sortedCrossovers,
  SPLIT_FRAMES,
  type BandSplit,
  type SplitPhase,
} from '../../dsp/band-split.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { hopFrames } from '../control/gain-rider.ts';
import { passThrough } from '../control/pass-through.ts';
import { checkParams, type ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { BandMover } from './band-mover.ts';
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

/** Gains are decided every 0.7 ms, twice as rarely as a compressor's: there are several to decide. */
const HOPS = 2;

/**
 * Of linear phase it adds to the delayed sound what each band's gain changes: Σ (gain - 1)·band. Of minimum phase it is the sum
 * of the bands times their gains, and with none an allpass. Either way the sound waits one hop for its gains. Whole hops are
 * done where the split leaves them; one that comes in pieces is put together first.
 */
class Multiband implements Processor {
  readonly latencyFrames: number;
  readonly preRingFrames?: number;
  readonly tailFrames: number;
  private readonly hop: number;
  private readonly split: BandSplit;
  /** One a band; null where a band of linear phase changes nothing. */
  private readonly movers: readonly (BandMover | null)[];
  /** What the bands are added to, and the last hop of it, which is still to be told. */
  private readonly sums: readonly Float64Array[];
  private readonly told: readonly Float64Array[];
  /** The hop that comes in pieces, of which `filled` frames are there: its bands, and what they are added to. */
  private readonly pieces: readonly (readonly Float64Array[])[];
  private readonly base: readonly Float64Array[];
  private filled = 0;

  constructor(params: ParamRecord, format: SignalFormat) {
    const { sampleRateHz, channels } = format;
    const crossovers = (params.crossovers as readonly ParamRecord[]).map(({ hz }) => hz as number);
    const split = createBandSplit(crossovers, params.phase as SplitPhase, sampleRateHz, channels);
    const ends = [...sortedCrossovers(crossovers, sampleRateHz), sampleRateHz / 2];
    const linear = split.whole !== null;
    const hop = HOPS * hopFrames(sampleRateHz);
    const perChannel = (frames: number): Float64Array[] =>
      Array.from({ length: channels }, () => new Float64Array(frames));
    this.hop = hop;
    this.split = split;
    this.movers = heardBands(params).map((band, b) =>
      linear && isIdleBand(band) ? null : new BandMover(band, linear, ends[b]!, format, hop),
    );
    this.sums = split.whole ?? perChannel(SPLIT_FRAMES);
    this.told = perChannel(hop);
    this.pieces = split.bands.map(() => perChannel(hop));
    this.base = perChannel(hop);
    this.latencyFrames = split.latencyFrames + hop;
    if (linear) this.preRingFrames = split.preRingFrames;
    this.tailFrames = split.tailFrames;
  }

  reset(): void {
    this.split.reset();
    for (const mover of this.movers) mover?.reset();
    for (const samples of this.told) samples.fill(0);
    this.filled = 0;
  }

  process({ channels, frames }: Block): void {
    for (let at = 0; at < frames; ) {
      const left = frames - at;
      const isWhole = this.filled === 0 && left >= this.hop;
      const count = isWhole
        ? Math.min(SPLIT_FRAMES, left - (left % this.hop))
        : Math.min(left, this.hop - this.filled);
      this.split.split(channels, at, at + count);
      if (isWhole) this.moveWhole(channels, at, count);
      else this.movePiece(channels, at, count);
      at += count;
    }
  }

  private moveWhole(channels: readonly Float64Array[], at: number, count: number): void {
    const { hop, sums, told } = this;
    this.mix(this.split.bands, sums, count);
    for (let c = 0; c < sums.length; c++) {
      copy(told[c]!, 0, hop, channels[c]!, at);
      copy(sums[c]!, 0, count - hop, channels[c]!, at + hop);
      copy(sums[c]!, count - hop, hop, told[c]!, 0);
    }
  }

  private movePiece(channels: readonly Float64Array[], at: number, count: number): void {
    const { hop, base, told, pieces, filled, split } = this;
    for (let c = 0; c < base.length; c++) {
      copy(told[c]!, filled, count, channels[c]!, at);
      if (split.whole !== null) copy(split.whole[c]!, 0, count, base[c]!, filled);
      for (let b = 0; b < pieces.length; b++) copy(split.bands[b]![c]!, 0, count, pieces[b]![c]!, filled);
    }
    this.filled += count;
    if (this.filled < hop) return;
    this.filled = 0;
    this.mix(pieces, base, hop);
    for (let c = 0; c < base.length; c++) copy(base[c]!, 0, hop, told[c]!, 0);
  }

  /** Adds the bands to `sum`, which holds the sound itself of linear phase. */
  private mix(
    bands: readonly (readonly Float64Array[])[],
    sum: readonly Float64Array[],
    frames: number,
  ): void {
    if (this.split.whole === null) for (let c = 0; c < sum.length; c++) sum[c]!.fill(0, 0, frames);
    for (let b = 0; b < bands.length; b++) this.movers[b]?.move(bands[b]!, sum, frames);
  }
}

/** So few numbers are copied one by one sooner than as a whole. */
const FEW = 256;

function copy(x: Float64Array, from: number, count: number, out: Float64Array, to: number): void {
  if (count > FEW) out.set(x.subarray(from, from + count), to);
  else for (let n = 0; n < count; n++) out[to + n] = x[from + n]!;
}
