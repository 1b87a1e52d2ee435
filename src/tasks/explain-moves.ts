// Explain moves: for every move of a master two files to hear: without it at the same loudness, and what it changed alone.
import { gainFromDb } from '../dsp/decibel.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { hundredth } from '../master/decider.ts';
import type { Move, Plan, Span } from '../master/plan.ts';
import { renderMoves } from '../master/render.ts';
import { gatherExcerpts, soundOf, type Excerpt } from '../master/trial/excerpts.ts';
import { tellingSections } from '../master/trial/telling-sections.ts';
import { bends, damageBetween, hear, loudestOf, through } from '../master/trial/trial-room.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { ExplainedFile, ExplainedMove, ExplainRecord } from '../report/explain-record.ts';
import { Fault } from '../signal/fault.ts';
import type { Source } from '../signal/stream.ts';
import { outputIn, type Output } from './outputs.ts';
import { throwIfCancelled, type Run } from './run.ts';
import { TOOL } from './version.ts';
import { watchSource } from './watch-source.ts';
import { clipSource, fileLevel, sourceLevel } from './write-clip.ts';
import { stagePair, type PairOutputs } from './write-pair.ts';

export interface ExplainWish {
  /** Ids of moves; all where empty. */
  readonly moves: readonly string[];
  /** The whole song instead of its telling sections. */
  readonly whole: boolean;
}

/** The moves to be explained, each with its two files. */
export interface ExplainJob extends PairOutputs {
  readonly id: string;
}

/** What there will be, before anything is rendered. Fault `no-such-move`. */
export function explainJobs(plan: Plan, { moves }: ExplainWish, folder: string, name: string): ExplainJob[] {
  const active = plan.moves.filter(({ strength }) => strength > 0).map(({ id }) => id);
  const missing = moves.find((id) => !active.includes(id));
  if (missing !== undefined)
    throw new Fault('no-such-move', 'usage', { name: missing, moves: active.join(', ') });
  return active
    .filter((id) => moves.length === 0 || moves.includes(id))
    .map((id) => ({
      id,
      without: outputIn(folder, `${name}.without-${id}.wav`),
      delta: outputIn(folder, `${name}.delta-${id}.wav`),
    }));
}

export function explainOutputs(jobs: readonly ExplainJob[]): Output[] {
  return jobs.flatMap(({ without, delta }) => [without, delta]);
}

/** Stages the files of every job. Stage: `explain`. Faults: those of the mix and of the place; `cancelled`. */
export async function stageExplained(
  place: Place,
  mixPath: string,
  { plan, measurements }: { readonly plan: Plan; readonly measurements: Measurements },
  jobs: readonly ExplainJob[],
  { whole }: ExplainWish,
  run: Run,
): Promise<ExplainRecord> {
  const spans = tellingSections(measurements);
  const excerpts = await gathered(place, mixPath, spans);
  const heardOf = whole || excerpts.length === 0 ? wholeSong(place, mixPath) : sectionsOf(excerpts);
  // A whole song through all of its moves takes long: it can be cancelled at any burst, and tells nothing of its own.
  const quiet: Run = { ...run, progress: () => {} };
  const open: Opener = async (moves) => watchSource(await heardOf(moves), quiet, 'explain');
  const master = await sourceLevel(await open(plan.moves));
  const moves: ExplainedMove[] = [];
  for (const [i, job] of jobs.entries()) {
    throwIfCancelled(run);
    run.progress('explain', i / jobs.length);
    moves.push(await explained(place, job, plan, { open, excerpts, lufs: master.integratedLufs }));
  }
  run.progress('explain', 1);
  const heard = whole ? [] : spans;
  return { version: 1, tool: TOOL, spans: heard, integratedLufs: master.integratedLufs, moves };
}

/** What is heard, through any moves. */
type Opener = (moves: readonly Move[]) => Promise<Source>;

interface Stage {
  readonly open: Opener;
  readonly excerpts: readonly Excerpt[];
  /** Of the master. */
  readonly lufs: number | null;
}

async function explained(
  place: Place,
  job: ExplainJob,
  plan: Plan,
  { open, excerpts, lufs }: Stage,
): Promise<ExplainedMove> {
  const move = plan.moves.find(({ id }) => id === job.id)!;
  const others = plan.moves.filter(({ id }) => id !== job.id);
  const plain = (await sourceLevel(await open(others))).integratedLufs;
  const gainDb = lufs === null || plain === null ? 0 : lufs - plain;
  const master = await open(plan.moves);
  const rest = await open(others).catch(async (reason: unknown) => {
    await master.close();
    throw reason;
  });
  await stagePair(place, job, master, rest, gainFromDb(gainDb));
  const without = await fileOf(place, job.without);
  const { id, kind, strength, because, expects, confidence, rejected, tried } = move;
  return {
    id,
    kind,
    strength,
    because,
    expects,
    confidence,
    rejected,
    tried,
    damage: damageOf(move, plan, excerpts),
    without,
    gainDb,
    offLu: without.integratedLufs === null || lufs === null ? null : without.integratedLufs - lufs,
    delta: await fileOf(place, job.delta),
  };
}

async function fileOf(place: Place, { name, stagedPath }: Output): Promise<ExplainedFile> {
  return { path: name, ...(await fileLevel(place, stagedPath)) };
}

function damageOf(move: Move, { moves }: Plan, excerpts: readonly Excerpt[]): ExplainedMove['damage'] {
  if (excerpts.length === 0) return { distortionDb: null, crestLossDb: 0, toneChangeDb: 0 };
  const loudest = loudestOf(excerpts);
  const others = moves.filter(({ id }) => id !== move.id);
  const [before, after] = [others, moves].map((some) => hear(through(excerpts, some), loudest));
  const { distortionDb, crestLossDb, toneChangeDb } = damageBetween(before!, after!, bends(move));
  return {
    distortionDb: distortionDb === null ? null : hundredth(distortionDb),
    crestLossDb: hundredth(crestLossDb),
    toneChangeDb: hundredth(toneChangeDb),
  };
}

async function gathered(place: Place, mixPath: string, spans: readonly Span[]): Promise<Excerpt[]> {
  const { source } = await openAudio(place, mixPath);
  try {
    return await gatherExcerpts(source, spans);
  } finally {
    await source.close();
  }
}

function wholeSong(place: Place, mixPath: string): Opener {
  return async (moves) => renderMoves((await openAudio(place, mixPath)).source, moves);
}

/** The telling sections one after the other. */
function sectionsOf(excerpts: readonly Excerpt[]): Opener {
  return async (moves) => {
    const pieces = through(excerpts, moves).map(soundOf);
    return clipSource({ pieces, format: excerpts[0]!.format, gainDb: 0 });
  };
}
