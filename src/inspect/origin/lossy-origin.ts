// Lossy origin: sound that was once an MP3, AAC, Vorbis or Opus, told by its frames and by where its treble stops.
import { looksCoded, type BandEdge } from '../heard/band-edge.ts';
import { codecTraces, type CodecTrace } from '../heard/codec-traces.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { treble, type Treble } from '../heard/treble.ts';

/** Low passes of LAME by bit rate (its table `optimum_bandwidth`), kHz and kbit/s. */
const LAME_LOW_PASSES: readonly (readonly [number, number])[] = [
  [11.3, 64],
  [15.3, 96],
  [15.9, 112],
  [17.3, 128],
  [18.1, 160],
  [19, 192],
  [19.6, 224],
  [20.1, 256],
];
const HIGHEST_KBPS = 320;

class LossyOriginDetector implements Detector {
  private readonly hearing: Hearing;
  private readonly treble: Treble;
  private readonly trace: () => CodecTrace | null;

  constructor(hearing: Hearing) {
    const traces = hearing.stream(codecTraces);
    this.hearing = hearing;
    this.treble = hearing.stream(treble);
    this.trace = () => traces.trace();
  }

  push(): void {
    // The streams bring what it listens to.
  }

  result(): Finding[] {
    if (this.hearing.origin.lossy) return [];
    const trace = this.trace();
    const edge = this.treble.edge();
    if (trace !== null) return [finding(trace.sure ? 'warning' : 'note', sureness(trace), trace.codec, edge)];
    return edge !== null && looksCoded(edge) ? [finding('note', 0.5, null, edge)] : [];
  }
}

function sureness({ sure, score }: CodecTrace): number {
  return sure ? Math.min(0.99, 0.8 + score / 200) : 0.6;
}

function finding(
  severity: Finding['severity'],
  confidence: number,
  codec: string | null,
  edge: BandEdge | null,
): Finding {
  const kbps = codec === 'MP3' && edge !== null ? kbpsOfLowPass(edge.endHz) : null;
  return {
    code: 'lossy-origin',
    severity,
    confidence,
    channel: 'both',
    startS: null,
    endS: null,
    value: edge === null ? null : Math.round(edge.endHz),
    unit: edge === null ? null : 'Hz',
    facts: { ...(codec === null ? {} : { codec }), ...(kbps === null ? {} : { kbps }) },
  };
}

function kbpsOfLowPass(hz: number): number {
  return LAME_LOW_PASSES.find(([khz]) => hz <= 1000 * khz)?.[1] ?? HIGHEST_KBPS;
}

/** A warning where the frames of a codec are found; a note where only the edge of the treble speaks. */
export const LOSSY_ORIGIN: DetectorKind = {
  id: 'lossy-origin',
  codes: ['lossy-origin'],
  create: (hearing) => new LossyOriginDetector(hearing),
};
