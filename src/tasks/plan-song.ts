// Plan song: listens to a mix and decides what it needs; nothing is rendered or written.
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { decideLoudness } from '../master/decide-loudness.ts';
import { decideMoves } from '../master/decide.ts';
import type { Intent } from '../master/intent.ts';
import type { Plan, PlannedSong } from '../master/plan.ts';
import { Fault } from '../signal/fault.ts';
import { analyseSong, type AnalysedSong } from './analyse-song.ts';
import { songName } from './outputs.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

export interface PlannedMix {
  readonly mix: AnalysedSong;
  readonly plan: Plan;
}

/** Most channels that are mastered. */
export const MOST_CHANNELS = 2;

/** Faults: those of `analyseSong`; `too-many-channels`, `no-sound`, `unknown-style`. */
export async function planSong(
  place: Place,
  mixPath: string,
  intent: Intent,
  run: Run = SILENT_RUN,
): Promise<PlannedMix> {
  const mix = await hearMix(place, mixPath, run);
  run.progress('decide', 0);
  const moves = decideMoves(mix.analysis, intent, plannedSong(mixPath, mix));
  const { source } = await openAudio(place, mixPath);
  try {
    const frames = mix.analysis.measurements.frames;
    const plan = await decideLoudness(watchSource(source, run, 'forecast', frames), mix.analysis, moves);
    return { mix, plan };
  } finally {
    await source.close();
  }
}

/** The mix as heard, fit to be mastered. */
export async function hearMix(place: Place, mixPath: string, run: Run): Promise<AnalysedSong> {
  const mix = await analyseSong(place, mixPath, { mostChannels: MOST_CHANNELS }, run);
  if (mix.analysis.measurements.frames === 0) throw new Fault('no-sound', 'input', { file: mixPath });
  return mix;
}

/** What a plan says of the sound it is made for. */
export function plannedSong(mixPath: string, { file, analysis }: AnalysedSong): PlannedSong {
  const { sampleRateHz, channels, bits } = file;
  return { name: songName(mixPath), sampleRateHz, channels, frames: analysis.measurements.frames, bits };
}
