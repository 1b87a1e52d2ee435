// Disc of an album: what a CD of these songs says: places of the timeline, codes and texts of the album file.
import type { Album, AlbumSong, Credits } from '../../album/album.ts';
import type { Timeline, TimelineTrack } from '../../album/disc-timeline.ts';
import { simplified } from '../../files/tags/tag-text.ts';
import type { DeliveryNote } from '../delivery.ts';
import { fittedTexts } from './cd-text-fit.ts';
import { ENGLISH } from './cd-text-read.ts';
import { discGenre, discLanguage } from './disc-language.ts';
import { NO_TEXTS, textsOf } from './disc-texts.ts';
import type { Disc, DiscTexts, DiscTrack } from './disc.ts';
import { latinText } from './latin-letters.ts';
import { MOST_MASTER_ID_LETTERS } from './red-book.ts';

export interface AlbumDisc {
  readonly disc: Disc;
  /** What was written otherwise, and what found no room. */
  readonly notes: readonly DeliveryNote[];
}

/**
 * `withTexts` false: a disc whose players show nothing. Texts are brought to the letters that CD-TEXT has, each change told; where
 * there is not room for all of them, see `fittedTexts`.
 */
export function discOfAlbum(album: Album, timeline: Timeline, withTexts: boolean): AlbumDisc {
  const notes = new Map<string, DeliveryNote>();
  const letters = (text: string): string => {
    const { written, isLost } = latinText(text);
    const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (isLost) notes.set(text, { code: 'cd-text-lost', facts: { text: plain } });
    else if (written !== plain) notes.set(text, { code: 'cd-text-changed', facts: { text: plain, written } });
    return written;
  };
  const bare: Disc = {
    version: 1,
    barcode: album.barcode?.padStart(13, '0') ?? null,
    masterId: masterId(album, timeline),
    catalogueNumber: '',
    languageCode: ENGLISH,
    genreCode: 0,
    genreText: '',
    copyrighted: false,
    texts: NO_TEXTS,
    tracks: timeline.tracks.map((track) => discTrack(album, track)),
    leadOutSector: timeline.sectors,
  };
  if (!withTexts) return { disc: bare, notes: [] };
  const fitted = fittedTexts(withAlbumTexts(bare, album, timeline, letters));
  return { disc: fitted.disc, notes: [...notes.values(), ...fitted.notes] };
}

/** The catalogue number, or the title, and which of how many discs it is. */
function masterId(album: Album, { disc }: Timeline): string {
  const discs = new Set(album.songs.map((song) => song.disc)).size;
  const ending = discs > 1 ? ` disc ${disc} of ${discs}` : '';
  const name = simplified(album.catalogueNumber ?? album.title).replace(/[^ -~]+/g, ' ');
  return name.slice(0, MOST_MASTER_ID_LETTERS - ending.length).trim() + ending;
}

const nameSong = ({ songs }: Album, track: TimelineTrack): AlbumSong =>
  songs.find(({ id }) => id === track.songs[0])!;

function discTrack(album: Album, track: TimelineTrack): DiscTrack {
  const { number, pauseSector, startSector, indexSectors } = track;
  return {
    number,
    pauseSector,
    startSector,
    indexSectors,
    isrc: nameSong(album, track).isrc,
    copyPermitted: album.copyPermitted,
    preEmphasis: false,
    texts: NO_TEXTS,
  };
}

function withAlbumTexts(
  bare: Disc,
  album: Album,
  timeline: Timeline,
  letters: (text: string) => string,
): Disc {
  const { credits } = album;
  const [genre] = credits.genres ?? [];
  const latin = (texts: DiscTexts): DiscTexts => textsOf((kind) => letters(texts[kind]));
  return {
    ...bare,
    catalogueNumber: simplified(album.catalogueNumber ?? ''),
    languageCode: discLanguage(credits.language),
    genreCode: discGenre(genre),
    genreText: simplified(genre ?? ''),
    copyrighted: credits.copyright !== undefined || credits.phonogram !== undefined,
    texts: latin(told(album.title, album.artists, credits)),
    tracks: bare.tracks.map((track, i) => ({
      ...track,
      texts: latin(songTexts(album, nameSong(album, timeline.tracks[i]!))),
    })),
  };
}

function songTexts(album: Album, { title, version, credits }: AlbumSong): DiscTexts {
  const name = version === null ? title : `${title} (${version})`;
  return told(name, credits.artists ?? album.artists, { ...album.credits, ...credits });
}

/** Several names with commas between them. */
const names = (list: readonly string[] = []): string => list.join(', ');

function told(title: string, artists: readonly string[], credits: Credits): DiscTexts {
  return {
    title,
    performer: names(artists),
    songwriter: names(credits.lyricists),
    composer: names(credits.composers),
    arranger: names(credits.arrangers),
    message: '',
  };
}
