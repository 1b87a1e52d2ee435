// Bursts: how far presence and sibilants stand over the body at the moments when they stand highest.
import { dbFromPower } from '../dsp/decibel.ts';
import type { BandPowerListener } from './band-power.ts';
import type { BurstRange } from './fine-result.ts';
import { rounded } from './rounded.ts';
import type { CentredBand } from './third-octaves.ts';

/** By the centres of their first and last third octaves. */
interface Between {
  readonly lowHz: number;
  readonly highHz: number;
}

/** Where a hard voice or guitar hurts, and where s sounds lie. */
const RANGES: readonly Between[] = [
  { lowHz: 2000, highHz: 4000 },
  { lowHz: 5000, highHz: 10000 },
];
/** Where melody and voices stand. */
const BODY: Between = { lowHz: 250, highHz: 1600 };
/** One look in a hundred: a dozen consonants of a song of four minutes. */
const SELDOM = 0.99;
/** Looks this far under the loud ones are pauses, whose breath and hiss are no bursts. */
const PAUSE_SHARE = 0.01;
const LEAST_LOOKS = 20;
const LEAST_POWER = 1e-14;

/** `gate`: K-weighted power from which a look is loud. Call after the `finish` of `bandPower`. */
export function readBursts(bandPower: BandPowerListener, gate: number): BurstRange[] {
  const loud = bandPower.loudPowers.values();
  const heard = Array.from(loud.keys()).filter(
    (look) => loud[look]! > 0 && loud[look]! >= PAUSE_SHARE * gate,
  );
  if (heard.length < LEAST_LOOKS) return [];
  const body = powersIn(bandPower, BODY);
  return RANGES.filter(({ highHz }) => highHz <= bandPower.bands.at(-1)!.centreHz).map((range) => {
    const own = powersIn(bandPower, range);
    const over = heard.map((look) => dbFromPower(own[look]! / body[look]!)).sort((a, b) => a - b);
    const at = (share: number): number => over[Math.floor(share * (over.length - 1))]!;
    return { ...range, overUsualDb: rounded(at(SELDOM) - at(0.5), 2) };
  });
}

/** Power of a range, look after look; never nothing. */
function powersIn({ bands, powers, loudPowers }: BandPowerListener, range: Between): Float64Array {
  const rows = powers.values();
  const first = bands.findIndex((band) => isWithin(band, range));
  const end = bands.findLastIndex((band) => isWithin(band, range)) + 1;
  return Float64Array.from({ length: loudPowers.length }, (_, look) => {
    const row = look * bands.length;
    return rows.subarray(row + first, row + end).reduce((sum, power) => sum + power, LEAST_POWER);
  });
}

function isWithin({ centreHz }: CentredBand, { lowHz, highHz }: Between): boolean {
  return centreHz >= lowHz && centreHz <= highHz;
}
