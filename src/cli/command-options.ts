// Command options: what the user may ask of each command, as read from the command line.

export type CheckFormat = 'text' | 'json' | 'csv' | 'sarif' | 'junit';

export interface CheckOptions {
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly format?: CheckFormat;
  readonly out?: string;
  /** A file that ends in .html, or a folder. */
  readonly report?: string;
  readonly profile?: string;
  readonly failOn?: 'error' | 'warning' | 'note' | 'never';
  readonly columns?: string;
  readonly sort?: string;
  readonly watch?: boolean;
  /** A file of waivers; false for none; the one beside each song unless told. */
  readonly waivers?: string | false;
}

export interface RulesOptions {
  readonly profile?: string;
  readonly json?: boolean;
}

export interface WaiveOptions {
  readonly at?: string;
  readonly note?: string;
  readonly list?: boolean;
  readonly remove?: boolean;
  readonly waivers?: string;
  readonly profile?: string;
  readonly json?: boolean;
}

/** For every command that judges. */
export interface IntentOptions {
  readonly style?: string;
  readonly amount?: number;
  readonly loudness?: string;
  readonly ceiling?: number;
  /** Names separated by commas. */
  readonly only?: string;
  readonly without?: string;
  readonly lock?: string;
  /** NAME=NUMBER, separated by commas. */
  readonly budget?: string;
  /** Files, with weights; each may name several. */
  readonly reference?: string[];
  readonly referenceStrength?: string;
}

export interface ReferenceSaveOptions {
  readonly out: string;
  readonly weights?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface CandidatesOptions extends IntentOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface MasterOptions extends IntentOptions {
  readonly out?: string;
  readonly candidate?: string;
  /** Wishes in words, upon the plan. */
  readonly revise?: string;
  /** true, or names of moves separated by commas. */
  readonly explain?: string | true;
  readonly explainWhole?: boolean;
  /** MOVE=0..100, separated by commas. */
  readonly strength?: string;
  readonly dryRun?: boolean;
  readonly plan?: string;
  readonly asAlternate?: boolean;
  readonly cleanTwin?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface DeliverOptions extends IntentOptions {
  /** Names separated by commas. */
  readonly to?: string;
  readonly out?: string;
  readonly asIs?: boolean;
  readonly threads?: number;
  readonly dryRun?: boolean;
  readonly seams?: boolean;
  readonly force?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
}

export interface PlanDiffOptions {
  readonly json?: boolean;
}

export interface ProfileLearnOptions {
  readonly out: string;
  readonly name?: string;
  readonly json?: boolean;
}

export interface ProfileShowOptions {
  readonly json?: boolean;
}

export interface ReviseOptions {
  readonly mix?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export interface StudioOptions {
  readonly port?: number;
  readonly open: boolean;
}

export interface ConvertOptions {
  /** A file for one song, or a folder; beside each source unless told. */
  readonly out?: string;
  readonly to?: string;
  readonly rate?: number | 'keep';
  readonly bits?: string;
  readonly dither?: string;
  readonly channels?: 'keep' | 'mono' | 'stereo';
  readonly quality?: string;
  readonly ceiling?: number;
  readonly tags?: 'keep' | 'none';
  readonly clean?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface TagsShowOptions {
  readonly json?: boolean;
}

/** For every command that writes tags. */
export interface TagsWriteOptions {
  /** In the file's own place unless told. */
  readonly out?: string;
  readonly id3v23?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export type TagsCopyOptions = TagsWriteOptions;

/** Besides these, a text or a list of texts for every field. */
export interface TagsSetOptions extends TagsWriteOptions, Readonly<Record<string, unknown>> {
  readonly track?: string;
  readonly disc?: string;
  readonly explicit?: string;
  readonly cover?: string;
  readonly from?: string;
}

export interface VerifyOptions {
  readonly rerender?: boolean;
  readonly sources?: string;
  readonly threads?: number;
  readonly key?: string;
  readonly json?: boolean;
}

export interface SignOptions {
  readonly key?: string;
  readonly newKey?: string;
}

export interface AlbumInitOptions {
  readonly print?: boolean;
  readonly force?: boolean;
}

export interface AlbumCheckOptions {
  /** Hold it to what a CD takes. */
  readonly cd: boolean;
  readonly json?: boolean;
}

/** Of `album arc` and `album seams`. */
export interface FlowOptions {
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly threads?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface OrderOptions extends Pick<FlowOptions, 'threads' | 'json'> {
  readonly first?: string;
  readonly last?: string;
}

export interface DiscVerifyOptions {
  readonly json?: boolean;
}

export interface DiscShowOptions {
  readonly format?: 'text' | 'csv' | 'html' | 'json';
  readonly out?: string;
}

/** For every command that makes files of a disc; each takes some of them. */
export interface DiscFileOptions {
  readonly out: string;
  readonly to?: 'wav' | 'flac';
  readonly tags?: boolean;
  readonly sound?: 'mp3' | 'opus';
  readonly force?: boolean;
  readonly json?: boolean;
}
