// Repair places: where something is to be mended, as plans give it, and as frames of one channel.
import type { ListParam, ParamRecord, ParamValue } from '../params.ts';
import type { SignalFormat } from '../../signal/signal.ts';

/** A day: no piece is longer. */
const LONGEST_S = 86400;

/** The `places` of every processor that mends; outside them the sound stays as it is, to the bit. */
export const PLACES_PARAM: ListParam = {
  type: 'list',
  of: {
    startS: {
      type: 'number',
      unit: 's',
      min: 0,
      max: LONGEST_S,
      default: 0,
      caption: 'where the damage begins',
    },
    endS: {
      type: 'number',
      unit: 's',
      min: 0,
      max: LONGEST_S,
      default: 0,
      caption: 'where it is over',
    },
    channel: {
      type: 'choice',
      choices: ['both', 'left', 'right'],
      default: 'both',
      caption: 'the channel that is damaged',
    },
  },
  maxLength: 100000,
  caption: 'where to mend; nowhere else is anything changed',
};

/** Frames `start` to `end` (exclusive) of one channel. */
export interface Span {
  readonly start: number;
  end: number;
}

/** The places of channel `c`, widened by `marginS` on either side, in order, those that touch joined. */
export function spansOf(places: ParamValue, format: SignalFormat, c: number, marginS: number): Span[] {
  const rate = format.sampleRateHz;
  const widened = (places as readonly ParamRecord[])
    .filter(({ channel }) => format.channels === 1 || channel === 'both' || channel === SIDES[c])
    .filter(({ startS, endS }) => (endS as number) >= (startS as number))
    .map(({ startS, endS }) => ({
      start: Math.max(0, Math.floor(((startS as number) - marginS) * rate)),
      end: Math.ceil(((endS as number) + marginS) * rate),
    }))
    .sort((a, b) => a.start - b.start);
  const spans: Span[] = [];
  for (const { start, end } of widened) {
    const before = spans.at(-1);
    if (before !== undefined && start <= before.end) before.end = Math.max(before.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

const SIDES: readonly string[] = ['left', 'right'];
