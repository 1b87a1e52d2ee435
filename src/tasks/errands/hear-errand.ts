// Hear errand: a recording listened to and judged, as `masterSong` does it, without a note being rendered.
import type { LoudnessCost } from '../../master/loudness/loudness-cost.ts';
import type { Intent } from '../../master/intent.ts';
import type { Plan } from '../../master/plan.ts';
import type { Reference } from '../../master/reference/signature.ts';
import type { Style } from '../../master/style/style.ts';
import type { AnalysedSong } from '../analyse-song.ts';
import { hearMarked } from '../hear-marked.ts';
import { judgeAsked } from '../judge-asked.ts';
import type { Errand } from './errand.ts';
import { partsOfRun } from './send-all.ts';

export interface HearOrder {
  readonly file: string;
  /** null: the sound stays as it is, and is only heard. */
  readonly judge: {
    readonly intent: Intent;
    /** The one that the intent names. */
    readonly ownStyle: Style;
    /** What the song is brought towards, in place of the style; null: nothing. */
    readonly reference: Reference | null;
    /** Taken instead of judging. */
    readonly plan: Plan | null;
    /** With `plan`: it was made for another version of the song. */
    readonly asAlternate: boolean;
  } | null;
}

export interface HeardRecording {
  readonly mix: AnalysedSong;
  readonly plan: Plan | null;
  readonly cost: LoudnessCost | null;
}

/** Shares of the time, measured on real mixes. */
const PARTS = { listen: [0, 0.55], weigh: [0.55, 0.75], forecast: [0.75, 1] } as const;

/** Stages: `listen`, `weigh`, `forecast`, as shares of one. Faults: those of `masterSong` before it renders. */
export const HEAR_ERRAND: Errand<HearOrder, HeardRecording> = {
  id: 'hear',
  async carryOut({ file, judge }, { place, run: whole }) {
    const run = partsOfRun(whole, PARTS);
    const mix = await hearMarked(place, file, run);
    if (judge === null) return { mix, plan: null, cost: null };
    const { intent, ownStyle, reference, plan: given, asAlternate } = judge;
    const options = { ownStyle, reference, ...(given === null ? {} : { plan: given, asAlternate }) };
    const { plan, cost } = await judgeAsked(place, file, mix, intent, options, run);
    return { mix, plan, cost };
  },
};
