// A finished song too hot for its ceiling: nobody asked for its loudness, and it is not said to stay and to stop short at once.
import { describe, expect, it } from 'vitest';
import { restraintWords } from '../../src/report/words.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { planSong } from '../../src/tasks/plan-song.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 44100;

describe('a clipped 16-bit record', () => {
  it('is told why it gets quieter, without a wish that nobody had', async () => {
    const place = memoryPlace();
    const crushed = musicLike(5 * RATE, RATE, 4).map((channel) =>
      channel.map((x) => Math.max(-0.999, Math.min(0.999, 6 * x))),
    );
    await writeWavFile(place, 'song.wav', crushed, RATE, 16);
    const { plan } = await planSong(place, 'song.wav', DEFAULT_INTENT);
    const codes = plan.restraints.map(({ code }) => code);
    expect(codes).toContain('finished');
    expect(codes).toContain('loudness-refused');
    expect(codes).not.toContain('loudness-finished');
    const words = plan.restraints.map((one) => restraintWords(one)).join(' ');
    expect(words).not.toContain('you asked for');
  });
});

describe('a record whose peaks cost some loudness to hold', () => {
  it('is not told to stay at a loudness that it does not keep', () => {
    const facts = { sign: 'word-length', lufs: -8.3, heldLufs: -9.7 };
    const words = restraintWords({ code: 'loudness-finished', facts });
    expect(words).toMatch(/from −8\.3\sLUFS to −9\.7\sLUFS/);
    expect(words).not.toContain('stays');
    const same = restraintWords({ code: 'loudness-finished', facts: { ...facts, heldLufs: -8.35 } });
    expect(same).toMatch(/stays at −8\.3\sLUFS/);
  });
});
