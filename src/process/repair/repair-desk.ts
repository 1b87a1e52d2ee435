// Repair desk: holds the sound until what follows a damaged place is known, lets it be mended there, and books what was done.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Processor, Repair } from '../processor.ts';
import { RepairLane } from './repair-lane.ts';
import type { Mender, Reach } from './repair-mender.ts';
import type { Span } from './repair-places.ts';

const SIDES = ['left', 'right'] as const;

/**
 * Every piece is mended when exactly its look-ahead has arrived, so blocks of any size give the same bits; all else is
 * passed through a delay of constant length.
 */
export class RepairDesk implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames = 0;
  readonly repairs: Repair[] = [];
  private readonly lanes: RepairLane[];

  /** `amount` 0…1: the share of every correction that is made. `firstFrame`: see `ProcessorKind.create`. */
  constructor(
    format: SignalFormat,
    firstFrame: number,
    spans: readonly (readonly Span[])[],
    reach: Reach,
    amount: number,
    createMender: () => Mender,
  ) {
    this.latencyFrames = reach.piece + reach.overrun + reach.context;
    this.lanes = spans.map(
      (own, c) =>
        new RepairLane(own, firstFrame, reach, amount, createMender, (start, end, frames) => {
          this.repairs.push({
            startS: start / format.sampleRateHz,
            endS: end / format.sampleRateHz,
            channel: spans.length === 1 ? 'both' : SIDES[c]!,
            frames,
          });
        }),
    );
  }

  reset(): void {
    this.repairs.length = 0;
    for (const lane of this.lanes) lane.reset();
  }

  process({ channels, frames }: Block): void {
    for (let c = 0; c < this.lanes.length; c++) this.lanes[c]!.process(channels[c]!, frames);
  }
}
