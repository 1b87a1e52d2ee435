// Placed: a processor that is heard at given places of the song alone; elsewhere the sound passes to the last bit.
import { fadeCurve } from '../../dsp/fade-curve.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Processor, Repair } from '../processor.ts';
import { DelayedGain } from './delayed-gain.ts';

/** A stretch of the song, seconds in the time of what goes in. */
export interface PlacedSpan {
  readonly startS: number;
  readonly endS: number;
}

/** Frames worked on at a time. */
const CHUNK_FRAMES = 1024;
/** Long enough that no change of tone clicks, short enough to stand between two words. */
const FADE_S = 0.06;
/** One step of `gainReductionDb`. */
const TRACE_STEP_S = 0.01;

/** A stretch in frames, and the steps in and out; both lie inside it. */
interface Place {
  readonly start: number;
  readonly end: number;
  /** From 0 to 1; empty where the sound begins inside. */
  readonly fadeIn: Float64Array;
  readonly fadeOut: Float64Array;
}

/**
 * `processor` listens all the time, so that it has settled wherever it is heard. It fades in from the start of a span and has
 * faded out at its end, in 60 ms or half of the span; from the very beginning of the song it is there at once. Spans that touch
 * are one. `firstFrame`: which frame of the song the first one processed is. The latency is the processor's own.
 */
export function placed(
  processor: Processor,
  spans: readonly PlacedSpan[],
  format: SignalFormat,
  firstFrame = 0,
): Processor {
  return new Placed(processor, placesOf(spans, format.sampleRateHz), format, firstFrame);
}

function placesOf(spans: readonly PlacedSpan[], rate: number): Place[] {
  const most = Math.round(FADE_S * rate);
  const curves = new Map<number, Float64Array>();
  const curve = (frames: number): Float64Array => {
    const known = curves.get(frames) ?? (frames > 0 ? fadeCurve(frames) : new Float64Array(1));
    curves.set(frames, known);
    return known;
  };
  return united(spans, rate).map(({ start, end }) => {
    const fadeOut = curve(Math.min(most, Math.floor((end - start) / 2)));
    return { start, end, fadeIn: start <= 0 ? curve(0) : fadeOut, fadeOut };
  });
}

/** In frames and in order, none empty, those that overlap or touch as one. */
function united(spans: readonly PlacedSpan[], rate: number): { start: number; end: number }[] {
  const frames = spans
    .map(({ startS, endS }) => ({ start: Math.round(startS * rate), end: Math.round(endS * rate) }))
    .filter(({ start, end }) => end > start && end > 0)
    .sort((a, b) => a.start - b.start);
  const apart: { start: number; end: number }[] = [];
  for (const { start, end } of frames) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}

class Placed implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames: number;
  readonly preRingFrames?: number;
  private readonly processor: Processor;
  private readonly places: readonly Place[];
  private readonly rate: number;
  /** The frame of the song that comes out first. */
  private readonly firstOut: number;
  private readonly delays: readonly DelayedGain[];
  private readonly dry: readonly Float64Array[];
  private readonly chunk: Float64Array[];
  private readonly lent: { channels: Float64Array[]; frames: number };
  private frame: number;
  private next = 0;

  constructor(processor: Processor, places: readonly Place[], format: SignalFormat, firstFrame: number) {
    const { latencyFrames, tailFrames, preRingFrames } = processor;
    this.processor = processor;
    this.places = places;
    this.latencyFrames = latencyFrames;
    this.tailFrames = tailFrames;
    if (preRingFrames !== undefined) this.preRingFrames = preRingFrames;
    this.rate = format.sampleRateHz;
    this.firstOut = firstFrame - latencyFrames;
    this.frame = this.firstOut;
    const each = <T>(make: () => T): T[] => Array.from({ length: format.channels }, make);
    this.delays = latencyFrames > 0 ? each(() => new DelayedGain(latencyFrames)) : [];
    this.dry = each(() => new Float64Array(CHUNK_FRAMES));
    this.chunk = [...this.dry];
    this.lent = { channels: this.chunk, frames: 0 };
  }

  /** 0 where nothing of it is heard. */
  get gainReductionDb(): Float64Array | undefined {
    return this.processor.gainReductionDb?.map((db, step) => {
      const startS = this.songS(step * TRACE_STEP_S);
      return this.isHeard(startS, startS + TRACE_STEP_S) ? db : 0;
    });
  }

  get repairs(): readonly Repair[] {
    return (this.processor.repairs ?? []).filter(({ startS, endS }) => this.isHeard(startS, endS));
  }

  get reductions(): Processor['reductions'] {
    return this.processor.reductions ?? [];
  }

  reset(): void {
    this.processor.reset();
    for (const delay of this.delays) delay.reset();
    this.frame = this.firstOut;
    this.next = 0;
  }

  process({ channels, frames }: Block): void {
    for (let from = 0; from < frames; from += CHUNK_FRAMES) {
      this.run(channels, from, Math.min(frames, from + CHUNK_FRAMES));
    }
  }

  private songS(elapsedS: number): number {
    return elapsedS + (this.firstOut + this.latencyFrames) / this.rate;
  }

  private isHeard(startS: number, endS: number): boolean {
    return this.places.some(({ start, end }) => start < endS * this.rate && end > startS * this.rate);
  }

  private run(channels: readonly Float64Array[], from: number, to: number): void {
    const { chunk, lent, dry, delays } = this;
    const frames = to - from;
    for (let c = 0; c < chunk.length; c++) {
      const wet = channels[c]!.subarray(from, to);
      chunk[c] = wet;
      dry[c]!.set(wet);
      if (delays.length > 0) delays[c]!.process(dry[c]!, frames, null);
    }
    lent.frames = frames;
    this.processor.process(lent);
    this.mix(frames);
  }

  /** Leaves in the chunk what is heard: dry, processed, or on the way from one to the other. */
  private mix(frames: number): void {
    const { places } = this;
    for (let n = 0; n < frames; ) {
      while (this.next < places.length && this.frame >= places[this.next]!.end) this.next++;
      const place = this.next < places.length ? places[this.next]! : null;
      const count = Math.min(frames - n, place === null ? frames : framesAlike(place, this.frame));
      this.stretch(place, n, n + count);
      n += count;
      this.frame += count;
    }
  }

  /** One stretch that is all before a place, or all in the same part of it. */
  private stretch(place: Place | null, from: number, to: number): void {
    const { chunk, dry, frame } = this;
    if (place === null || frame < place.start) {
      for (let c = 0; c < chunk.length; c++) copy(chunk[c]!, dry[c]!, from, to);
      return;
    }
    const { start, end, fadeIn, fadeOut } = place;
    if (frame < start + fadeIn.length - 1) {
      for (let c = 0; c < chunk.length; c++) fade(chunk[c]!, dry[c]!, from, to, fadeIn, frame - start, 1);
    } else if (frame >= end - (fadeOut.length - 1)) {
      for (let c = 0; c < chunk.length; c++) fade(chunk[c]!, dry[c]!, from, to, fadeOut, end - frame, -1);
    }
  }
}

/** How many frames from `frame` on are before the place, or in the same part of it. */
function framesAlike({ start, end, fadeIn, fadeOut }: Place, frame: number): number {
  const whole = start + fadeIn.length - 1;
  const leaving = end - (fadeOut.length - 1);
  if (frame < start) return start - frame;
  if (frame < whole) return whole - frame;
  return frame < leaving ? leaving - frame : end - frame;
}

function copy(wet: Float64Array, dry: Float64Array, from: number, to: number): void {
  for (let n = from; n < to; n++) wet[n] = dry[n]!;
}

/** From `curve[at]` on, a step a frame, upwards or downwards. Where both are the same, the sum is that to the last bit. */
function fade(
  wet: Float64Array,
  dry: Float64Array,
  from: number,
  to: number,
  curve: Float64Array,
  at: number,
  step: number,
): void {
  for (let n = from, k = at; n < to; n++, k += step) wet[n] = dry[n]! + curve[k]! * (wet[n]! - dry[n]!);
}
