// Master album: every recording heard and judged, balanced against the others, rendered once, measured, and corrected once.
import type { AlbumBalance } from '../album/balance/balance-record.ts';
import { layTimelines } from '../album/lay-timeline.ts';
import type { MasteredAlbum } from '../album/mastered-album.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import type { Profile } from '../deliver/profiles/profile.ts';
import type { Plan } from '../master/plan.ts';
import { loadEveryProcessor } from '../process/catalogue.ts';
import type { AlbumPlan, PlannedPassage } from './album-plan.ts';
import { recordingsOf } from './album-recordings.ts';
import { balanceHeard, correctRendered, settledBalance } from './balance-heard.ts';
import type { Errands } from './errands/errand.ts';
import type { Rendering } from './errands/render-errand.ts';
import { hearRecordings, wholeRecordings, type AlbumAt, type HeardAlbumRecording } from './hear-album.ts';
import { masteredAlbum, renderPassages, type ToRender } from './render-album.ts';
import type { Run } from './run.ts';
import { sourceFiles } from './source-files.ts';
import { TOOL } from './version.ts';

export interface MasterAlbumOptions {
  /** What it will be delivered for: alternates are rendered where one of them asks for it. */
  readonly profiles: readonly Profile[];
  /** ISO 8601. */
  readonly date: string;
  readonly errands: Errands;
  /** Empty; joined recordings and renderings are left in it. */
  readonly workFolder: string;
}

/** An album as it would be rendered. */
export interface PlannedAlbum {
  /** Plans in the order of `heard`. */
  readonly balance: AlbumBalance;
  readonly heard: readonly HeardAlbumRecording[];
  readonly timelines: readonly Timeline[];
}

export interface AlbumMade extends PlannedAlbum {
  readonly plan: AlbumPlan;
  readonly mastered: MasteredAlbum;
  /** The sound that each passage was rendered from, by its id. */
  readonly recordings: Readonly<Record<string, string>>;
}

/** Seeds every dither; the same in every album, so that albums repeat. */
const SEED = 1;

/**
 * Nothing is rendered. Stages: `join`, `hear`, `level`. Faults: `gapless-differs`, those of reading and judging, and of
 * `layTimelines`, before anything is balanced.
 */
export async function planAlbum(at: AlbumAt, options: MasterAlbumOptions, run: Run): Promise<PlannedAlbum> {
  const { profiles, errands, workFolder } = options;
  const recordings = await wholeRecordings(at, recordingsOf(at.album, 'not'), errands, workFolder, run);
  const heard = await hearRecordings(at, recordings, errands, run);
  const timelines = layTimelines(at.album, heard.map(laidMix), isForCds(profiles));
  // Plans were made elsewhere, and name any processor.
  await loadEveryProcessor();
  return { heard, timelines, balance: await balanceHeard(at.album, heard, errands, run) };
}

/** What no CD can hold is told at once where nothing else is asked for; else it is the CD alone that is refused. */
const isForCds = (profiles: readonly Profile[]): boolean =>
  profiles.length > 0 && profiles.every(({ kind }) => kind === 'cd');

/** What does not change in mastering is known from the mix. */
function laidMix({
  recording: { id },
  songs,
  mix,
}: HeardAlbumRecording): Parameters<typeof layTimelines>[1][number] {
  const { measurements } = mix.analysis;
  return { id, songs, sampleRateHz: mix.file.sampleRateHz, frames: measurements.frames, measurements };
}

/** Stages besides: `render`, `correct`, `hash`. Faults: those of `planAlbum`, of rendering and of the place; `cancelled`. */
export async function masterAlbum(at: AlbumAt, options: MasterAlbumOptions, run: Run): Promise<AlbumMade> {
  const planned = await planAlbum(at, options, run);
  const { balance, renderings } = await renderBalanced(at, planned, options, run);
  const beside = await renderAlternates(at, planned.heard, balance.plans, options, run);
  const heard = [...planned.heard, ...beside.heard];
  const plan = asRecord<AlbumPlan>({
    version: 1,
    tool: TOOL,
    date: options.date,
    album: at.album,
    sources: await sourceFiles(at, heard, options.errands, run),
    passages: heard.map((one, i) =>
      plannedPassage(one, i < planned.heard.length ? balance.plans[i]! : one.plan),
    ),
    timelines: planned.timelines,
    profiles: options.profiles,
    seed: SEED,
    balance: balance.record,
  });
  const mastered = masteredAlbum(plan, [...renderings, ...beside.renderings], options.workFolder);
  return { ...planned, balance, plan, mastered, recordings: filesOf(heard) };
}

/** All songs once; what then misses its place among the others, or its promise, once more. */
async function renderBalanced(
  { album }: AlbumAt,
  planned: PlannedAlbum,
  { errands, workFolder }: MasterAlbumOptions,
  run: Run,
): Promise<{ balance: AlbumBalance; renderings: Rendering[] }> {
  const { heard } = planned;
  const files = filesOf(heard);
  const first = asRecord(planned.balance);
  const orders = heard.map((one, i) => toRender(one, first.plans[i]!));
  const renderings = await renderPassages(errands, orders, files, workFolder, run);
  const corrected = correctRendered(album, first, renderings);
  const missed = corrected.plans.flatMap((plan, i) => (plan === first.plans[i] ? [] : [i]));
  if (missed.length === 0) return { balance: settledBalance(album, first, renderings), renderings };
  const better = asRecord(corrected);
  const again = missed.map((i) => toRender(heard[i]!, better.plans[i]!));
  const redone = await renderPassages(errands, again, files, workFolder, run, 'correct');
  const final = renderings.map((rendering, i) => redone[missed.indexOf(i)] ?? rendering);
  return { balance: settledBalance(album, better, final), renderings: final };
}

async function renderAlternates(
  at: AlbumAt,
  leaders: readonly HeardAlbumRecording[],
  plans: readonly (Plan | null)[],
  { profiles, errands, workFolder }: MasterAlbumOptions,
  run: Run,
): Promise<{ heard: HeardAlbumRecording[]; renderings: Rendering[] }> {
  const isWanted = profiles.some(({ digital }) => digital?.alternates === true);
  const found = recordingsOf(at.album, isWanted ? 'wanted' : 'not').filter(({ follows }) => follows !== null);
  if (found.length === 0) return { heard: [], renderings: [] };
  const recordings = await wholeRecordings(at, found, errands, workFolder, run);
  const planOf = (id: string): Plan | null =>
    plans[leaders.findIndex(({ recording }) => recording.id === id)] ?? null;
  const heard = (await hearRecordings(at, recordings, errands, run, planOf)).map(asRecord);
  const orders = heard.map((one) => toRender(one, one.plan));
  return { heard, renderings: await renderPassages(errands, orders, filesOf(heard), workFolder, run) };
}

const toRender = ({ recording, mix }: HeardAlbumRecording, plan: Plan | null): ToRender => ({
  id: recording.id,
  plan,
  frames: mix.analysis.measurements.frames,
});

function plannedPassage({ recording, songs, mix }: HeardAlbumRecording, plan: Plan | null): PlannedPassage {
  const { id, pieces } = recording;
  const { file, analysis } = mix;
  const { sampleRateHz, channels } = file;
  const { bits, lossy, codec } = recording.joined?.origin ?? file;
  const { frames, tempo, key } = analysis.measurements;
  const ceilingDbtp = plan?.promise.ceilingDbtp ?? null;
  const origin = { bits, lossy, codec, findings: analysis.findings };
  return { id, pieces, songs, sampleRateHz, channels, frames, plan, ceilingDbtp, origin, tempo, key };
}

const filesOf = (heard: readonly HeardAlbumRecording[]): Record<string, string> =>
  Object.fromEntries(heard.map(({ recording: { id, file } }) => [id, file]));

/** As it will be read from its file: what is rendered from either is the same. */
const asRecord = <T>(record: T): T => JSON.parse(JSON.stringify(record)) as T;
