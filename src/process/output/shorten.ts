// Shorten: sound brought to a word length, and the guard that sees to it that no sound is dithered twice.
import { Fault } from '../../signal/fault.ts';
import type { Block } from '../../signal/signal.ts';
import type { Source } from '../../signal/stream.ts';
import { processSource } from '../chain.ts';
import type { Processor } from '../processor.ts';
import { createQuantiser, type Quantiser, type QuantiserOptions, type WordLengthAccount } from './dither.ts';

/** Every sample is a whole step of `shortenedBits`. */
export interface ShortenedSource extends Source {
  readonly shortenedBits: number;
  /** What was done to the sound pulled so far. */
  account(): WordLengthAccount;
}

/**
 * `source` at `bits`. Sound that was shortened before and was not changed since is whole steps already and passes to the
 * bit, at the same word length or a longer one. Changed since, or shortened further, it would have to be dithered again:
 * then a pull fails with the Fault `dithered-twice`.
 */
export function shorten(source: Source, options: QuantiserOptions): ShortenedSource {
  const quantiser = createQuantiser(options, source.format);
  const guarded = source.shortenedBits === undefined ? quantiser : guardOnce(quantiser, source.shortenedBits);
  return {
    ...processSource(source, guarded),
    shortenedBits: options.bits,
    account: () => quantiser.account(),
  };
}

/** Fails once the quantiser had to dither. */
function guardOnce(quantiser: Quantiser, bits: number): Processor {
  return {
    ...quantiser,
    process(block: Block) {
      quantiser.process(block);
      const { dithered, bits: to } = quantiser.account();
      if (dithered > 0) throw new Fault('dithered-twice', 'usage', { bits, to });
    },
  };
}
