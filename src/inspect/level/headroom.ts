// Headroom: peaks that leave the limiter, the converter or the encoder no room.
import type { Finding, VerdictKind } from '../finding.ts';

/** Above this a mix leaves mastering no room; a finished master may stand there on purpose, hence only a note. */
const NO_HEADROOM_DBTP = -1;

/** Less is hardly heard, whatever the converter; and a float file loses nothing above full scale. */
const WARN_DBTP = 0.5;

/** Peaks over full scale between or at the samples. */
export const HEADROOM: VerdictKind = {
  id: 'headroom',
  codes: ['intersample-over', 'no-headroom'],
  judge(m, _format, origin) {
    return [m.peak].flatMap(({ truePeakDbtp, samplePeakDbfs }): Finding[] => {
      if (truePeakDbtp === null || samplePeakDbfs === null || truePeakDbtp <= NO_HEADROOM_DBTP) return [];
      const common = {
        confidence: 0.98,
        channel: 'both',
        startS: null,
        endS: null,
        value: truePeakDbtp,
        unit: 'dBTP',
      } as const;
      const facts = { samplePeakDbfs };
      const severity = truePeakDbtp >= WARN_DBTP && origin.codec !== 'float' ? 'warning' : 'note';
      if (truePeakDbtp > 0.005) return [{ code: 'intersample-over', severity, ...common, facts }];
      return [{ code: 'no-headroom', severity: 'note', ...common, facts }];
    });
  },
};
