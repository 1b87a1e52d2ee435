// Hear errand: a recording listened to and judged, as `masterSong` does it, without a note being rendered.
import type { Place } from '../../files/place.ts';
import type { Finding } from '../../inspect/finding.ts';
import type { LoudnessCost } from '../../master/loudness/loudness-cost.ts';
import type { Intent } from '../../master/intent.ts';
import type { Plan } from '../../master/plan.ts';
import type { Reference } from '../../master/reference/signature.ts';
import type { Style } from '../../master/style/style.ts';
import type { Source } from '../../signal/stream.ts';
import type { AnalysedSong } from '../analyse-song.ts';
import { hearMarked } from '../hear-marked.ts';
import { judgeAsked } from '../judge-asked.ts';
import { onBothSides, openRecording } from '../open-recording.ts';
import type { Errand } from './errand.ts';
import type { Run } from '../run.ts';
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
    const mix = await heardOnBothSides(place, file, run);
    if (judge === null) return { mix, plan: null, cost: null };
    const { intent, ownStyle, reference, plan: given, asAlternate } = judge;
    const open = async (): Promise<Source> => (await openRecording(place, file)).source;
    const led = { ownStyle, reference, open };
    const options = given === null ? led : { ...led, plan: onAsManySides(given, mix), asAlternate };
    const { plan, cost } = await judgeAsked(place, file, mix, intent, options, run);
    return { mix, plan, cost };
  },
};

/** What it says of the sound is what is heard; that both sides are the same is then no news. */
async function heardOnBothSides(place: Place, file: string, run: Run): Promise<AnalysedSong> {
  let channels = 0;
  const mix = await hearMarked(place, file, run, (source) => {
    const both = onBothSides(source);
    channels = both.format.channels;
    return both;
  });
  if (channels === mix.file.channels) return mix;
  const { analysis } = mix;
  const [findings, mixNotes] = [analysis.findings, analysis.mixNotes].map((all) =>
    all.filter(({ code }) => code !== 'dual-mono'),
  ) as [Finding[], Finding[]];
  return { ...mix, file: { ...mix.file, channels }, analysis: { ...analysis, findings, mixNotes } };
}

/** A plan that was made for the one channel does the same to both. */
function onAsManySides(plan: Plan, { file: { channels } }: AnalysedSong): Plan {
  return plan.song.channels === 1 && channels === 2 ? { ...plan, song: { ...plan.song, channels } } : plan;
}
