// Lost tags: what of the album's words found no place in a kind of file, told once for all songs.
import type { TagNote } from '../../files/tags/tag-carrier.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { DigitalSong } from './digital-songs.ts';

export interface LostTag {
  readonly song: DigitalSong;
  readonly note: TagNote;
}

/** The whole text stands in another place of the same file. */
const KEPT = ['text-simplified', 'values-joined'];
/** Measured, not said by the album: whatever has a place is there. */
const MEASURED = /^(replayGain|broadcast)\b/;

/** One note for each sort of loss and field, of the first song that has it, with how many have it. */
export function lostTagNotes(lost: readonly LostTag[]): DeliveryNote[] {
  const told = new Map<string, { first: LostTag; songs: Set<string> }>();
  for (const one of lost) {
    const field = String(one.note.facts.field ?? '');
    if (KEPT.includes(one.note.code) || MEASURED.test(field)) continue;
    const key = `${one.note.code} ${field}`;
    const same = told.get(key) ?? { first: one, songs: new Set() };
    same.songs.add(one.song.name);
    told.set(key, same);
  }
  return [...told.values()].map(({ first: { song, note }, songs }) => ({
    code: 'digital-tag-lost',
    facts: { ...note.facts, note: note.code, song: song.song.title, songs: songs.size },
  }));
}
