import { describe, expect, it } from 'vitest';
import { CODEC_OVERS } from '../../../src/inspect/level/codec-overs.ts';
import { UNKNOWN_ORIGIN } from '../../../src/inspect/hearing.ts';
import { createSongMeter } from '../../../src/measure/song-meter.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;
const FORMAT = { sampleRateHz: RATE, channels: 2 };

function judged(drive: number, peak: number, lossy = false) {
  const channels = musicLike(3 * RATE, RATE, 45).map((samples) =>
    samples.map((value) => peak * Math.tanh(drive * value)),
  );
  const meter = createSongMeter(FORMAT, { quick: true });
  meter.push({ channels, frames: channels[0]!.length });
  return CODEC_OVERS.judge(meter.result(), FORMAT, { ...UNKNOWN_ORIGIN, lossy });
}

describe('a forecast of the peaks after encoding', () => {
  it('warns of dense music near full scale, as a note', () => {
    const [note] = judged(30, 0.93);
    expect(note).toMatchObject({ code: 'codec-overs', severity: 'note', unit: 'dBTP' });
    expect(note!.value!).toBeGreaterThan(0.5);
    expect(note!.value!).toBeLessThan(4);
  });

  it('has nothing to say of open music, of music with room, and of files that are lossy already', () => {
    expect(judged(0.5, 2)).toEqual([]);
    expect(judged(30, 0.5)).toEqual([]);
    expect(judged(30, 0.93, true)).toEqual([]);
  });
});
