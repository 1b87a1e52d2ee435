// Stage seams: every seam of an album as a short sound file, cut from its discs in one pass, under hidden names.
import { seamWindow, type SeamWindow } from '../album/flow/seam-window.ts';
import type { Seam } from '../album/flow/seam.ts';
import { SECTORS_PER_S } from '../album/album.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import { SEAMS_FOLDER } from '../deliver/passport/passport.ts';
import type { Place } from '../files/place.ts';
import type { SeamAudition } from '../report/album/album-report.ts';
import type { Source } from '../signal/stream.ts';
import { cutStretches } from './cut-stretches.ts';
import type { Output } from './outputs.ts';
import { throwIfCancelled, type Run } from './run.ts';
import { stageClip } from './write-clip.ts';

const SEED = 1;

export interface SeamSound {
  readonly timelines: readonly Timeline[];
  /** A whole disc from its start; closed here. */
  openTimeline(timeline: Timeline): Promise<Source>;
  /** Taken off all seams alike, dB, 0 or less. */
  readonly gainDb: number;
}

/** Name of the file of the seam of these two songs. */
export function seamName(before: string, after: string): string {
  return `${before}--${after}.flac`;
}

/** `outputOf`: where the file of this name goes. FLAC of 24 bits, faded in and out. Stage: `seams`. Faults: those of the sound and of the place; `cancelled`. */
export async function stageSeams(
  place: Place,
  outputOf: (name: string) => Output,
  seams: readonly Seam[],
  sound: SeamSound,
  run: Run,
): Promise<SeamAudition[]> {
  const auditions: SeamAudition[] = [];
  for (const timeline of sound.timelines) {
    const own = seams.filter(({ disc }) => disc === timeline.disc);
    if (own.length === 0) continue;
    const discS = timeline.sectors / SECTORS_PER_S;
    const windows = own.map((seam) => seamWindow(seam, discS));
    const source = await sound.openTimeline(timeline);
    try {
      const { format } = source;
      const cuts = windows.map((window) => framesOf(window, format.sampleRateHz));
      await cutStretches(source, cuts, async (i, channels) => {
        throwIfCancelled(run);
        const { before, after } = own[i]!;
        const output = outputOf(seamName(before, after));
        await stageClip(place, output, { pieces: [channels], format, gainDb: sound.gainDb }, SEED);
        auditions.push({
          before,
          after,
          path: `${SEAMS_FOLDER}/${output.name}`,
          durationS: channels[0]!.length / format.sampleRateHz,
          cutS: windows[i]!.cutS,
          gainDb: sound.gainDb,
        });
        run.progress('seams', auditions.length / seams.length);
      });
    } finally {
      await source.close();
    }
  }
  return auditions;
}

function framesOf({ stretches }: SeamWindow, sampleRateHz: number) {
  return stretches.map(({ fromS, toS }) => ({
    fromFrame: Math.round(fromS * sampleRateHz),
    toFrame: Math.round(toS * sampleRateHz),
  }));
}
