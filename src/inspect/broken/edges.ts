// Edges: how the file begins and ends: cut into the sound, or with silence too long before or after it.
import { BURST_FRAMES } from '../../signal/stream.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';

/** Below -60 dBFS nothing sounds to a listener waiting for music. */
const AUDIBLE = 0.001;
/** A first or last sample this high (-34 dBFS) is a click unless the wave is already moving that fast. */
const CUT_LEVEL = 0.02;
const CUT_STEPS = 2;
/** Surely cut: -26 dBFS, and far above the steps of the wave. Far beyond them, only rumble or an offset begins here. */
const SURE_LEVEL = 0.05;
const SURE_STEPS = 4;
const MOST_STEPS = 100;
/** Music comes near zero within 10 ms; an offset never does. */
const MOST_RESTING = 0.4;
const EDGE_S = 0.01;
const LEADING_WARN_S = 2;
const TRAILING_WARN_S = 5;
/** Shorter silences than these are ordinary. */
const LEADING_NOTE_S = 0.5;
const TRAILING_NOTE_S = 2.5;

class EdgeDetector implements Detector {
  private readonly rate: number;
  private readonly edgeFrames: number;
  private readonly head: Float64Array;
  private readonly tail: Float64Array;
  private frames = 0;
  private firstAudible = -1;
  private lastAudible = -1;

  constructor(format: SignalFormat) {
    this.rate = format.sampleRateHz;
    this.edgeFrames = Math.min(BURST_FRAMES, Math.max(8, Math.round(EDGE_S * format.sampleRateHz)));
    this.head = new Float64Array(this.edgeFrames);
    this.tail = new Float64Array(this.edgeFrames);
  }

  push(block: Block): void {
    const { frames } = block;
    for (let i = 0; i < frames && this.frames + i < this.edgeFrames; i++)
      this.head[this.frames + i] = loudest(block, i);
    for (let i = Math.max(0, frames - this.edgeFrames); i < frames; i++) {
      this.tail[(this.frames + i) % this.edgeFrames] = loudest(block, i);
    }
    this.findAudible(block);
    this.frames += frames;
  }

  /** Forward only until the music begins, backward only until it is met: most samples are never looked at. */
  private findAudible(block: Block): void {
    for (let i = 0; i < block.frames && this.firstAudible < 0; i++) {
      if (loudest(block, i) > AUDIBLE) this.firstAudible = this.frames + i;
    }
    for (let i = block.frames - 1; i >= 0; i--) {
      if (loudest(block, i) <= AUDIBLE) continue;
      this.lastAudible = this.frames + i;
      return;
    }
  }

  result(): Finding[] {
    if (this.firstAudible < 0) return [];
    return [...this.start(), ...this.end()];
  }

  private start(): Finding[] {
    const seconds = this.firstAudible / this.rate;
    const cut = cutAt(this.head.subarray(0, Math.min(this.frames, this.edgeFrames)));
    if (cut !== null) return [edge('abrupt-start', cut, 0, 1 / this.rate, this.head[0]!, 'FS')];
    if (seconds < LEADING_NOTE_S) return [];
    return [
      edge('leading-silence', seconds >= LEADING_WARN_S ? 'warning' : 'note', 0, seconds, seconds, 's'),
    ];
  }

  private end(): Finding[] {
    const lengthS = this.frames / this.rate;
    const seconds = (this.frames - 1 - this.lastAudible) / this.rate;
    const tail = this.tailBackwards();
    const cut = cutAt(tail);
    if (cut !== null) return [edge('abrupt-end', cut, lengthS - 1 / this.rate, lengthS, tail[0]!, 'FS')];
    if (seconds < TRAILING_NOTE_S) return [];
    const severity = seconds >= TRAILING_WARN_S ? 'warning' : 'note';
    return [edge('trailing-silence', severity, lengthS - seconds, lengthS, seconds, 's')];
  }

  /** The last samples, newest first. */
  private tailBackwards(): Float64Array {
    const count = Math.min(this.frames, this.edgeFrames);
    return Float64Array.from(
      { length: count },
      (_, k) => this.tail[(this.frames - 1 - k) % this.edgeFrames]!,
    );
  }
}

/** Largest size of any channel in frame `i`. */
function loudest(block: Block, i: number): number {
  let size = 0;
  for (const samples of block.channels) size = Math.max(size, Math.abs(samples[i]!));
  return size;
}

/** `samples[0]` lies at the edge: is the step from silence to it far larger than the steps that follow? How sure? */
function cutAt(samples: Float64Array): 'warning' | 'note' | null {
  const first = samples[0] ?? 0;
  if (samples.length < 8 || first < CUT_LEVEL) return null;
  let steps = 0;
  for (let i = 1; i < samples.length; i++) steps += Math.abs(samples[i]! - samples[i - 1]!);
  const ratio = (first * (samples.length - 1)) / (steps + 1e-12);
  if (ratio < CUT_STEPS) return null;
  const least = samples.reduce((low, sample) => Math.min(low, sample), first);
  const isMusic = ratio <= MOST_STEPS && least <= MOST_RESTING * first;
  return first >= SURE_LEVEL && ratio >= SURE_STEPS && isMusic ? 'warning' : 'note';
}

function edge(
  code: string,
  severity: Finding['severity'],
  startS: number,
  endS: number,
  value: number,
  unit: string,
): Finding {
  const confidence = severity === 'warning' ? 0.9 : 0.6;
  return { code, severity, confidence, channel: 'both', startS, endS, value, unit };
}

/** Cut beginnings and ends, and stray silence around the music. */
export const EDGES: DetectorKind = {
  id: 'edges',
  codes: ['abrupt-start', 'abrupt-end', 'leading-silence', 'trailing-silence'],
  create: ({ format }) => new EdgeDetector(format),
};
