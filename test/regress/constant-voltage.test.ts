// Constant voltage is no music: a file of nothing but DC is left as it is, not filtered and made louder.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { planSong } from '../../src/tasks/plan-song.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 44100;
const constant = (value: number): Float64Array => new Float64Array(3 * RATE).fill(value);

async function planOf(channels: readonly Float64Array[]) {
  const place = memoryPlace();
  await writeWavFile(place, 'song.wav', channels, RATE, 24);
  return (await planSong(place, 'song.wav', DEFAULT_INTENT)).plan;
}

describe('a file of constant voltage', () => {
  it.each([
    ['both channels', [constant(0.3), constant(0.3)]],
    ['one channel', [constant(-0.3), constant(0)]],
    ['mono', [constant(0.3)]],
    ['opposite', [constant(0.9), constant(-0.9)]],
  ])('gets no move: %s', async (_, channels) => {
    const plan = await planOf(channels);
    expect(plan.moves).toEqual([]);
    expect(plan.restraints).toEqual([{ code: 'only-dc', facts: {} }]);
    expect(plan.promise).toEqual({ integratedLufs: null, ceilingDbtp: null });
  });

  it('is not what a single sample is called', async () => {
    const plan = await planOf([new Float64Array([0.5]), new Float64Array([0.5])]);
    expect(plan.restraints.map(({ code }) => code)).toContain('too-little-to-judge');
  });

  it('is still judged when music rides on it', async () => {
    const music = musicLike(3 * RATE, RATE, 2).map((channel) => channel.map((x) => 0.1 * x + 0.3));
    const plan = await planOf(music);
    expect(plan.moves.map(({ id }) => id)).toContain('level');
  });
});
