// Plan song: listens to a mix and decides what it needs; nothing is rendered or written.
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { decide, MOST_CHANNELS } from '../master/decide.ts';
import type { Intent } from '../master/intent.ts';
import type { Plan, PlannedSong } from '../master/plan.ts';
import { styleById } from '../master/styles.ts';
import { CONVERTIBLE_HZ } from '../process/resample.ts';
import { Fault } from '../signal/fault.ts';
import type { Source } from '../signal/stream.ts';
import { analyseSong, type AnalysedSong } from './analyse-song.ts';
import { songName } from './outputs.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

export interface PlannedMix {
  readonly mix: AnalysedSong;
  readonly plan: Plan;
}

/** Faults: those of `analyseSong`; `too-many-channels`, `no-audio`, `unknown-style`. */
export async function planSong(
  place: Place,
  mixPath: string,
  intent: Intent,
  run: Run = SILENT_RUN,
): Promise<PlannedMix> {
  styleById(intent.style);
  const mix = await hearMix(place, mixPath, run);
  const { frames } = mix.analysis.measurements;
  const open = async (): Promise<Source> => {
    const { source } = await openAudio(place, mixPath);
    return watchSource(source, run, 'forecast', frames);
  };
  run.progress('decide', 0);
  const { plan } = await decide(open, mix.analysis, intent, plannedSong(mixPath, mix));
  return { mix, plan };
}

/** The mix as heard, fit to be mastered. */
export async function hearMix(place: Place, mixPath: string, run: Run): Promise<AnalysedSong> {
  const mix = await analyseSong(place, mixPath, { mostChannels: MOST_CHANNELS }, run);
  refuseRate(mixPath, mix.file.sampleRateHz);
  if (mix.analysis.measurements.frames === 0) throw new Fault('no-audio', 'input', { file: mixPath });
  return mix;
}

/** Every release has a 44.1 kHz file: what cannot be converted is refused before the work. */
function refuseRate(file: string, rateHz: number): void {
  const { lowest, highest } = CONVERTIBLE_HZ;
  if (rateHz >= lowest && rateHz <= highest) return;
  throw new Fault('rate-not-supported', 'input', { file, rateHz, lowestHz: lowest, highestHz: highest });
}

/** What a plan says of the sound it is made for. */
export function plannedSong(mixPath: string, { file, analysis }: AnalysedSong): PlannedSong {
  const { sampleRateHz, channels, bits } = file;
  return { name: songName(mixPath), sampleRateHz, channels, frames: analysis.measurements.frames, bits };
}
