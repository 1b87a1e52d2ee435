// The check record: exactly the promised keys, null where a value does not exist, words and cure on every finding.
import { describe, expect, it } from 'vitest';
import { checkRecord } from '../../src/report/check-record.ts';
import { SAMPLE_FINDINGS, sampleMeasurements, sampleRecord } from './sample-report.ts';

const mix = sampleMeasurements(0, 0, -4.31);

describe('check record', () => {
  const record = sampleRecord('mixes/a.flac', mix, SAMPLE_FINDINGS);

  it('has the promised keys and no others, in their order', () => {
    expect(Object.keys(record)).toEqual([
      'path',
      'format',
      'loudness',
      'peak',
      'dynamics',
      'meters',
      'findings',
      'mixNotes',
    ]);
    expect(Object.keys(record.format)).toEqual([
      'container',
      'codec',
      'sampleRateHz',
      'channels',
      'bits',
      'frames',
      'durationS',
    ]);
    expect(Object.keys(record.loudness)).toEqual([
      'integratedLufs',
      'rangeLu',
      'maxMomentaryLufs',
      'maxShortTermLufs',
    ]);
    expect(Object.keys(record.peak)).toEqual(['samplePeakDbfs', 'truePeakDbtp', 'perChannel']);
    expect(Object.keys(record.dynamics)).toEqual(['crestDb', 'plrDb', 'psrDb', 'dr14']);
    expect(Object.keys(record.findings[0]!)).toEqual([
      'code',
      'severity',
      'confidence',
      'channel',
      'startS',
      'endS',
      'value',
      'unit',
      'words',
      'cure',
    ]);
  });

  it('carries the measurements unrounded', () => {
    expect(record.loudness.integratedLufs).toBe(mix.loudness.integratedLufs);
    expect(record.peak.perChannel).toEqual(mix.peak.perChannel);
    expect(record.dynamics.dr14).toBe(11);
  });

  it('survives JSON as it is', () => {
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });

  it('gives the counted length where the header knew none', () => {
    const format = {
      container: 'mp3',
      codec: 'mp3',
      sampleRateHz: 44100,
      channels: 2,
      bits: null,
      frames: null,
      lossy: true,
    };
    const { frames, bits } = checkRecord('a.mp3', format, {
      version: 1,
      measurements: mix,
      findings: [],
      mixNotes: [],
    }).format;
    expect([frames, bits]).toEqual([mix.frames, null]);
  });

  it('has null, never an invented number, for what silence does not have', () => {
    const silent = {
      ...mix,
      loudness: { ...mix.loudness, integratedLufs: null, rangeLu: null },
      peak: {
        samplePeakDbfs: -Infinity,
        truePeakDbtp: null,
        perChannel: [{ samplePeakDbfs: -Infinity, truePeakDbtp: Number.NaN }],
      },
    };
    const told = sampleRecord('silence.wav', silent);
    expect(told.loudness.integratedLufs).toBeNull();
    expect(told.peak).toEqual({
      samplePeakDbfs: null,
      truePeakDbtp: null,
      perChannel: [{ samplePeakDbfs: null, truePeakDbtp: null }],
    });
  });
});
