// Measure side: one pass over a side as it will be cut: loudness, peaks, agreement of the channels, and what every turn asks.
import { pump, type Listening } from '../../measure/measure.ts';
import { correlationOf } from '../../measure/pair-image.ts';
import { createSongMeter } from '../../measure/song-meter.ts';
import type { Block } from '../../signal/signal.ts';
import type { Source } from '../../signal/stream.ts';
import type { DiscRpm } from './disc-format.ts';
import { createGrooveMeter, type GrooveTurn } from './groove-meter.ts';
import type { SideFigures } from './vinyl-cut.ts';

export interface MeasuredSide {
  readonly frames: number;
  readonly figures: SideFigures;
  /** Every whole second. */
  readonly loudnessLufs: readonly (number | null)[];
  readonly turns: readonly GrooveTurn[];
}

/** Pulls the source to its end and closes it. */
export async function measureSide(
  source: Source,
  rpm: DiscRpm,
  onProgress: (share: number) => void,
): Promise<MeasuredSide> {
  try {
    const song = createSongMeter(source.format, { quick: true });
    const groove = createGrooveMeter(source.format, rpm);
    const pair = createPairSums();
    await pump(source, [song, groove, pair], onProgress);
    const { frames, loudness, peak, dynamics } = song.result();
    return {
      frames,
      loudnessLufs: loudness.shortTermPerSecondLufs,
      turns: groove.result(),
      figures: {
        integratedLufs: loudness.integratedLufs,
        maxShortTermLufs: loudness.maxShortTermLufs,
        truePeakDbtp: peak.truePeakDbtp,
        plrDb: dynamics.plrDb,
        rmsDbfs: dynamics.rmsDbfs,
        correlation: pair.correlation(),
      },
    };
  } finally {
    await source.close();
  }
}

interface PairSums extends Listening {
  correlation(): number | null;
}

function createPairSums(): PairSums {
  let [leftSum, rightSum, crossSum] = [0, 0, 0];
  return {
    push({ channels: [left, right = left], frames }: Block): void {
      let [l, r, cross] = [0, 0, 0];
      for (let n = 0; n < frames; n++) {
        const [x, y] = [left![n]!, right![n]!];
        l += x * x;
        r += y * y;
        cross += x * y;
      }
      leftSum += l;
      rightSum += r;
      crossSum += cross;
    },
    correlation: () => correlationOf({ left: leftSum, right: rightSum, cross: crossSum }),
  };
}

/** The same side turned by a gain: what changes with it. */
export function turnedBy(figures: SideFigures, gainDb: number): SideFigures {
  const moved = (value: number | null): number | null => (value === null ? null : value + gainDb);
  return {
    ...figures,
    integratedLufs: moved(figures.integratedLufs),
    maxShortTermLufs: moved(figures.maxShortTermLufs),
    truePeakDbtp: moved(figures.truePeakDbtp),
    rmsDbfs: moved(figures.rmsDbfs),
  };
}
