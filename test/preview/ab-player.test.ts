// A/B player: in step to the sample, equally loud, and without a click whatever is done to it.
import { describe, expect, it } from 'vitest';
import { createLoudnessMeter } from '../../src/measure/loudness-meter.ts';
import { AbPlayer } from '../../src/preview/ab-player.ts';
import { fadeCurve } from '../../src/dsp/fade-curve.ts';
import { fadeFrames } from '../../src/preview/fade-time.ts';
import { matchGains } from '../../src/preview/level-match.ts';
import { measure } from '../contracts/meter.ts';
import { musicLike, noise, sine } from '../signals.ts';
import { chunkOf, clickDb, decibels, largest, loaded, played, type Programme } from './player-rig.ts';

const RATE = 44100;
const FADE = fadeFrames(RATE);
/** The promise: nothing above −80 dB re the programme where something is switched. */
const CLICK_DB = -80;

function single(samples: Float64Array): Float32Array {
  return Float32Array.from(samples);
}

function music(seconds: number, seed = 1): Float32Array[] {
  return musicLike(Math.round(seconds * RATE), RATE, seed).map(single);
}

/** The worst there is: a bass note and the same note upside down. */
function opposed(hz: number, phase: number, seconds = 1): Programme {
  const mix = single(sine(hz, 0.9, seconds * RATE, RATE, phase));
  return { mix: [mix], master: [mix.map((x) => -x)] };
}

function worst(actions: (player: AbPlayer, at: number) => void, programme = opposed): number {
  let most = -Infinity;
  for (const hz of [20, 41, 80, 150]) {
    for (let turn = 0; turn < 8; turn++) {
      const player = loaded(programme(hz, (turn * Math.PI) / 4), RATE);
      player.play();
      const [left] = played(player, 0.8 * RATE, (at) => actions(player, at));
      // The programme itself starts at its full height; the filter needs a while to forget that.
      most = Math.max(most, clickDb(left!, RATE, 0.3 * RATE) - decibels(0.9));
    }
  }
  return most;
}

/** At the first block at or after half a second. */
function once(at: number, action: () => void): void {
  if (at === 128 * Math.ceil((0.5 * RATE) / 128)) action();
}

describe('the A/B player', () => {
  it('plays what it was given, to the bit, from the first sample to the last', () => {
    const programme = { mix: music(0.7), master: music(0.7, 2) };
    const player = loaded(programme, RATE);
    player.play();
    const { length } = programme.mix[0]!;
    const heard = played(player, length + 500);
    heard.forEach((samples, c) => {
      expect(samples.subarray(0, length)).toEqual(programme.mix[c]);
      expect(largest(samples.subarray(length))).toBe(0);
    });
    expect(player.state()).toMatchObject({ playing: false, ended: true, songFrame: length });
  });

  it('renders the same for any block that is a part of its run', () => {
    const programme = { mix: music(0.5), master: music(0.5, 2) };
    const [whole, small] = [128, 64].map((block) => {
      const player = loaded(programme, RATE);
      player.play();
      return played(player, 20000, (at) => at === 6400 && player.setSide('master'), block);
    });
    expect(small).toEqual(whole);
  });

  it('plays mono on both outputs', () => {
    const mix = [music(0.3)[0]!];
    const player = loaded({ mix, master: null }, RATE);
    player.play();
    const [left, right] = played(player, 8000);
    expect(left).toEqual(mix[0]!.subarray(0, 8000));
    expect(right).toEqual(left);
  });

  it('changes no sample when both sides are the same', () => {
    const mix = music(0.9);
    const player = loaded({ mix, master: mix, match: { mixDb: 0, masterDb: 0 } }, RATE);
    player.play();
    let side = 0;
    const heard = played(player, mix[0]!.length, (at) => {
      if (at % 1280 === 0) player.setSide(side++ % 2 === 0 ? 'master' : 'mix');
      if (at % 2048 === 0) player.setMatch(at % 4096 === 0);
    });
    // By value: a negative 0 may come out as 0.
    heard.forEach((samples, c) => expect(samples.every((x, n) => x === mix[c]![n]!)).toBe(true));
  });

  it('hears both sides at the same place', () => {
    const mix = music(1);
    const master = mix.map((samples) => samples.map((x) => x / 2));
    const player = loaded({ mix, master }, RATE);
    player.play();
    const [left] = played(player, 30000, (at) => at === 12800 && player.setSide('master'));
    const end = 12800 + FADE;
    expect(left!.subarray(0, 12800)).toEqual(mix[0]!.subarray(0, 12800));
    expect(left!.subarray(end)).toEqual(master[0]!.subarray(end, 30000));
  });

  it('crosses from side to side along the curve and nothing else', () => {
    const programme = { mix: music(1), master: music(1, 5) };
    const player = loaded(programme, RATE);
    player.play();
    const [left] = played(player, 30000, (at) => at === 12800 && player.setSide('master'));
    const curve = fadeCurve(FADE);
    const ideal = Float64Array.from(left!, (_, n) => {
      const s = n < 12800 ? 0 : (curve[n - 12800 + 1] ?? 1);
      return (1 - s) * programme.mix[0]![n]! + s * programme.master[0]![n]!;
    });
    const bends = ideal.map((_, n) => (n < 2 ? 0 : bend(left!, n) - bend(ideal, n)));
    expect(decibels(largest(bends)) - decibels(largest(left!))).toBeLessThan(-120);
  });

  it('is at equal loudness within 0.1 LU on both sides', () => {
    const mix = musicLike(10 * RATE, RATE, 11);
    // A master as masters are: 9 dB up into a limiter's flat tops.
    const master = mix.map((samples) => samples.map((x) => Math.max(-0.7, Math.min(0.7, 2.8 * x))));
    const loudness = (channels: readonly Float64Array[]) =>
      measure(createLoudnessMeter, channels, RATE).integratedLufs!;
    const match = matchGains(loudness(mix), loudness(master));
    expect(match.mixDb).toBe(0);
    expect(match.masterDb).toBeLessThan(-6);
    const heard = (['mix', 'master'] as const).map((side) => {
      const player = loaded({ mix: mix.map(single), master: master.map(single), match }, RATE);
      player.setSide(side);
      player.play();
      return loudness(played(player, 10 * RATE).map((samples) => Float64Array.from(samples)));
    });
    expect(Math.abs(heard[0]! - heard[1]!)).toBeLessThan(0.01);
    expect(Math.abs(heard[0]! - loudness(mix))).toBeLessThan(0.01);
  });
});

function bend(samples: ArrayLike<number>, n: number): number {
  return samples[n]! - 2 * samples[n - 1]! + samples[n - 2]!;
}

describe('no click over −80 dB', () => {
  it('hears a hard switch, so that the measure is worth something', () => {
    const { mix, master } = opposed(41, 1);
    const hard = mix[0]!.map((x, n) => (n < RATE / 2 ? x : master![0]![n]!));
    expect(clickDb(hard, RATE, 0.3 * RATE) - decibels(0.9)).toBeGreaterThan(-20);
  });

  it('when the side is switched', () => {
    expect(worst((player, at) => once(at, () => player.setSide('master')))).toBeLessThan(CLICK_DB);
  });

  it('when it is switched back and forth within the fade', () => {
    const sides = ['master', 'mix', 'master', 'mix'] as const;
    const most = worst((player, at) => {
      const turn = (at - 128 * Math.ceil((0.5 * RATE) / 128)) / 256;
      if (Number.isInteger(turn) && turn >= 0 && turn < 4) player.setSide(sides[turn]!);
    });
    expect(most).toBeLessThan(CLICK_DB);
  });

  it('when the level match goes off and on', () => {
    const matched = (hz: number, phase: number): Programme => ({
      ...opposed(hz, phase),
      match: { mixDb: -14, masterDb: 0 },
    });
    expect(
      worst((player, at) => {
        once(at, () => player.setMatch(false));
        if (at === 128 * 250) player.setMatch(true);
      }, matched),
    ).toBeLessThan(CLICK_DB);
  });

  it('when it pauses and plays on', () => {
    const most = worst((player, at) => {
      once(at, () => player.pause());
      if (at === 128 * 180) player.play();
      if (at === 128 * 230) player.pause();
      if (at === 128 * 232) player.play();
    });
    expect(most).toBeLessThan(CLICK_DB);
  });

  it('when it jumps', () => {
    const most = worst((player, at) => {
      once(at, () => {
        const { mix } = opposed(33, 2);
        player.jump(1, 5000);
        for (let from = 0; from < 20000; from += 5000)
          player.push({ ...chunkOf({ mix, master: mix }, from, from + 5000, 1), songFrame: from + 5000 });
      });
    });
    expect(most).toBeLessThan(CLICK_DB);
  });

  it('when the sound runs out and comes back', () => {
    for (let turn = 0; turn < 8; turn++) {
      const programme = opposed(60, turn);
      const player = new AbPlayer(RATE);
      for (let at = 0; at < 5; at++) player.push(chunkOf(programme, at * 4410, (at + 1) * 4410));
      player.play();
      const [left] = played(player, RATE, (at) => {
        if (at === 128 * 190) expect(player.state()).toMatchObject({ waiting: true, playing: true });
        if (at === 128 * 200)
          for (let i = 5; i < 10; i++) player.push(chunkOf(programme, i * 4410, (i + 1) * 4410));
      });
      expect(player.state()).toMatchObject({ waiting: false, playing: true });
      expect(largest(left!.subarray(128 * 190, 128 * 200))).toBe(0);
      expect(largest(left!.subarray(128 * 200 + FADE))).toBeGreaterThan(0.8);
      expect(clickDb(left!, RATE, 10000) - decibels(0.9)).toBeLessThan(CLICK_DB);
    }
  });
});

describe('waiting and jumping', () => {
  it('loses no sample over a starvation: what follows is where it stopped', () => {
    const mix = [single(Float64Array.from({ length: 44100 }, (_, n) => n / 44100))];
    const player = new AbPlayer(RATE);
    player.push(chunkOf({ mix, master: null }, 0, 10000));
    player.play();
    played(player, 20000);
    const stopped = player.state();
    expect(stopped.waiting).toBe(true);
    expect(stopped.songFrame).toBeGreaterThan(10000 - 2 * FADE);
    expect(stopped.songFrame).toBeLessThanOrEqual(10000);
    player.push(chunkOf({ mix, master: null }, 10000, 44100));
    const [left] = played(player, 2 * FADE);
    expect(left!.at(-1)).toBe(mix[0]![stopped.songFrame + 2 * FADE - 1]);
  });

  it('waits for a master that is not there, and goes on with the mix at once', () => {
    const player = loaded({ mix: music(1), master: null }, RATE);
    player.play();
    played(player, 5120);
    player.setSide('master');
    const [left] = played(player, 5120);
    expect(largest(left!.subarray(2 * FADE))).toBe(0);
    expect(player.state().waiting).toBe(true);
    const { songFrame } = player.state();
    player.setSide('mix');
    played(player, 1280);
    expect(player.state()).toMatchObject({ waiting: false, songFrame: songFrame + 1280 });
  });

  it('takes a master that is sent later for the same moments', () => {
    const mix = music(1);
    const master = music(1, 9);
    const player = loaded({ mix, master: null }, RATE);
    player.setSide('master');
    player.play();
    expect(largest(played(player, 1280)[0]!)).toBe(0);
    for (let at = 0; at < RATE; at += 4410) player.push(chunkOf({ mix, master }, at, at + 4410));
    expect(played(player, 5000)[0]).toEqual(master[0]!.subarray(0, 5000));
  });

  it('passes over chunks of a stream that was left', () => {
    const player = loaded({ mix: music(1), master: null }, RATE);
    player.play();
    played(player, 1280);
    player.jump(3, 20000);
    player.push(chunkOf({ mix: music(1, 4), master: null }, 0, 4410, 2));
    played(player, 2560);
    expect(player.state()).toMatchObject({ epoch: 3, playedFrames: 0, songFrame: 20000, waiting: true });
    const there = music(1, 6);
    player.push({ ...chunkOf({ mix: there, master: null }, 0, 8820, 3), songFrame: 20000 });
    const [left] = played(player, 2560);
    expect(left!.subarray(FADE)).toEqual(there[0]!.subarray(FADE, 2560));
    expect(player.state().songFrame).toBe(22560);
  });

  it('jumps at once while it is paused', () => {
    const player = loaded({ mix: [single(noise(0.5, RATE))], master: null }, RATE);
    player.jump(1, 700);
    expect(player.state()).toMatchObject({ epoch: 1, songFrame: 700, playing: false });
  });
});
