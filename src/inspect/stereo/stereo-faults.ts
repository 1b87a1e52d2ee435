// Stereo faults: channels opposed throughout and what is lost in mono, told from the stereo measurements.
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import type { StereoResult } from '../../measure/measurements.ts';
import type { Finding, FindingChannel, Severity, VerdictKind } from '../finding.ts';

const ANTIPHASE_NOTE = 0.1;
const ANTIPHASE_WARN = -0.05;
const MONO_LOSS_NOTE_LU = 3.5;
const MONO_LOSS_WARN_LU = 6;
/** A band that loses this much is heard to step back, where the song as a whole hardly loses. */
const BAND_LOSS_DB = 6;
/** Bass has a finding of its own; above, direction is loudness and little is missed. */
const BAND_FROM_HZ = 170;
const BAND_TO_HZ = 9000;
/** With one channel this far under the other there is no picture: lean tells that. */
const ONE_SIDED_DB = 20;
/** Fainter (-60 dBFS), or shorter, there is no stereo picture to judge. */
const LEAST_PEAK_DBFS = -60;
const LEAST_S = 0.4;

function finding(
  code: string,
  severity: Severity,
  channel: FindingChannel,
  value: number,
  unit: string,
  confidence: number,
): Finding {
  return { code, severity, confidence, channel, startS: null, endS: null, value, unit };
}

function antiphase(stereo: StereoResult): Finding[] {
  const { correlation } = stereo;
  if (correlation === null || correlation >= ANTIPHASE_NOTE) return [];
  const severity = correlation < ANTIPHASE_WARN ? 'warning' : 'note';
  return [
    finding('antiphase', severity, 'both', correlation, 'correlation', Math.min(0.95, 0.6 - correlation)),
  ];
}

function monoLoss(stereo: StereoResult): Finding[] {
  const { monoLossLu } = stereo;
  if (monoLossLu === null) return [];
  if (monoLossLu < MONO_LOSS_NOTE_LU) return bandLoss(stereo);
  const severity = monoLossLu >= MONO_LOSS_WARN_LU ? 'warning' : 'note';
  return [finding('mono-loss', severity, 'both', monoLossLu, 'LU', 0.9)];
}

/** The band that loses most, where one loses much; below 100 dB as side to mid is held. */
function bandLoss(stereo: StereoResult): Finding[] {
  let worst: { lossDb: number; lowHz: number; highHz: number } | null = null;
  for (const { lowHz, highHz, sideToMidDb } of stereo.bands) {
    if (sideToMidDb === null || lowHz < BAND_FROM_HZ || highHz > BAND_TO_HZ) continue;
    const lossDb = dbFromPower(1 + powerFromDb(sideToMidDb));
    if (lossDb >= BAND_LOSS_DB && lossDb > (worst?.lossDb ?? 0)) worst = { lossDb, lowHz, highHz };
  }
  if (worst === null) return [];
  const { lossDb, lowHz, highHz } = worst;
  return [{ ...finding('mono-loss', 'note', 'both', lossDb, 'dB', 0.8), facts: { lowHz, highHz } }];
}

/** Faults of the stereo picture as a whole. */
export const STEREO_FAULTS: VerdictKind = {
  id: 'stereo-faults',
  codes: ['antiphase', 'mono-loss'],
  judge({ stereo, durationS, peak }) {
    if (stereo === null || durationS < LEAST_S || (peak.samplePeakDbfs ?? -Infinity) < LEAST_PEAK_DBFS)
      return [];
    if (Math.abs(stereo.balanceDb ?? 0) > ONE_SIDED_DB) return [];
    return [...antiphase(stereo), ...monoLoss(stereo)];
  },
};
