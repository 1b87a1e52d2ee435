// Make digital: every file of a shop's delivery written from the rendered album: finished once, tagged, its twins beside it.
import { copyWithTags } from '../../files/tag-files.ts';
import type { TagNote } from '../../files/tags/tag-carrier.ts';
import type { Tags } from '../../files/tags/tags.ts';
import { Fault } from '../../signal/fault.ts';
import type { Source } from '../../signal/stream.ts';
import { writeWhole } from '../../files/whole-file.ts';
import type { DeliveryNote, DeliveryRoom } from '../delivery.ts';
import { inFolder } from '../finish/in-folder.ts';
import type { DigitalRules, Profile } from '../profiles/profile.ts';
import { albumArtwork } from './album-artwork.ts';
import { ceilingNote } from './ceiling-note.ts';
import { digitalGains, gainNotes } from './digital-gains.ts';
import { digitalSongs, type DigitalSong } from './digital-songs.ts';
import { albumLevel, digitalTags, type TagParts } from './digital-tags.ts';
import { hearAs } from './hear-as.ts';
import { lostTagNotes, type LostTag } from './lost-tags.ts';
import { proveCeiling, type ProvedFiles } from './prove-ceiling.ts';
import { artworkNotes, hiddenNotes, requiredNotes } from './required-notes.ts';
import { eachSound, type Gains } from './song-sounds.ts';
import { raisedNotes, truthNotes } from './truth-label.ts';
import { twinPaths } from './twin-paths.ts';
import { formatOf, writeLossless } from './write-song.ts';

/** Of the whole work: writing sound, before tags. */
const WRITING_SHARE = 0.9;

/** Faults, before anything is written: `rate-too-low`; while it is made: `needs-decoder`, `ceiling-not-held`, `cancelled`, those of the place. */
export async function makeDigital(room: DeliveryRoom, profile: Profile): Promise<DeliveryNote[]> {
  const { mastered, place, folder } = room;
  const rules = profile.digital!;
  const songs = digitalSongs(mastered, profile);
  const first = await digitalGains(room, songs, rules);
  const paths = songs.map((_, i) => inFolder(folder, `.sound-${i + 1}.part`));
  const { artwork, notes: pictureNotes } = await albumArtwork(room);
  try {
    const files =
      rules.bits === null
        ? await proveCeiling(room, songs, rules, first, paths)
        : await writeAll(room, songs, rules, first, paths);
    const album = rules.loudnessLufs === null ? albumLevel(songs, files.levels) : null;
    const heard = await hearAs(room, songs, rules, files.levels, paths, inFolder(folder, '.trial.part'));
    const lost = await dressAll(room, songs, rules, files, { mastered, artwork, album }, paths);
    await writePapers(room, profile, files);
    room.progress(1);
    return [
      ...gainNotes(songs, rules, first),
      ...ceilingNote(files.proofs, rules),
      ...heard,
      ...truthNotes(songs, rules),
      ...raisedNotes(songs),
      ...hiddenNotes(mastered.album),
      ...requiredNotes(mastered.album, songsOnce(songs), rules, artwork),
      ...pictureNotes,
      ...artworkNotes(artwork, rules),
      ...lost,
    ];
  } finally {
    for (const path of paths) await place.remove(path);
  }
}

async function writeAll(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  gains: Gains,
  paths: readonly string[],
): Promise<ProvedFiles> {
  const levels: ProvedFiles['levels'][number][] = [];
  const act = async (song: DigitalSong, source: Source, i: number): Promise<void> => {
    const seed = room.mastered.seed + i;
    levels[i] = await writeLossless(room.place, paths[i]!, source, song, rules, seed);
  };
  await eachSound(room, songs, rules, gains, act, { from: 0, to: WRITING_SHARE });
  return { gains, levels, proofs: [] };
}

async function dressAll(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  { levels }: ProvedFiles,
  parts: TagParts,
  paths: readonly string[],
): Promise<DeliveryNote[]> {
  const lost: LostTag[] = [];
  for (const [i, song] of songs.entries()) {
    const { tagged, clean } = twinPaths(room.folder, rules, song.name);
    const tags = digitalTags(parts, song, await formatOf(room.place, paths[i]!), levels[i]!);
    if (clean !== null) await dress(room, paths[i]!, clean, null);
    if (tagged === null) continue;
    for (const note of await dress(room, paths[i]!, tagged, tags)) lost.push({ song, note });
  }
  return lostTagNotes(lost);
}

/** Of a kind that has no place for tags the sound alone. */
async function dress(
  { place }: DeliveryRoom,
  from: string,
  to: string,
  tags: Tags | null,
): Promise<readonly TagNote[]> {
  try {
    return await copyWithTags(place, from, to, tags, { replace: true });
  } catch (reason) {
    if (!(reason instanceof Fault) || reason.code !== 'no-tags-here') throw reason;
    await place.move(from, to, { replace: true });
    return [];
  }
}

async function writePapers(
  { place, folder, papers }: DeliveryRoom,
  profile: Profile,
  files: ProvedFiles,
): Promise<void> {
  if (files.proofs.length === 0) return;
  for (const { name, text } of papers?.digital?.({ profile, proofs: files.proofs }) ?? [])
    await writeWhole(place, inFolder(folder, name), {}, (sink) => sink.write(new TextEncoder().encode(text)));
}

/** Without their alternates. */
const songsOnce = (songs: readonly DigitalSong[]): DigitalSong['song'][] =>
  songs.filter(({ alternate }) => alternate === null).map(({ song }) => song);
