// Profile: what a shop, a plant or a platform asks for, as dated data, each figure with its source.

/** How far a figure can be trusted: its own words, its own page as others quote it, others' word, our best guess. */
export type Confidence = 'official' | 'quoted' | 'third-party' | 'unverified';

export interface ProfileSource {
  readonly text: string;
  /** yyyy or yyyy-mm: the state it describes. */
  readonly date: string;
  readonly confidence: Confidence;
}

/** How files of sound for a shop are made. */
export interface DigitalRules {
  /** Id of a writer of files/writers. */
  readonly container: string;
  /** A quality of a lossy writer; null for lossless ones. */
  readonly quality: string | null;
  /** Rates taken, rising; the song's own where it is among them, else the highest below that divides it, else the highest below. */
  readonly ratesHz: readonly number[];
  /** Lower rates are brought up to the lowest taken, as broadcasters ask; else they are refused. Lossy files always may be. */
  readonly raisesRate: boolean;
  /** Word lengths taken, rising; the longest that the sound needs. null for lossy ones. */
  readonly bits: readonly (16 | 24)[] | null;
  /** null: the master's own ceiling. After decoding for lossy files. */
  readonly ceilingDbtp: number | null;
  /** Every file is turned to this integrated loudness, without compression; null: as mastered. */
  readonly loudnessLufs: number | null;
  /** Made of `{track}`, `{disc}`, `{artist}`, `{title}`, `{album}`, `{isrc}`, `{version}`. */
  readonly fileName: string;
  /** Letters a name may have beside A-Z a-z 0-9; everything else is written without its marks or left out. null: any safe letter. */
  readonly fileNameLetters: string | null;
  readonly mostFileNameLetters: number;
  /** `full`: everything the format holds; `clean`: nothing but sound; `twins`: both. */
  readonly tags: 'full' | 'clean' | 'twins';
  /** Pauses between songs: at the end of the song before, or left out. */
  readonly gaps: 'append' | 'drop';
  readonly mostSilenceS: number | null;
  readonly leastLengthS: number | null;
  readonly mostBytes: number | null;
  readonly channels: readonly number[];
  /** What must be known: `isrc`, `barcode`, `artwork` … */
  readonly requires: readonly string[];
  readonly artwork: {
    readonly leastPixels: number;
    readonly mostBytes: number | null;
    readonly square: boolean;
  } | null;
  /** Lossy encoders (`writer:quality`) that listeners get and that the ceiling is tried with. */
  readonly hearsAs: readonly string[];
  /** Instrumentals and edits beside the songs. */
  readonly alternates: boolean;
}

export interface CdRules {
  /** Which sets: `ddp`, `cue-wav`, `cue-bin`, `toc`. */
  readonly sets: readonly ('ddp' | 'cue-wav' | 'cue-bin' | 'toc')[];
  readonly mostSectors: number;
  readonly mostTracks: number;
  readonly requires: readonly string[];
  readonly cdText: boolean;
}

/** Minutes of a side, by size and speed. */
export interface SideLimit {
  readonly inches: 7 | 10 | 12;
  readonly rpm: 33 | 45;
  readonly bestMinutes: number;
  readonly mostMinutes: number;
}

/** What a plant cuts of a side this long, dB above its usual level. */
export interface SideLevel {
  readonly inches: 7 | 10 | 12;
  readonly rpm: 33 | 45;
  readonly minutes: number;
  readonly levelDb: number;
}

export interface VinylRules {
  readonly sides: readonly SideLimit[];
  /** Rising minutes for each size and speed; empty where the plant tells none. */
  readonly levels: readonly SideLevel[];
  readonly inches: 7 | 10 | 12;
  readonly rpm: 33 | 45;
  readonly ratesHz: readonly number[];
  readonly bits: readonly (16 | 24)[];
  readonly ceilingDbtp: number | null;
  /** Middle only below; null where the plant asks for none. */
  readonly monoBelowHz: number | null;
  readonly inPhaseBelowHz: number | null;
  readonly lowCutHz: number | null;
  readonly highCutHz: number | null;
  readonly leastCorrelation: number | null;
  readonly mostRmsDbfs: number | null;
  /** True peak over integrated loudness of a side: where limiting left less, sides are cut from the sound before it. null: as mastered. */
  readonly leastPlrDb: number | null;
  /** `loud-first`: a side's loud songs outside, its quietest last. */
  readonly order: 'kept' | 'loud-first';
  readonly files: 'side' | 'track' | 'both';
}

/** What a platform does with loudness when it plays. */
export interface Playback {
  readonly targetLufs: number;
  /** `album-integrated`: one gain by the whole album's loudness; `album-loudest`: one gain by its loudest track. */
  readonly unit: 'track' | 'album-integrated' | 'album-loudest';
  readonly turnsUp: boolean;
  /** Where it turns up: no further than this; null where nothing stops it. */
  readonly upToDbtp: number | null;
}

/** Plain JSON; one of the three rules. */
export interface Profile {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  readonly kind: 'digital' | 'cd' | 'vinyl';
  readonly purpose: string;
  /** Where figures are from, by their path (`digital.ratesHz`); of a field without one, that of the record around it (`digital`). */
  readonly sources: Readonly<Record<string, ProfileSource>>;
  readonly digital: DigitalRules | null;
  readonly cd: CdRules | null;
  readonly vinyl: VinylRules | null;
  /** null: plays what it gets. */
  readonly playback: Playback | null;
}
