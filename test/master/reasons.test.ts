// Reasons: every figure that a plan tells of its moves, taken once more from the sound; and what is alike is judged alike.
import { describe, expect, it } from 'vitest';
import { PLANTS } from '../../bench/planted.mjs';
import { decide, questionFor } from '../../src/master/decide.ts';
import type { Intent } from '../../src/master/intent.ts';
import { listen } from '../../src/master/listen.ts';
import { measuredValue } from '../../src/master/measured-value.ts';
import type { Move, Plan } from '../../src/master/plan.ts';
import { renderMoves } from '../../src/master/render.ts';
import { LOCKS } from '../../src/master/stage.ts';
import { styleById } from '../../src/master/style/styles.ts';
import { bandChangesDb } from '../../src/measure/damage.ts';
import type { Measurements } from '../../src/measure/measurements.ts';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { musicLike, noise } from '../signals.ts';
import { intentOf } from './analyses.ts';

const RATE = 44100;
const SECONDS = 3;

type Sound = readonly Float64Array[];

/** Music with a beat, with a bass as wide as the room and a note that rings. */
function spoilt(): Sound {
  const music = musicLike(SECONDS * RATE, RATE, 3);
  const hit = noise(0.4, Math.round(0.1 * RATE), 9);
  for (let start = 0; start + hit.length < music[0]!.length; start += Math.round(0.5 * RATE)) {
    for (const channel of music) {
      hit.forEach((value, n) => (channel[start + n]! += value * Math.exp(-n / (0.02 * RATE))));
    }
  }
  const quiet = music.map((channel) => channel.map((value) => 0.4 * value));
  const faults = ['wide-bass', 'harsh-3k'] as const;
  return faults.reduce<Sound>((sound, fault) => PLANTS[fault](sound, RATE), quiet);
}

const SPOILT = spoilt();

async function judge(sound: Sound, intent: Partial<Intent> = {}) {
  const analysis = await listen(sourceOf(sound, RATE));
  const song = { name: 'song', sampleRateHz: RATE, channels: 2, frames: sound[0]!.length, bits: 24 };
  const asked = intentOf({ loudness: { mode: 'off' }, ...intent });
  const { plan } = await decide(async () => sourceOf(sound, RATE), analysis, asked, song);
  return { analysis, plan };
}

const through = (sound: Sound, moves: readonly Move[]) => collect(renderMoves(sourceOf(sound, RATE), moves));
/** Everything that a song is measured for, without the search for faults. */
function heard(sound: Sound): Measurements {
  const meter = createSongMeter({ sampleRateHz: RATE, channels: 2 }, { rendered: 'master' });
  meter.push({ channels: [...sound], frames: sound[0]!.length });
  return meter.result();
}

const judged = judge(SPOILT);
const made = judged.then(({ plan }) => through(SPOILT, plan.moves));

/** Largest difference against the largest sample, dB. */
function apartDb(a: Sound, b: Sound): number {
  let [worst, peak] = [0, 0];
  a.forEach((channel, c) =>
    channel.forEach((value, n) => {
      worst = Math.max(worst, Math.abs(value - b[c]![n]!));
      peak = Math.max(peak, Math.abs(value));
    }),
  );
  return 20 * Math.log10(worst / peak);
}

describe('every reason is true', () => {
  it('names what was planted', async () => {
    const codes = (await judged).plan.moves.flatMap(({ because }) => because.map(({ code }) => code));
    expect(codes).toEqual(expect.arrayContaining(['bass-wide', 'resonance-eased']));
  });

  it('tells what is measured on the sound before and after each move', async () => {
    const { moves } = (await judged).plan;
    let told = 0;
    let was = heard(SPOILT);
    for (const [i, move] of moves.entries()) {
      const now = heard(await through(SPOILT, moves.slice(0, i + 1)));
      for (const { measurement, before, after } of move.expects) {
        const [a, b] = [was, now].map((measurements) => measuredValue(measurement, measurements));
        const near = Math.max(0.4, 0.2 * Math.abs(after - before));
        expect(Math.abs(a! - before), `${move.id}: ${measurement} before`).toBeLessThan(near);
        expect(Math.abs(b! - after), `${move.id}: ${measurement} after`).toBeLessThan(near);
        told++;
      }
      was = now;
    }
    expect(told).toBeGreaterThan(2);
  });

  it('gives reasons that the mix itself gives', async () => {
    const { analysis, plan } = await judged;
    for (const [i, move] of plan.moves.entries()) {
      const soFar: Plan = { ...plan, moves: plan.moves.slice(0, i) };
      const { picture } = questionFor(soFar, analysis, styleById('balanced'));
      for (const { code, measurement, value } of move.because) {
        const [, low, high] = /^tone-(\d+)-(\d+)$/.exec(measurement) ?? [];
        const found =
          low === undefined
            ? [measuredValue(measurement, analysis.measurements)]
            : picture!.bandsHz
                .map((hz, b) => (hz >= 0.98 * Number(low) && hz <= 1.02 * Number(high!) ? b : -1))
                .filter((b) => b >= 0)
                .map((b) => picture!.levelDb[b]! - (picture!.lowDb[b]! + picture!.highDb[b]!) / 2);
        if (found.includes(null)) continue;
        const nearest = Math.min(...found.map((one) => Math.abs(one! - value)));
        expect(nearest, `${move.id}: ${code}`).toBeLessThan(0.5);
      }
    }
  });

  it('tells what was tried as anybody can try it', async () => {
    const { moves, weighedOn, damage } = (await judged).plan;
    expect(weighedOn).toEqual([{ startS: 0, endS: SECONDS }]);
    expect(damage).not.toBeNull();
    const all = heard(await made);
    const tried = moves.filter((move) => move.tried !== null);
    expect(tried.length).toBeGreaterThan(1);
    for (const move of tried.slice(0, 2)) {
      const { measurement, without, with: now } = move.tried!;
      const rest = heard(
        await through(
          SPOILT,
          moves.filter((one) => one !== move),
        ),
      );
      expect(Math.abs(measuredValue(measurement, rest)! - without), move.id).toBeLessThan(0.05);
      expect(Math.abs(measuredValue(measurement, all)! - now), move.id).toBeLessThan(0.05);
    }
  });
});

describe('what is alike is judged alike', () => {
  it('makes the same of the sound turned upside down, and the mirror image of its mirror image', async () => {
    const turned = (sound: Sound) => [...sound].reverse().map((channel) => channel.map((value) => -value));
    const other = turned(SPOILT);
    const { plan } = await judge(other);
    expect(apartDb(turned(await made), await through(other, plan.moves))).toBeLessThan(-60);
  });
});

it('changes nothing below 160 Hz while the bass is locked, and goes on with the rest', async () => {
  const { plan, analysis } = await judge(SPOILT, { locks: ['bass', 'width'] });
  expect(plan.moves.length).toBeGreaterThan(0);
  const { spectrum } = heard(await through(SPOILT, plan.moves));
  const changes = bandChangesDb(analysis.measurements.spectrum, spectrum);
  changes.forEach((change, b) => {
    if (spectrum!.bandsHz[b]! < LOCKS.bass.range.highHz) expect(Math.abs(change ?? 0)).toBeLessThan(0.1);
  });
});
