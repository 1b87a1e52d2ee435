// Verdicts: what follows from the measurements, on sound whose fault is known.
import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect/inspect.ts';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { musicLike, noise, sine } from '../signals.ts';

const RATE = 44100;

function findingsIn(channels: Float64Array[]): { code: string; severity: string; channel: string | null }[] {
  const format = { sampleRateHz: RATE, channels: channels.length };
  const meter = createSongMeter(format);
  const inspector = createInspector(format);
  const block = { channels, frames: channels[0]!.length };
  meter.push(block);
  inspector.push(block);
  return inspector
    .result(meter.result())
    .findings.map(({ code, severity, channel }) => ({ code, severity, channel }));
}

const codes = (channels: Float64Array[]): string[] => findingsIn(channels).map((finding) => finding.code);
const scaled = (samples: Float64Array, gain: number): Float64Array => samples.map((value) => value * gain);
const [first, second] = musicLike(3 * RATE, RATE, 61) as [Float64Array, Float64Array];
const voice = musicLike(3 * RATE, RATE, 62)[0]!;
/** Around a voice in the middle. */
const [left, right] = [first, second].map((side) =>
  side.map((value, n) => 0.4 * value + 0.9 * voice[n]!),
) as [Float64Array, Float64Array];

describe('verdicts', () => {
  it('say nothing of an ordinary mix, but that this one is no record by its tone', () => {
    expect(codes([left, right]).filter((code) => !['hiss', 'dull', 'boomy'].includes(code))).toEqual([]);
  });

  it('tell a silent channel from a quiet one', () => {
    expect(findingsIn([left, new Float64Array(left.length)])).toContainEqual({
      code: 'dead-channel',
      severity: 'error',
      channel: 'right',
    });
    expect(findingsIn([left, scaled(right, 0.7)])).toContainEqual({
      code: 'imbalance',
      severity: 'warning',
      channel: 'right',
    });
    expect(codes([left, scaled(right, 0.003)])).toContain('dead-channel');
  });

  it('tell two channels of the same from stereo', () => {
    expect(codes([left, left])).toContain('dual-mono');
    const whisper = noise(2e-5, left.length);
    expect(codes([left, left.map((value, n) => value + whisper[n]!)])).toContain('dual-mono');
  });

  it('hear lows that cancel in mono, though all else is well', () => {
    const bass = sine(55, 0.2, left.length, RATE);
    expect(codes([left.map((v, n) => v + bass[n]!), right.map((v, n) => v - bass[n]!)])).toContain(
      'low-antiphase',
    );
  });

  it('hear what mono loses', () => {
    const found = codes([left, right.map((value) => -value)]);
    expect(found).toContain('mono-loss');
    expect(found).toContain('antiphase');
  });

  it('measure peaks between the samples', () => {
    const between = sine(RATE / 4, 1.2, RATE, RATE, Math.PI / 4);
    expect(codes([between, between])).toContain('intersample-over');
    const close = sine(997, 0.95, RATE, RATE);
    expect(codes([close, close])).toContain('no-headroom');
  });

  it('measure a wave that does not rest at zero', () => {
    const shifted = left.map((value) => value + 0.004);
    expect(findingsIn([shifted, right])).toContainEqual({
      code: 'dc-offset',
      severity: 'warning',
      channel: 'left',
    });
  });

  it('say nothing false of silence', () => {
    expect(codes([new Float64Array(RATE), new Float64Array(RATE)])).toEqual([]);
  });
});
