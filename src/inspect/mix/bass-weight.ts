// Bass weight: stretches whose bass overpowers the song, or is played and cannot be heard.
import { bandTrack, region, type BandTrack, type Stretch } from '../heard/band-track.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';

const BASS = region(40, 125);
const BODY = region(160, 1600);
const TREBLE = region(4000, 12000);
/** Over records. Their bass differs by 7 dB to either side; a single held bass note stands out for a moment by more. */
const HEAVY_DB = 11;
const HEAVY_S = 3;
/** Buried: well under what records have, and yet somebody plays; below that the arrangement has no bass. */
const THIN_DB = -8;
const ABSENT_DB = -18;
const THIN_S = 6;
/** Only a full band misses its bass: the treble stands within this of the body as on records. */
const BAND_TREBLE_DB = -9;
const MOST_NOTES = 20;

class BassWeightDetector implements Detector {
  private readonly track: BandTrack;

  constructor(hearing: Hearing) {
    this.track = hearing.stream(bandTrack);
  }

  push(): void {}

  result(): Finding[] {
    const { track } = this;
    const loud = track.loud();
    const bass = (look: number): number => track.overRecordsDb(look, BASS, BODY);
    const heavy = track.stretches((look) => loud[look]! && bass(look) > HEAVY_DB, HEAVY_S);
    const thin = track.stretches((look) => loud[look]! && this.isThin(look, bass(look)), THIN_S);
    return [...this.notes('mix-bass-heavy', heavy, bass), ...this.notes('mix-bass-thin', thin, bass)];
  }

  private isThin(look: number, bassDb: number): boolean {
    if (bassDb > THIN_DB || bassDb < ABSENT_DB) return false;
    return this.track.overRecordsDb(look, TREBLE, BODY) > BAND_TREBLE_DB;
  }

  private notes(code: string, stretches: readonly Stretch[], bass: (look: number) => number): Finding[] {
    return stretches.slice(0, MOST_NOTES).map(({ startS, endS, looks }) => {
      const mean = looks.reduce((sum, look) => sum + bass(look), 0) / looks.length;
      const value = Math.round(10 * mean) / 10;
      const base = { code, severity: 'note', confidence: 0.5, channel: null, unit: 'dB' } as const;
      return { ...base, startS, endS, value };
    });
  }
}

/** Overpowering and buried bass. */
export const BASS_WEIGHT: DetectorKind = {
  id: 'bass-weight',
  codes: ['mix-bass-heavy', 'mix-bass-thin'],
  create: (hearing) => new BassWeightDetector(hearing),
};
