// Resonance control: finds narrow peaks that stand out of the spectrum for a while, and takes back what sticks out.
import { gainFromDb } from '../../dsp/decibel.ts';
import { pow } from '../../dsp/math.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { GainTrace } from '../control/gain-trace.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind, Reduction } from '../processor.ts';
import { narrowBands, type NarrowBands } from './narrow-bands.ts';
import { ResonanceJudge } from './resonance-judge.ts';
import { SpectralChange } from './spectral-change.ts';

export const RESONANCE_CONTROL: ProcessorKind = {
  id: 'resonance-control',
  title: 'Resonance control',
  params: {
    depthDb: { type: 'number', unit: 'dB', min: 0, max: 24, default: 6, caption: 'never takes back more' },
    thresholdDb: {
      type: 'number',
      unit: 'dB',
      min: 3,
      max: 24,
      default: 10,
      caption: 'how far a peak may stick out of its neighbours; only what is beyond is taken back',
    },
    sharpness: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 0.5,
      caption: 'how narrow it looks and works: 0 a sixth … 0.5 a twelfth … 1 a twenty-fourth of an octave',
    },
    speedMs: {
      type: 'number',
      unit: 'ms',
      min: 20,
      max: 5000,
      default: 400,
      caption:
        'how long a peak must stand to count (63 %); slow follows the room or the take, fast single notes',
    },
    lowHz: { type: 'number', unit: 'Hz', min: 40, max: 20000, default: 150, caption: 'untouched below' },
    highHz: { type: 'number', unit: 'Hz', min: 40, max: 20000, default: 12000, caption: 'untouched above' },
    mix: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 1,
      caption: 'share of the treated sound, the rest is dry',
    },
  },
  create: (params, format) => new ResonanceControl(params, format),
  atStrength: (params, strength): ParamRecord => ({
    ...params,
    depthDb: (params.depthDb as number) * strength,
  }),
  isNeutral: (params) =>
    params.depthDb === 0 || params.mix === 0 || (params.lowHz as number) >= (params.highHz as number),
};

/** Frames of a spectrum up to 48 kHz: 46 ms; as long in time at higher rates. */
const SIZE = 2048;

function sizeFor(sampleRateHz: number): number {
  let size = SIZE;
  for (let rate = 48000; rate * Math.SQRT2 < sampleRateHz; rate *= 2) size *= 2;
  return size;
}

/** Bands of an octave at sharpness 0, and how many times more at 1. */
const COARSE_BANDS = 6;
const FINER = 4;

/** All channels are judged together and changed alike, so that nothing moves in the stereo image. Linear phase. */
class ResonanceControl implements Processor {
  readonly latencyFrames: number;
  readonly preRingFrames: number;
  readonly tailFrames: number;
  private readonly bands: NarrowBands;
  private readonly binHz: number;
  private readonly judge: ResonanceJudge;
  private readonly change: SpectralChange;
  private readonly trace: GainTrace;

  constructor(params: ParamRecord, { sampleRateHz, channels }: SignalFormat) {
    const size = sizeFor(sampleRateHz);
    const bins = size / 2 + 1;
    this.binHz = sampleRateHz / size;
    const perOctave = COARSE_BANDS * pow(FINER, params.sharpness as number);
    const low = params.lowHz as number;
    const high = RESONANCE_CONTROL.isNeutral(params) ? 0 : (params.highHz as number);
    this.bands = narrowBands(perOctave, low, high, this.binHz, bins);
    const limits = {
      depthDb: params.depthDb as number,
      thresholdDb: params.thresholdDb as number,
      speedMs: params.speedMs as number,
      mix: params.mix as number,
    };
    const hop = size / 2;
    const judge = new ResonanceJudge(this.bands, limits, bins, sampleRateHz / hop);
    const trace = new GainTrace(sampleRateHz);
    this.judge = judge;
    this.trace = trace;
    // The first spectrum answers for the half of it that lies before the sound.
    trace.begin(hop);
    this.change = new SpectralChange(size, channels, judge, () =>
      trace.hold(judge.deepestNow === 0 ? 1 : gainFromDb(-judge.deepestNow), hop),
    );
    this.latencyFrames = size;
    this.preRingFrames = size;
    this.tailFrames = size;
  }

  get gainReductionDb(): Float64Array {
    return this.trace.gainReductionDb;
  }

  get reductions(): readonly Reduction[] {
    const { sums, deepest, spectra } = this.judge;
    const { first, end, centres } = this.bands;
    return Array.from({ length: Math.max(0, end - first) }, (_, i) => ({
      hz: centres[first + i]! * this.binHz,
      meanDb: 0 - sums[first + i]! / Math.max(1, spectra),
      deepestDb: 0 - deepest[first + i]!,
    }));
  }

  process(block: Block): void {
    this.change.process(block);
  }

  reset(): void {
    this.change.reset();
    this.judge.reset();
    this.trace.reset();
  }
}
