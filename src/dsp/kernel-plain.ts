// Kernel, plain: every loop in TypeScript: the oracle of the SIMD module, and what runs where there is none.
import { plainFilterBank } from './bank-plain.ts';
import { plainBend } from './bend-plain.ts';
import { plainCascade } from './cascade-plain.ts';
import { plainCrossing } from './crossing-plain.ts';
import { plainFilterSpectrum, plainForward, plainInverse } from './fft-plain.ts';
import { plainForetell } from './foretell-plain.ts';
import { plainDoubleRate, plainHalveRate } from './half-band-plain.ts';
import { plainHannSpectrum } from './hann-plain.ts';
import { plainHear } from './hear-plain.ts';
import type { Kernel } from './kernel-contract.ts';
import { plainLapped } from './lapped-plain.ts';
import { plainEnvelope, plainPeak, plainPeaks } from './peak-plain.ts';
import { plainCorrelate, plainPolyphase } from './polyphase-plain.ts';
import { plainRequantise } from './requantise-plain.ts';
import { plainWeigh } from './weigh-plain.ts';

export const PLAIN_KERNEL: Kernel = {
  name: 'plain',
  forward: plainForward,
  inverse: plainInverse,
  hannSpectrum: plainHannSpectrum,
  filterSpectrum: plainFilterSpectrum,
  filterBank: plainFilterBank,
  peak: plainPeak,
  peaks: plainPeaks,
  envelope: plainEnvelope,
  polyphase: plainPolyphase,
  correlate: plainCorrelate,
  bend: plainBend,
  doubleRate: plainDoubleRate,
  halveRate: plainHalveRate,
  requantise: plainRequantise,
  cascade: plainCascade,
  crossing: plainCrossing,
  hear: plainHear,
  weigh: plainWeigh,
  gauge(sections, state, bank, { histories, left, right }, ends, count, sums, { edges, tops, count: hops }) {
    const frames = ends[count - 1]!;
    plainWeigh(sections, state, left, right, ends, count, sums);
    plainPeaks(bank, histories[0], left, frames, 0, edges, tops[0], hops);
    if (right !== left) plainPeaks(bank, histories[1], right, frames, 0, edges, tops[1], hops);
  },
  lapped: plainLapped,
  foretell: plainForetell,
};
