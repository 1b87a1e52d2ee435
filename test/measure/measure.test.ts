// Pump: every meter hears all of the source, once, in order, and progress is told.
import { expect, it } from 'vitest';
import { pump } from '../../src/measure/measure.ts';
import { createSongMeter, type SongMeterOptions } from '../../src/measure/song-meter.ts';
import { BURST_FRAMES, sourceOf } from '../../src/signal/stream.ts';
import { measure } from '../contracts/meter.ts';
import { musicLike } from '../signals.ts';

const RATE = 44100;

it('gives every meter the whole sound and tells its length', async () => {
  const channels = musicLike(4 * RATE, RATE);
  const meters = [
    createSongMeter({ sampleRateHz: RATE, channels: 2 }),
    createSongMeter({ sampleRateHz: RATE, channels: 2 }),
  ];
  const shares: number[] = [];
  const frames = await pump(sourceOf(channels, RATE), meters, (share) => shares.push(share));
  expect(frames).toBe(4 * RATE);
  const expected = measure(createSongMeter, channels, RATE);
  for (const meter of meters) expect(meter.result()).toStrictEqual(expected);
  expect(shares).toEqual([BURST_FRAMES / (4 * RATE), 1, 1]);
});

it('copes with an empty source', async () => {
  expect(await pump(sourceOf([new Float64Array(0)], RATE), [])).toBe(0);
});

it('tells length, DC and what a quick check leaves out', () => {
  const channels = [new Float64Array(RATE).fill(0.25), new Float64Array(RATE).fill(-0.125)];
  const quick = measure((format) => createSongMeter(format, { quick: true }), channels, RATE);
  expect(quick).toMatchObject({ frames: RATE, durationS: 1, spectrum: null, stereo: null, overview: null });
  expect(quick.dcOffset).toEqual([0.25, -0.125]);
  const whole = measure(createSongMeter, channels, RATE);
  const { spectrum, stereo, overview, overTime, bandsOverTime, sections, loudParts } = whole;
  const { wordLength, bandwidth } = whole;
  const over = { overview, overTime, bandsOverTime, sections };
  const pictures = { spectrum, stereo, loudParts, wordLength, bandwidth, ...over };
  expect(Object.entries(pictures).filter(([, part]) => part === null)).toEqual([]);
  const left = Object.fromEntries(Object.keys(pictures).map((name) => [name, null]));
  expect({ ...whole, ...left }).toStrictEqual(quick);
});

it('measures of a master all but tempo and key, and of its versions the levels and the word length', () => {
  const channels = musicLike(12 * RATE, RATE);
  const [song, master, version, quick] = [
    {},
    { rendered: 'master' },
    { rendered: 'version' },
    { quick: true },
  ].map((options) =>
    measure((format) => createSongMeter(format, options as SongMeterOptions), channels, RATE),
  );
  expect(song!.tempo).not.toBeNull();
  expect(master).toStrictEqual({ ...song, tempo: null, key: null });
  expect(version).toStrictEqual({ ...quick, wordLength: song!.wordLength });
});
