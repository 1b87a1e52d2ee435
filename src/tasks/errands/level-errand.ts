// Level errand: what loudness costs a song once an album has changed its tone, heard after its other moves.
import type { Analysis } from '../../master/analysis.ts';
import { judgeLoudness } from '../../master/loudness/decide-loudness.ts';
import type { LoudnessCost } from '../../master/loudness/loudness-cost.ts';
import type { Plan } from '../../master/plan.ts';
import type { Style } from '../../master/style/style.ts';
import { loadProcessors } from '../../process/catalogue.ts';
import { openRecording } from '../open-recording.ts';
import { watchSource } from '../watch-source.ts';
import type { Errand } from './errand.ts';

export interface LevelOrder {
  readonly file: string;
  /** Of the mix. */
  readonly analysis: Analysis;
  /** Without level and limiter. */
  readonly plan: Plan;
  /** The one that its intent names. */
  readonly style: Style;
}

/** null where no loudness is asked for. Faults: those of reading; `cancelled`. */
export const LEVEL_ERRAND: Errand<LevelOrder, LoudnessCost | null> = {
  id: 'level',
  async carryOut({ file, analysis, plan, style }, { place, run }) {
    await loadProcessors([...plan.moves.map(({ kind }) => kind), 'limiter']);
    const { source } = await openRecording(place, file);
    try {
      const watched = watchSource(source, run, 'level', plan.song.frames);
      return (await judgeLoudness(watched, analysis, plan, style)).cost;
    } finally {
      await source.close();
    }
  },
};
