// Preview master: renders a plan to be played, measures it on its way, and corrects it where it missed its promise.
import type { Plan } from '../master/plan.ts';
import { renderPlan } from '../master/render.ts';
import { MOST_CORRECTIONS } from '../master/verify.ts';
import type { Measurements } from '../measure/measurements.ts';
import { pump } from '../measure/measure.ts';
import { createPyramidMeter, type Pyramid } from '../measure/pyramid.ts';
import { createSongMeter } from '../measure/song-meter.ts';
import { teeSource } from '../preview/tee-source.ts';
import type { GainReductionTrace, Verification } from '../report/report.ts';
import type { SignalFormat } from '../signal/signal.ts';
import type { Sink, Source } from '../signal/stream.ts';
import { keepPromise } from './keep-promise.ts';
import { reductionTrace } from './reduction-trace.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

export interface PreviewedMaster {
  /** As rendered in the end. */
  readonly plan: Plan;
  /** Of the master before dither and word length. */
  readonly measurements: Measurements;
  readonly verification: Verification;
  readonly gainReduction: GainReductionTrace | null;
  readonly pyramid: Pyramid;
}

export interface PreviewOptions {
  /** 2 unless told; 0 renders the plan as it stands. */
  readonly mostCorrections?: number;
  /** A rendering begins: the waveform as far as it will have come, whenever asked. */
  onRender?(pyramid: () => Pyramid): void;
}

/**
 * `createSink` is called for every rendering, `corrections` of them before; its sinks are closed when whole and aborted
 * otherwise. `open` gives the mix from its start. Stage: `render`, from 0 again for every rendering. Faults: those of
 * `renderPlan`, of the source and of the sink; `cancelled`.
 */
export async function previewMaster(
  open: () => Promise<Source>,
  plan: Plan,
  createSink: (format: SignalFormat, corrections: number) => Sink | Promise<Sink>,
  options: PreviewOptions = {},
  run: Run = SILENT_RUN,
): Promise<PreviewedMaster> {
  const kept = await keepPromise(plan, options.mostCorrections ?? MOST_CORRECTIONS, (now, corrections) =>
    renderOnce(open, now, (format) => createSink(format, corrections), options, run),
  );
  return { plan: kept.plan, verification: kept.verification, ...kept.made };
}

type Rendering = Omit<PreviewedMaster, 'plan' | 'verification'>;

async function renderOnce(
  open: () => Promise<Source>,
  plan: Plan,
  createSink: (format: SignalFormat) => Sink | Promise<Sink>,
  options: PreviewOptions,
  run: Run,
): Promise<Rendering> {
  const mix = await open();
  try {
    const rendered = renderPlan(mix, plan);
    const watched = watchSource(rendered, run, 'render', plan.song.frames);
    const pyramid = createPyramidMeter();
    const meter = createSongMeter(mix.format);
    const kept = teeSource(watched, await createSink(mix.format), [pyramid]);
    try {
      options.onRender?.(() => pyramid.result());
      await pump(kept, [meter]);
    } finally {
      await kept.close();
    }
    return {
      measurements: meter.result(),
      gainReduction: reductionTrace(rendered),
      pyramid: pyramid.result(),
    };
  } finally {
    await mix.close();
  }
}
