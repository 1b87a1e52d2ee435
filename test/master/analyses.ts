// Analyses: small made-up records of songs, for judging without sound.
import { levelAt } from '../../src/dsp/curve.ts';
import type { Analysis } from '../../src/master/analysis.ts';
import { decideMoves, questionFor } from '../../src/master/decide.ts';
import type { Question } from '../../src/master/decider.ts';
import type { Intent } from '../../src/master/intent.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { PlannedSong } from '../../src/master/plan.ts';
import { styleById } from '../../src/master/style/styles.ts';
import { layoutOf } from '../../src/measure/layout.ts';
import { thirdOctaves } from '../../src/measure/third-octaves.ts';
import { loadEveryProcessor } from '../../src/process/catalogue.ts';

/** Deciders name any of them. */
await loadEveryProcessor();

export const BANDS_HZ = thirdOctaves(44100).map((band) => band.centreHz);

/** A full arrangement exactly in the middle of a style, `offset(hz)` dB away from it, at `levelDb`. */
export function spectrumOf(offset: (hz: number) => number | null, levelDb = -30, style = 'balanced') {
  const { middle } = styleById(style).spectrum;
  const loudLevelDb = BANDS_HZ.map((hz) => {
    const away = offset(hz);
    return away === null ? null : levelDb + levelAt(middle, hz) + away;
  });
  const erb = { bandsHz: [], levelDb: [], loudLevelDb: [] };
  return { bandsHz: BANDS_HZ, levelDb: loudLevelDb, loudLevelDb, tiltDbPerOctave: -2, erb };
}

export interface Given {
  readonly offset?: (hz: number) => number | null;
  readonly levelDb?: number;
  readonly lufs?: number | null;
  readonly truePeakDbtp?: number | null;
  readonly psrDb?: number;
  readonly rangeLu?: number;
  readonly dcOffset?: readonly number[];
  readonly findings?: Analysis['findings'];
}

/** A mix at -22 LUFS, peaks at -8 dBTP, PSR 12, LRA 5, unless told otherwise. */
export function analysisOf(given: Given = {}): Analysis {
  const lufs = given.lufs === undefined ? -22 : given.lufs;
  const truePeakDbtp = given.truePeakDbtp === undefined ? -8 : given.truePeakDbtp;
  const peak = { samplePeakDbfs: truePeakDbtp, truePeakDbtp };
  return {
    version: 1,
    findings: given.findings ?? [],
    mixNotes: [],
    measurements: {
      frames: 441000,
      durationS: 10,
      layout: layoutOf(2),
      loudness: {
        integratedLufs: lufs,
        rangeLu: given.rangeLu ?? 5,
        maxMomentaryLufs: lufs,
        maxShortTermLufs: lufs,
        shortTermPerSecondLufs: [],
      },
      peak: { ...peak, perChannel: [peak, peak] },
      dynamics: {
        rmsDbfs: -22,
        maxRmsDbfs: -20,
        kSystem: null,
        crestDb: 14,
        plrDb: 14,
        psrDb: given.psrDb ?? 12,
        psrLowDb: 10,
        dr14: 12,
      },
      spectrum: spectrumOf(given.offset ?? (() => 0), given.levelDb),
      stereo: null,
      dcOffset: given.dcOffset ?? [0, 0],
      overview: null,
      overTime: null,
      bandsOverTime: null,
      lowReturns: null,
      sections: null,
      tempo: null,
      key: null,
      loudParts: null,
      wordLength: null,
      bandwidth: null,
    },
  };
}

export const SONG: PlannedSong = { name: 'song', sampleRateHz: 44100, channels: 2, frames: 441000, bits: 24 };

export function intentOf(given: Partial<Intent> = {}): Intent {
  return { ...DEFAULT_INTENT, ...given };
}

/** What the first decider is asked about a made-up song; `told` replaces what follows from it. */
export function questionOf(
  given: Given = {},
  style = styleById('balanced'),
  told: Partial<Question> = {},
): Question {
  const intent = intentOf({ style: style.id });
  const plan = {
    ...decideMoves(analysisOf({ truePeakDbtp: null, lufs: null }), intent, SONG, style),
    restraints: [],
  };
  return { ...questionFor(plan, analysisOf(given), style), ...told };
}
