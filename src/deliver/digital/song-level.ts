// Song level: loudness and peak of a finished song, measured while its samples pass.
import { pump } from '../../measure/measure.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { createSongMeter } from '../../measure/song-meter.ts';
import type { Meter } from '../../measure/meter.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Source } from '../../signal/stream.ts';

export type SongLevel = Pick<Measurements, 'loudness' | 'peak'>;

export const createLevelMeter = (format: SignalFormat): Meter<SongLevel> =>
  createSongMeter(format, { quick: true });

/** Pulls the source to its end. */
export async function levelOf(source: Source): Promise<SongLevel> {
  const meter = createLevelMeter(source.format);
  await pump(source, [meter]);
  const { loudness, peak } = meter.result();
  return { loudness, peak };
}
