// EQ: a parametric equaliser of up to 24 bands, each on both channels, the middle or the sides.
import { BiquadCascade, responseDb, type Coefficients } from '../../dsp/biquad.ts';
import { log } from '../../dsp/math.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { bandAtStrength, bandSections, EQ_BAND_PARAMS, isNeutralBand } from './eq-band.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';

/** Where the ringing of a section counts as over: -180 dB. */
const RING_END = 1e-9;

export const EQ: ProcessorKind = {
  id: 'eq',
  title: 'Equaliser',
  params: {
    bands: { type: 'list', of: EQ_BAND_PARAMS, maxLength: 24, caption: 'the bands, in any order' },
  },
  create: (params, format) => createEq(params, format),
  atStrength: (params, strength): ParamRecord => ({
    ...params,
    bands: bandsOf(params)
      .map((band) => bandAtStrength(band, strength))
      .filter((band) => band !== null),
  }),
  isNeutral: (params) => bandsOf(params).every(isNeutralBand),
  /** What sound in the middle meets; bands on the sides do not count. */
  responseDb: (params, hz, sampleRateHz) =>
    responseDb(
      [...sectionsOf(params, 'stereo', sampleRateHz), ...sectionsOf(params, 'mid', sampleRateHz)],
      hz,
      sampleRateHz,
    ),
};

function bandsOf(params: ParamRecord): readonly ParamRecord[] {
  return params.bands as readonly ParamRecord[];
}

function sectionsOf(params: ParamRecord, channel: string, rate: number): Coefficients[] {
  return bandsOf(params)
    .filter((band) => band.channel === channel && !isNeutralBand(band))
    .flatMap((band) => bandSections(band, rate));
}

function createEq(params: ParamRecord, format: SignalFormat): Processor {
  const { sampleRateHz, channels } = format;
  const stereo = sectionsOf(params, 'stereo', sampleRateHz);
  const mid = sectionsOf(params, 'mid', sampleRateHz);
  const side = channels === 2 ? sectionsOf(params, 'side', sampleRateHz) : [];
  const both = new BiquadCascade(channels === 2 ? stereo : [...stereo, ...mid], channels);
  const middle = new BiquadCascade(mid, 1);
  const sides = new BiquadCascade(side, 1);
  const turned = channels === 2 && mid.length + side.length > 0;
  const one: Float64Array[] = [new Float64Array(0)];
  return {
    latencyFrames: 0,
    tailFrames: ringFrames([...stereo, ...mid, ...side]),
    reset() {
      both.reset();
      middle.reset();
      sides.reset();
    },
    process(block) {
      both.process(block.channels, block.frames);
      if (!turned) return;
      toMidSide(block);
      one[0] = block.channels[0]!;
      middle.process(one, block.frames);
      one[0] = block.channels[1]!;
      sides.process(one, block.frames);
      toLeftRight(block);
    },
  };
}

function toMidSide({ channels, frames }: Block): void {
  const [a, b] = channels as [Float64Array, Float64Array];
  for (let n = 0; n < frames; n++) {
    const left = a[n]!;
    const right = b[n]!;
    a[n] = 0.5 * (left + right);
    b[n] = 0.5 * (left - right);
  }
}

function toLeftRight({ channels, frames }: Block): void {
  const [a, b] = channels as [Float64Array, Float64Array];
  for (let n = 0; n < frames; n++) {
    const mid = a[n]!;
    const side = b[n]!;
    a[n] = mid + side;
    b[n] = mid - side;
  }
}

/** Until every section's slowest pole has decayed by 180 dB, one after the other at worst. */
function ringFrames(sections: readonly Coefficients[]): number {
  return sections.reduce((sum, { a1, a2 }) => sum + Math.ceil(log(RING_END) / log(poleRadius(a1, a2))), 0);
}

/** Magnitude of the larger root of z² + a1 z + a2. */
function poleRadius(a1: number, a2: number): number {
  const discriminant = a1 * a1 - 4 * a2;
  const radius = discriminant < 0 ? Math.sqrt(a2) : (Math.abs(a1) + Math.sqrt(discriminant)) / 2;
  return Math.min(1 - 1e-9, Math.max(radius, 1e-6));
}
