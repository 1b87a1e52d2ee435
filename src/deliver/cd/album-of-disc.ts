// Album of a disc: the songs of a finished disc as an album file's record, each to its own file, so that laid again they are that disc.
import { SECTORS_PER_S } from '../../album/album.ts';
import { readBarcode } from '../../files/tags/checks/barcode.ts';
import { normaliseIsrc } from '../../files/tags/checks/isrc.ts';
import type { DeliveryNote } from '../delivery.ts';
import { ENGLISH } from './cd-text-read.ts';
import { languageOfDisc } from './disc-language.ts';
import type { SectorSpan } from './disc-spans.ts';
import { soundEnd } from './disc-spans.ts';
import { textsOf } from './disc-texts.ts';
import type { Disc, DiscTexts, DiscTrack } from './disc.ts';
import { FIRST_PAUSE_SECTORS } from '../../album/album.ts';

/** A song as an album file has it, without its file, and what of the image its file holds. */
export interface DiscSong {
  readonly fields: Readonly<Record<string, unknown>>;
  /** null: before the first track. */
  readonly track: DiscTrack | null;
  readonly span: SectorSpan;
}

export interface DiscAlbum {
  /** Of the album file, without its songs. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly songs: readonly DiscSong[];
  /** What an album file cannot say, or the disc does not. */
  readonly notes: readonly DeliveryNote[];
}

/** Names for what a disc does not name. */
const NO_TITLE = 'Untitled';
const NO_ARTIST = 'Unknown artist';

/**
 * `isSilent`: is every sample of this sector nought? A silent pause becomes a gap. Sound at a pause's head, a tail that rings on,
 * stays with the song before it, and the gap begins behind it; a pause that sounds to its end goes with the song before, and the
 * next one is gapless; so is a song whose sound goes on from the one before without a silent sector between. Sound in the first
 * pause behind its two seconds becomes a hidden song. Every song is `asIs`.
 */
export function albumOfDisc(disc: Disc, isSilent: (sector: number) => boolean): DiscAlbum {
  const notes: DeliveryNote[] = [];
  const first = disc.tracks[0]!;
  const hidden = hiddenSong(first, isSilent, notes);
  const songs = disc.tracks.map((track, i): DiscSong => {
    const join = i === 0 ? firstJoin(first, hidden) : joinOf(track, isSilent, notes);
    if (track.preEmphasis) notes.push({ code: 'disc-pre-emphasis', facts: { track: track.number } });
    const isrc = isrcOf(disc, i, notes);
    const fields = {
      ...songTexts(track, disc.texts),
      ...(isrc === null ? {} : { isrc }),
      ...join,
      ...marksOf(track),
      asIs: true,
    };
    return { fields, track, span: spanOf(disc, i, isSilent) };
  });
  return {
    fields: albumFields(disc, notes),
    songs: hidden === null ? songs : [hidden, ...songs],
    notes,
  };
}

/** From where on all is silent up to `to`, `from` at the earliest; `to` itself where it sounds right before it. */
function quietFrom(isSilent: (sector: number) => boolean, from: number, to: number): number {
  let quiet = to;
  while (quiet > from && isSilent(quiet - 1)) quiet--;
  return quiet;
}

const isQuiet = (isSilent: (sector: number) => boolean, from: number, to: number): boolean =>
  quietFrom(isSilent, from, to) <= from;

function hiddenSong(
  { startSector, texts }: DiscTrack,
  isSilent: (sector: number) => boolean,
  notes: DeliveryNote[],
): DiscSong | null {
  const from = Math.min(FIRST_PAUSE_SECTORS, startSector);
  if (!isQuiet(isSilent, 0, from)) notes.push({ code: 'disc-early-sound', facts: {} });
  const toSector = quietFrom(isSilent, from, startSector);
  if (toSector === from) return null;
  let fromSector = from;
  while (isSilent(fromSector)) fromSector++;
  const title = `Before ${plain(texts.title) || 'the first track'}`;
  const fields = { title, hidden: true, asIs: true, gap: sectorsText(fromSector - from) };
  return { fields, track: null, span: { fromSector, toSector } };
}

const sectorsText = (sectors: number): string => `${sectors} sectors`;

function firstJoin({ startSector }: DiscTrack, hidden: DiscSong | null): Record<string, unknown> {
  const gap = startSector - (hidden?.span.toSector ?? FIRST_PAUSE_SECTORS);
  if (gap > 0) return { gap: sectorsText(gap) };
  return hidden === null ? {} : { gapless: true };
}

/** How a track follows the one before it. */
function joinOf(
  { number, pauseSector, startSector }: DiscTrack,
  isSilent: (sector: number) => boolean,
  notes: DeliveryNote[],
): Record<string, unknown> {
  if (pauseSector === null) {
    const isCut = isSilent(startSector - 1) || isSilent(startSector);
    return isCut ? { gap: sectorsText(0) } : { gapless: true };
  }
  const gap = startSector - quietFrom(isSilent, pauseSector, startSector);
  const ringing = startSector - gap - pauseSector;
  if (gap === 0) notes.push({ code: 'disc-pause-sounds', facts: { track: number } });
  else if (ringing > 0) notes.push({ code: 'disc-pause-rings', facts: { track: number, sectors: ringing } });
  return gap === 0 ? { gapless: true } : { gap: sectorsText(gap) };
}

/** To its own end, with what of the pause behind it sounds. */
function spanOf(disc: Disc, i: number, isSilent: (sector: number) => boolean): SectorSpan {
  const track = disc.tracks[i]!;
  const next = disc.tracks[i + 1];
  const end = soundEnd(disc, track);
  const toSector = next === undefined ? end : quietFrom(isSilent, end, next.startSector);
  return { fromSector: track.startSector, toSector };
}

function marksOf({ indexSectors, startSector }: DiscTrack): Record<string, unknown> {
  if (indexSectors.length === 0) return {};
  const indexes = indexSectors.map((sector) => rounded((sector - startSector) / SECTORS_PER_S));
  return { indexes };
}

/** Four digits are enough to find the sector again. */
const rounded = (seconds: number): number => Math.round(seconds * 1e4) / 1e4;

/** A code that is one, and that no track before it has: an album file knows no other. */
function isrcOf({ tracks }: Disc, i: number, notes: DeliveryNote[]): string | null {
  const { isrc, number } = tracks[i]!;
  if (isrc === null) return null;
  const code = normaliseIsrc(isrc);
  if (code !== null && !tracks.slice(0, i).some((other) => other.isrc === isrc)) return code;
  notes.push({ code: 'disc-code-left-out', facts: { track: number, code: isrc } });
  return null;
}

function barcodeOf({ barcode }: Disc, notes: DeliveryNote[]): string | null {
  if (barcode === null || 'barcode' in readBarcode(barcode)) return barcode;
  notes.push({ code: 'disc-code-left-out', facts: { track: 0, code: barcode } });
  return null;
}

/** Longest text that an album file takes. */
const MOST_LETTERS = 256;

const plain = (text: string): string =>
  text
    .replace(/[\u0000-\u0020\u007f-\u009f]+/g, ' ')
    .trim()
    .slice(0, MOST_LETTERS);

const plainTexts = (texts: DiscTexts): DiscTexts => textsOf((kind) => plain(texts[kind]));

function songTexts({ number, texts }: DiscTrack, album: DiscTexts): Record<string, unknown> {
  const { title, performer } = plainTexts(texts);
  return {
    title: title === '' ? `Track ${number}` : title,
    ...(performer === '' || performer === plain(album.performer) ? {} : { artists: performer }),
    ...creditsOf(plainTexts(texts)),
  };
}

/** CD-TEXT's songwriter is whoever wrote the words. */
function creditsOf({ songwriter, composer, arranger, message }: DiscTexts): Record<string, unknown> {
  const credits = { lyricists: songwriter, composers: composer, arrangers: arranger, comments: message };
  return Object.fromEntries(Object.entries(credits).filter(([, text]) => text !== ''));
}

function albumFields(disc: Disc, notes: DeliveryNote[]): Record<string, unknown> {
  const { languageCode, tracks } = disc;
  const texts = plainTexts(disc.texts);
  const barcode = barcodeOf(disc, notes);
  const catalogueNumber = plain(disc.catalogueNumber);
  const genreText = plain(disc.genreText);
  if (texts.title === '') notes.push({ code: 'disc-nameless', facts: { what: 'title', name: NO_TITLE } });
  if (texts.performer === '')
    notes.push({ code: 'disc-nameless', facts: { what: 'artist', name: NO_ARTIST } });
  const permitted = tracks.filter(({ copyPermitted }) => copyPermitted).length;
  if (permitted > 0 && permitted < tracks.length)
    notes.push({ code: 'disc-copy-differs', facts: { permitted, tracks: tracks.length } });
  // English is what discs say that say nothing
  const language = languageCode === ENGLISH ? null : languageOfDisc(languageCode);
  return {
    title: texts.title === '' ? NO_TITLE : texts.title,
    artists: texts.performer === '' ? NO_ARTIST : texts.performer,
    ...(catalogueNumber === '' ? {} : { catalogueNumber }),
    ...(barcode === null ? {} : { barcode }),
    ...(genreText === '' ? {} : { genres: genreText }),
    ...(language === null || hasNoTexts(disc) ? {} : { language }),
    ...creditsOf(texts),
    ...(permitted > 0 ? { copyPermitted: true } : {}),
  };
}

const hasNoTexts = ({ texts, tracks }: Disc): boolean =>
  [texts, ...tracks.map((track) => track.texts)].every((one) => one.title === '' && one.performer === '');
