// Stereo faults: dead, weak, identical or opposed channels, told from the stereo measurements.
import type { Measurements, StereoResult } from '../../measure/measurements.ts';
import type { Finding, FindingChannel, Severity, VerdictKind } from '../finding.ts';

const IMBALANCE_NOTE_DB = 1.5;
const IMBALANCE_WARN_DB = 2;
/** A channel this far below the other is dead rather than quiet. */
const DEAD_DB = 35;
/** For channels of one level, 1 - correlation is twice the side-to-mid power: a side 63 dB down is no stereo that anyone can hear. */
const DUAL_MONO_CORRELATION = 1 - 1e-6;
const ANTIPHASE_NOTE = 0.1;
const ANTIPHASE_WARN = -0.05;
const LOW_BAND_HZ = 130;
const LOW_ANTIPHASE = -0.2;
const MONO_LOSS_NOTE_LU = 3.5;
const MONO_LOSS_WARN_LU = 6;
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

/** One channel missing, or 35 dB under its partner: then nothing else about the stereo picture makes sense. */
function deadChannel(m: Measurements, balanceDb: number | null): Finding | null {
  const [left, right] = m.peak.perChannel;
  if (left === undefined || right === undefined) return null;
  if (left.samplePeakDbfs === null && right.samplePeakDbfs === null) return null;
  if (left.samplePeakDbfs === null) return finding('dead-channel', 'error', 'left', 0, 'FS', 1);
  if (right.samplePeakDbfs === null) return finding('dead-channel', 'error', 'right', 0, 'FS', 1);
  if (balanceDb === null || Math.abs(balanceDb) < DEAD_DB) return null;
  return finding('dead-channel', 'error', balanceDb > 0 ? 'right' : 'left', -Math.abs(balanceDb), 'dB', 0.95);
}

function imbalance(balanceDb: number | null): Finding[] {
  if (balanceDb === null || Math.abs(balanceDb) < IMBALANCE_NOTE_DB) return [];
  const severity = Math.abs(balanceDb) >= IMBALANCE_WARN_DB ? 'warning' : 'note';
  return [finding('imbalance', severity, balanceDb > 0 ? 'right' : 'left', -Math.abs(balanceDb), 'dB', 0.8)];
}

function dualMono(stereo: StereoResult): Finding[] {
  if (stereo.correlation === null || stereo.correlation < DUAL_MONO_CORRELATION) return [];
  return [finding('dual-mono', 'note', 'both', stereo.correlation, 'correlation', 0.99)];
}

function antiphase(stereo: StereoResult): Finding[] {
  const { correlation } = stereo;
  if (correlation === null || correlation >= ANTIPHASE_NOTE) return [];
  const severity = correlation < ANTIPHASE_WARN ? 'warning' : 'note';
  return [
    finding('antiphase', severity, 'both', correlation, 'correlation', Math.min(0.95, 0.6 - correlation)),
  ];
}

function lowAntiphase(stereo: StereoResult): Finding[] {
  const lows = stereo.bands.filter((band) => band.highHz <= LOW_BAND_HZ && band.correlation !== null);
  const worst = lows.reduce((min, band) => Math.min(min, band.correlation ?? 1), 1);
  if (worst >= LOW_ANTIPHASE) return [];
  return [finding('low-antiphase', 'warning', 'both', worst, 'correlation', 0.8)];
}

function monoLoss(stereo: StereoResult): Finding[] {
  const { monoLossLu } = stereo;
  if (monoLossLu === null || monoLossLu < MONO_LOSS_NOTE_LU) return [];
  const severity = monoLossLu >= MONO_LOSS_WARN_LU ? 'warning' : 'note';
  return [finding('mono-loss', severity, 'both', monoLossLu, 'LU', 0.9)];
}

/** Faults of the stereo picture as a whole. */
export const STEREO_FAULTS: VerdictKind = {
  id: 'stereo-faults',
  codes: ['dead-channel', 'imbalance', 'dual-mono', 'antiphase', 'low-antiphase', 'mono-loss'],
  judge(m) {
    if (m.stereo === null || m.durationS < LEAST_S || (m.peak.samplePeakDbfs ?? -Infinity) < LEAST_PEAK_DBFS)
      return [];
    const dead = deadChannel(m, m.stereo.balanceDb);
    if (dead !== null) return [dead];
    const { stereo } = m;
    return [
      ...imbalance(stereo.balanceDb),
      ...dualMono(stereo),
      ...antiphase(stereo),
      ...lowAntiphase(stereo),
      ...monoLoss(stereo),
    ];
  },
};
