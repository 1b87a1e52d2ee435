// Song level: loudness and peak of a finished song, measured while its samples pass.
import { pump } from '../../measure/measure.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { createSongMeter } from '../../measure/song-meter.ts';
import type { Meter } from '../../measure/meter.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Source } from '../../signal/stream.ts';

export interface SongLevel extends Pick<Measurements, 'loudness' | 'peak'> {
  /** Of its 400 ms blocks, 100 ms apart: an album's loudness is that of all its songs' blocks. */
  readonly blockPowers: Float64Array;
}

export function createLevelMeter(format: SignalFormat): Meter<SongLevel> {
  let blockPowers = new Float64Array();
  const onBlocks = (powers: Float64Array): void => {
    blockPowers = powers.slice();
  };
  const meter = createSongMeter(format, { quick: true, onBlocks });
  return {
    push: (block) => meter.push(block),
    result() {
      const { loudness, peak } = meter.result();
      return { loudness, peak, blockPowers };
    },
  };
}

/** Pulls the source to its end. */
export async function levelOf(source: Source): Promise<SongLevel> {
  const meter = createLevelMeter(source.format);
  await pump(source, [meter]);
  return meter.result();
}
