// Deck feeder: what is heard is what lies in the tracks, through seeks, loops, growing fronts and new masters.
import { describe, expect, it } from 'vitest';
import { createLiveMeter } from '../../../src/measure/live-meter.ts';
import { fadeFrames } from '../../../src/preview/fade-time.ts';
import { clickDb, decibels, largest } from '../../preview/player-rig.ts';
import { musicLike, sine } from '../../signals.ts';
import { RATE, DeckRig, deckSong, settled } from './deck-rig.ts';

const FADE = fadeFrames(RATE);
const CLICK_DB = -80;

/** Every sample tells its place. */
function ramp(frames: number, sign = 1): Float64Array[] {
  return [Float64Array.from({ length: frames }, (_, n) => (sign * (n + 1)) / frames)];
}

function bass(hz: number, seconds: number, amplitude = 0.9): Float64Array[] {
  return [sine(hz, amplitude, seconds * RATE, RATE)];
}

function single(samples: Float64Array): Float32Array {
  return Float32Array.from(samples);
}

describe('the deck feeder', () => {
  it('plays a song through, both sides, and tells where it is', async () => {
    const rig = new DeckRig();
    const mix = musicLike(3 * RATE, RATE, 1);
    const master = musicLike(3 * RATE, RATE, 2);
    rig.feeder.take({
      do: 'load',
      song: deckSong(await rig.track('s/mix', mix), await rig.track('s/m1', master)),
    });
    await settled();
    expect(rig.state).toMatchObject({ frame: 0, playing: false, ended: false, mix: null });
    rig.feeder.take({ do: 'play' });
    expect(await rig.play(RATE)).toEqual(single(mix[0]!.subarray(0, RATE)));
    expect(rig.state).toMatchObject({ frame: RATE, playing: true, waiting: false, side: 'mix' });
    rig.feeder.take({ do: 'side', side: 'master' });
    const after = await rig.play(RATE);
    expect(after.subarray(FADE)).toEqual(single(master[0]!.subarray(RATE + FADE, 2 * RATE)));
    await rig.play(1.2 * RATE);
    expect(rig.state).toMatchObject({ frame: 3 * RATE, playing: false, ended: true });
    rig.feeder.take({ do: 'play' });
    await settled();
    expect((await rig.play(5000)).subarray(FADE)).toEqual(single(master[0]!.subarray(FADE, 5000)));
    expect(rig.errors).toEqual([]);
  });

  it('reads the meters of both sides as delivered, at the place that is heard', async () => {
    const rig = new DeckRig();
    const mix = musicLike(4 * RATE, RATE, 3);
    const master = mix.map((samples) => samples.map((x) => 1.5 * x));
    rig.feeder.take({
      do: 'load',
      song: deckSong(await rig.track('s/mix', mix), await rig.track('s/m1', master), {
        mixDb: 0,
        masterDb: -3.5,
      }),
    });
    rig.feeder.setLatency(0.1);
    await settled();
    rig.feeder.take({ do: 'play' });
    await rig.play(3.5 * RATE);
    const heard = rig.state.frame;
    expect(heard).toBe(Math.round(3.4 * RATE));
    for (const [reading, sound] of [
      [rig.state.mix!, mix],
      [rig.state.master!, master],
    ] as const) {
      const meter = createLiveMeter({ sampleRateHz: RATE, channels: 2 });
      meter.push({
        channels: sound.map((samples) => Float64Array.from(single(samples.subarray(0, heard)))),
        frames: heard,
      });
      const { truePeakDbtp: _, ...expected } = meter.read();
      expect(reading).toMatchObject(expected);
      expect(reading.truePeakDbtp).not.toBeNull();
    }
  });

  it('seeks while playing and while paused, without a click', async () => {
    const rig = new DeckRig();
    const mix = bass(50, 6);
    rig.feeder.take({ do: 'load', song: deckSong(await rig.track('s/mix', mix)) });
    await settled();
    rig.feeder.take({ do: 'play' });
    await rig.play(20000);
    rig.feeder.take({ do: 'seek', frame: 123456 });
    expect(rig.state.frame).toBe(123456);
    const after = await rig.play(20000);
    const { frame } = rig.state;
    expect(frame).toBeGreaterThan(123456 + 20000 - 3 * FADE);
    expect(after.at(-1)).toBe(Math.fround(mix[0]![frame - 1]!));
    rig.feeder.take({ do: 'pause' });
    await rig.play(5000);
    rig.feeder.take({ do: 'seek', frame: 777 });
    await settled();
    rig.feeder.take({ do: 'play' });
    const again = await rig.play(5000);
    expect(again[3000]).toBe(Math.fround(mix[0]![3777]!));
    expect(clickDb(rig.all(), RATE, 4000) - decibels(0.9)).toBeLessThan(CLICK_DB);
  });

  it('loops with the length it was given, without a gap and without a click', async () => {
    const rig = new DeckRig();
    const rising = ramp(4 * RATE);
    rig.feeder.take({ do: 'load', song: deckSong(await rig.track('s/mix', rising)) });
    rig.feeder.take({ do: 'loop', range: { startFrame: 30000, endFrame: 50000 } });
    expect(rig.state.frame).toBe(30000);
    await settled();
    rig.feeder.take({ do: 'play' });
    const heard = await rig.play(90000);
    for (const turn of [1, 2, 3]) {
      const at = turn * 20000 + FADE;
      expect(heard.subarray(at, at + 10000)).toEqual(single(rising[0]!.subarray(30000 + FADE, 40000 + FADE)));
    }
    expect(rig.state.frame).toBe(30000 + 10000);
    rig.feeder.take({ do: 'loop', range: null });
    await rig.play(30000);
    expect(rig.state.frame).toBe(30000 + 10000 + 30000);

    const low = new DeckRig();
    low.feeder.take({ do: 'load', song: deckSong(await low.track('s/mix', bass(43, 4))) });
    low.feeder.take({ do: 'loop', range: { startFrame: 30000, endFrame: 50321 } });
    await settled();
    low.feeder.take({ do: 'play' });
    await low.play(3 * RATE);
    expect(clickDb(low.all(), RATE, 8000) - decibels(0.9)).toBeLessThan(CLICK_DB);
    expect(largest(low.all().subarray(RATE))).toBeGreaterThan(0.85);
  });

  it('can have its loop changed on the way', async () => {
    const rig = new DeckRig();
    rig.feeder.take({ do: 'load', song: deckSong(await rig.track('s/mix', bass(43, 4))) });
    await settled();
    rig.feeder.take({ do: 'play' });
    await rig.play(20000);
    rig.feeder.take({ do: 'loop', range: { startFrame: 10000, endFrame: 40000 } });
    await rig.play(25000);
    expect(rig.state.frame).toBe(15000);
    rig.feeder.take({ do: 'loop', range: { startFrame: 10000, endFrame: 30000 } });
    await rig.play(20000);
    expect(rig.state.frame).toBe(15000);
    rig.feeder.take({ do: 'loop', range: null });
    await rig.play(40000);
    expect(rig.state.frame).toBe(55000);
    expect(clickDb(rig.all(), RATE, 8000) - decibels(0.9)).toBeLessThan(CLICK_DB);
  });

  it('waits at the front of a master that is being rendered, and goes on when it grows', async () => {
    const rig = new DeckRig();
    const mix = await rig.track('s/mix', ramp(5 * RATE));
    const rendered = await rig.track('s/m1', ramp(5 * RATE, -1), RATE);
    const song = deckSong(mix, rendered);
    rig.feeder.take({ do: 'load', song });
    rig.feeder.take({ do: 'side', side: 'master' });
    await settled();
    rig.feeder.take({ do: 'play' });
    await rig.play(1.5 * RATE);
    expect(rig.state).toMatchObject({ playing: true, waiting: true });
    const stopped = rig.state.frame;
    expect(stopped).toBeGreaterThan(RATE - 3 * FADE);
    expect(stopped).toBeLessThanOrEqual(RATE);
    rig.feeder.take({ do: 'update', song: { ...song, master: { ...rendered, frontFrames: 5 * RATE } } });
    await settled();
    const heard = await rig.play(RATE);
    expect(rig.state).toMatchObject({ waiting: false, frame: stopped + RATE });
    expect(heard.at(-1)).toBe(Math.fround(-(stopped + RATE) / (5 * RATE)));
  });

  it('gets its first master while the mix plays, and is there at once when it is asked for', async () => {
    const rig = new DeckRig();
    const song = deckSong(await rig.track('s/mix', ramp(5 * RATE)));
    rig.feeder.take({ do: 'load', song });
    await settled();
    rig.feeder.take({ do: 'play' });
    await rig.play(20000);
    expect(rig.state.master).toBeNull();
    const master = await rig.track('s/m1', ramp(5 * RATE, -1), 2 * RATE);
    rig.feeder.take({ do: 'update', song: { ...song, master } });
    await rig.play(0.3 * RATE);
    rig.feeder.take({ do: 'side', side: 'master' });
    const heard = await rig.play(5000);
    expect(heard.at(-1)).toBe(Math.fround(-rig.state.frame / (5 * RATE)));
    expect(rig.state.master).not.toBeNull();
  });

  it('turns from one master to the next within a third of a second, without a click', async () => {
    const rig = new DeckRig();
    const mix = await rig.track('s/mix', bass(40, 6));
    const first = await rig.track('s/m1', bass(40, 6));
    const song = deckSong(mix, first, { mixDb: 0, masterDb: -1 });
    rig.feeder.take({ do: 'load', song });
    rig.feeder.take({ do: 'side', side: 'master' });
    await settled();
    rig.feeder.take({ do: 'play' });
    await rig.play(RATE);
    // Not written as far as the place that is heard: nothing changes.
    const inverted = bass(40, 6, -0.9);
    const early = await rig.track('s/m2', inverted, 0.5 * RATE);
    const next = { ...song, master: early, match: { mixDb: 0, masterDb: -6 } };
    rig.feeder.take({ do: 'update', song: next });
    await rig.play(0.5 * RATE);
    const gain = (db: number) => 10 ** (db / 20);
    expect(rig.all().at(-1)).toBeCloseTo(gain(-1) * bass(40, 6)[0]![rig.state.frame - 1]!, 6);
    rig.feeder.take({
      do: 'update',
      song: { ...next, master: { ...early, frontFrames: 6 * RATE } },
    });
    await rig.play(0.34 * RATE);
    expect(rig.all().at(-1)).toBeCloseTo(gain(-6) * inverted[0]![rig.state.frame - 1]!, 6);
    await rig.play(RATE);
    expect(clickDb(rig.all(), RATE, 4000) - decibels(0.9)).toBeLessThan(CLICK_DB);
    expect(rig.errors).toEqual([]);
  });

  it('stays on its way when updates come faster than fades', async () => {
    const rig = new DeckRig();
    const mix = await rig.track('s/mix', bass(40, 6));
    const song = deckSong(mix, await rig.track('s/m0', bass(40, 6)));
    rig.feeder.take({ do: 'load', song });
    rig.feeder.take({ do: 'side', side: 'master' });
    await settled();
    rig.feeder.take({ do: 'play' });
    await rig.play(8000);
    for (let version = 1; version <= 6; version++) {
      const master = await rig.track(`s/m${version}`, bass(40, 6, version % 2 ? -0.9 : 0.9));
      rig.feeder.take({ do: 'update', song: { ...song, master } });
      await rig.play(768);
    }
    await rig.play(RATE);
    expect(rig.all().at(-1)).toBe(Math.fround(bass(40, 6)[0]![rig.state.frame - 1]!));
    expect(clickDb(rig.all(), RATE, 4000) - decibels(0.9)).toBeLessThan(CLICK_DB);
  });

  it('forgets the song when it is taken off', async () => {
    const rig = new DeckRig();
    rig.feeder.take({ do: 'load', song: deckSong(await rig.track('s/mix', bass(40, 2))) });
    await settled();
    rig.feeder.take({ do: 'play' });
    await rig.play(20000);
    rig.feeder.take({ do: 'load', song: null });
    const heard = await rig.play(5000);
    expect(largest(heard.subarray(FADE))).toBe(0);
    expect(rig.state).toMatchObject({ frame: 0, playing: false, mix: null, master: null });
  });

  it('converts where the sound card has another rate, in step and at the same places', async () => {
    const rig = new DeckRig(48000);
    const tone = [sine(1000, 0.5, 3 * RATE, RATE)];
    rig.feeder.take({ do: 'load', song: deckSong(await rig.track('s/mix', tone)) });
    await settled();
    rig.feeder.take({ do: 'play' });
    const heard = await rig.play(48000);
    const ideal = sine(1000, 0.5, 48000, 48000);
    expect(largest(heard.subarray(4800).map((x, n) => x - ideal[n + 4800]!))).toBeLessThan(1e-6);
    expect(rig.state.frame).toBe(RATE);
    rig.feeder.take({ do: 'seek', frame: RATE / 2 });
    const after = await rig.play(9600);
    const place = Math.round((rig.state.frame * 48000) / RATE);
    expect(largest(after.subarray(4800).map((x, n) => x - ideal[place - 4800 + n]!))).toBeLessThan(1e-6);
  });

  it('tells the page when a track cannot be read', async () => {
    const rig = new DeckRig();
    const mix = await rig.track('s/mix', bass(40, 2));
    rig.place.open = async () => {
      throw new Error('broken');
    };
    rig.feeder.take({ do: 'load', song: deckSong(mix) });
    await settled();
    expect(rig.errors).toHaveLength(1);
  });
});
