// Prove ceiling: lossy files encoded, decoded and measured, and turned down by steps of 0.1 dB until each keeps its ceiling decoded.
import type { WriterKind } from '../../files/writer.ts';
import { writerById } from '../../files/writers.ts';
import { Fault } from '../../signal/fault.ts';
import type { Source } from '../../signal/stream.ts';
import type { DeliveryRoom } from '../delivery.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import type { CeilingProof } from './digital-paper.ts';
import { stepsDown } from '../finish/turned-down.ts';
import type { DigitalSong } from './digital-songs.ts';
import type { SongLevel } from './song-level.ts';
import { eachSound, type Gains } from './song-sounds.ts';
import { writeLossy } from './write-song.ts';

/** One that does not settle in so many rounds does not settle: as a rule there are two. */
const MOST_ROUNDS = 24;
/**
 * Most that a round turns down, dB. Single bursts of an encoder stand up to 5 dB over and are gone at almost any other level: to turn
 * the album down by all of it would be for nothing.
 */
const MOST_STEP_DB = 0.3;

/** Of the whole work: the first round, and those that may follow. */
const FIRST = { from: 0, to: 0.5 } as const;
const FURTHER = { from: 0.5, to: 0.9 } as const;

export interface ProvedFiles {
  readonly gains: Gains;
  readonly levels: readonly SongLevel[];
  readonly proofs: readonly CeilingProof[];
}

/**
 * Writes each song to its path. Songs of an album are turned down together, by what the worst of them needs, so that its balance
 * and its gapless seams stay; where each is brought to a loudness by itself, only those that need it. Faults: `needs-decoder`,
 * `ceiling-not-held` (`song`, `peakDbtp`, `ceilingDbtp`, `kind`).
 */
export async function proveCeiling(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  first: Gains,
  paths: readonly string[],
): Promise<ProvedFiles> {
  const isTogether = rules.loudnessLufs === null;
  const levels: SongLevel[] = [];
  const before: (number | null)[] = [];
  const rounds = songs.map(() => 0);
  let gains = [...first];
  let todo = songs.map((_, i) => i);
  while (todo.length > 0) {
    const round = todo;
    const chosen = round.map((i) => songs[i]!);
    const turned = round.map((i) => gains[i]!);
    const act = async (_: DigitalSong, source: Source, k: number): Promise<void> => {
      const i = round[k]!;
      levels[i] = await writeLossy(room.place, paths[i]!, source, rules);
      rounds[i]!++;
    };
    const share = before.length === 0 ? FIRST : FURTHER;
    await eachSound(room, chosen, rules, turned, act, share);
    if (before.length === 0) before.push(...levels.map(({ peak }) => peak.truePeakDbtp));
    const steps = songs.map((song, i) =>
      stepsDown(Math.min(MOST_STEP_DB, (levels[i]!.peak.truePeakDbtp ?? -Infinity) - ceilingOf(song, rules))),
    );
    const deepest = steps.reduce((a, b) => Math.min(a, b), 0);
    const down = isTogether ? steps.map(() => deepest) : steps;
    todo = songs.flatMap((_, i) => (down[i]! < 0 ? [i] : []));
    refuseEndless(songs, levels, rounds, rules, todo);
    gains = gains.map((gain, i) => Math.round(100 * (gain + down[i]!)) / 100);
  }
  const proofs = songs.map((song, i) => ({
    name: song.name,
    ceilingDbtp: ceilingOf(song, rules),
    masterDbtp: handedPeak(song, first[i]!),
    beforeDbtp: before[i]!,
    gainDb: gains[i]!,
    afterDbtp: levels[i]!.peak.truePeakDbtp,
    rounds: rounds[i]!,
  }));
  return { gains, levels, proofs };
}

/** The shop's, or the master's own; where there is none, what a player can give. */
export function ceilingOf({ passages }: DigitalSong, { ceilingDbtp }: DigitalRules): number {
  if (ceilingDbtp !== null) return ceilingDbtp;
  return passages.reduce((least, passage) => Math.min(least, passage.ceilingDbtp ?? 0), 0);
}

function handedPeak({ passages }: DigitalSong, gainDb: number): number | null {
  const peaks = passages.flatMap(({ measurements: { peak } }) =>
    peak.truePeakDbtp === null ? [] : [peak.truePeakDbtp],
  );
  return peaks.length === 0 ? null : peaks.reduce((a, b) => Math.max(a, b)) + gainDb;
}

function refuseEndless(
  songs: readonly DigitalSong[],
  levels: readonly SongLevel[],
  rounds: readonly number[],
  rules: DigitalRules,
  todo: readonly number[],
): void {
  const i = todo.find((at) => rounds[at]! >= MOST_ROUNDS);
  if (i === undefined) return;
  const { title: kind }: WriterKind = writerById(rules.container)!;
  const song = songs[i]!;
  throw new Fault('ceiling-not-held', 'input', {
    song: song.name,
    kind,
    peakDbtp: levels[i]!.peak.truePeakDbtp ?? 0,
    ceilingDbtp: ceilingOf(song, rules),
  });
}
