// Excerpts: the telling sections held in memory, and the same rendered through moves as the whole song would be.
import type { Listening } from '../../measure/measure.ts';
import { createChain } from '../../process/chain.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import type { Move, Span } from '../plan.ts';
import { activeSteps } from '../render.ts';

/** Sound before an excerpt that is rendered with it and not looked at, so that filters and compressors have settled. */
const LEAD_S = 1;

/** One stretch of a song. `channels`: one array a channel, first the lead, then the stretch itself. */
export interface Excerpt extends Span {
  readonly format: SignalFormat;
  /** Which frame of the song stands first. */
  readonly firstFrame: number;
  readonly leadFrames: number;
  readonly channels: readonly Float64Array[];
}

/** Pulls the source until the last stretch is whole; what lies behind the end of the song is left off. */
export async function gatherExcerpts(source: Source, spans: readonly Span[]): Promise<Excerpt[]> {
  const gathered = spans.map((span) => new Gathering(span, source.format));
  const endFrame = Math.max(0, ...gathered.map((one) => one.endFrame));
  for (let at = 0; at < endFrame; ) {
    const block = await source.pull(Math.min(BURST_FRAMES, endFrame - at));
    if (block === null) break;
    for (const one of gathered) one.take(block, at);
    at += block.frames;
  }
  return wholeOnes(gathered);
}

/** Keeps the stretches of a song that is fed from its start; what lies behind its end is left off. */
export class ExcerptKeeper implements Listening {
  private readonly gathered: readonly Gathering[];
  private at = 0;

  constructor(format: SignalFormat, spans: readonly Span[]) {
    this.gathered = spans.map((span) => new Gathering(span, format));
  }

  push(block: Block): void {
    for (const one of this.gathered) one.take(block, this.at);
    this.at += block.frames;
  }

  result(): Excerpt[] {
    return wholeOnes(this.gathered);
  }
}

function wholeOnes(gathered: readonly Gathering[]): Excerpt[] {
  return gathered
    .map((one) => one.result())
    .filter(({ channels, leadFrames }) => channels[0]!.length > leadFrames);
}

class Gathering {
  readonly endFrame: number;
  private readonly span: Span;
  private readonly format: SignalFormat;
  private readonly firstFrame: number;
  private readonly leadFrames: number;
  private readonly channels: readonly Float64Array[];
  private filled = 0;

  constructor(span: Span, format: SignalFormat) {
    const start = Math.round(span.startS * format.sampleRateHz);
    this.span = span;
    this.format = format;
    this.leadFrames = Math.min(start, Math.round(LEAD_S * format.sampleRateHz));
    this.firstFrame = start - this.leadFrames;
    this.endFrame = Math.round(span.endS * format.sampleRateHz);
    const length = this.endFrame - this.firstFrame;
    this.channels = Array.from({ length: format.channels }, () => new Float64Array(length));
  }

  take(block: Block, at: number): void {
    const from = Math.max(at, this.firstFrame);
    const to = Math.min(at + block.frames, this.endFrame);
    if (from >= to) return;
    this.channels.forEach((samples, c) =>
      samples.set(block.channels[c]!.subarray(from - at, to - at), from - this.firstFrame),
    );
    this.filled = to - this.firstFrame;
  }

  result(): Excerpt {
    const { span, format, firstFrame, leadFrames, filled } = this;
    return {
      ...span,
      format,
      firstFrame,
      leadFrames,
      channels: this.channels.map((x) => x.subarray(0, filled)),
    };
  }
}

/** At most so much of it, from its middle, with its lead; not a copy. */
export function middleOf(excerpt: Excerpt, mostS: number): Excerpt {
  const { format, startS, endS, firstFrame, leadFrames, channels } = excerpt;
  const { sampleRateHz } = format;
  const skipped = Math.round(((endS - startS - mostS) / 2) * sampleRateHz);
  if (skipped <= 0) return excerpt;
  const from = leadFrames + skipped;
  const lead = Math.min(from, Math.round(LEAD_S * sampleRateHz));
  const end = from + Math.round(mostS * sampleRateHz);
  const start = (firstFrame + from) / sampleRateHz;
  return {
    format,
    startS: start,
    endS: start + mostS,
    firstFrame: firstFrame + from - lead,
    leadFrames: lead,
    channels: channels.map((samples) => samples.subarray(from - lead, end)),
  };
}

/** The excerpt itself, without its lead; not a copy. */
export function soundOf({ channels, leadFrames }: Excerpt): Float64Array[] {
  return channels.map((samples) => samples.subarray(leadFrames));
}

/** The excerpt through the moves: as many frames as `soundOf`, each where it was. */
export function renderExcerpt(excerpt: Excerpt, moves: readonly Move[]): Float64Array[] {
  return soundOf(excerptAfter(excerpt, moves));
}

/** The same with its lead, so that further moves can follow; itself where the moves do nothing. */
export function excerptAfter(excerpt: Excerpt, moves: readonly Move[]): Excerpt {
  const { format, firstFrame, channels } = excerpt;
  const steps = activeSteps(moves);
  if (steps.length === 0) return excerpt;
  const chain = createChain(steps, format, firstFrame);
  const { latencyFrames } = chain;
  const frames = channels[0]!.length;
  const rendered = channels.map((samples) => {
    const padded = new Float64Array(frames + latencyFrames);
    padded.set(samples);
    return padded;
  });
  for (let at = 0; at < frames + latencyFrames; at += BURST_FRAMES) {
    const end = Math.min(frames + latencyFrames, at + BURST_FRAMES);
    chain.process({ channels: rendered.map((samples) => samples.subarray(at, end)), frames: end - at });
  }
  return { ...excerpt, channels: rendered.map((samples) => samples.subarray(latencyFrames)) };
}
