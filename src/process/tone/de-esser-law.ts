// De-esser law: how far the sibilants stand out of the voice, and how much of that is taken back.
import { dbFromPower } from '../../dsp/decibel.ts';
import { smoothing } from '../../dsp/envelope.ts';
import { audible } from './band-ear.ts';

/** Means of the sibilants and of the voice at the moment. */
const SIBILANT_MS = 2;
const VOICE_MS = 5;
/** The voice as the song had it lately: what an s is measured by while the voice itself pauses for it. */
const LATELY_MS = 3000;
/** Power under which nothing is a sibilant: -100 dB. */
const SILENCE_POWER = 1e-10;
/** Three quarters of what stands out are taken back. */
const SLOPE = 0.75;
const KNEE_DB = 4;
const SETTLED_DB = 1e-4;

export interface DeEsserTimes {
  readonly attackMs: number;
  readonly releaseMs: number;
}

/** Only ratios of powers count, so it acts alike at any level. */
export class DeEsserLaw {
  /** The change in dB (0 or less) after the hop heard last. */
  changeDb = 0;
  private readonly threshold: number;
  private readonly range: number;
  private readonly hopRate: number;
  private readonly sibilantMean: number;
  private readonly voiceMean: number;
  private readonly attack: number;
  private readonly release: number;
  private sibilant = 0;
  private voice = 0;
  private lately = 0;
  private hops = 0;

  constructor(thresholdDb: number, rangeDb: number, times: DeEsserTimes, hopRateHz: number) {
    this.threshold = thresholdDb;
    this.range = rangeDb;
    this.hopRate = hopRateHz;
    this.sibilantMean = smoothing(SIBILANT_MS, hopRateHz);
    this.voiceMean = smoothing(VOICE_MS, hopRateHz);
    this.attack = smoothing(times.attackMs, hopRateHz);
    this.release = smoothing(times.releaseMs, hopRateHz);
  }

  /** After a hop with these mean squares in the band of the sibilants and in that of the voice. */
  next(sibilant: number, voice: number): number {
    this.sibilant = audible(sibilant + this.sibilantMean * (this.sibilant - sibilant));
    this.voice = audible(voice + this.voiceMean * (this.voice - voice));
    this.remember(voice);
    const wanted = this.wanted();
    const size = -this.changeDb;
    const k = wanted > size ? this.attack : this.release;
    const moved = wanted + k * (size - wanted);
    this.changeDb = Math.abs(moved - wanted) < SETTLED_DB ? -wanted : -moved;
    return this.changeDb;
  }

  /** Back to newborn. */
  reset(): void {
    this.changeDb = 0;
    this.sibilant = 0;
    this.voice = 0;
    this.lately = 0;
    this.hops = 0;
  }

  /** At first the mean of all so far, later that of the last seconds. */
  private remember(voice: number): void {
    const most = 0.001 * LATELY_MS * this.hopRate;
    if (this.hops < most) this.hops++;
    this.lately = audible(this.lately + (voice - this.lately) / this.hops);
  }

  private wanted(): number {
    const { sibilant } = this;
    if (sibilant <= SILENCE_POWER) return 0;
    const measure = Math.max(this.voice, this.lately, SILENCE_POWER);
    const over = dbFromPower(sibilant / measure) - this.threshold;
    if (2 * over <= -KNEE_DB) return 0;
    const beyond = over + KNEE_DB / 2;
    const wanted = 2 * over < KNEE_DB ? (SLOPE * beyond * beyond) / (2 * KNEE_DB) : SLOPE * over;
    return Math.min(wanted, this.range);
  }
}
