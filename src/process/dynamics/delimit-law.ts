// Delimit law: what onsets near the top of crushed sound get back.
import { dbFromPower, gainFromDb } from '../../dsp/decibel.ts';
import { smoothing } from '../../dsp/envelope.ts';
import { SlidingMaximum } from '../../dsp/lookahead.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { GainLaw } from '../control/ridden-sound.ts';
import type { SideChain } from '../control/side-chain.ts';
import type { ParamRecord } from '../params.ts';
import { CrestWatch } from './crest-watch.ts';
import { EnvelopeContrast } from './envelope-contrast.ts';

/** Half a wave of 100 Hz, below which the onsets are not looked for. */
const WAVE_MS = 5;
const QUICK_MS = 0.5;
const FADE_MS = 30;
/** An onset of so much of the largest contrast (7 dB quicker than slower) gets all. */
const FULL_ONSET = 0.5;
/** Only what comes near the highest peak can have been cut: shares of its amplitude that get nothing and all. */
const FAR = 0.6;
const NEAR = 0.85;
/** How gently the amount follows the crest. */
const SETTLE_MS = 100;
const GLIDE_MS = 0.7;
const NO_DB = 1e-6;

/** One gain for all channels, so that the image stands still. */
export class DelimitLaw implements GainLaw {
  readonly gains: Float64Array;
  /** All of the sound, and without its bass. */
  private readonly whole: SideChain;
  private readonly onsets: SideChain;
  private readonly crest: CrestWatch;
  private readonly contrast: EnvelopeContrast;
  private readonly recent: SlidingMaximum;
  private readonly hop: number;
  private readonly most: number;
  private readonly wantedCrest: number;
  private readonly settle: number;
  private readonly glide: number;
  private lackDb = 0;
  private amountDb = 0;
  private changeDb = 0;

  constructor(
    params: ParamRecord,
    { sampleRateHz, channels }: SignalFormat,
    hop: number,
    whole: SideChain,
    onsets: SideChain,
  ) {
    const hopRate = sampleRateHz / hop;
    this.gains = new Float64Array(channels);
    this.whole = whole;
    this.onsets = onsets;
    this.crest = new CrestWatch(hopRate);
    const onsetMs = params.windowMs as number;
    const times = { waveMs: WAVE_MS, quickMs: QUICK_MS, onsetMs, fadeMs: FADE_MS, bloomMs: FADE_MS };
    this.contrast = new EnvelopeContrast(times, hopRate);
    this.recent = new SlidingMaximum(Math.ceil((WAVE_MS / 1000) * hopRate));
    this.hop = hop;
    this.most = params.amountDb as number;
    this.wantedCrest = params.crestDb as number;
    this.settle = smoothing(SETTLE_MS, hopRate);
    this.glide = smoothing(GLIDE_MS, hopRate);
    this.reset();
  }

  reset(): void {
    this.crest.reset();
    this.contrast.reset();
    this.recent.reset();
    this.lackDb = 0;
    this.amountDb = 0;
    this.changeDb = 0;
    this.gains.fill(1);
  }

  decide(): void {
    const near = this.watch();
    const amount = this.lackDb + this.settle * (this.amountDb - this.lackDb);
    this.amountDb = amount > NO_DB ? amount : 0;
    const wanted = this.amountDb * near * Math.min(1, this.contrast.onset / FULL_ONSET);
    const change = wanted + this.glide * (this.changeDb - wanted);
    this.changeDb = change > NO_DB ? change : 0;
    this.gains.fill(this.changeDb > 0 ? gainFromDb(this.changeDb) : 1);
  }

  /** Hears the hop; tells how near its highest point comes to the top, from 0 to 1. */
  private watch(): number {
    const { whole, onsets, crest, contrast, hop, gains } = this;
    whole.next();
    onsets.next();
    let peak = 0;
    let sum = 0;
    let highest = 0;
    for (let c = 0; c < gains.length; c++) {
      peak = Math.max(peak, whole.peaks[c]!);
      sum += whole.squares[c]!;
      highest = Math.max(highest, onsets.peaks[c]!);
    }
    contrast.hear(highest);
    if (crest.hear(peak, sum / (hop * gains.length))) this.lackDb = this.lack();
    return nearness(this.recent.next(peak), crest.peak);
  }

  private lack(): number {
    const { crestPower } = this.crest;
    if (crestPower === Infinity) return 0;
    return Math.min(this.most, Math.max(0, this.wantedCrest - dbFromPower(crestPower)));
  }
}

/** Of squares. */
function nearness(peak: number, top: number): number {
  if (!(top > 0)) return 0;
  const share = (Math.sqrt(peak / top) - FAR) / (NEAR - FAR);
  return Math.min(1, Math.max(0, share));
}
