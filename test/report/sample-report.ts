// Sample report: one plausible song for the report's tests, drawn from a seed instead of from sound.
import type { Measurements } from '../../src/measure/measurements.ts';
import { moveOf } from '../../src/master/decider.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { Plan } from '../../src/master/plan.ts';
import type { CheckRecord } from '../../src/report/check-record.ts';
import { checkRecord } from '../../src/report/check-record.ts';
import { corridorOf } from '../../src/report/corridor.ts';
import type { Report } from '../../src/report/report.ts';
import { styleById } from '../../src/master/style/styles.ts';
import type { Finding } from '../../src/inspect/finding.ts';
import type { FileFormat } from '../../src/files/format.ts';
import { layoutOf } from '../../src/measure/layout.ts';
import { seededRandom } from '../../src/signal/random.ts';

const BANDS_HZ = Array.from({ length: 31 }, (_, i) => 1000 * 2 ** ((i - 17) / 3));
const SECONDS = 32;

/** `gainDb` louder than the mix, with that much less boom and more air, peaks rounded to `peakDb`. */
export function sampleMeasurements(gainDb: number, toneDb: number, peakDb: number): Measurements {
  const random = seededRandom(7);
  const shortTerm = Array.from({ length: SECONDS - 2 }, (_, s) => {
    const build = s < 8 ? -6 + s * 0.3 : s < 16 ? -2.5 : 0;
    return s === 29 ? null : -19.4 + build + random() + gainDb;
  });
  const level = BANDS_HZ.map((hz, i) => {
    const boom = 4.5 * Math.exp(-(((i - 11) / 2.2) ** 2)) * (1 - toneDb / 3);
    const dull = hz > 4000 ? -(i - 23) * (1.1 - toneDb / 6) : 0;
    return hz < 30 ? null : -28 - 1.3 * Math.log2(hz / 100) + boom + dull + random() * 2 + gainDb;
  });
  const points = 1400;
  const swell = (i: number): number =>
    Math.min(1, 0.25 + (0.85 * i) / points) * (0.35 + 0.65 * random() ** 2);
  const top = 10 ** (peakDb / 20);
  const max = Array.from({ length: points }, (_, i) =>
    Number(Math.min(top, 10 ** (gainDb / 20) * 0.45 * swell(i)).toFixed(4)),
  );
  const bands = [
    [20, 120, 0.82, -11],
    [120, 500, 0.9, -13],
    [500, 2000, 0.71, -8],
    [2000, 8000, 0.52, -5],
    [8000, 20000, 0.31, -3],
  ] as const;
  return {
    frames: SECONDS * 44100,
    durationS: SECONDS,
    layout: layoutOf(2),
    loudness: {
      integratedLufs: -20.13 + gainDb,
      rangeLu: 5.2 - toneDb / 4,
      maxMomentaryLufs: -16.2 + gainDb,
      maxShortTermLufs: -18.4 + gainDb,
      shortTermPerSecondLufs: shortTerm,
    },
    peak: {
      samplePeakDbfs: peakDb - 0.02,
      truePeakDbtp: peakDb,
      perChannel: [
        { samplePeakDbfs: peakDb - 0.02, truePeakDbtp: peakDb },
        { samplePeakDbfs: peakDb - 0.4, truePeakDbtp: peakDb - 0.3 },
      ],
    },
    dynamics: {
      rmsDbfs: -22 + gainDb,
      maxRmsDbfs: -19 + gainDb,
      kSystem: { k12Db: -7 + gainDb, k14Db: -5 + gainDb, k20Db: 1 + gainDb },
      crestDb: 15.9,
      plrDb: peakDb + 20.13 - gainDb,
      psrDb: 13.4 - toneDb / 3,
      psrLowDb: 11.8,
      dr14: 11,
    },
    spectrum: {
      bandsHz: BANDS_HZ,
      levelDb: level,
      loudLevelDb: level,
      tiltDbPerOctave: -2.3,
      erb: { bandsHz: [], levelDb: [], loudLevelDb: [] },
    },
    stereo: {
      correlation: 0.71,
      balanceDb: -0.3,
      monoLossLu: 1.2,
      bands: bands.map(([lowHz, highHz, correlation, side]) => ({
        lowHz,
        highHz,
        correlation: correlation + (lowHz === 20 ? toneDb / 30 : 0),
        sideToMidDb: side - (lowHz === 20 ? toneDb : 0),
        balanceDb: -0.3,
        monoLossDb: 1.2,
      })),
    },
    dcOffset: [0.00001, -0.00002],
    overview: { framesPerPoint: 1008, min: max.map((value) => -value * 0.93), max },
    overTime: null,
    bandsOverTime: null,
    lowReturns: null,
    sections: null,
    tempo: { bpm: 96, confidence: 0.8, otherBpm: 192 },
    key: { tonic: 'D', mode: 'minor', confidence: 0.6, tuningHz: 440 },
    loudParts: null,
    wordLength: null,
    bandwidth: null,
  };
}

const FLAC: FileFormat = {
  container: 'flac',
  codec: 'flac',
  sampleRateHz: 44100,
  channels: 2,
  bits: 24,
  frames: SECONDS * 44100,
  lossy: false,
};

export const SAMPLE_FINDINGS: readonly Finding[] = [
  {
    code: 'clipping',
    severity: 'warning',
    confidence: 0.9,
    channel: 'left',
    startS: 17.204,
    endS: 17.2043,
    value: 14,
    unit: 'samples',
  },
  {
    code: 'clipping',
    severity: 'warning',
    confidence: 0.9,
    channel: 'right',
    startS: 12.51,
    endS: 12.5104,
    value: 9,
    unit: 'samples',
  },
  {
    code: 'low-antiphase',
    severity: 'warning',
    confidence: 0.8,
    channel: 'both',
    startS: null,
    endS: null,
    value: -0.27,
    unit: 'correlation',
  },
  {
    code: 'trailing-silence',
    severity: 'note',
    confidence: 0.9,
    channel: 'both',
    startS: 28.6,
    endS: 32,
    value: 3.4,
    unit: 's',
  },
];

export function sampleRecord(
  path: string,
  measurements: Measurements,
  findings: readonly Finding[] = [],
  mixNotes: readonly Finding[] = [],
): CheckRecord {
  return checkRecord(path, FLAC, { version: 1, measurements, findings, mixNotes });
}

export const SAMPLE_PLAN: Plan = {
  version: 2,
  intent: DEFAULT_INTENT,
  song: { name: 'First Light', sampleRateHz: 44100, channels: 2, frames: SECONDS * 44100 },
  seed: 1,
  moves: [
    moveOf({
      id: 'tone',
      stage: 'tone',
      confidence: 0.8,
      kind: 'eq',
      params: {
        bands: [
          { type: 'bell', hz: 250, gainDb: -1.8, q: 0.8, slope: '12', channel: 'stereo' },
          { type: 'high-shelf', hz: 7000, gainDb: 2.1, q: 0.7, slope: '12', channel: 'stereo' },
        ],
      },
      strength: 1,
      because: [
        { code: 'tone-too-much', measurement: 'tone-160-400', value: 6.31, target: 4.5, unit: 'dB' },
        { code: 'tone-too-little', measurement: 'tone-7000-12500', value: -8.2, target: -5.6, unit: 'dB' },
      ],
      expects: [{ measurement: 'tone-160-400', before: -3.4, after: -4.6, unit: 'dB' }],
      rejected: [{ code: 'tone-beyond-mastering', facts: { outsideDb: 4.2, mostDb: 3 } }],
      tried: {
        measurement: 'tone-160-400',
        unit: 'dB',
        without: -3.31,
        with: -4.52,
        cost: { distortionDb: -61.2, crestLossDb: 0.12, toneChangeDb: 0.61 },
      },
    }),
    moveOf({
      id: 'level',
      stage: 'loudness',
      confidence: 1,
      kind: 'gain',
      params: { gainDb: 7.2 },
      strength: 1,
      because: [
        { code: 'level-knee', measurement: 'integrated-lufs', value: -20.2, target: -13, unit: 'LUFS' },
      ],
      expects: [],
    }),
    moveOf({
      id: 'limiter',
      stage: 'loudness',
      confidence: 1,
      kind: 'limiter',
      params: { ceilingDbtp: -1, releaseMs: 120 },
      strength: 0.7,
      because: [
        { code: 'peaks-over-ceiling', measurement: 'true-peak-dbtp', value: 2.9, target: -1, unit: 'dBTP' },
      ],
      expects: [],
    }),
  ],
  restraints: [
    { code: 'glue-dense-already', facts: { psrDb: 11.2, aboveDb: 13 } },
    { code: 'loudness-knee', facts: { lufs: -13, limit: 'deepDb', value: 3.1, allowed: 3 } },
  ],
  promise: { integratedLufs: -13, ceilingDbtp: -1 },
  weighedOn: [
    { startS: 12, endS: 27 },
    { startS: 61, endS: 76 },
  ],
  damage: { distortionDb: -38.4, crestLossDb: 0.83, toneChangeDb: 0.61 },
};

export function sampleReport(changes: Partial<Report> = {}): Report {
  const before = sampleMeasurements(0, 0, -4.31);
  const after = sampleMeasurements(7.1, 2, -1);
  const random = seededRandom(11);
  const file = (path: string, purpose: 'master' | 'cd', bytes: number) => ({
    path,
    bytes,
    sha256: Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join(''),
    soundSha256: (purpose === 'cd' ? 'c' : '3').repeat(64),
    purpose,
    wordLength: {
      bits: purpose === 'cd' ? 16 : 24,
      shape: purpose === 'cd' ? ('shaped' as const) : ('tpdf' as const),
      samples: 21_168_000,
      dithered: 21_160_000,
    },
    record: sampleRecord(path, after),
  });
  return {
    version: 1,
    tool: { name: 'Lacquer', version: '0.1.0' },
    date: null,
    source: sampleRecord('first-light.flac', before, SAMPLE_FINDINGS),
    notes: [],
    plan: SAMPLE_PLAN,
    before,
    after,
    verification: {
      promisedLufs: -13,
      measuredLufs: -13.03,
      ceilingDbtp: -1,
      truePeakDbtp: -1,
      corrections: 1,
      kept: true,
      stoppedBy: [],
    },
    corridor: corridorOf(styleById('balanced'), before.spectrum),
    gainReduction: {
      stepS: 0.1,
      reductionDb: Array.from({ length: SECONDS * 10 }, (_, i) =>
        i % 5 === 2 ? (2.4 * i * random()) / 320 : 0.1 * random(),
      ),
    },
    files: [
      file('first-light.master.wav', 'master', 8467244),
      file('first-light.master.flac', 'master', 5123456),
      file('first-light.master.16-44.wav', 'cd', 5644844),
    ],
    ...changes,
  };
}
