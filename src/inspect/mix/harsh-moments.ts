// Harsh moments: loud places where the range from 2 to 5 kHz, in which the ear is most easily hurt, stands far out.
import { bandTrack, region, type BandTrack } from '../heard/band-track.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';

const HARSH = region(2000, 5600);
const BODY = region(160, 1600);
/** Over records, which differ by 5 dB here. */
const HARSH_DB = 7;
/** Shorter is a cymbal crash. */
const LEAST_S = 1;
const MOST_NOTES = 20;

class HarshMomentsDetector implements Detector {
  private readonly track: BandTrack;

  constructor(hearing: Hearing) {
    this.track = hearing.stream(bandTrack);
  }

  push(): void {}

  result(): Finding[] {
    const { track } = this;
    const loud = track.loud();
    const over = (look: number): number => track.overRecordsDb(look, HARSH, BODY);
    return track
      .stretches((look) => loud[look]! && over(look) > HARSH_DB, LEAST_S)
      .slice(0, MOST_NOTES)
      .map(({ startS, endS, looks }) => ({
        code: 'mix-harsh',
        severity: 'note',
        confidence: 0.5,
        channel: null,
        startS,
        endS,
        value: Math.round(10 * Math.max(...looks.map(over))) / 10,
        unit: 'dB',
      }));
  }
}

/** Moments that hurt at playback level. */
export const HARSH_MOMENTS: DetectorKind = {
  id: 'harsh-moments',
  codes: ['mix-harsh'],
  create: (hearing) => new HarshMomentsDetector(hearing),
};
