// Score: "First Light", eleven bars in D: chords, bass, arpeggio, melody, drum patterns.

const BEATS_PER_MINUTE = 92;
export const BEAT_S = 60 / BEATS_PER_MINUTE;
const BAR_BEATS = 4;
const BARS = 11;

export interface Note {
  /** Beats from the beginning. */
  readonly beat: number;
  readonly beats: number;
  /** MIDI number, 69 = a' = 440 Hz. */
  readonly key: number;
  /** 0…1. */
  readonly velocity: number;
}

interface Chord {
  readonly root: number;
  readonly voicing: readonly number[];
}

const G_MAJ9: Chord = { root: 31, voicing: [55, 59, 62, 66, 69] };
const A_ADD9: Chord = { root: 33, voicing: [57, 61, 64, 66, 71] };
const F_SHARP_M7: Chord = { root: 30, voicing: [54, 57, 61, 64, 69] };
const B_M9: Chord = { root: 35, voicing: [54, 57, 59, 61, 66] };
const E_M9: Chord = { root: 28, voicing: [55, 59, 62, 66, 67] };
const A_13SUS: Chord = { root: 33, voicing: [55, 59, 62, 66, 69] };
const D_MAJ9: Chord = { root: 38, voicing: [54, 57, 61, 64, 69] };

const CHORDS: readonly Chord[] = [
  G_MAJ9,
  A_ADD9,
  F_SHARP_M7,
  B_M9,
  G_MAJ9,
  A_ADD9,
  F_SHARP_M7,
  B_M9,
  E_M9,
  A_13SUS,
  D_MAJ9,
];

/** Bars (from 0) in which each part begins. */
const BUILD_BAR = 2;
const FULL_BAR = 4;
const LAST_BAR = BARS - 1;

/** The rhythm that the electric piano breathes in: a long chord, then an answer. */
export function pianoNotes(): Note[] {
  return CHORDS.flatMap((chord, bar) => {
    const beat = bar * BAR_BEATS;
    const full = bar >= FULL_BAR;
    const last = bar === LAST_BAR;
    const strum = chord.voicing.map((key, i) => ({
      beat: beat + i * 0.028,
      beats: last ? 6 : 2.4,
      key,
      velocity: (full ? 0.72 : 0.5) + 0.05 * (i % 2),
    }));
    if (last) return strum;
    const answer = chord.voicing.slice(1).map((key, i) => ({
      beat: beat + 2.5 + i * 0.015,
      beats: 1.3,
      key,
      velocity: full ? 0.55 : 0.36,
    }));
    return [...strum, ...answer];
  });
}

/** The chords held, an octave up on top. */
export function padNotes(): Note[] {
  return CHORDS.flatMap((chord, bar) =>
    [chord.voicing[0]!, chord.voicing[2]!, chord.voicing[3]! + 12].map((key) => ({
      beat: bar * BAR_BEATS,
      beats: bar === LAST_BAR ? 6 : BAR_BEATS,
      key,
      velocity: Math.min(1, 0.4 + 0.1 * bar),
    })),
  );
}

export function bassNotes(): Note[] {
  return CHORDS.flatMap((chord, bar): Note[] => {
    if (bar < BUILD_BAR) return [];
    const at = bar * BAR_BEATS;
    if (bar === LAST_BAR) return [{ beat: at, beats: 6, key: chord.root, velocity: 0.8 }];
    const long = { beat: at, beats: 1.4, key: chord.root, velocity: 0.85 };
    if (bar < FULL_BAR) return [{ ...long, beats: 3.6 }];
    return [
      long,
      { beat: at + 1.75, beats: 0.5, key: chord.root, velocity: 0.6 },
      { beat: at + 2.5, beats: 0.9, key: chord.root + 12, velocity: 0.7 },
      { beat: at + 3.5, beats: 0.45, key: chord.root + 7, velocity: 0.65 },
    ];
  });
}

const ARPEGGIO = [0, 2, 4, 1, 3, 2, 4, 3];

/** Plucked eighths through the chord, an octave up; sixteenths at the end of every other bar. */
export function pluckNotes(): Note[] {
  return CHORDS.flatMap((chord, bar): Note[] => {
    if (bar < BUILD_BAR || bar === LAST_BAR) return [];
    return ARPEGGIO.map((step, i) => ({
      beat: bar * BAR_BEATS + i * 0.5,
      beats: 1,
      key: chord.voicing[step]! + 12,
      velocity: (i % 4 === 0 ? 0.8 : 0.55) * (bar < FULL_BAR ? 0.75 : 1),
    }));
  });
}

/** Beats are counted from the full section. */
const MELODY: readonly (readonly [beat: number, beats: number, key: number])[] = [
  [0.5, 1, 78],
  [1.5, 0.5, 76],
  [2, 1.8, 74],
  [4, 1, 76],
  [5, 0.5, 73],
  [5.5, 2.2, 69],
  [8.5, 0.5, 73],
  [9, 0.5, 76],
  [9.5, 1.5, 81],
  [11, 1, 78],
  [12, 0.5, 76],
  [12.5, 1.9, 74],
  [14.5, 0.5, 73],
  [15, 1, 74],
  [16, 1.5, 79],
  [17.5, 0.5, 78],
  [18, 1, 76],
  [19, 0.9, 71],
  [20, 1, 74],
  [21, 1, 76],
  [22, 1, 78],
  [23, 1, 81],
  [24, 4, 78],
];

export function melodyNotes(): Note[] {
  return MELODY.map(([beat, beats, key]) => ({
    beat: FULL_BAR * BAR_BEATS + beat,
    beats,
    key,
    velocity: 0.62 + (key - 69) * 0.022,
  }));
}

export interface Hit {
  readonly drum: 'kick' | 'snare' | 'hat' | 'shaker' | 'open-hat' | 'cymbal';
  readonly beat: number;
  readonly velocity: number;
}

/** Sixteenths of one bar: `X` hard, `x` soft. */
const FULL_PATTERN: readonly (readonly [Hit['drum'], string])[] = [
  ['kick', 'X......xX.x.....'],
  ['snare', '....X..x....X...'],
  ['hat', 'X.x.XxX.x.xxX.x.'],
  ['open-hat', '..............X.'],
  ['shaker', '.xxX.xxX.xxX.xxX'],
];
const BUILD_PATTERN: readonly (readonly [Hit['drum'], string])[] = [
  ['kick', 'X.......X.......'],
  ['hat', 'x...x.x.x...x.xx'],
];
const FILL_PATTERN: readonly (readonly [Hit['drum'], string])[] = [
  ['kick', 'X.......X.......'],
  ['hat', 'x...x.x.x...x...'],
  ['snare', '..........x.xxXX'],
];

function patternHits(bar: number, pattern: readonly (readonly [Hit['drum'], string])[]): Hit[] {
  return pattern.flatMap(([drum, steps]) =>
    [...steps].flatMap((step, i) =>
      step === '.' ? [] : [{ drum, beat: bar * BAR_BEATS + i / 4, velocity: step === 'X' ? 0.95 : 0.42 }],
    ),
  );
}

export function drumHits(): Hit[] {
  const bars = Array.from({ length: BARS }, (_, bar) => bar);
  const played = bars.flatMap((bar) => {
    if (bar < 1 || bar === LAST_BAR) return [];
    if (bar < BUILD_BAR) return patternHits(bar, [['hat', 'x...x...x.x.x...']]);
    if (bar < FULL_BAR - 1) return patternHits(bar, BUILD_PATTERN);
    if (bar === FULL_BAR - 1) return patternHits(bar, FILL_PATTERN);
    return patternHits(bar, FULL_PATTERN);
  });
  const full: Hit = { drum: 'cymbal', beat: FULL_BAR * BAR_BEATS, velocity: 0.8 };
  const last: Hit = { drum: 'cymbal', beat: LAST_BAR * BAR_BEATS, velocity: 0.7 };
  return [...played, full, last, { drum: 'kick', beat: LAST_BAR * BAR_BEATS, velocity: 0.9 }];
}
