// Envelope contrast: how far a sound is just rising, and how far it is dying away, from pairs of envelopes at different speeds.
import { smoothing } from '../../dsp/envelope.ts';
import { SlidingMaximum } from '../../dsp/lookahead.ts';

/** Powers under this are none: nothing decays into denormal numbers. */
const NO_POWER = 1e-20;
/** Envelopes closer than this (1 dB) are taken as equal: a steady sound has no contrast at all. */
const ALIKE = 1.2589254117941673;

export interface ContrastTimes {
  /** Highest power of so long counts: half a wave of the lowest tone, so that waves are not taken for onsets. */
  readonly waveMs: number;
  /** Rise of the quick envelope. */
  readonly quickMs: number;
  /** Rise of the slow one: so long is an onset. */
  readonly onsetMs: number;
  /** Fall of the quick envelope … */
  readonly fadeMs: number;
  /** … and of the slow one: so long the bloom of a note is told from its body. */
  readonly bloomMs: number;
}

/**
 * The differential envelopes of transient designers (SPL Transient Designer, model 9842, manual: "Differential Envelope
 * Technology"), followers after Giannoulis, Massberg and Reiss (JAES 60(6) 2012). Only ratios count: the level does not.
 */
export class EnvelopeContrast {
  /** 0: no onset … 1: as sudden as can be. */
  onset = 0;
  /** 0: steady or rising … 1: nearly gone. */
  bloom = 0;
  private readonly wave: SlidingMaximum;
  private readonly quickRise: number;
  private readonly slowRise: number;
  private readonly quickFall: number;
  private readonly slowFall: number;
  /** Quick and slow to rise, and quick to fall; slow to fall and quick to rise. */
  private quick = 0;
  private slow = 0;
  private late = 0;

  constructor(times: ContrastTimes, hopRateHz: number) {
    this.wave = new SlidingMaximum(Math.max(1, Math.round((times.waveMs / 1000) * hopRateHz)));
    this.quickRise = smoothing(times.quickMs, hopRateHz);
    this.slowRise = smoothing(times.onsetMs, hopRateHz);
    this.quickFall = smoothing(times.fadeMs, hopRateHz);
    this.slowFall = smoothing(times.bloomMs, hopRateHz);
  }

  /** Takes the power of one hop. */
  hear(hopPower: number): void {
    const power = this.wave.next(hopPower);
    const quick = followed(this.quick, power, this.quickRise, this.quickFall);
    const slow = followed(this.slow, power, this.slowRise, this.quickFall);
    const late = followed(this.late, power, this.quickRise, this.slowFall);
    this.onset = quick > ALIKE * slow ? 1 - (ALIKE * slow) / quick : 0;
    this.bloom = late > ALIKE * quick ? 1 - (ALIKE * quick) / late : 0;
    this.quick = quick;
    this.slow = slow;
    this.late = late;
  }

  reset(): void {
    this.wave.reset();
    this.onset = 0;
    this.bloom = 0;
    this.quick = 0;
    this.slow = 0;
    this.late = 0;
  }
}

function followed(before: number, power: number, rise: number, fall: number): number {
  const now = power + (power > before ? rise : fall) * (before - power);
  return now > NO_POWER ? now : 0;
}
