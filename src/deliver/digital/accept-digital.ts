// Accept digital: every file of a shop's delivery opened again, and compared with the rendering, its tags and the shop's rules.
import { Fault } from '../../signal/fault.ts';
import type { Source } from '../../signal/stream.ts';
import { openHashed } from '../accept/accept.ts';
import { hashFile } from '../accept/hash-file.ts';
import type { DeliveredFile, Delivery, DeliveryRoom } from '../delivery.ts';
import { inFolder } from '../finish/in-folder.ts';
import type { Refusal } from '../finish/written-files.ts';
import type { DigitalRules, Profile } from '../profiles/profile.ts';
import { albumArtwork } from './album-artwork.ts';
import { digitalGains } from './digital-gains.ts';
import { DIGITAL_PAPERS } from './digital-paper.ts';
import { digitalSongs, type DigitalSong } from './digital-songs.ts';
import { albumLevel, digitalTags } from './digital-tags.ts';
import { hearSong, type HeardSong } from './hear-delivered.ts';
import { lossyAgain } from './lossy-again.ts';
import { judgeLevels, judgeRules } from './judge-delivered.ts';
import { playbackNotes } from './playback-notes.ts';
import { eachSound, type Gains } from './song-sounds.ts';
import { refuseOtherTags } from './tags-as-meant.ts';
import { twinPaths } from './twin-paths.ts';

/** Of the whole work: hearing all files. */
const HEARING_SHARE = 0.9;

interface Accepted {
  readonly files: DeliveredFile[];
  readonly refusals: Refusal[];
}

/** Stateless: renders again what should be in the files. Faults: those of the place and of the rendering. */
export async function acceptDigital(room: DeliveryRoom, profile: Profile): Promise<Delivery> {
  const rules = profile.digital!;
  const songs = digitalSongs(room.mastered, profile);
  const gains = await digitalGains(room, songs, rules);
  const accepted: Accepted = { files: [], refusals: [] };
  await refuseOtherFiles(room, songs, rules, accepted);
  const heard = await hearAll(room, songs, rules, gains, accepted);
  if (rules.bits === null) {
    const coding = await lossyAgain(room, songs, rules, gains, heard);
    accepted.refusals.push(...judgeLevels(heard, rules), ...coding);
  }
  await judgeTags(room, songs, rules, heard, accepted);
  room.progress(1);
  return {
    version: 1,
    profile: profile.id,
    files: accepted.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    refusals: accepted.refusals,
    notes: playbackNotes(songs, heard, profile),
  };
}

/** Paths of a song's files from the delivery's folder on, the one with tags first. */
function pathsOf(rules: DigitalRules, name: string): string[] {
  const { tagged, clean } = twinPaths('', rules, name);
  return [tagged, clean].filter((path) => path !== null);
}

/** What is missing, what is there and should not be, and the sheets. */
async function refuseOtherFiles(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  { files, refusals }: Accepted,
): Promise<void> {
  const wanted = songs.flatMap(({ name }) => pathsOf(rules, name));
  const found = await listed(room);
  for (const file of wanted.filter((path) => !found.includes(path)))
    refusals.push({ code: 'digital-file-missing', facts: { file } });
  for (const file of found.filter((path) => !wanted.includes(path))) {
    if (DIGITAL_PAPERS.includes(file) && rules.bits === null) files.push(await sheet(room, file));
    else refusals.push({ code: 'digital-file-stray', facts: { file } });
  }
}

async function listed({ place, folder }: DeliveryRoom): Promise<string[]> {
  const prefix = inFolder(folder, '');
  const paths = await place.list(folder);
  return paths.map((path) => path.replaceAll('\\', '/').slice(prefix.length));
}

async function sheet(room: DeliveryRoom, path: string): Promise<DeliveredFile> {
  const { bytes, sha256 } = await hashFile(room.place, inFolder(room.folder, path), room.createDigest);
  const nothing = { format: null, soundSha256: null, integratedLufs: null, truePeakDbtp: null };
  return { path, role: 'sheet', bytes, sha256, ...nothing };
}

/** In the songs' order; null for one of which no file can be read. */
async function hearAll(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  gains: Gains,
  { files, refusals }: Accepted,
): Promise<(HeardSong | null)[]> {
  const heard: (HeardSong | null)[] = songs.map(() => null);
  const act = async (song: DigitalSong, meant: Source, i: number): Promise<void> => {
    const seed = room.mastered.seed + i;
    for (const path of pathsOf(rules, song.name)) {
      if (!(await room.place.exists(inFolder(room.folder, path)))) continue;
      try {
        const file = await openHashed(room.place, inFolder(room.folder, path), room.createDigest);
        const one = await hearSong(room, path, file, song, heard[i] === null ? meant : null, seed);
        const twin = heard[i];
        heard[i] ??= one;
        files.push(one.delivered);
        refusals.push(...one.refusals, ...judgeRules(one, song, rules));
        if (twin !== null && twin!.delivered.soundSha256 !== one.delivered.soundSha256)
          refusals.push({ code: 'digital-twins-differ', facts: { file: path, other: twin!.delivered.path } });
      } catch (reason) {
        if (!(reason instanceof Fault) || reason.kind !== 'input') throw reason;
        refusals.push({ code: 'digital-unreadable', facts: { file: path, reason: reason.code } });
      }
    }
  };
  await eachSound(room, songs, rules, gains, act, { from: 0, to: HEARING_SHARE });
  return heard;
}

async function judgeTags(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  heard: readonly (HeardSong | null)[],
  { refusals }: Accepted,
): Promise<void> {
  const { mastered, folder } = room;
  const { artwork } = await albumArtwork(room);
  const levels = heard.map((one) => one?.level ?? null);
  const album = rules.loudnessLufs === null ? albumLevel(songs, levels) : null;
  for (const [i, song] of songs.entries()) {
    const one = heard[i];
    if (one === null || one === undefined) continue;
    const { tagged, clean } = twinPaths('', rules, song.name);
    const meant = digitalTags({ mastered, artwork, album }, song, one.format, one.level);
    if (tagged !== null)
      refusals.push(...(await refuseOtherTags(room, inFolder(folder, tagged), tagged, meant)));
    if (clean !== null) refusals.push(...(await refuseOtherTags(room, inFolder(folder, clean), clean, null)));
  }
}
