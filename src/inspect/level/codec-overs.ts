// Codec overs: whether the peaks will pass full scale once an MP3, AAC or Vorbis encoder has been at work.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { Finding, VerdictKind } from '../finding.ts';

/**
 * Encoding adds noise that follows the sound, so peaks rise the more of the sound stands near them: measured on 41
 * pieces at 128 kb/s MP3 and AAC and 160 kb/s Vorbis, the rise of the true peak is 4.9 dB times RMS over true peak
 * less 0.8 dB, give or take 0.5 dB (at 256 kb/s half and less).
 */
const RISE_PER_SHARE_DB = 4.9;
const RISE_AT_NONE_DB = -0.8;
/** Below this the rise is lost among the errors of the forecast. */
const LEAST_RISE_DB = 0.2;
const FULL_SCALE_DBTP = 0;
/** Sounding ever so slightly over is told by `intersample-over`. */
const ALREADY_OVER_DBTP = 0.005;

/** A forecast, and so never more than a note. */
export const CODEC_OVERS: VerdictKind = {
  id: 'codec-overs',
  codes: ['codec-overs'],
  judge(m, _format, origin): Finding[] {
    const { truePeakDbtp } = m.peak;
    const { rmsDbfs } = m.dynamics;
    if (truePeakDbtp === null || rmsDbfs === null || origin.lossy || truePeakDbtp > ALREADY_OVER_DBTP)
      return [];
    const riseDb = RISE_AT_NONE_DB + RISE_PER_SHARE_DB * gainFromDb(rmsDbfs - truePeakDbtp);
    const expectedDbtp = truePeakDbtp + riseDb;
    if (riseDb < LEAST_RISE_DB || expectedDbtp <= FULL_SCALE_DBTP) return [];
    return [
      {
        code: 'codec-overs',
        severity: 'note',
        confidence: expectedDbtp > 0.5 ? 0.8 : 0.6,
        channel: 'both',
        startS: null,
        endS: null,
        value: expectedDbtp,
        unit: 'dBTP',
        facts: { truePeakDbtp, riseDb },
      },
    ];
  },
};
