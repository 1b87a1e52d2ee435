// Sample check: one checked song with every measurement and every kind of finding, drawn from a seed instead of from sound.
import type { Finding, Severity } from '../../src/inspect/finding.ts';
import type { Measurements } from '../../src/measure/measurements.ts';
import type { CheckReport } from '../../src/report/check/check-report.ts';
import { DEFAULT_PROFILE } from '../../src/report/rules/rule-profiles.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { sampleMeasurements, sampleRecord } from './sample-report.ts';

export function richMeasurements(gainDb = 0): Measurements {
  const plain = sampleMeasurements(gainDb, 0, -4.31 + gainDb);
  const random = seededRandom(5);
  const row = (steps: number, from: number, to: number, silentUntil = 0): (number | null)[] =>
    Array.from({ length: steps }, (_, i) =>
      i < silentUntil ? null : Math.round(100 * (from + (to - from) * random())) / 100,
    );
  const octave = (lowHz: number) => ({
    lowHz,
    highHz: 2 * lowHz,
    levelDb: row(32, -50 + gainDb, -30 + gainDb),
    stereo: null,
  });
  return {
    ...plain,
    overTime: {
      stepS: 0.1,
      momentaryLufs: row(320, -28 + gainDb, -16 + gainDb, 4),
      shortTermLufs: row(320, -22 + gainDb, -18 + gainDb, 30),
      truePeakDbtp: row(320, -12 + gainDb, -4.31 + gainDb),
      rmsDbfs: row(320, -30 + gainDb, -20 + gainDb),
      psrDb: row(320, 9, 15, 30),
    },
    bandsOverTime: { stepS: 1, bands: [31, 62, 125, 250, 500, 1000, 2000, 4000, 8000].map(octave) },
    sections: {
      loudest15S: { startS: 16, endS: 31, lufs: -18.2 },
      quietest15S: { startS: 0, endS: 15, lufs: -24.1 },
      parts: [
        { kind: 'quiet', startS: 0, endS: 9, lufs: -27 },
        { kind: 'middle', startS: 9, endS: 16, lufs: -23 },
        { kind: 'loud', startS: 16, endS: 32, lufs: -18.5 },
      ],
    },
    wordLength: { bits: 24, fractions: false, levelsUsed: 1, quietS: 0, quietRepeats: null },
    bandwidth: { highestHz: 20_400 },
  };
}

export function found(
  code: string,
  severity: Severity,
  startS: number | null,
  more: Partial<Finding> = {},
): Finding {
  return {
    code,
    severity,
    confidence: 0.9,
    channel: startS === null ? null : 'both',
    startS,
    endS: startS === null ? null : startS + 0.01,
    value: 12,
    unit: 'dB',
    ...more,
  };
}

const FINDINGS: readonly Finding[] = [
  found('dropout', 'error', 11.2, { channel: 'left' }),
  found('click', 'warning', 3.1),
  found('click', 'warning', 20.4),
  found('hum', 'note', null),
  found('clipping', 'warning', 25, { waived: { note: 'Fuzz, on purpose' } }),
];

const MIX_NOTES: readonly Finding[] = [found('mix-harsh', 'note', 17, { endS: 19 })];

export function sampleCheck(path = 'album/first-light.flac', measurements = richMeasurements()): CheckReport {
  const record = sampleRecord(path, measurements, FINDINGS, MIX_NOTES);
  const profile = DEFAULT_PROFILE;
  return { tool: { name: 'Lacquer', version: '0.1.0' }, profile, record, measurements, notes: [] };
}
