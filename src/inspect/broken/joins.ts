// Joins: places where one course of the wave ends and another begins: cuts without a crossfade, and lost time.
import { dbFromGain } from '../../dsp/decibel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { crackles, heardTogether, kindOf, ownEdges, type Heard } from '../jolt-kinds.ts';
import { jolts, type Jolts } from '../jolts.ts';

/** What stands out less from its surroundings is not told. */
const LEAST_ISOLATION = 3;
/** A warning only where it stands out so far, and the song has hardly any sharp edges of its own. */
const SURE_ISOLATION = 12;
const MOST_OWN = 6;
/** The same music on both sides, but not the same moment: levels within 2 dB, errors within 3.5. */
const SKIP_LEVEL = 1.26;
const SKIP_BALANCE = 1.5;
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
    const all = this.jolts.jolts;
    const { channels, sampleRateHz } = this.format;
    const breaks = all.filter((jolt) => kindOf(jolt) === 'break' && jolt.isolation >= LEAST_ISOLATION);
    const dust = new Set(
      crackles(all, channels, sampleRateHz).flatMap((cloud) => cloud.map(({ jolt }) => jolt.frame)),
    );
    const heard = heardTogether(breaks, channels).filter(({ jolt }) => !dust.has(jolt.frame));
    const edgy = ownEdges(all) > MOST_OWN;
    return [...heard]
      .sort((a, b) => b.jolt.isolation - a.jolt.isolation)
      .slice(0, MOST_FINDINGS)
      .sort((a, b) => a.jolt.frame - b.jolt.frame)
      .map((one) => this.finding(one, edgy));
  }

  private finding({ jolt, channel }: Heard, edgy: boolean): Finding {
    const atS = jolt.frame / this.format.sampleRateHz;
    const sure = !edgy && jolt.isolation >= SURE_ISOLATION;
    const even = (ratio: number, most: number) => ratio <= most && ratio >= 1 / most;
    const skip = channel === 'both' && even(jolt.levelRatio, SKIP_LEVEL) && even(jolt.balance, SKIP_BALANCE);
    return {
      code: skip ? 'skip' : 'discontinuity',
      severity: sure ? 'warning' : 'note',
      confidence: sure ? 0.8 : 0.4,
      channel,
      startS: atS,
      endS: atS,
      value: dbFromGain(jolt.ratio),
      unit: 'dB',
      facts: { height: jolt.amplitude },
    };
  }
}

/** The sound breaks off and goes on elsewhere. */
export const JOINS: DetectorKind = {
  id: 'joins',
  codes: ['discontinuity', 'skip'],
  create: (hearing) => new JoinDetector(hearing.format, hearing.stream(jolts)),
};
