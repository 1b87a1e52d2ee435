// Low clean: takes away what is below the music: a constant offset, and rumble under a corner.
import { lowCutSections, type CutSlopeDb } from '../../dsp/biquad-design.ts';
import { BiquadCascade, responseDb, type Coefficients } from '../../dsp/biquad.ts';
import { dbFromPower, gainFromDb } from '../../dsp/decibel.ts';
import { FftFilter } from '../../dsp/fft-filter.ts';
import { magnitudeFilter } from '../../dsp/magnitude-filter.ts';
import { cos, log, pow, sin } from '../../dsp/math.ts';
import { AMOUNT_PARAM, amountAtStrength } from './repair-amount.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { DelayedGain } from '../control/delayed-gain.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';

/** Where the ringing of a section counts as over: -180 dB. */
const RING_END = 1e-9;
/** Longest kernel of linear phase to either side; corners below 10 Hz would want more, and get what it holds. */
const MOST_REACH_S = 0.75;
/** Frames that are blended at a time. */
const CHUNK_FRAMES = 4096;

export const LOW_CLEAN: ProcessorKind = {
  id: 'low-clean',
  title: 'Offset and rumble removal',
  params: {
    hz: {
      type: 'number',
      unit: 'Hz',
      min: 2,
      max: 120,
      default: 18,
      caption: 'corner (-3 dB): all below fades away; 2 takes an offset and no more',
    },
    slope: {
      type: 'choice',
      choices: ['12', '24', '36', '48'],
      default: '24',
      caption: 'steepness below the corner in dB an octave',
    },
    phase: {
      type: 'choice',
      choices: ['minimum', 'linear'],
      default: 'minimum',
      caption:
        'minimum: no delay and no pre-ring; linear: no wave changes its shape, a little ringing before hits',
    },
    amount: { ...AMOUNT_PARAM, caption: 'share of it that is taken away' },
  },
  create: (params, format) => new LowClean(params, format),
  atStrength: amountAtStrength,
  isNeutral: ({ amount }) => amount === 0,
  responseDb: (params, hz, sampleRateHz) => blendedDb(params, hz, sampleRateHz),
};

/** One way of cutting the lows of all channels in place. */
interface Cut {
  readonly latencyFrames: number;
  readonly preRingFrames: number;
  readonly tailFrames: number;
  process(channels: readonly Float64Array[], frames: number): void;
  reset(): void;
}

class LowClean implements Processor {
  readonly latencyFrames: number;
  readonly preRingFrames: number;
  readonly tailFrames: number;
  private readonly amount: number;
  private readonly cut: Cut | null;
  private readonly delays: DelayedGain[];
  private readonly dry: Float64Array[];

  constructor(params: ParamRecord, format: SignalFormat) {
    const { channels } = format;
    this.amount = params.amount as number;
    this.cut =
      this.amount === 0
        ? null
        : params.phase === 'linear'
          ? linearCut(params, format)
          : minimumCut(params, format);
    const latency = this.cut?.latencyFrames ?? 0;
    this.latencyFrames = latency;
    this.preRingFrames = this.cut?.preRingFrames ?? 0;
    this.tailFrames = this.cut?.tailFrames ?? 0;
    this.delays = latency > 0 ? Array.from({ length: channels }, () => new DelayedGain(latency)) : [];
    this.dry = Array.from({ length: channels }, () => new Float64Array(CHUNK_FRAMES));
  }

  reset(): void {
    this.cut?.reset();
    for (const delay of this.delays) delay.reset();
  }

  process({ channels, frames }: Block): void {
    if (this.cut === null) return;
    if (this.amount === 1) {
      this.cut.process(channels, frames);
      return;
    }
    if (frames <= CHUNK_FRAMES) {
      this.blend(this.cut, channels, frames);
      return;
    }
    for (let at = 0; at < frames; at += CHUNK_FRAMES) {
      const count = Math.min(CHUNK_FRAMES, frames - at);
      const parts = channels.map((x) => x.subarray(at, at + count));
      this.blend(this.cut, parts, count);
    }
  }

  private blend(cut: Cut, channels: readonly Float64Array[], count: number): void {
    const { dry, delays, amount } = this;
    for (let c = 0; c < channels.length; c++) {
      for (let n = 0; n < count; n++) dry[c]![n] = channels[c]![n]!;
      delays[c]?.process(dry[c]!, count, null);
    }
    cut.process(channels, count);
    for (let c = 0; c < channels.length; c++) {
      const x = channels[c]!;
      const own = dry[c]!;
      for (let n = 0; n < count; n++) x[n] = own[n]! + amount * (x[n]! - own[n]!);
    }
  }
}

/** Butterworth sections, magnitude-matched. */
function minimumCut({ hz, slope }: ParamRecord, { sampleRateHz, channels }: SignalFormat): Cut {
  const sections = lowCutSections(hz as number, Number(slope) as CutSlopeDb, sampleRateHz);
  const cascade = new BiquadCascade(sections, channels);
  return {
    latencyFrames: 0,
    preRingFrames: 0,
    tailFrames: ringFrames(sections),
    process: (all, frames) => cascade.process(all, frames),
    reset: () => cascade.reset(),
  };
}

/** The same magnitude by a symmetric kernel; nothing of it reaches 0 Hz. */
function linearCut({ hz, slope }: ParamRecord, { sampleRateHz, channels }: SignalFormat): Cut {
  const order = Number(slope) / 6;
  const power = (f: number): number => {
    const share = pow(f / (hz as number), 2 * order);
    return f === 0 ? 0 : f > 100 * (hz as number) ? 1 : share / (1 + share);
  };
  const spectrum = magnitudeFilter(power, sampleRateHz, 'linear', MOST_REACH_S);
  const filters = Array.from({ length: channels }, () => new FftFilter(spectrum));
  return {
    latencyFrames: filters[0]!.latencyFrames,
    preRingFrames: spectrum.before,
    tailFrames: spectrum.after,
    process(all, frames) {
      for (let c = 0; c < filters.length; c++) filters[c]!.process(all[c]!, frames);
    },
    reset() {
      for (const filter of filters) filter.reset();
    },
  };
}

/** Until every section's poles have decayed by 180 dB, one after the other at worst. */
function ringFrames(sections: readonly Coefficients[]): number {
  return sections.reduce(
    (sum, { a2 }) => sum + Math.ceil((2 * log(RING_END)) / log(Math.min(a2, 1 - 1e-12))),
    0,
  );
}

interface Designed {
  readonly rate: number;
  readonly sections: readonly Coefficients[];
}

/** What was last designed of parameters, which never change: a response is asked at many frequencies. */
const designs = new WeakMap<ParamRecord, Designed>();

function sectionsFor(params: ParamRecord, rate: number): readonly Coefficients[] {
  let design = designs.get(params);
  if (design?.rate !== rate) {
    const { hz, slope } = params;
    design = { rate, sections: lowCutSections(hz as number, Number(slope) as CutSlopeDb, rate) };
    designs.set(params, design);
  }
  return design.sections;
}

/** Of the cut and what is left of the sound as it came, at `hz`. */
function blendedDb(params: ParamRecord, hz: number, rate: number): number {
  const { phase, amount } = params;
  const sections = sectionsFor(params, rate);
  const share = amount as number;
  if (share === 1) return responseDb(sections, hz, rate);
  if (phase === 'linear')
    return dbFromPower((1 - share + share * gainFromDb(responseDb(sections, hz, rate))) ** 2);
  const [re, im] = answerOf(sections, (2 * Math.PI * hz) / rate);
  return dbFromPower((1 - share + share * re) ** 2 + (share * im) ** 2);
}

/** The cascade's complex answer at `omega` radians a frame. */
function answerOf(sections: readonly Coefficients[], omega: number): [number, number] {
  const [c1, s1, c2, s2] = [cos(omega), -sin(omega), cos(2 * omega), -sin(2 * omega)];
  let [re, im] = [1, 0];
  for (const { b0, b1, b2, a1, a2 } of sections) {
    const [nr, ni] = [b0 + b1 * c1 + b2 * c2, b1 * s1 + b2 * s2];
    const [dr, di] = [1 + a1 * c1 + a2 * c2, a1 * s1 + a2 * s2];
    const size = dr * dr + di * di;
    const [qr, qi] = [(nr * dr + ni * di) / size, (ni * dr - nr * di) / size];
    [re, im] = [re * qr - im * qi, re * qi + im * qr];
  }
  return [re, im];
}
