// Low phase: stretches whose bass differs between left and right so much that a single loudspeaker loses it.
import { bandTrack, region, type BandTrack } from '../heard/band-track.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';

const BASS = region(40, 125);
const BODY = region(160, 1600);
/** Side over mid. At -4 dB mono loses 1.5 dB of the bass, at 0 dB half of it. */
const APART_DB = -4;
/** Bass fainter than this against records carries nothing that could be missed. */
const MATTERS_DB = -8;
const LEAST_S = 2;
const MOST_NOTES = 20;

class LowPhaseDetector implements Detector {
  private readonly track: BandTrack;

  constructor(hearing: Hearing) {
    this.track = hearing.stream(bandTrack);
  }

  push(): void {}

  result(): Finding[] {
    const { track } = this;
    if (!track.stereo) return [];
    const loud = track.loud();
    const apart = (look: number): number => track.sideToMidDb(look, BASS);
    const matters = (look: number): boolean => track.overRecordsDb(look, BASS, BODY) > MATTERS_DB;
    return track
      .stretches((look) => loud[look]! && matters(look) && apart(look) > APART_DB, LEAST_S)
      .slice(0, MOST_NOTES)
      .map(({ startS, endS, looks }) => ({
        code: 'mix-low-phase',
        severity: 'note',
        confidence: 0.6,
        channel: null,
        startS,
        endS,
        value: Math.round((10 * looks.reduce((sum, look) => sum + apart(look), 0)) / looks.length) / 10,
        unit: 'dB',
      }));
  }
}

/** Bass that does not survive a single loudspeaker, with its places. */
export const LOW_PHASE: DetectorKind = {
  id: 'low-phase',
  codes: ['mix-low-phase'],
  create: (hearing) => new LowPhaseDetector(hearing),
};
