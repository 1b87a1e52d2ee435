// Joins: places where one course of the wave ends and another begins: cuts without a crossfade, and lost time.
import { dbFromGain } from '../../dsp/decibel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import {
  crackles,
  guessConfidence,
  guesses,
  heardTogether,
  isEdgy,
  isTall,
  strongest,
  sureness,
  withDifference,
  type Heard,
} from '../heard/jolt-kinds.ts';
import { jolts, type Jolts } from '../heard/jolts.ts';

/** What stands out less from its surroundings is not told. */
const LEAST_ISOLATION = 3.5;
/** A break that a few new samples would bridge may be a pop: less like music. */
const LEAST_BRIDGED_ISOLATION = 2.4;
/** A break where the music changes too may be a note that begins hard: told, as a note, where it stands out. */
const LEAST_EDGE_ISOLATION = 6;
/** As high as the music itself, and in all channels that sound: hints that are worth a note in dense music. */
const LEAST_TALL_ISOLATION = 2;
const LEAST_TALL_EDGE_ISOLATION = 2.3;
/** Music breaks its own wave by so much every few seconds. */
const USUAL_ISOLATION = 3.6;
/** A warning only where it stands out so far, and the song has hardly any sharp edges of its own. */
const SURE_ISOLATION = 30;
/** Time is missing where both channels break, the music is as loud behind as before (4 dB), and no other break is near. */
const SKIP_LEVEL = 1.6;
const LONE_S = 0.4;
const MOST_FINDINGS = 50;

class JoinDetector implements Detector {
  private readonly format: SignalFormat;
  private readonly jolts: Jolts;

  constructor(format: SignalFormat, source: Jolts) {
    this.format = format;
    this.jolts = source;
  }

  push(): void {}

  result(): Finding[] {
    const { channels, sampleRateHz } = this.format;
    const heard = heardTogether(this.jolts.jolts, channels);
    const edgy = isEdgy(heard, this.jolts.frames / sampleRateHz);
    const dust = new Set(crackles(heard, sampleRateHz).flat());
    const known = edgy ? heard : withDifference(heard, this.jolts.jolts);
    const breaks = known.filter((one) => isTold(one, edgy) && !dust.has(one));
    const sure = edgy ? [] : breaks.filter(isSure);
    const unsure = breaks.filter((one) => !sure.includes(one));
    return [
      ...strongest(sure, MOST_FINDINGS).map((one) => this.finding(one, true, breaks)),
      ...guesses(unsure, isHint).map((one) => this.finding(one, false, breaks)),
    ];
  }

  private isLone({ jolt }: Heard, heard: readonly Heard[]): boolean {
    const near = LONE_S * this.format.sampleRateHz;
    return heard.every((other) => other.jolt === jolt || Math.abs(other.jolt.frame - jolt.frame) > near);
  }

  /** Each channel alone must break: a pop may look like a break in one of them. */
  private isSkip(one: Heard, heard: readonly Heard[]): boolean {
    const { jolt, kind, twin, channel } = one;
    const evenly = jolt.levelRatio <= SKIP_LEVEL && jolt.levelRatio >= 1 / SKIP_LEVEL;
    return channel === 'both' && evenly && kind === twin && this.isLone(one, heard);
  }

  private finding(one: Heard, sure: boolean, heard: readonly Heard[]): Finding {
    const { jolt, channel } = one;
    const atS = jolt.frame / this.format.sampleRateHz;
    const skip = this.isSkip(one, heard);
    return {
      code: skip ? 'skip' : 'discontinuity',
      severity: sure ? 'warning' : 'note',
      confidence: sure ? 0.8 : guessConfidence(jolt.isolation, USUAL_ISOLATION),
      channel,
      startS: atS,
      endS: atS,
      value: dbFromGain(jolt.ratio),
      unit: 'dB',
      facts: { height: jolt.amplitude },
    };
  }
}

function isSure({ jolt, kind }: Heard): boolean {
  return kind === 'break' && sureness(jolt) >= SURE_ISOLATION;
}

function isTold(one: Heard, edgy: boolean): boolean {
  const { kind, jolt } = one;
  if (kind !== 'break' && (kind !== 'edge' || edgy)) return false;
  if (!isHint(one)) return true;
  if (edgy || !isTall(jolt) || one.channel === 'left' || one.channel === 'right') return false;
  return jolt.isolation >= (kind === 'break' ? LEAST_TALL_ISOLATION : LEAST_TALL_EDGE_ISOLATION);
}

/** Stands out so little that only its height can speak for it. */
function isHint({ kind, jolt }: Heard): boolean {
  if (kind === 'edge') return jolt.isolation < LEAST_EDGE_ISOLATION;
  return jolt.isolation < (jolt.length > 0 ? LEAST_BRIDGED_ISOLATION : LEAST_ISOLATION);
}

/** The sound breaks off and goes on elsewhere. */
export const JOINS: DetectorKind = {
  id: 'joins',
  codes: ['discontinuity', 'skip'],
  create: (hearing) => new JoinDetector(hearing.format, hearing.stream(jolts)),
};
