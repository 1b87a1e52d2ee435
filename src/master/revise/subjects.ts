// Subjects: what words can ask to change, and what each wish does to the sound: which filter, where, and how much of it.
import type { Stage } from '../stage.ts';

/** A band of an equaliser; its gain is the wish's size times `share`. */
export interface ToneBand {
  readonly type: 'bell' | 'low-shelf' | 'high-shelf';
  readonly hz: number;
  readonly q: number;
  readonly share: number;
  /** Both channels, unless only what they share. */
  readonly channel?: 'mid';
}

/**
 * `tone`: an equaliser of these bands; `esses`: a de-esser; `width`: the level of the sides; `punch`: the onsets;
 * `compression` and `pumping`: the compressors of the plan; `loudness`: the level of the whole song, or of a place.
 */
export type Doing =
  | {
      readonly by: 'tone';
      readonly bands: readonly ToneBand[];
      readonly lowHz: number;
      readonly highHz: number;
    }
  | { readonly by: 'esses' | 'width' | 'punch' | 'compression' | 'pumping' | 'loudness' };

export interface Subject {
  /** A noun that fits behind “more” and “less”. */
  readonly noun: string;
  readonly doing: Doing;
  /** The stage whose lock forbids it. */
  readonly stage: Stage;
  /** What one dB of it does, for the guide. */
  readonly effect: string;
}

const SHELF_Q = 0.7;

const tone = (
  noun: string,
  lowHz: number,
  highHz: number,
  effect: string,
  ...bands: readonly ToneBand[]
): Subject => ({ noun, stage: 'tone', effect, doing: { by: 'tone', lowHz, highHz, bands } });
const bell = (hz: number, q: number, share = 1): ToneBand => ({ type: 'bell', hz, q, share });
const low = (hz: number, share = 1): ToneBand => ({ type: 'low-shelf', hz, q: SHELF_Q, share });
const high = (hz: number, share = 1): ToneBand => ({ type: 'high-shelf', hz, q: SHELF_Q, share });
const of = (
  noun: string,
  stage: Stage,
  by: 'esses' | 'width' | 'punch' | 'compression' | 'pumping' | 'loudness',
  effect: string,
): Subject => ({ noun, stage, effect, doing: { by } });

/** The frequencies are those engineers mean by these words (Izhaki, Mixing Audio, 3rd ed., chapter 15; Katz, Mastering Audio, chapter 4). */
export const SUBJECTS = {
  sub: tone('sub bass', 20, 60, 'a low shelf below 50 Hz', low(50)),
  bass: tone('bass', 20, 160, 'a low shelf below 110 Hz', low(110)),
  body: tone('body', 120, 320, 'a wide bell at 200 Hz', bell(200, 0.7)),
  mud: tone('mud', 160, 400, 'a bell at 260 Hz', bell(260, 1)),
  'low-mids': tone('low mids', 200, 600, 'a wide bell at 350 Hz', bell(350, 0.8)),
  warmth: tone(
    'warmth',
    100,
    16000,
    'a low shelf below 250 Hz, and half as much taken off above 6 kHz',
    low(250),
    high(6000, -0.5),
  ),
  mids: tone('mids', 500, 2000, 'a wide bell at 1 kHz', bell(1000, 0.6)),
  voice: tone('voice', 1000, 4000, 'a wide bell at 2.2 kHz on what both channels share', {
    ...bell(2200, 0.8),
    channel: 'mid',
  }),
  presence: tone('presence', 2000, 6000, 'a wide bell at 4 kHz', bell(4000, 0.8)),
  harshness: tone('harshness', 2200, 4500, 'a bell at 3.2 kHz', bell(3200, 1)),
  brightness: tone('brightness', 4000, 20000, 'a high shelf above 5 kHz', high(5000)),
  treble: tone('treble', 6000, 20000, 'a high shelf above 7 kHz', high(7000)),
  air: tone('air', 10000, 20000, 'a high shelf above 12 kHz', high(12000)),
  sibilance: of('sibilance', 'resonance', 'esses', 'a de-esser at 7 kHz that takes at most so much'),
  width: of('width', 'width', 'width', 'the level of the sides'),
  punch: of('punch', 'dynamics', 'punch', 'the onsets of sounds against what follows them'),
  compression: of(
    'compression',
    'dynamics',
    'compression',
    'how much the compressors of the plan do; where there are none, more adds one',
  ),
  pumping: of(
    'pumping',
    'dynamics',
    'pumping',
    'the compressors of the plan do less; where there are none, the song gets quieter for its limiter’s sake',
  ),
  loudness: of(
    'loudness',
    'loudness',
    'loudness',
    'the loudness of the whole song, in LU, or the level of a place against the rest',
  ),
} as const satisfies Record<string, Subject>;

export type SubjectId = keyof typeof SUBJECTS;

export function subjectOf(id: SubjectId): Subject {
  return SUBJECTS[id];
}
