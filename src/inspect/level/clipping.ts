// Clipping: flat tops, at full scale or below it, that the wave ran into instead of turning round.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { STEP, type Ceiling } from '../heard/ceilings.ts';
import type { Detector, DetectorKind, Finding, Severity } from '../finding.ts';
import { flatTops, type ChannelTops, type FlatTop, type FlatTops } from '../heard/flat-tops.ts';
import { channelName, clusterSpans, type Span } from '../spans.ts';

interface Run extends Span {
  readonly level: number;
}

/** Tops belong to the outermost level within four steps: dither on both sides. */
const SAME_LEVEL = 4 * STEP;
/** A lone run this long is clipping; shorter ones must share their level with another. */
const LONE_RUN = 10;
/** 12 dB under the channel's peak, flat tops are synthesis: nothing clips there. */
const LEAST_SHARE_OF_PEAK = 0.25;
/** Where level places half-way up a slope are this many to a flat top, the steps are coarse and nothing is cut. */
const MOST_STAIRS = 0.5;
/** Moments to either side that are looked at for stairs and for higher peaks: a quarter of a second in all. */
const REACH = 2;
/** A crowded ceiling: stretches of two samples and more, those that come from near by, and how many times denser than below it. */
const LEAST_IN_ROW = 3;
/** A limiter brings single samples to its ceiling, hardly ever two in a row. */
const LEAST_SHARE_IN_ROW = 0.1;
const LEAST_GENTLE = 4;
const CROWD = 8;
const MOST_STAIRS_AT_CROWD = 4;
/** 64 steps are counted below a ceiling and four at it. */
const BELOW_PER_HIT = 16;
const MERGE_S = 0.3;
const MOST_FINDINGS_PER_CHANNEL = 50;
/** From this share of flat samples on the damage is heard throughout. */
const ERROR_SHARE = 1e-5;
const MANY_RUNS = 10;
/** One or two flat tops may be a synthesiser's own. */
const FEW_RUNS = 3;

/** Tops high enough in their channel to be a ceiling, with nothing near them that goes higher. */
function outermost(channel: ChannelTops): FlatTop[] {
  return channel.tops.filter(({ start, level }) => {
    const size = Math.abs(level);
    return (
      size >= LEAST_SHARE_OF_PEAK * channel.ceilings.peak &&
      channel.ceilings.outermostNear(start, REACH, level) <= size + SAME_LEVEL
    );
  });
}

/** Leaves out tops amid stairs: coarse steps rest at their turning points too. */
function notCoarse(channel: ChannelTops, tops: readonly FlatTop[]): FlatTop[] {
  const reach = (REACH + 0.5) * channel.ceilings.momentFrames;
  let first = 0;
  let past = 0;
  return tops.filter((top) => {
    while (tops[first]!.start < top.start - reach) first++;
    while (past < tops.length && tops[past]!.start <= top.start + reach) past++;
    return channel.stairsNear(top.start, REACH) <= MOST_STAIRS * (past - first);
  });
}

/**
 * Keeps runs whose level is shared with others, as one clipper makes them, and long lone ones. Runs that are flat only
 * within rounding need more company: a loop repeats its natural peaks at one level too.
 */
function withCompany(runs: readonly FlatTop[]): FlatTop[] {
  const bin = (level: number): number => Math.round(level / (2 * STEP));
  const population = new Map<number, number>();
  for (const run of runs) population.set(bin(run.level), (population.get(bin(run.level)) ?? 0) + 1);
  const near = (b: number): number =>
    (population.get(b - 1) ?? 0) + (population.get(b) ?? 0) + (population.get(b + 1) ?? 0);
  const enough = (run: FlatTop): number => (run.exact ? 2 : 3);
  return runs.filter((run) => run.end - run.start >= LONE_RUN || near(bin(run.level)) >= enough(run));
}

/** Everything that one channel's clippers cut: their flat tops and, at the outermost level, single samples too. */
function clippedIn(channel: ChannelTops): Run[] {
  const tops = withCompany(notCoarse(channel, outermost(channel)));
  const [above, hitsAbove] = withHits(channel, tops, 1);
  const [below, hitsBelow] = withHits(channel, above, -1);
  return [...below, ...hitsAbove, ...hitsBelow].sort((a, b) => a.start - b.start);
}

/** The tops that do not stand at the ceiling; and, where enough do, everything that stands there. */
function withHits(channel: ChannelTops, tops: readonly FlatTop[], sign: 1 | -1): [FlatTop[], Run[]] {
  const ceiling = sign > 0 ? channel.ceilings.upper : channel.ceilings.lower;
  const isThere = (top: FlatTop): boolean => Math.abs(sign * top.level - ceiling.level) <= SAME_LEVEL;
  const there = tops.filter(isThere);
  const spans = ceiling.spans();
  const inRow = spans.filter((span) => span.end - span.start >= 2).length;
  const proven = there.length >= 2 || there.some((top) => top.end - top.start >= LONE_RUN);
  const crowded = inRow >= LEAST_IN_ROW && isCrowded(ceiling, spans) && !isAmidStairs(channel, spans);
  if (inRow < LEAST_SHARE_IN_ROW * spans.length || !(proven || crowded)) return [[...tops], []];
  const hits = spans.map((span) => ({ ...span, level: sign * ceiling.level }));
  return [tops.filter((top) => !isThere(top)), hits];
}

/**
 * Far more stands at the outermost level than just under it, several samples in a row, and not for being a pulse: noisy
 * sound that was cut, whose tops are too short and too ragged beside to be known one by one.
 */
function isCrowded(ceiling: Ceiling, spans: readonly Span[]): boolean {
  const samples = spans.reduce((sum, span) => sum + span.end - span.start, 0);
  return (
    ceiling.gentle >= Math.max(LEAST_GENTLE, 0.5 * spans.length) &&
    samples >= CROWD * (1 + ceiling.below / BELOW_PER_HIT)
  );
}

function isAmidStairs(channel: ChannelTops, spans: readonly Span[]): boolean {
  const stairs = spans.reduce((sum, span) => sum + channel.stairsNear(span.start, REACH), 0);
  return stairs > MOST_STAIRS_AT_CROWD * spans.length;
}

class ClippingDetector implements Detector {
  private readonly format: SignalFormat;
  private readonly heard: FlatTops;
  private frames = 0;

  constructor(format: SignalFormat, heard: FlatTops) {
    this.format = format;
    this.heard = heard;
  }

  push(block: Block): void {
    this.frames += block.frames;
  }

  result(): Finding[] {
    return this.heard.channels.flatMap((channel, c) => this.findingsOf(clippedIn(channel), c));
  }

  private findingsOf(runs: readonly Run[], channel: number): Finding[] {
    const rate = this.format.sampleRateHz;
    const flat = runs.reduce((sum, run) => sum + run.end - run.start, 0);
    const severity = severityOf(runs.length, flat / Math.max(1, this.frames));
    const clusters = clusterSpans(runs, MERGE_S * rate).slice(0, MOST_FINDINGS_PER_CHANNEL);
    return clusters.map(({ start, end, members }) => ({
      code: 'clipping',
      severity,
      confidence: Math.min(0.99, 1 - 0.5 ** members.length),
      channel: channelName(channel, this.format.channels),
      startS: start / rate,
      endS: end / rate,
      value: members.reduce((sum, run) => sum + run.end - run.start, 0),
      unit: 'samples',
      facts: { runs: members.length, level: Math.max(...members.map((run) => Math.abs(run.level))) },
    }));
  }
}

function severityOf(runs: number, flatShare: number): Severity {
  if (runs < FEW_RUNS) return 'note';
  return runs >= MANY_RUNS && flatShare >= ERROR_SHARE ? 'error' : 'warning';
}

/** Digital clipping at any level, also when the clipped sound was turned down later. */
export const CLIPPING: DetectorKind = {
  id: 'clipping',
  codes: ['clipping'],
  create: (hearing) => new ClippingDetector(hearing.format, hearing.stream(flatTops)),
};
