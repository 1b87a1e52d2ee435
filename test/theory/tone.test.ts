// The theory pages of moving tone show what dynamic equaliser, de-esser and resonance control do at rest and at work.
import { it } from 'vitest';
import { dbFromGain, gainFromDb } from '../../src/dsp/decibel.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import { DE_ESSER } from '../../src/process/tone/de-esser.ts';
import { DYNAMIC_EQ } from '../../src/process/tone/dynamic-eq.ts';
import { RESONANCE_CONTROL } from '../../src/process/tone/resonance-control.ts';
import { aligned, gainsAmid, made, pitches, RATE, through } from './heard-through.ts';
import { axis, FREQUENCY } from './plot-axes.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { expectPlot } from './plot-page.ts';
import { hiss, mixed, plucks, tone, voice } from './plot-sounds.ts';

const HZ = pitches(20, 20000, 240);
/** Where a tone of 3 kHz passes zero, so that an impulse there tells the detectors nothing. */
const QUIET_FRAME = 14700;

const band = (...bands: ParamRecord[]): ParamRecord => ({ bands });

it('dynamic-eq', () => {
  const settings = { hz: 3000, q: 1.5, thresholdDb: -30, rangeDb: -9, ratio: 3, attackMs: 10, releaseMs: 60 };
  const levels = [-48, -27, -21, -12] as const;
  const colours: Colour[] = ['grey', 'green', 'blue', 'orange'];
  const frames = 20000;
  const curves = levels.map((level, i): Curve => {
    const sound = tone(3000, gainFromDb(level), frames, RATE);
    return {
      name: i === 0 ? 'at rest' : `${String(level).replace('-', '\u2212')} dBFS`,
      colour: colours[i]!,
      x: HZ,
      y: gainsAmid(DYNAMIC_EQ, band(settings), [sound, sound], QUIET_FRAME, HZ),
    };
  });
  const steps = Array.from({ length: 21 }, (_, i) => -46 + 2 * i);
  const law = (name: string, colour: Colour, more: ParamRecord): Curve => ({
    name,
    colour,
    x: steps,
    y: steps.map((level) => settledDb(band({ ...settings, ...more }), level)),
  });
  expectPlot({
    id: 'dynamic-eq',
    title:
      'Gain of a dynamic band over frequency at rest and at work, and over the level of its part of the sound',
    panels: [
      {
        title: 'A bell at 3 kHz, by the level of a tone there',
        x: FREQUENCY,
        y: axis('gain, dB', -10, 2, 2),
        curves,
      },
      {
        title: 'Gain at 3 kHz',
        x: { name: 'level at 3 kHz, dBFS', from: -46, to: -6, ticks: [-40, -30, -20, -10] },
        y: axis('gain, dB', -10, 10, 5),
        curves: [
          law('cut what is loud', 'orange', {}),
          law('lift what is quiet', 'blue', { mode: 'below', rangeDb: 6 }),
          law('lift what is loud', 'green', { rangeDb: 6, ratio: 1.5 }),
        ],
      },
    ],
  });
});

const SETTLED_FRAMES = 10584;

/** Gain in dB of a settled tone of 3 kHz. */
function settledDb(params: ParamRecord, level: number): number {
  const sound = tone(3000, gainFromDb(level), SETTLED_FRAMES, RATE);
  const out = through(DYNAMIC_EQ, params, [sound])[0]!;
  return dbFromGain(rms(out) / rms(sound));
}

function rms(x: Float64Array): number {
  let sum = 0;
  for (let n = x.length - SETTLED_FRAMES / 6; n < x.length; n++) sum += x[n]! * x[n]!;
  return Math.sqrt(sum);
}

it('de-esser', () => {
  const parts = [0.35, 0.15, 0.3, 0.12, 0.3];
  const sound = voice(parts, RATE);
  const stereo = [sound, sound];
  const inVowel = Math.round(0.75 * RATE);
  const inSibilant = Math.round(0.44 * RATE);
  const settings = { rangeDb: 6, thresholdDb: -12 };
  const curve = (
    name: string,
    colour: Colour,
    frame: number,
    more: ParamRecord,
    look: Curve['look'] = 'line',
  ): Curve => ({
    name,
    colour,
    look,
    x: HZ,
    y: gainsAmid(DE_ESSER, { ...settings, ...more }, stereo, frame, HZ),
  });
  const desk = made(DE_ESSER, settings, 2);
  aligned(desk, stereo);
  const trace = desk.gainReductionDb!;
  const times = Array.from(trace, (_, i) => i * 10 + 5);
  const outline = Array.from({ length: Math.floor(sound.length / 220) }, (_, i) => {
    const most = sound.subarray(i * 220, i * 220 + 220).reduce((top, v) => Math.max(top, Math.abs(v)), 0);
    return { x: (1000 * (i * 220 + 110)) / RATE, y: -10 + 4 * most };
  });
  expectPlot({
    id: 'de-esser',
    title: 'What the de-esser takes back, over frequency and over time',
    panels: [
      {
        title: 'Gain over frequency',
        x: FREQUENCY,
        y: axis('gain, dB', -8, 2, 2),
        curves: [
          curve('in a vowel', 'grey', inVowel, {}),
          curve('in an s, split', 'orange', inSibilant, {}),
          curve('in an s, wide', 'blue', inSibilant, { mode: 'wide' }, 'dashed'),
        ],
      },
      {
        title: 'Over time: vowel, s, vowel, s, vowel',
        x: { name: 'time, ms', from: 0, to: 1220, ticks: [0, 200, 400, 600, 800, 1000, 1200] },
        y: axis('gain, dB', -10, 0, 2),
        curves: [
          {
            name: 'the voice (height of its wave)',
            colour: 'pale',
            look: 'line',
            x: outline.map(({ x }) => x),
            y: outline.map(({ y }) => y),
          },
          { name: 'gain', colour: 'orange', x: times, y: trace },
        ],
      },
    ],
  });
});

it('resonance-control', () => {
  const frames = 2.5 * RATE;
  const bed = mixed(plucks(2 * RATE, RATE, 0.25, 4), hiss(0.01, 2 * RATE, 9));
  const ringing = mixed(bed, tone(3000, 0.05, 2 * RATE, RATE));
  const at = 1.6 * RATE;
  const settings = { depthDb: 8, thresholdDb: 10, speedMs: 400 };
  const curve = (
    name: string,
    colour: Colour,
    sound: Float64Array,
    sharpness: number,
    look: Curve['look'] = 'line',
  ): Curve => ({
    name,
    colour,
    look,
    x: NARROW_HZ,
    y: gainsAmid(RESONANCE_CONTROL, { ...settings, sharpness }, [sound], at, NARROW_HZ, [1]),
  });
  const steady = hiss(0.05, frames, 2);
  steady.set(mixed(steady.subarray(RATE / 2), tone(3000, 0.1, frames, RATE)), RATE / 2);
  const speeds = (
    [
      [100, 'green'],
      [400, 'orange'],
      [1500, 'blue'],
    ] as const
  ).map(([speedMs, colour]): Curve => {
    const desk = made(RESONANCE_CONTROL, { ...settings, speedMs }, 1);
    aligned(desk, [steady]);
    const trace = desk.gainReductionDb!.subarray(0, 245);
    return { name: `speed ${speedMs} ms`, colour, x: Array.from(trace, (_, i) => i * 10 - 500), y: trace };
  });
  expectPlot({
    id: 'resonance-control',
    title: 'What resonance control takes back of a ring at 3 kHz, over frequency and over time',
    panels: [
      {
        title: 'A ring at 3 kHz in plucked notes',
        x: {
          name: 'frequency, Hz',
          from: 1500,
          to: 6000,
          scale: 'log',
          ticks: [1500, 2000, 3000, 4000, 5000, 6000],
        },
        y: axis('gain, dB', -10, 2, 2),
        curves: [
          curve('nothing rings', 'grey', bed, 0.5),
          curve('sharpness 0', 'blue', ringing, 0, 'dashed'),
          curve('sharpness 0.5', 'orange', ringing, 0.5),
          curve('sharpness 1', 'green', ringing, 1, 'thin'),
        ],
      },
      {
        title: 'How soon it acts',
        x: {
          name: 'time since the ring began, ms',
          from: -500,
          to: 2000,
          ticks: [-500, 0, 500, 1000, 1500, 2000],
        },
        y: axis('gain, dB', -10, 2, 2),
        curves: speeds,
      },
    ],
  });
});

const NARROW_HZ = pitches(1500, 6000, 300);
