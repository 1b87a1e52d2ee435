// Dynamics: RMS, crest, peak to loudness (PLR), peak to short-term loudness (PSR) and DR14.
import { dbFromPower } from '../dsp/decibel.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { blockRmsDr14, dynamicRangeDb } from './dr14.ts';
import { HopSums } from './hop-sums.ts';
import { meterOfHops } from './hops.ts';
import { LevelsListener } from './levels.ts';
import { FAINTEST_LUFS, gatedLoudness, loudnessFromPower, powerFromLoudness } from './loudness.ts';
import { LoudnessListener, SHORT_TERM_HOPS } from './loudness-meter.ts';
import type { DynamicsResult, KSystem } from './measurements.ts';
import type { Meter } from './meter.ts';
import { PeakListener } from './true-peak.ts';

/** Windows over 20 LU under the integrated loudness are pauses, as in EBU Tech 3342. */
const PSR_GATE_LU = 20;
/** The integration time of the K-System's meter: 600 ms. */
const RMS_HOPS = 6;
/** 10 log10 2. */
const SINE_CREST_DB = 3.010299956639812;
/** 400 ms of a 3 s block. */
const SHORTEST_DR14_BLOCKS = 0.4 / 3;

export function readDynamics(
  frames: number,
  levels: LevelsListener,
  peaks: PeakListener,
  loudness: LoudnessListener,
): DynamicsResult {
  const rmsDbfs = levelDb(levels.meanSquare(frames));
  const { samplePeakDbfs, truePeakDbtp } = peaks.result();
  const integrated = gatedLoudness(loudness.blockPowers.values());
  const psr = peakToShortTerm(peaks.hopPeaks.values(), loudness.shortTermPowers.values(), integrated);
  return {
    rmsDbfs,
    maxRmsDbfs: levelDb(loudestMeanSquare(levels.hopMeanSquares.values())),
    kSystem: kSystem(rmsDbfs),
    crestDb: difference(samplePeakDbfs, rmsDbfs),
    plrDb: difference(truePeakDbtp, integrated),
    psrDb: quantile(psr, 0.5),
    psrLowDb: quantile(psr, 0.05),
    dr14: readDr14(frames, levels),
  };
}

/** Of the loudest 600 ms; of all the sound where there is less. */
function loudestMeanSquare(hops: Float64Array): number | null {
  if (hops.length === 0) return null;
  const width = Math.min(RMS_HOPS, hops.length);
  // The last hop may be a fragment that would count as a whole one.
  const end = Math.max(width, hops.length - 1);
  let most = 0;
  for (let first = 0; first + width <= end; first++) {
    let sum = 0;
    for (let i = first; i < first + width; i++) sum += hops[i]!;
    most = Math.max(most, sum / width);
  }
  return most;
}

/** Katz's scales: 0 stands 12, 14 and 20 dB under full scale, RMS by AES17, whose sine of full scale has 0 dB. */
function kSystem(rmsDbfs: number | null): KSystem | null {
  if (rmsDbfs === null) return null;
  const aes17 = rmsDbfs + SINE_CREST_DB;
  return { k12Db: aes17 + 12, k14Db: aes17 + 14, k20Db: aes17 + 20 };
}

function levelDb(meanSquare: number | null): number | null {
  return meanSquare !== null && meanSquare > 0 ? dbFromPower(meanSquare) : null;
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/** Squared true peak over power of every 3 s window above the gate, ascending (AES e-Brief 373). */
function peakToShortTerm(
  hopPeaks: Float64Array,
  shortTermPowers: Float64Array,
  integratedLufs: number | null,
): Float64Array {
  if (integratedLufs === null) return new Float64Array(0);
  const gate = powerFromLoudness(Math.max(FAINTEST_LUFS, integratedLufs - PSR_GATE_LU));
  const ratios = new Float64Array(shortTermPowers.length);
  let count = 0;
  for (let first = 0; first < shortTermPowers.length; first++) {
    const power = shortTermPowers[first]!;
    if (!(power > gate)) continue;
    let peak = 0;
    for (let i = first; i < first + SHORT_TERM_HOPS; i++) if (hopPeaks[i]! > peak) peak = hopPeaks[i]!;
    ratios[count++] = (peak * peak) / power;
  }
  return ratios.subarray(0, count).sort();
}

/** Of ascending ratios, in dB of loudness, straight between neighbours; null of none. */
function quantile(ascending: Float64Array, share: number): number | null {
  if (ascending.length === 0) return null;
  const at = (ascending.length - 1) * share;
  const below = Math.floor(at);
  const low = -loudnessFromPower(1 / ascending[below]!);
  const high = -loudnessFromPower(1 / ascending[Math.min(below + 1, ascending.length - 1)]!);
  return low + (at - below) * (high - low);
}

/** Mean of the channels, rounded; null for silence and for sounds too short to have a loudness. */
function readDr14(frames: number, levels: LevelsListener): number | null {
  const { blockFrames, openFrames, channels } = levels;
  if (frames < SHORTEST_DR14_BLOCKS * blockFrames) return null;
  if (channels.every((channel) => channel.energy === 0)) return null;
  const ranges = channels.map((channel) => {
    const rms = Array.from(channel.blockEnergies.values(), (energy) => blockRmsDr14(energy, blockFrames));
    const open = blockRmsDr14(channel.openEnergy, openFrames);
    return dynamicRangeDb([...rms, open], [...channel.blockPeaks.values(), channel.openPeak]);
  });
  return Math.round(ranges.reduce((sum, range) => sum + range, 0) / ranges.length) + 0;
}

/** Dynamics alone; needs all that they are read from. */
export function createDynamicsMeter(format: SignalFormat): Meter<DynamicsResult> {
  const sums = new HopSums(format);
  const levels = new LevelsListener(sums);
  const peaks = new PeakListener(sums, levels);
  const loudness = new LoudnessListener(sums);
  return meterOfHops(format, [sums, levels, peaks, loudness], (frames) =>
    readDynamics(frames, levels, peaks, loudness),
  );
}
