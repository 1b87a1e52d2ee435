// Twin source: equal sound passes, any difference of a sample or of length is found where it is.
import { describe, expect, it } from 'vitest';
import { twinSource } from '../../../src/deliver/accept/twin-source.ts';
import { collect, sourceOf, type Source } from '../../../src/signal/stream.ts';
import { noise } from '../../signals.ts';

const sound = [noise(0.5, 5000, 1), noise(0.5, 5000, 2)];

/** The same sound in smaller pulls than asked for, as decoders give it. */
function inPieces(channels: readonly Float64Array[], most: number): Source {
  const whole = sourceOf(channels, 44100);
  return { ...whole, pull: (maxFrames) => whole.pull(Math.min(most, maxFrames)) };
}

async function differenceOf(a: readonly Float64Array[], b: readonly Float64Array[]) {
  const twins = twinSource(inPieces(a, 700), inPieces(b, 300));
  expect((await collect(twins.source))[0]!.length).toBe(a[0]!.length);
  return twins.difference();
}

describe('twinSource', () => {
  it('finds nothing between equal sounds', async () => {
    expect(await differenceOf(sound, sound)).toBeNull();
  });

  it('finds one different sample', async () => {
    const other = sound.map((samples) => samples.slice());
    other[1]![4321]! += 2 ** -23;
    expect(await differenceOf(sound, other)).toEqual({ frame: 4321, channel: 1 });
  });

  it('finds a missing and a surplus frame', async () => {
    const shorter = sound.map((samples) => samples.slice(0, 4999));
    expect(await differenceOf(sound, shorter)).toEqual({ frame: 4999, channel: -1 });
    expect(await differenceOf(shorter, sound)).toEqual({ frame: 4999, channel: -1 });
  });

  it('finds a missing channel', async () => {
    expect(await differenceOf(sound, [sound[0]!])).toEqual({ frame: 0, channel: -1 });
  });
});
