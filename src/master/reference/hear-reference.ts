// Hear reference: one pass over a finished record, with just the meters that a match needs.
import { BandPowerListener } from '../../measure/band-power.ts';
import { BandwidthListener } from '../../measure/bandwidth.ts';
import { readDynamics } from '../../measure/dynamics.ts';
import { HopSums } from '../../measure/hop-sums.ts';
import { meterOfHops } from '../../measure/hops.ts';
import { LevelsListener } from '../../measure/levels.ts';
import { LoudPartsListener } from '../../measure/loud-parts.ts';
import { LoudnessListener } from '../../measure/loudness-meter.ts';
import { pump } from '../../measure/measure.ts';
import type { Meter } from '../../measure/meter.ts';
import { rounded } from '../../measure/rounded.ts';
import { PeakListener } from '../../measure/true-peak.ts';
import { Fault } from '../../signal/fault.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Source } from '../../signal/stream.ts';
import { MOST_MASTERED_CHANNELS } from '../plan.ts';
import type { ReferenceRecord } from './signature.ts';

/** A shorter excerpt is a bar or two, whose tone is that of its notes. */
export const LEAST_REFERENCE_S = 5;

type Heard = Omit<ReferenceRecord, 'name' | 'weight'>;

/** Pulls the source to its end; the caller closes it. Faults: `reference-too-short`, `reference-silent`, `too-many-channels`. */
export async function hearReference(source: Source, name: string, weight: number): Promise<ReferenceRecord> {
  const { channels } = source.format;
  if (channels > MOST_MASTERED_CHANNELS)
    throw new Fault('too-many-channels', 'input', { file: name, channels, most: MOST_MASTERED_CHANNELS });
  const meter = createReferenceMeter(source.format);
  await pump(source, [meter]);
  const { durationS, heard } = meter.result();
  // What is shorter than loudness is measured in has none, however loud it is.
  if (durationS < LEAST_REFERENCE_S)
    throw new Fault('reference-too-short', 'input', { file: name, durationS, leastS: LEAST_REFERENCE_S });
  if (heard === null) throw new Fault('reference-silent', 'input', { file: name });
  return { name, weight, ...heard };
}

function createReferenceMeter(
  format: SignalFormat,
): Meter<{ readonly durationS: number; readonly heard: Heard | null }> {
  const sums = new HopSums(format);
  const loudness = new LoudnessListener(sums);
  const levels = new LevelsListener(sums);
  const peaks = new PeakListener(sums, levels);
  const bandPower = new BandPowerListener(format);
  const bandwidth = new BandwidthListener(format, bandPower.frameLength);
  bandPower.listen((frame) => bandwidth.look(frame));
  const parts = new LoudPartsListener(bandPower, format.channels);
  return meterOfHops(format, [sums, loudness, levels, peaks, bandPower], (frames) => {
    const durationS = frames / format.sampleRateHz;
    const loud = parts.result(loudness.maxShortTermPower());
    const dynamics = readDynamics(frames, levels, peaks, loudness);
    const { integratedLufs, rangeLu } = loudness.result();
    const { truePeakDbtp } = peaks.result();
    if (loud === null || integratedLufs === null || truePeakDbtp === null) return { durationS, heard: null };
    const { bandsHz, midDb, movement } = loud;
    const sideDb = loud.sideDb?.some((level) => level !== null) ? loud.sideDb : null;
    const figures = {
      sampleRateHz: format.sampleRateHz,
      channels: format.channels,
      durationS: rounded(durationS, 3),
      integratedLufs: rounded(integratedLufs, 3),
      rangeLu: rangeLu === null ? null : rounded(rangeLu, 2),
      truePeakDbtp: rounded(truePeakDbtp, 3),
      psrDb: dynamics.psrDb === null ? null : rounded(dynamics.psrDb, 2),
      plrDb: rounded(truePeakDbtp - integratedLufs, 2),
      highestHz: bandwidth.result().highestHz ?? format.sampleRateHz / 2,
    };
    return { durationS, heard: { ...figures, bandsHz, midDb, sideDb, movement } };
  });
}
