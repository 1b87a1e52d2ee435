// The theory pages of the meters show what loudness hears and leaves out, and what lies between the samples.
import { it } from 'vitest';
import { gainFromDb } from '../../src/dsp/decibel.ts';
import { cos } from '../../src/dsp/math.ts';
import { HOPS_PER_SECOND, meterOfHops } from '../../src/measure/hops.ts';
import { HopSums } from '../../src/measure/hop-sums.ts';
import { loudnessFromPower } from '../../src/measure/loudness.ts';
import { createLoudnessMeter, LoudnessListener, SHORT_TERM_HOPS } from '../../src/measure/loudness-meter.ts';
import { createPeakMeter } from '../../src/measure/true-peak.ts';
import { resample } from '../../src/process/output/resample.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { pitches, RATE } from './heard-through.ts';
import { axis, FREQUENCY } from './plot-axes.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { expectPlot } from './plot-page.ts';
import { hiss, tone } from './plot-sounds.ts';

const MONO = { sampleRateHz: RATE, channels: 1 };

it('loudness', () => {
  const reading = (hz: number): number => {
    const meter = createLoudnessMeter(MONO);
    meter.push({ channels: [tone(hz, gainFromDb(-20), 0.5 * RATE, RATE)], frames: 0.5 * RATE });
    return meter.result().integratedLufs!;
  };
  const hz = pitches(20, 20000, 41);
  const parts = [
    [4, -42],
    [5, -20],
    [3, -110],
    [4, -24],
  ] as const;
  const frames = 16 * RATE;
  const song = hiss(Math.sqrt(3), frames, 4);
  let end = 0;
  for (const [seconds, level] of parts) {
    const gain = gainFromDb(level);
    song.subarray(end, (end += seconds * RATE)).forEach((v, n, part) => (part[n] = gain * v));
  }
  const sums = new HopSums(MONO);
  const listener = new LoudnessListener(sums);
  const meter = meterOfHops(MONO, [sums, listener], () => listener.result());
  meter.push({ channels: [song], frames });
  const { integratedLufs } = meter.result();
  const blocks = listener.blockPowers.values();
  const plain = loudnessFromPower(blocks.reduce((sum, power) => sum + power, 0) / blocks.length);
  const overTime = (name: string, colour: Colour, powers: Float64Array, firstHop: number): Curve => ({
    name,
    colour,
    x: Array.from(powers, (_, hop) => (hop + firstHop) / HOPS_PER_SECOND),
    y: powers.map((power) => loudnessFromPower(Math.max(power, 1e-12))),
  });
  const level = (name: string, colour: Colour, lufs: number, look: NonNullable<Curve['look']>): Curve => ({
    name,
    colour,
    look,
    x: [0, 16],
    y: [lufs, lufs],
  });
  expectPlot({
    id: 'loudness',
    title: 'Loudness of equally strong sines by frequency, and of a programme with quiet and silent parts',
    panels: [
      {
        title: 'Sines of \u221220 dBFS, one channel',
        x: FREQUENCY,
        y: axis('integrated loudness, LUFS', -40, -16, 4),
        curves: [{ name: 'reading', colour: 'orange', x: hz, y: hz.map(reading) }],
      },
      {
        title: 'Quiet, loud, silent, loud noise',
        x: axis('time, s', 0, 16, 2),
        y: axis('loudness, LUFS', -60, -10, 10),
        curves: [
          overTime('momentary', 'sky', listener.hopMomentaryPowers.values(), 1),
          overTime('short-term', 'blue', listener.shortTermPowers.values(), SHORT_TERM_HOPS),
          level('integrated', 'orange', integratedLufs!, 'line'),
          level('without gates', 'dark', plain, 'dashed'),
        ],
      },
    ],
  });
});

it('true-peak', async () => {
  const wave = tone(RATE / 4, 0.9, 200, RATE, Math.PI / 4).map((v, n) => v * faded(n, 200));
  const finer = (await collect(resample(sourceOf([wave], RATE), 8 * RATE)))[0]!;
  const shown = Array.from({ length: 17 }, (_, n) => 92 + n);
  const reading = (x: Float64Array): { sample: number; between: number } => {
    const meter = createPeakMeter(MONO);
    meter.push({ channels: [x], frames: x.length });
    const { samplePeakDbfs, truePeakDbtp } = meter.result();
    return { sample: samplePeakDbfs!, between: truePeakDbtp! };
  };
  const top = reading(wave);
  const edge = (name: string, colour: Colour, db: number): Curve => ({
    name,
    colour,
    look: 'dashed',
    x: [0, 16],
    y: [gainFromDb(db), gainFromDb(db)],
  });
  const degrees = Array.from({ length: 31 }, (_, i) => 3 * i);
  const byPhase = (share: number): { sample: number; between: number }[] =>
    degrees.map((angle) =>
      reading(tone(share * RATE, 1, 600, RATE, (Math.PI * angle) / 180).map((v, n) => v * faded(n, 600))),
    );
  const quarter = byPhase(1 / 4);
  const sixth = byPhase(1 / 6);
  expectPlot({
    id: 'true-peak',
    title: 'A sine at a quarter of the rate with its samples, and readings of sines by their phase',
    panels: [
      {
        title: 'A sine at a quarter of the rate',
        x: axis('sample', 0, 16, 2),
        y: axis('amplitude, full scale 1', -1, 1, 0.5),
        curves: [
          {
            name: 'wave',
            colour: 'sky',
            x: Array.from({ length: 129 }, (_, n) => n / 8),
            y: finer.subarray(92 * 8, 108 * 8 + 1),
          },
          edge('true peak', 'orange', top.between),
          edge('sample peak', 'dark', top.sample),
          {
            name: '',
            colour: 'dark',
            look: 'dots',
            x: shown.map((n) => n - 92),
            y: shown.map((n) => wave[n]!),
          },
        ],
      },
      {
        title: 'Readings by phase, crest at 0 dB',
        x: axis('phase of the sine, degrees', 0, 90, 15),
        y: axis('reading, dB', -3.5, 0.5, 0.5),
        curves: [
          { name: 'true peak', colour: 'orange', x: degrees, y: quarter.map(({ between }) => between) },
          {
            name: 'sample peak, fs/4',
            colour: 'dark',
            look: 'dashed',
            x: degrees,
            y: quarter.map(({ sample }) => sample),
          },
          { name: 'fs/6', colour: 'grey', look: 'dashed', x: degrees, y: sixth.map(({ sample }) => sample) },
        ],
      },
    ],
  });
});

/** Hann's window, flat for its middle half. */
function faded(n: number, frames: number): number {
  const away = Math.max(0, Math.abs(n - frames / 2) / (frames / 2) - 0.5) * 2;
  return 0.5 + 0.5 * cos(Math.PI * away);
}
