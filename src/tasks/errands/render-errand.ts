// Render errand: a recording through its plan into a working file that rounds nothing, measured while it is written.
import { createAudio } from '../../files/save.ts';
import type { Analysis } from '../../master/analysis.ts';
import { listen } from '../../master/listen.ts';
import type { Plan } from '../../master/plan.ts';
import { renderPlan } from '../../master/render.ts';
import { teeSource } from '../../preview/tee-source.ts';
import { loadProcessors } from '../../process/catalogue.ts';
import type { Source } from '../../signal/stream.ts';
import { openRecording } from '../open-recording.ts';
import { watchSource } from '../watch-source.ts';
import type { Errand } from './errand.ts';

export interface RenderOrder {
  readonly file: string;
  /** null: as it is. */
  readonly plan: Plan | null;
  /** Length of the recording. */
  readonly frames: number;
  readonly out: string;
}

/** 64-bit float WAV: what a working file is. */
export const WORKING_FORM = { encoding: 'float', bits: 64 } as const;

export interface Rendering {
  /** All but tempo and key, which no mastering moves. */
  readonly analysis: Analysis;
  /** Of its 400 ms blocks, 100 ms apart. */
  readonly blockPowers: readonly number[];
}

/** Stage: `render`. */
export const RENDER_ERRAND: Errand<RenderOrder, Rendering> = {
  id: 'render',
  async carryOut({ file, plan, frames, out }, { place, run }) {
    if (plan !== null) await loadProcessors(plan.moves.map(({ kind }) => kind));
    const { source: mix, format } = await openRecording(place, file);
    let source: Source = mix;
    try {
      const rendered = plan === null ? mix : renderPlan(mix, plan);
      const sink = await createAudio(
        place,
        out,
        'wav',
        { ...rendered.format, ...WORKING_FORM, frames },
        { replace: true, passing: true },
      );
      source = teeSource(rendered, sink);
      const origin = { ...format, codec: WORKING_FORM.encoding, lossy: false, bits: null };
      let blockPowers: readonly number[] = [];
      const onBlocks = (powers: Float64Array): void => {
        blockPowers = Array.from(powers);
      };
      const watched = watchSource(source, run, 'render', frames);
      const analysis = await listen(watched, { rendered: 'master', origin, onBlocks });
      return { analysis, blockPowers };
    } finally {
      await source.close();
    }
  },
};
