// Upsampling: a rate higher than the sound: above the old limit there is nothing.
import { looksCoded, type BandEdge } from '../heard/band-edge.ts';
import { codecTraces, type CodecTraces } from '../heard/codec-traces.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { treble, type Treble } from '../heard/treble.ts';

/** Rates that sound comes at. */
const COMMON_RATES_HZ = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000];
/** Converters let through nine tenths of half the rate, and nothing above it. */
const PASSED_SHARE = 0.9;
/** Files faster than this are bought and sold as high resolution. */
const HIGH_RATE_HZ = 64000;

class UpsamplingDetector implements Detector {
  private readonly hearing: Hearing;
  private readonly treble: Treble;
  private readonly traces: CodecTraces;

  constructor(hearing: Hearing) {
    this.hearing = hearing;
    this.treble = hearing.stream(treble);
    this.traces = hearing.stream(codecTraces);
  }

  push(): void {
    // The streams bring what it listens to.
  }

  result(): Finding[] {
    if (this.hearing.origin.lossy || this.traces.trace() !== null) return [];
    const edge = this.treble.edge();
    if (edge === null || looksCoded(edge)) return [];
    const wasHz = originalRate(edge);
    const high = this.hearing.format.sampleRateHz > HIGH_RATE_HZ;
    return [
      {
        code: 'upsampled',
        severity: high ? 'warning' : 'note',
        confidence: high ? 0.9 : 0.6,
        channel: 'both',
        startS: null,
        endS: null,
        value: Math.round(edge.endHz),
        unit: 'Hz',
        facts: wasHz === null ? {} : { wasHz },
      },
    ];
  }
}

/** The rate whose half the edge keeps just below. */
function originalRate({ startHz, endHz }: BandEdge): number | null {
  return (
    COMMON_RATES_HZ.find((rate) => endHz <= 1.01 * (rate / 2) && startHz >= PASSED_SHARE * (rate / 2)) ?? null
  );
}

/** A warning in high-resolution files, which promise more; else a note: a low pass may be meant. */
export const UPSAMPLING: DetectorKind = {
  id: 'upsampling',
  codes: ['upsampled'],
  create: (hearing) => new UpsamplingDetector(hearing),
};
