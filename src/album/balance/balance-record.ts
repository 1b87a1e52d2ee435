// Balance record: what the balance of an album did to every passage, why, and what stopped it; plain JSON.
import type { Analysis } from '../../master/analysis.ts';
import type { ToneBand } from '../../master/deciders/tone-fit.ts';
import type { LoudnessCost } from '../../master/loudness/loudness-cost.ts';
import type { Plan, Restraint } from '../../master/plan.ts';
import type { BalanceRule } from '../album.ts';

/** A passage as it was heard and judged; `id` is that of its first song, as in Passage. */
export interface BalanceSong {
  readonly id: string;
  /** Of the mix, before any move. */
  readonly analysis: Analysis;
  /** null: taken as it is, and only looked at. */
  readonly plan: Plan | null;
  /** What loudness costs it; null where none was decided. Without it nothing is made louder. */
  readonly cost: LoudnessCost | null;
}

/** How full of sound a song is where it is loud. */
export interface Fullness {
  /** 0…1: of the spectrum from 50 Hz to 10 kHz what is played, and goes on from note to note. */
  readonly share: number;
  /** How far under the full songs of a record it belongs by that, LU, 0 or more. */
  readonly underLu: number;
  readonly kind: 'dense' | 'middling' | 'sparse';
}

/** Levels of one song at one point of its way; all in LUFS. */
export interface SongLevels {
  readonly integratedLufs: number;
  /** Top of its loudness range (95th percentile of the short-term loudness above the gate of EBU Tech 3342). */
  readonly loudLufs: number;
  readonly maxShortTermLufs: number;
  /** 300 Hz to 4 kHz of the middle over the loud parts, K-weighted. */
  readonly vocalLufs: number;
}

/** What a song's level is measured by: a name of SongLevels. */
export type LevelMeasure = keyof SongLevels;

export interface LevelBalance {
  /** As it was planned by itself, forecast. */
  readonly before: SongLevels;
  /** Forecast; after `correctLevels` as measured and corrected. */
  readonly after: SongLevels;
  /** In the record's measure. Where the rule wants the song: the common level and what follows. */
  readonly wantedLufs: number;
  /** Where it was put. */
  readonly targetLufs: number;
  readonly movedLu: number;
  /** Meant to stand so much above the common level: `levelLu` of the album, the song's fullness, its vocal band. */
  readonly toldLu: number;
  readonly underLu: number;
  readonly vocalLu: number;
  /** The loudest that its budget of damage pays for, in the record's measure; null where nothing was judged. */
  readonly mostLufs: number | null;
  /** Share 0…1 (and beyond) of that budget spent by its limiter; null where nothing was judged. */
  readonly spent: { readonly before: number; readonly after: number } | null;
  /** Gain in front of the limiter that the budget still has, dB. */
  readonly driveLeftDb: number;
  /** What a dB of gain in front of the limiter gives where it stands, dB. */
  readonly lufsPerDb: number;
  /** Why it was moved, or left; words by `code`. */
  readonly because: Restraint;
  /** What kept it from where the rule wants it. */
  readonly stoppedBy: Restraint | null;
}

export interface ToneBalance {
  /** Against the album's centre at the song's own height, at the record's `bandsHz`; null where it does not play. */
  readonly beforeDb: readonly (number | null)[];
  readonly afterDb: readonly (number | null)[];
  /** Root of the mean square of the same, dB. */
  readonly awayBeforeDb: number;
  readonly awayAfterDb: number;
  /** What draws it; none where it was left. */
  readonly bands: readonly ToneBand[];
  /** The most that any band is changed, dB. */
  readonly mostDb: number;
  /** Why it was drawn or left, and what held it back. */
  readonly because: Restraint;
  readonly stoppedBy: Restraint | null;
}

export interface BalancedSong {
  readonly id: string;
  /** null for what cannot be told: a quick look, hardly any sound. */
  readonly fullness: Fullness | null;
  /** null: no level to speak of. */
  readonly level: LevelBalance | null;
  /** null: no spectrum to speak of. */
  readonly tone: ToneBalance | null;
}

/** Two passages that follow each other on one disc. */
export interface LevelStep {
  readonly from: string;
  readonly to: string;
  /** Of the loud parts, the second over the first, LU. */
  readonly beforeLu: number;
  readonly afterLu: number;
  /** What of it is meant: by the album file, or because one is full and the other is not. */
  readonly meantLu: number;
  /** Not more than 1.5 LU beside what is meant. */
  readonly even: boolean;
}

export interface BalanceRecord {
  readonly version: 1;
  readonly rule: BalanceRule;
  /** What the levels are compared by. */
  readonly measure: LevelMeasure;
  /** The song that the others were set by; null: the common level is their middle. */
  readonly anchor: string | null;
  /** In the measure: where a full song without wishes of its own stands; null where nothing was set. */
  readonly commonLufs: number | null;
  readonly ceilingDbtp: number;
  /** Gated over all songs as one, forecast; after `correctLevels` reckoned from what was measured. null for silence. */
  readonly albumLufs: { readonly before: number | null; readonly after: number | null };
  /** Tone of the songs beside their common centre, root of the mean square over songs and bands, dB. */
  readonly spreadDb: { readonly before: number; readonly after: number };
  /** Centres of the octave-wide looks at the tone. */
  readonly bandsHz: readonly number[];
  readonly songs: readonly BalancedSong[];
  readonly steps: readonly LevelStep[];
  /** What is told of the whole. */
  readonly notes: readonly Restraint[];
}

/** Plans in the order of the songs; null for what is taken as it is. */
export interface AlbumBalance {
  readonly plans: readonly (Plan | null)[];
  readonly record: BalanceRecord;
}
