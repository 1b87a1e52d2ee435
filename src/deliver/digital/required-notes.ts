// Required notes: what a shop will ask for beside the sound and the album does not tell; what its picture is not.
import type { Album, AlbumSong } from '../../album/album.ts';
import type { Artwork } from '../../files/tags/tags.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import type { Requirement } from '../profiles/requirements.ts';

type Asks = (album: Album, song: AlbumSong, artwork: readonly Artwork[]) => boolean;

const isCredited =
  (name: keyof Album['credits']): Asks =>
  ({ credits }, song) =>
    (song.credits[name] ?? credits[name] ?? []).length > 0;

/** Is it told? */
const TOLD: Readonly<Record<Requirement, Asks>> = {
  album: ({ title }) => title !== '',
  artist: ({ artists }, { credits }) => (credits.artists ?? artists).length > 0,
  title: (_, { title }) => title !== '',
  isrc: (_, { isrc }) => isrc !== null,
  iswc: (_, { iswc }) => iswc !== null,
  barcode: ({ barcode }) => barcode !== null,
  'catalogue-number': ({ catalogueNumber }) => catalogueNumber !== null,
  label: ({ label }) => label !== null,
  date: ({ date }) => date !== null,
  genre: isCredited('genres'),
  copyright: isCredited('copyright'),
  phonogram: isCredited('phonogram'),
  publisher: isCredited('publisher'),
  composer: isCredited('composers'),
  language: isCredited('language'),
  explicit: (_, { explicit }) => explicit !== 'none',
  artwork: (_, __, artwork) => artwork.length > 0,
};
/** Of the album, not of each song. */
const OF_ALBUM: readonly Requirement[] = ['album', 'barcode', 'catalogue-number', 'label', 'date', 'artwork'];
/** Nothing said means that there is nothing to say. */
const UNSAID_IS_SAID: readonly Requirement[] = ['explicit'];

/** A note for each requirement that is not met, with how many songs lack it (0: the album itself). */
export function requiredNotes(
  album: Album,
  songs: readonly AlbumSong[],
  { requires }: DigitalRules,
  artwork: readonly Artwork[],
): DeliveryNote[] {
  return (requires as readonly Requirement[]).flatMap((what): DeliveryNote[] => {
    if (UNSAID_IS_SAID.includes(what)) return [];
    const lacking = songs.filter((song) => !TOLD[what](album, song, artwork));
    if (lacking.length === 0) return [];
    const isAlbums = OF_ALBUM.includes(what);
    const facts = { what, songs: isAlbums ? 0 : lacking.length, song: lacking[0]!.title };
    return [{ code: 'digital-not-told', facts }];
  });
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
