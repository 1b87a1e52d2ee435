// Plan song: listens to a mix and decides what it needs; nothing is rendered or written.
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import type { CandidateId } from '../master/candidates/candidate.ts';
import type { DecideOptions } from '../master/decide.ts';
import type { Intent } from '../master/intent.ts';
import type { Reference } from '../master/reference/signature.ts';
import type { Plan, PlannedSong } from '../master/plan.ts';
import type { Style } from '../master/style/style.ts';
import { refuseIntent } from '../master/refuse-intent.ts';
import { styleById } from '../master/style/styles.ts';
import type { Judgement } from '../master/loudness/decide-loudness.ts';
import type { Wish } from '../master/wish.ts';
import type { Source } from '../signal/stream.ts';
import type { AnalysedSong } from './analyse-song.ts';
import { hearMarked } from './hear-marked.ts';
import { songName } from './outputs.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

/** `cost`: loudness against what limiting costs; null where no loudness was decided. */
export interface PlannedMix extends Judgement {
  readonly mix: AnalysedSong;
}

/** Faults: those of `hearMarked`; `unknown-style`. */
export async function planSong(
  place: Place,
  mixPath: string,
  intent: Intent,
  run: Run = SILENT_RUN,
  options: JudgeOptions = {},
): Promise<PlannedMix> {
  refuseWish(intent, options); // a misspelt style is told before anything else
  const mix = await hearMarked(place, mixPath, run);
  return { mix, ...(await judgeFile(place, mixPath, mix, intent, run, options)) };
}

/** Faults: `unknown-style`, those of `refuseIntent`. */
export function refuseWish(intent: Intent, { ownStyle }: JudgeOptions): void {
  if (ownStyle === undefined) styleById(intent.style);
  refuseIntent(intent);
}

export interface JudgeOptions {
  /** One of the candidates instead of what is recommended. */
  readonly candidate?: CandidateId;
  /** Single moves at another strength (0…1) than the amount's. */
  readonly strengths?: Wish['strengths'];
  /** The style that the intent names, where it is none of the house's. */
  readonly ownStyle?: Style;
  /** What the song is brought towards, in place of the style. */
  readonly reference?: Reference | null;
  /** Its sound from the start, where it was heard otherwise than its file has it. */
  open?(): Promise<Source>;
}

/** The judgement of a file that was heard already. Fault besides those of `judgeHeard`: `no-candidate`. */
export async function judgeFile(
  place: Place,
  mixPath: string,
  mix: AnalysedSong,
  intent: Intent,
  run: Run,
  { candidate, strengths = {}, open = ofFile(place, mixPath), ...others }: JudgeOptions = {},
): Promise<Judgement> {
  if (candidate !== undefined) {
    const { judgeCandidate } = await import('../master/candidates/judge-candidates.ts');
    const song = plannedSong(mixPath, mix);
    const options = { strengths, ...ledBy(others) };
    return judgeCandidate({ open, analysis: mix.analysis, intent, song, options }, candidate);
  }
  return judgeHeard(open, mixPath, mix, { intent, strengths }, run, others);
}

const ofFile = (place: Place, path: string) => async (): Promise<Source> =>
  (await openAudio(place, path)).source;

type Led = Pick<JudgeOptions, 'ownStyle' | 'reference'>;

function ledBy({ ownStyle, reference }: Led): Pick<DecideOptions, 'style' | 'reference'> {
  return { ...(ownStyle ? { style: ownStyle } : {}), ...(reference ? { reference } : {}) };
}

/** The plan of `judgeHeard` alone, revised by the wish's words. Faults besides: those of `revisePlan`. */
export async function planHeard(...asked: Parameters<typeof judgeHeard>): Promise<Plan> {
  const { plan } = await judgeHeard(...asked);
  const [open, , mix, { words = [] }, run = SILENT_RUN] = asked;
  if (words.length === 0) return plan;
  const { reviseSaid } = await import('./said-words.ts');
  return reviseSaid(plan, words, mix.analysis, open, run);
}

/**
 * The judgement of a mix that was heard already, as the artist wishes it. Level and limiter follow the moves as they are
 * wished; the loudness and the ceiling of the intent alone govern them. `open` gives the very samples that were heard,
 * from their start, decoded or kept. Stages: `decide`, `weigh`, `forecast`. Faults: `unknown-style`, `bad-amount`, `bad-ceiling`,
 * those of the source; `cancelled`.
 */
export async function judgeHeard(
  open: () => Promise<Source>,
  mixPath: string,
  mix: AnalysedSong,
  { intent, strengths }: Wish,
  run: Run = SILENT_RUN,
  others: Led = {},
): Promise<Judgement> {
  const song = plannedSong(mixPath, mix);
  const watched = async (stage = 'forecast'): Promise<Source> =>
    watchSource(await open(), run, stage, song.frames);
  run.progress('decide', 0);
  // Loaded when needed: a page opens, and listens, without the judgement.
  const { decide } = await import('../master/decide.ts');
  return decide(watched, mix.analysis, intent, song, { strengths, ...ledBy(others) });
}

/** What a plan says of the sound it is made for. */
export function plannedSong(mixPath: string, { file, analysis }: AnalysedSong): PlannedSong {
  const { sampleRateHz, channels, bits } = file;
  return { name: songName(mixPath), sampleRateHz, channels, frames: analysis.measurements.frames, bits };
}
