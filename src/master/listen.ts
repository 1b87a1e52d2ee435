// Listen: one pass over a song with every meter and detector, into its Analysis.
import type { Origin } from '../inspect/hearing.ts';
import { judgeMeasurements } from '../inspect/judge.ts';
import { pump } from '../measure/measure.ts';
import { createSongMeter, type Rendered, type SongMeterOptions } from '../measure/song-meter.ts';
import type { Source } from '../signal/stream.ts';
import type { Analysis } from './analysis.ts';

export interface ListenOptions extends Pick<SongMeterOptions, 'onBlocks'> {
  /** Loudness and peaks only; findings are then those that follow from these alone. */
  readonly quick?: boolean;
  /** Of our own making, from a mix that was heard with everything: measures and listens for what rendering could spoil. */
  readonly rendered?: Rendered;
  /** What the file says of itself; unknown unless told. */
  readonly origin?: Origin;
  /** Which loudspeakers the channels feed, as WAVE tells it; by the channel count unless told. */
  readonly channelMask?: number | undefined;
}

/** Pulls the source to its end; the caller closes it. */
export async function listen(source: Source, options: ListenOptions = {}): Promise<Analysis> {
  const { format } = source;
  const { origin } = options;
  const renderedBits = options.rendered === undefined ? null : (origin?.bits ?? null);
  const meter = createSongMeter(format, { ...options, renderedBits });
  if (options.quick) {
    await pump(source, [meter]);
    const measurements = meter.result();
    const findings = judgeMeasurements(measurements, format, origin);
    return { version: 1, measurements, findings, mixNotes: [] };
  }
  // Loaded when needed: a quick check starts without the detectors.
  const { createInspector } = await import('../inspect/inspect.ts');
  const inspector = createInspector(format, origin, options.rendered !== undefined);
  await pump(source, [meter, inspector]);
  const measurements = meter.result();
  return { version: 1, measurements, ...inspector.result(measurements) };
}
