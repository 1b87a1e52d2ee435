// Recipe links: what one part of a recipe says of another, so that a forged one is refused before anything is rendered by it.
import type { AlbumPlan } from './album-plan.ts';
import { bad } from '../records/check-fields.ts';

type Loose = Readonly<Record<string, unknown>>;

/**
 * Of a recipe whose fields were checked one by one: songs, passages, discs and shops are there, each name is of something, and
 * sound is taken from the sources alone, whose hashes it tells. Faults: `bad-record` (`where`, `what`).
 */
export function refuseLooseEnds(plan: AlbumPlan): void {
  for (const name of ['sources', 'passages', 'timelines', 'profiles'] as const)
    if (plan[name].length === 0) throw bad(name, 'a list of one or more', plan[name]);
  refuseOddAlbum(plan.album as unknown as Loose);
  const ids = plan.profiles.map(({ id }) => id);
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i) throw bad(`profiles[${i}].id`, 'an id of its own', id);
  });
  refuseOddPassages(plan);
  refuseOddTimelines(plan);
}

/** As far as names and tags are made of it. */
function refuseOddAlbum(album: Loose): void {
  refuseNoText('album.title', album.title);
  refuseNoRecord('album.credits', album.credits);
  refuseNoList('album.artists', album.artists);
  (album.artists as unknown[]).forEach((artist, i) => refuseNoText(`album.artists[${i}]`, artist));
  const songs = album.songs as readonly Loose[];
  if (songs.length === 0) throw bad('album.songs', 'a list of one or more', songs);
  for (const [i, song] of songs.entries()) {
    refuseNoText(`album.songs[${i}].id`, song.id);
    refuseNoText(`album.songs[${i}].title`, song.title);
    refuseNoRecord(`album.songs[${i}].credits`, song.credits);
    refuseNoList(`album.songs[${i}].alternates`, song.alternates);
  }
}

function refuseOddPassages({ passages, sources }: AlbumPlan): void {
  const paths = new Set(sources.map(({ path }) => path));
  for (const [p, { origin, pieces }] of passages.entries()) {
    refuseNoRecord(`passages[${p}].origin`, origin);
    refuseNoList(`passages[${p}].origin.findings`, origin.findings);
    pieces.forEach(({ file }, i) => {
      if (!paths.has(file)) throw bad(`passages[${p}].pieces[${i}].file`, 'one of the sources', file);
    });
  }
}

function refuseOddTimelines({ album, passages, timelines }: AlbumPlan): void {
  const known = new Set(passages.map(({ id }) => id));
  const songs = new Set(album.songs.map(({ id }) => id));
  for (const [t, { tracks, clips }] of timelines.entries()) {
    clips.forEach(({ passage }, i) => {
      if (!known.has(passage))
        throw bad(`timelines[${t}].clips[${i}].passage`, 'one of the passages', passage);
    });
    tracks.forEach((track, i) => {
      const odd = track.songs.find((id) => !songs.has(id));
      if (odd !== undefined) throw bad(`timelines[${t}].tracks[${i}].songs`, 'songs of the album', odd);
    });
  }
}

function refuseNoText(where: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') throw bad(where, 'a text', value);
}

function refuseNoRecord(where: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(where, 'a record', value);
}

function refuseNoList(where: string, value: unknown): void {
  if (!Array.isArray(value)) throw bad(where, 'a list', value);
}
