// Words for moves: what each one is called, why it is there, what it was to change and whether it did.
import { REVISION_BECAUSE_WORDS, wordsTitle } from './words-revision.ts';
import { measuredValue } from '../master/measured-value.ts';
import type { Because, Expectation, Move } from '../master/plan.ts';
import type { WordLength } from '../deliver/finish/written-files.ts';
import type { Measurements } from '../measure/measurements.ts';
import { change, level, quantity } from './figures.ts';
import { unworded } from './phrase.ts';
import { spanWords, toneSpan } from './pitch-range.ts';
import type { FilePurpose } from './report.ts';
import { ALBUM_BECAUSE_WORDS } from './words-album-balance.ts';
import { BALANCE_WORDS } from './words-balance.ts';
import { DYNAMICS_NAMES, DYNAMICS_TITLES, DYNAMICS_WORDS } from './words-dynamics.ts';
import { PICTURE_TITLES, PICTURE_WORDS, pictureName } from './words-picture.ts';
import { MATCH_TITLES, MATCH_WORDS, matchName } from './words-match.ts';
import { REPAIR_WORDS } from './words-repair.ts';
import { TONE_WORDS } from './words-tone-balance.ts';

export type BecauseTable = Readonly<Record<string, (because: Because, move?: Move) => string>>;

export const BECAUSE_WORDS: BecauseTable = {
  ...DYNAMICS_WORDS,
  ...REVISION_BECAUSE_WORDS,
  ...ALBUM_BECAUSE_WORDS,
  ...BALANCE_WORDS,
  ...PICTURE_WORDS,
  ...MATCH_WORDS,
  ...REPAIR_WORDS,
  ...TONE_WORDS,
  dc: (b) =>
    `The waveform does not rest on zero: its constant part stands ${level(-b.value, 'dB')} below the sound itself. Nobody hears it, but it takes headroom away. A cut far below the lowest note removes it.`,
  rumble: (b) =>
    `Below the lowest notes there is almost as much level as in the bass itself (${change(b.value)} against it). Nobody hears it as music, and it costs loudness.`,
  'glue-open': (b) =>
    `From moment to moment peaks stand ${level(b.value, 'dB')} above the loudness; above ${level(b.target, 'dB')} a song of this kind may be held together a little. Loud moments are held by 1 to 2 dB, slowly enough that onsets pass; it stays only where the limiter then has less to bend.`,
  'level-asked': (b) =>
    `You asked for ${level(b.target, 'LUFS')}; after the moves before, the song stands at ${level(b.value, 'LUFS')}.`,
  'level-kept': (b) =>
    `You asked to keep the mix’s own loudness of ${level(b.target, 'LUFS')}; the moves before changed it to ${level(b.value, 'LUFS')}.`,
  'level-finished': (b) =>
    `The song is finished already, so it keeps its loudness: from ${level(b.value, 'LUFS')} to ${level(b.target, 'LUFS')}.`,
  'level-refused': (b) =>
    `From ${level(b.value, 'LUFS')} to ${level(b.target, 'LUFS')}: as far as it goes without audible harm; what was aimed at lies beyond that.`,
  'level-style': (b) =>
    `From ${level(b.value, 'LUFS')} to ${level(b.target, 'LUFS')}: as loud as this style likes to be with this arrangement.`,
  'level-knee': (b) =>
    `From ${level(b.value, 'LUFS')} to ${level(b.target, 'LUFS')}: the point from which more loudness would start to cost punch.`,
  'peaks-over-ceiling': (b) =>
    `At that level the highest peak would reach ${level(b.value, 'dBTP')}. Peaks over ${level(b.target, 'dBTP')}, and only they, are held for a few thousandths of a second, so that players and encoders do not distort.`,
};

/** Why a move is there; of one that acts at places, where. */
export function becauseWords(because: Because, move?: Move): string {
  const { code, measurement, value, target, unit } = because;
  return (
    BECAUSE_WORDS[code]?.(because, move) ?? unworded(code, { [measurement]: `${value} ${unit}`, target })
  );
}

const TITLES: Readonly<Record<string, string>> = {
  ...DYNAMICS_TITLES,
  ...MATCH_TITLES,
  ...PICTURE_TITLES,
  dropouts: 'Holes',
  declick: 'Clicks',
  decrackle: 'Crackle',
  declip: 'Clipping',
  undip: 'Dips',
  dehum: 'Hum',
  dc: 'Offset',
  rumble: 'Rumble',
  polarity: 'Polarity',
  delay: 'Delay',
  balance: 'Balance',
  tone: 'Tone',
  'moving-tone': 'Tone at times',
  'album-tone': 'Tone beside the album',
  glue: 'Glue',
  level: 'Level',
  limiter: 'Peaks',
};

/** Level and peaks follow from the loudness, the last from the other songs. */
const NOT_ASKED: readonly string[] = ['level', 'limiter', 'album-tone'];

/** Ids of the moves whose strength can be asked for. */
export const MOVE_IDS: readonly string[] = Object.keys(TITLES).filter((id) => !NOT_ASKED.includes(id));

/** The same where only the id is known. */
export function titleOfMove(id: string): string {
  return TITLES[id] ?? id;
}

/** A short title by what the move is for; a move of the user's own by its processor. */
export function moveTitle(move: Pick<Move, 'id' | 'kind'>): string {
  return TITLES[move.id] ?? wordsTitle(move.id) ?? move.kind;
}

const MEASUREMENT_NAMES: Readonly<Record<string, string>> = {
  ...DYNAMICS_NAMES,
  'integrated-lufs': 'loudness',
  'true-peak-dbtp': 'true peak',
  'psr-db': 'peak over loudness, typical 3 seconds',
  'plr-db': 'peak over loudness',
  'crest-db': 'crest factor',
  'range-lu': 'loudness range',
  'rumble-to-bass-db': '20 Hz against the bass',
  'dc-to-rms-db': 'offset against the sound',
  'balance-db': 'left over right',
  correlation: 'correlation of left and right',
};

export function measurementName(key: string): string {
  const span = toneSpan(key);
  if (span !== null) return `${spanWords(span.lowHz, span.highHz)} against the rest`;
  return MEASUREMENT_NAMES[key] ?? matchName(key) ?? pictureName(key) ?? key;
}

/** What a move was to change, and what was measured on the master. */
export function expectationWords(expectation: Expectation, after: Measurements): string {
  const { measurement, before, after: expected, unit } = expectation;
  const measured = measuredValue(measurement, after);
  const found = measured === null ? '' : `, measured ${quantity(measured, unit)}`;
  return `${measurementName(measurement)}: ${quantity(before, unit)} to ${quantity(expected, unit)} expected${found}`;
}

const PURPOSES: Readonly<Record<FilePurpose, string>> = {
  master: 'The master: 24 bit at the mix’s own rate, for shops and archives that take the best',
  clean:
    'The same sound with nothing beside it, no tags either: for whoever refuses what else stands in a file',
  cd: 'For shops and players that want 44.1 kHz and 16 bit; shortened with dither, so quiet endings stay smooth',
};

export function purposeWords(purpose: FilePurpose): string {
  return PURPOSES[purpose];
}

/** Share of samples from which on nobody cares for the rest: the silence before and after the song. */
const NEARLY_ALL = 0.9;

const DITHERS: Partial<Readonly<Record<WordLength['shape'], string>>> = {
  tpdf: 'with even noise',
  shaped: 'with noise that lies where the ear hears it least',
  'shaped-light': 'with noise moved a little to where the ear hears it less',
};

/** How a file came to its bits. */
export function wordLengthWords({ shape, samples, dithered }: WordLength): string {
  if (dithered === 0) return 'no sample had to be rounded, so there is no dither on it';
  const how = DITHERS[shape] ?? `(${shape})`;
  const share = dithered / samples;
  if (share >= NEARLY_ALL) return `dithered once, ${how}`;
  return `dithered once, ${how}, where samples had to be rounded (${(100 * share).toPrecision(2)} % of them); the rest passed as it was`;
}
