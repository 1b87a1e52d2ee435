// Digital gains: what a delivery turns songs by: the whole album by one figure under a lower ceiling, or each to a loudness asked for.
import type { Source } from '../../signal/stream.ts';
import { CEILING_TOLERANCE_DB } from '../../master/verify.ts';
import type { DeliveryNote, DeliveryRoom } from '../delivery.ts';
import { STEPS_PER_DB, stepsDown } from '../finish/turned-down.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import type { DigitalSong } from './digital-songs.ts';
import { levelOf, type SongLevel } from './song-level.ts';
import { eachSound, type Gains } from './song-sounds.ts';

/** A gain to whole steps; never louder than asked. */
const stepped = (gainDb: number): number => Math.floor(gainDb * STEPS_PER_DB + 1e-6) / STEPS_PER_DB;

/**
 * The same for every song of an album, so that its balance stays, and no sound is limited a second time for a shop's sake: masters
 * above the shop's ceiling are turned down. With a loudness asked for, each song by itself, no louder than the ceiling allows.
 */
export async function digitalGains(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
): Promise<Gains> {
  if (rules.loudnessLufs === null) {
    const peaks = songs.flatMap(({ passages }) =>
      passages.map(({ measurements }) => measurements.peak.truePeakDbtp),
    );
    const gainDb = gainUnder(peaks, rules.ceilingDbtp);
    return songs.map(() => gainDb);
  }
  const gains = songs.map(() => 0);
  const measure = async (_: DigitalSong, source: Source, i: number): Promise<void> => {
    gains[i] = gainTo(await levelOf(source), rules);
  };
  await eachSound(room, songs, { ...rules, ceilingDbtp: null }, gains, measure);
  return gains;
}

/** What stands above the ceiling by no more than files may is left. */
export function gainUnder(peaksDbtp: readonly (number | null)[], ceilingDbtp: number | null): number {
  if (ceilingDbtp === null) return 0;
  const highest = peaksDbtp.reduce<number>((a, b) => Math.max(a, b ?? a), -Infinity);
  return highest <= ceilingDbtp + CEILING_TOLERANCE_DB ? 0 : stepsDown(highest - ceilingDbtp);
}

/** To the hundredth: broadcasters measure it. */
function gainTo({ loudness, peak }: SongLevel, { loudnessLufs, ceilingDbtp }: DigitalRules): number {
  if (loudness.integratedLufs === null) return 0;
  const wantedDb = Math.round(100 * (loudnessLufs! - loudness.integratedLufs)) / 100;
  if (ceilingDbtp === null || peak.truePeakDbtp === null) return wantedDb;
  const roomDb = ceilingDbtp - peak.truePeakDbtp;
  return wantedDb <= roomDb ? wantedDb : stepped(roomDb);
}

/** What is worth telling of them. */
export function gainNotes(songs: readonly DigitalSong[], rules: DigitalRules, gains: Gains): DeliveryNote[] {
  const { loudnessLufs, ceilingDbtp } = rules;
  if (loudnessLufs !== null) {
    const least = gains.reduce((a, b) => Math.min(a, b), Infinity);
    const most = gains.reduce((a, b) => Math.max(a, b), -Infinity);
    return songs.length === 0
      ? []
      : [{ code: 'digital-turned-to', facts: { loudnessLufs, leastDb: least, mostDb: most } }];
  }
  const gainDb = gains[0] ?? 0;
  return gainDb === 0
    ? []
    : [{ code: 'digital-turned-down', facts: { gainDb, ceilingDbtp: ceilingDbtp!, songs: songs.length } }];
}
