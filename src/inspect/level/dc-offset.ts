// DC offset: a wave that does not rest at zero: clicks at edits, headroom lost on one side.
import { channelName } from '../spans.ts';
import type { Finding, VerdictKind } from '../finding.ts';

/** 0.05 % and 0.2 % of full scale (-66 and -54 dBFS). */
const NOTE_FS = 0.0005;
const WARN_FS = 0.002;
/** The mean of less sound than this is no constant yet. */
const LEAST_S = 0.4;

/** The mean of each channel away from zero. */
export const DC_OFFSET: VerdictKind = {
  id: 'dc-offset',
  codes: ['dc-offset'],
  judge(m) {
    if (m.durationS < LEAST_S) return [];
    return m.dcOffset.flatMap((offset, c): Finding[] => {
      const size = Math.abs(offset);
      if (size < NOTE_FS) return [];
      return [
        {
          code: 'dc-offset',
          severity: size >= WARN_FS ? 'warning' : 'note',
          confidence: 0.95,
          channel: channelName(c, m.dcOffset.length),
          startS: null,
          endS: null,
          value: 100 * offset,
          unit: '%',
        },
      ];
    });
  },
};
