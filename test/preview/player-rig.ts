// Player rig: programmes for the player, chunks cut from them, and what is heard of clicks.
import { lowCutSections } from '../../src/dsp/biquad-design.ts';
import { BiquadCascade } from '../../src/dsp/biquad.ts';
import { AbPlayer } from '../../src/preview/ab-player.ts';
import type { Chunk } from '../../src/preview/chunk-queue.ts';
import { NO_MATCH, type MatchGains } from '../../src/preview/level-match.ts';

export interface Programme {
  readonly mix: readonly Float32Array[];
  readonly master: readonly Float32Array[] | null;
  readonly match?: MatchGains;
}

/** Frames `start` to `end` of a programme, as the deck would send them. */
export function chunkOf(programme: Programme, start: number, end: number, epoch = 0): Chunk {
  const part = (side: readonly Float32Array[]) => side.map((samples) => samples.slice(start, end));
  return {
    epoch,
    streamFrame: start,
    songFrame: start,
    frames: end - start,
    mix: part(programme.mix),
    master: programme.master === null ? null : part(programme.master),
    match: programme.match ?? NO_MATCH,
    last: end === programme.mix[0]!.length,
  };
}

/** A player with the whole programme in its queue. */
export function loaded(programme: Programme, rateHz: number, chunkFrames = 4410): AbPlayer {
  const player = new AbPlayer(rateHz);
  const { length } = programme.mix[0]!;
  for (let at = 0; at < length; at += chunkFrames) {
    player.push(chunkOf(programme, at, Math.min(length, at + chunkFrames)));
  }
  return player;
}

/** `frames` frames of stereo, in blocks of `block`; `before` is called ahead of each. */
export function played(
  player: AbPlayer,
  frames: number,
  before: (at: number) => void = () => {},
  block = 128,
): Float32Array[] {
  const outputs = [new Float32Array(frames), new Float32Array(frames)];
  for (let at = 0; at < frames; at += block) {
    before(at);
    const count = Math.min(block, frames - at);
    player.render(
      outputs.map((samples) => samples.subarray(at, at + count)),
      count,
    );
  }
  return outputs;
}

/** Largest value above 1 kHz (48 dB an octave), from `from` on, in dB re full scale: a click shows here, a bass does not. */
export function clickDb(samples: ArrayLike<number>, rateHz: number, from = 0): number {
  const high = Float64Array.from(samples);
  new BiquadCascade(lowCutSections(1000, 48, rateHz), 1).process([high], high.length);
  return decibels(largest(high.subarray(from)));
}

export function largest(samples: ArrayLike<number>): number {
  let most = 0;
  for (let n = 0; n < samples.length; n++) most = Math.max(most, Math.abs(samples[n]!));
  return most;
}

export function decibels(value: number): number {
  return 20 * Math.log10(Math.max(value, 1e-20));
}
