// Accept: what is as promised passes, and every way of being otherwise is named.
import { describe, expect, it } from 'vitest';
import { judgeFile } from '../../../src/deliver/accept/accept.ts';
import type { Promised } from '../../../src/deliver/finish/written-files.ts';
import type { FileFormat } from '../../../src/files/format.ts';
import { listen } from '../../../src/master/listen.ts';
import { sourceOf } from '../../../src/signal/stream.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;
const analysis = await listen(sourceOf(musicLike(2 * RATE, RATE), RATE));
const { integratedLufs } = analysis.measurements.loudness;
const { truePeakDbtp } = analysis.measurements.peak;
const format: FileFormat = {
  container: 'wav',
  codec: 'pcm',
  sampleRateHz: RATE,
  channels: 2,
  bits: 24,
  frames: 2 * RATE,
  lossy: false,
};
const promised: Promised = {
  integratedLufs,
  ceilingDbtp: truePeakDbtp,
  channels: 2,
  sampleRateHz: RATE,
  frames: 2 * RATE,
  bits: 24,
};
const codes = (changed: Partial<Promised>, more: Partial<FileFormat> = {}): string[] =>
  judgeFile({ ...format, ...more }, [], analysis, { ...promised, ...changed }).map(({ code }) => code);

describe('judgeFile', () => {
  it('accepts what is as promised, and what promises nothing', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ integratedLufs: null, ceilingDbtp: null })).toEqual([]);
  });

  it('allows the tolerances of honest meters and no more', () => {
    expect(codes({ ceilingDbtp: truePeakDbtp! - 0.049 })).toEqual([]);
    expect(codes({ ceilingDbtp: truePeakDbtp! - 0.051 })).toEqual(['over-ceiling']);
    expect(codes({ integratedLufs: integratedLufs! + 0.099 })).toEqual([]);
    expect(codes({ integratedLufs: integratedLufs! + 0.101 })).toEqual(['off-loudness']);
  });

  it('names every difference of shape', () => {
    expect(codes({}, { sampleRateHz: 48000 })).toEqual(['wrong-shape']);
    expect(codes({}, { bits: 16 })).toEqual(['wrong-shape']);
    expect(codes({}, { channels: 1 })).toEqual(['wrong-shape']);
    expect(codes({ frames: 2 * RATE - 1 })).toEqual(['wrong-shape']);
  });

  it('refuses our own file when reading it needed a note, or its twin differs', () => {
    const notes = [{ code: 'non-finite-samples', facts: {} }];
    const difference = { frame: 7, channel: 1 };
    const refusals = judgeFile(format, notes, analysis, promised, difference);
    expect(refusals.map(({ code }) => code)).toEqual(['odd-file', 'not-identical']);
  });
});
