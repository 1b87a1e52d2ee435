// Judge delivered: a delivered file against the shop's rules: its ceiling, loudness, silence and size, and how lossy ones stand together.
import { CEILING_TOLERANCE_DB } from '../../master/verify.ts';
import type { Refusal } from '../finish/written-files.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import type { DigitalSong } from './digital-songs.ts';
import type { HeardSong } from './hear-delivered.ts';
import { ceilingOf } from './prove-ceiling.ts';

/** EBU R 128: ±0.2 LU. */
const ASKED_TOLERANCE_LU = 0.2;
/** How far an encoder may turn one song up or down against the others without a word (see tasks/accept-converted). */
const BODY_TOLERANCE_DB = 0.5;
/** Noise at low rates loses a decibel, honestly; music that loses more than it was turned down by is not the same sound. */
const MOST_LOST_DB = 24;

export function judgeRules(heard: HeardSong, song: DigitalSong, rules: DigitalRules): Refusal[] {
  const { path: file } = heard.delivered;
  return [
    ...judgeCeiling(heard, song, rules),
    ...judgeLoudness(heard, rules),
    ...judgeSilence(heard, rules),
    ...(rules.mostBytes !== null && heard.delivered.bytes > rules.mostBytes
      ? [{ code: 'digital-too-large', facts: { file, bytes: heard.delivered.bytes, most: rules.mostBytes } }]
      : []),
  ];
}

/** Lossless files of a shop without a ceiling keep the master's, which was held when it was rendered. */
function judgeCeiling({ delivered, level }: HeardSong, song: DigitalSong, rules: DigitalRules): Refusal[] {
  const { truePeakDbtp } = level.peak;
  if (truePeakDbtp === null || (rules.ceilingDbtp === null && rules.bits !== null)) return [];
  const ceilingDbtp = ceilingOf(song, rules);
  if (truePeakDbtp <= ceilingDbtp + CEILING_TOLERANCE_DB) return [];
  return [{ code: 'over-ceiling', facts: { file: delivered.path, truePeakDbtp, ceilingDbtp } }];
}

function judgeLoudness(
  { delivered, level }: HeardSong,
  { loudnessLufs: promisedLufs }: DigitalRules,
): Refusal[] {
  const measuredLufs = level.loudness.integratedLufs;
  if (promisedLufs === null || measuredLufs === null) return [];
  if (Math.abs(measuredLufs - promisedLufs) <= ASKED_TOLERANCE_LU) return [];
  return [{ code: 'off-loudness', facts: { file: delivered.path, measuredLufs, promisedLufs } }];
}

function judgeSilence({ delivered, silence }: HeardSong, { mostSilenceS }: DigitalRules): Refusal[] {
  if (mostSilenceS === null) return [];
  const { startS, endS } = silence;
  const place = startS > mostSilenceS ? 'start' : 'end';
  const seconds = Math.max(startS, endS);
  if (seconds <= mostSilenceS) return [];
  return [{ code: 'digital-silence', facts: { file: delivered.path, place, seconds, most: mostSilenceS } }];
}

/** Lossy files of an album were turned down together: one that stands elsewhere is not what was encoded. */
export function judgeLevels(heard: readonly (HeardSong | null)[], { loudnessLufs }: DigitalRules): Refusal[] {
  const known = heard.flatMap((one) => (one === null || one.levelChangeDb === null ? [] : [one]));
  if (known.length === 0) return [];
  const changes = known.map((one) => one.levelChangeDb!).toSorted((a, b) => a - b);
  const middle = loudnessLufs === null ? changes[Math.floor(changes.length / 2)]! : 0;
  const isOdd = (changeDb: number): boolean =>
    changeDb > BODY_TOLERANCE_DB ||
    changeDb < -MOST_LOST_DB ||
    Math.abs(changeDb - middle) > BODY_TOLERANCE_DB;
  return known
    .filter((one) => isOdd(one.levelChangeDb!))
    .map((one) => ({
      code: 'digital-other-level',
      facts: { file: one.delivered.path, changeDb: one.levelChangeDb!, othersDb: middle },
    }));
}
