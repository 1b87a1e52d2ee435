// Required notes: what a shop will ask for beside the sound and the album does not tell; what its picture is not.
import type { Album, AlbumSong } from '../../album/album.ts';
import type { Artwork } from '../../files/tags/tags.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import { unmetRequirements } from '../profiles/unmet-requirements.ts';

/** A note for each requirement that is not met, with how many songs lack it (0: the album itself). `artwork`: as it was found. */
export function requiredNotes(
  album: Album,
  songs: readonly AlbumSong[],
  { requires }: DigitalRules,
  artwork: readonly Artwork[],
): DeliveryNote[] {
  const found = { ...album, artwork: artwork.length > 0 ? (album.artwork ?? '') : null };
  return unmetRequirements(found, songs, requires).map(({ what, songs: lacking }) => ({
    code: 'digital-not-told',
    facts: { what, songs: lacking.length, song: (lacking[0] ?? songs[0]!).title },
  }));
}

/** What the shop would say of the picture. */
export function artworkNotes(artwork: readonly Artwork[], rules: DigitalRules): DeliveryNote[] {
  const wanted = rules.artwork;
  const [front] = artwork;
  if (wanted === null || front === undefined) return [];
  const { width, height, bytes } = front;
  const notes: DeliveryNote[] = [];
  if (wanted.square && width !== height)
    notes.push({ code: 'digital-artwork-not-square', facts: { width, height } });
  if (Math.min(width, height) < wanted.leastPixels)
    notes.push({ code: 'digital-artwork-small', facts: { width, height, least: wanted.leastPixels } });
  if (wanted.mostBytes !== null && bytes.length > wanted.mostBytes)
    notes.push({ code: 'digital-artwork-large', facts: { bytes: bytes.length, most: wanted.mostBytes } });
  return notes;
}

/** Songs hidden before track 1 sound on a CD alone: no file has room for them. */
export function hiddenNotes({ songs }: Album): DeliveryNote[] {
  const discs = [...new Set(songs.map(({ disc }) => disc))];
  const hidden = discs.flatMap((disc) => {
    const ofDisc = songs.filter((song) => song.disc === disc);
    const first = ofDisc.findIndex((song) => !song.hidden);
    return ofDisc.slice(0, Math.max(0, first));
  });
  const [song] = hidden;
  return song === undefined
    ? []
    : [{ code: 'digital-hidden', facts: { song: song.title, songs: hidden.length } }];
}
