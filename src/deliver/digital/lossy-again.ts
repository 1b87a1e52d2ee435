// Lossy again: lossy files held against a second encoding of the rendering, byte for byte: encoders repeat themselves.
import { copyWithTags } from '../../files/tag-files.ts';
import { Fault } from '../../signal/fault.ts';
import type { Source } from '../../signal/stream.ts';
import { hashFile } from '../accept/hash-file.ts';
import type { DeliveryRoom } from '../delivery.ts';
import { inFolder } from '../finish/in-folder.ts';
import type { Refusal } from '../finish/written-files.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import type { DigitalSong } from './digital-songs.ts';
import type { HeardSong } from './hear-delivered.ts';
import { eachSound, type Gains } from './song-sounds.ts';
import { twinPaths } from './twin-paths.ts';
import { encode } from './write-song.ts';

/**
 * Steps of 0.1 dB around what a file lost, in which the gain is looked for: below 256 kbit/s LAME takes up to 0.45 dB off by itself,
 * no encoder adds as much.
 */
const STEPS_AROUND = [0, 1, 2, 3, 4, 5, -1, -2];

interface LossyFile {
  readonly song: DigitalSong;
  readonly index: number;
  readonly path: string;
  /** What it may have been turned down by, dB, the likeliest first. */
  readonly downDb: readonly number[];
}

/**
 * `first`: what the songs were turned by before the ceiling was proved; `heard`: null for what could not be read, which is left out. A
 * refusal for each file that comes out again at no gain.
 */
export async function lossyAgain(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  first: Gains,
  heard: readonly (HeardSong | null)[],
): Promise<Refusal[]> {
  const files = await lossyFiles(room, songs, rules, heard);
  const gains = songs.map(() => Number.NaN);
  const isTogether = rules.loudnessLufs === null;
  const tryAt = (some: readonly LossyFile[], downDb: number): Promise<void> => {
    const turned = some.map(({ index }) => Math.round(100 * (first[index]! + downDb)) / 100);
    const chosen = some.map(({ song }) => song);
    return eachSound(room, chosen, rules, turned, async (_, source, k) => {
      const { path, index } = some[k]!;
      if (await comesOutAgain(room, source, rules, path)) gains[index] = turned[k]!;
    });
  };
  const isKnown = ({ index }: LossyFile): boolean => !Number.isNaN(gains[index]);
  // the likeliest of all files first: one of them may be spoiled
  for (let rank = 0; rank < STEPS_AROUND.length; rank++) {
    for (const file of files.filter((one) => !isKnown(one) && rank < one.downDb.length)) {
      const downDb = file.downDb[rank]!;
      await tryAt([file], downDb);
      if (!isTogether || !isKnown(file)) continue;
      // an album is turned as one
      await tryAt(
        files.filter((other) => other !== file),
        downDb,
      );
      rank = STEPS_AROUND.length;
      break;
    }
  }
  const lost = files.filter((file) => !isKnown(file));
  return lost.map(({ song: { name } }) => ({ code: 'digital-other-coding', facts: { file: name } }));
}

async function lossyFiles(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  heard: readonly (HeardSong | null)[],
): Promise<LossyFile[]> {
  const files: LossyFile[] = [];
  for (const [index, song] of songs.entries()) {
    const { tagged, clean } = twinPaths(room.folder, rules, song.name);
    const path = tagged ?? clean!;
    const one = heard[index] ?? null;
    if (one === null || !(await room.place.exists(path))) continue;
    const near = Math.round(10 * (one.levelChangeDb ?? 0));
    const downDb = STEPS_AROUND.map((step) => (near + step) / 10).filter((db) => db <= 0);
    files.push({ song, index, path, downDb });
  }
  return files;
}

/** Is the coded sound of the file the one that the encoder makes of `source`? */
async function comesOutAgain(
  { place, createDigest, folder }: DeliveryRoom,
  source: Source,
  rules: DigitalRules,
  path: string,
): Promise<boolean> {
  const [raw, again, bare] = [1, 2, 3].map((i) => inFolder(folder, `.again-${i}.part`)) as [
    string,
    string,
    string,
  ];
  try {
    await encode(place, raw, source, rules);
    await copyWithTags(place, raw, again, null, { replace: true });
    await copyWithTags(place, path, bare, null, { replace: true });
    const [meant, found] = [
      await hashFile(place, again, createDigest),
      await hashFile(place, bare, createDigest),
    ];
    return meant.sha256 === found.sha256;
  } catch (reason) {
    // what cannot be read was refused when it was heard
    if (reason instanceof Fault && reason.kind === 'input') return false;
    throw reason;
  } finally {
    for (const each of [raw, again, bare]) await place.remove(each);
  }
}
