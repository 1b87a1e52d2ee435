// Masked voice: stretches where whoever sings in the middle would be covered, by what is below and above or by the sides.
import { bandTrack, region, type BandTrack } from '../heard/band-track.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';

/** Where words are understood: the second and third formant and the loud consonants. */
const VOICE = region(1000, 4000);
const BELOW = region(160, 500);
const ABOVE = region(5000, 11000);
/** Under records, against what is below; and at the same time against what is above. */
const HOLLOW_BELOW_DB = -8;
const HOLLOW_ABOVE_DB = -3;
/** Sides louder than the middle by this much leave little of a voice in it. */
const SIDES_DB = 1.5;
/** A line of a song. */
const LEAST_S = 4;
const MOST_NOTES = 20;

class MaskedVoiceDetector implements Detector {
  private readonly track: BandTrack;

  constructor(hearing: Hearing) {
    this.track = hearing.stream(bandTrack);
  }

  push(): void {}

  result(): Finding[] {
    const { track } = this;
    const loud = track.loud();
    const below = (look: number): number => track.overRecordsDb(look, VOICE, BELOW);
    const sides = (look: number): number => track.sideToMidDb(look, VOICE);
    const hollow = (look: number): boolean =>
      below(look) < HOLLOW_BELOW_DB && track.overRecordsDb(look, VOICE, ABOVE) < HOLLOW_ABOVE_DB;
    return [
      ...this.notes('neighbours', (look) => loud[look]! && hollow(look), below),
      ...this.notes('sides', (look) => loud[look]! && sides(look) > SIDES_DB, sides),
    ];
  }

  private notes(by: string, holds: (look: number) => boolean, amount: (look: number) => number): Finding[] {
    return this.track
      .stretches(holds, LEAST_S)
      .slice(0, MOST_NOTES)
      .map(({ startS, endS, looks }) => ({
        code: 'mix-masked-voice',
        severity: 'note',
        confidence: 0.4,
        channel: null,
        startS,
        endS,
        value: Math.round((10 * looks.reduce((sum, look) => sum + amount(look), 0)) / looks.length) / 10,
        unit: 'dB',
        facts: { by },
      }));
  }
}

/** Where words would not be understood. */
export const MASKED_VOICE: DetectorKind = {
  id: 'masked-voice',
  codes: ['mix-masked-voice'],
  create: (hearing) => new MaskedVoiceDetector(hearing),
};
