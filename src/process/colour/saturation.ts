// Saturation: rounds off what is loud and adds harmonics, odd or even, without folding them back; quiet sound keeps its gain.
import { gainFromDb } from '../../dsp/decibel.ts';
import { sin } from '../../dsp/math.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import { passThrough } from '../control/pass-through.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { BendCurve, type BendShape } from './bend-curve.ts';
import { BendLane } from './bend-lane.ts';

/** How much harder tape is driven by highs than by lows: its record equalisation. */
const TAPE_TONE_DB = 6;
/** Level of the sine whose loudness is kept: the middle of a finished song's louder waves. */
const KEPT_LEVEL_DB = -6;
/** Time in which the highest DC fades below -160 dB, and the shelf with it. */
const DC_TAIL_S = 0.75;
const SHELF_TAIL_S = 0.01;

export const SATURATION: ProcessorKind = {
  id: 'saturation',
  title: 'Saturation',
  params: {
    shape: {
      type: 'choice',
      choices: ['soft', 'tape', 'tube'],
      default: 'soft',
      caption: 'soft rounds evenly; tape bends early and takes loud highs back; tube is lopsided',
    },
    driveDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 24,
      default: 3,
      caption: 'how far the sound is driven into the curve',
    },
    even: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 0,
      caption:
        'how lopsided the curve is: 0 adds odd harmonics only (tube: some even ones), 1 as many even ones',
    },
    toneDb: {
      type: 'number',
      unit: 'dB',
      min: -12,
      max: 12,
      default: 0,
      caption: 'what is driven harder: above 0 the highs, below 0 the lows',
    },
    mix: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 1,
      caption: 'share of what the curve changes: 0 none, 1 all of it',
    },
    keep: {
      type: 'choice',
      choices: ['quiet', 'loud'],
      default: 'quiet',
      caption: 'quiet keeps the gain of quiet sound, loud the level of a wave at -6 dBFS',
    },
    oversample: {
      type: 'choice',
      choices: ['auto', '2', '4', '8', '16'],
      default: 'auto',
      caption:
        'how many times the rate it is reckoned at: higher folds less back; auto: as high as the curve is bent',
    },
  },
  create: (params, format) => createSaturation(params, format),
  atStrength: (params, strength): ParamRecord =>
    strength === 1 ? params : { ...params, driveDb: (params.driveDb as number) * strength },
  isNeutral: (params) => driveOf(params) === 0 || params.mix === 0,
};

/**
 * Gain into the curve: g - 1/g comes from nothing at 0 dB and soon is the gain itself (6 dB: 1.5, 12 dB: 3.7, 24 dB: 15.8).
 */
function driveOf(params: ParamRecord): number {
  const gain = gainFromDb(params.driveDb as number);
  const drive = gain - 1 / gain;
  return drive < LEAST_DRIVE ? 0 : drive;
}

/** Below this what is added to a full wave is under -240 dB. */
const LEAST_DRIVE = 1e-6;

function createSaturation(params: ParamRecord, { channels, sampleRateHz }: SignalFormat): Processor {
  if (SATURATION.isNeutral(params)) return passThrough();
  const shape = params.shape as BendShape;
  const mix = params.mix as number;
  const curve = new BendCurve(shape, driveOf(params), params.even as number);
  const toneGain = gainFromDb((params.toneDb as number) + (shape === 'tape' ? TAPE_TONE_DB : 0));
  const outputGain = params.keep === 'loud' ? keptGain(curve, mix) : 1;
  const factor = factorOf(params, curve.bias, toneGain, sampleRateHz);
  const form = { curve, factor, toneGain, mix, outputGain, sampleRateHz };
  const lanes = Array.from({ length: channels }, () => new BendLane(form));
  const { latencyFrames } = lanes[0]!;
  const tailS = curve.bias === 0 ? SHELF_TAIL_S : DC_TAIL_S;
  return {
    latencyFrames,
    preRingFrames: latencyFrames,
    tailFrames: latencyFrames + Math.ceil(tailS * sampleRateHz),
    reset() {
      for (const lane of lanes) lane.reset();
    },
    process({ channels: sound, frames }) {
      for (let c = 0; c < lanes.length; c++) lanes[c]!.process(sound[c]!, frames);
    },
  };
}

/** Tape bends so much sooner than the others: from here its harmonics fall as theirs. */
const TAPE_HARDER = 1.8;
/** A curve's harmonics fall the later, the further its working point is from the middle. */
const LOPSIDED_HARDER = 0.2;
/** How hard it may be driven at 4 and at 8 times 44.1 kHz: nothing of 5 kHz at full scale then folds back above -100 dB. */
const HARDEST_AT_4 = 4.7;
const HARDEST_AT_8 = 13.6;
/** From here on a rate counts twice, from twice this four times. */
const HIGH_RATE_HZ = 80000;

function factorOf(params: ParamRecord, bias: number, toneGain: number, sampleRateHz: number): number {
  if (params.oversample !== 'auto') return Number(params.oversample);
  const harder = (params.shape === 'tape' ? TAPE_HARDER : 1) * (1 + LOPSIDED_HARDER * bias);
  const hardness = driveOf(params) * Math.max(1, toneGain) * harder;
  const factor = hardness <= HARDEST_AT_4 ? 4 : hardness <= HARDEST_AT_8 ? 8 : 16;
  const known = sampleRateHz < HIGH_RATE_HZ ? 1 : sampleRateHz < 2 * HIGH_RATE_HZ ? 2 : 4;
  return Math.max(2, factor / known);
}

/** What gives a sine at KEPT_LEVEL_DB its RMS back, by 128 points of its period; DC does not count. */
function keptGain(curve: BendCurve, mix: number): number {
  const points = 128;
  const peak = gainFromDb(KEPT_LEVEL_DB);
  let sum = 0;
  let power = 0;
  for (let n = 0; n < points; n++) {
    const u = peak * sin((2 * Math.PI * (n + 0.5)) / points);
    const y = u + mix * (curve.bent(u) - u);
    sum += y;
    power += y * y;
  }
  const mean = sum / points;
  return peak / Math.sqrt(2 * (power / points - mean * mean));
}
