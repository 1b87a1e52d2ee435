// Words for faults of albums: what in their file, their order or their seams cannot be, and where.
import { clock } from './figures.ts';
import type { Facts, Phrase } from './phrase.ts';
import { fileName } from './words-file-faults.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

/** `1:23`, or seconds with their fraction where it counts. */
const seconds = (facts: Facts, name: string): string => {
  const s = Number(facts[name]);
  return s < 60 ? `${String(Math.round(1000 * s) / 1000)} s` : clock(s);
};

/** What cannot be laid on a disc or a side. */
const TIMELINE_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'trim-outside': (f) => ({
    text: `The trim of the song “${told(f, 'song')}” stands at ${seconds(f, 'atS')}, and its file ends at ${seconds(f, 'lengthS')}${atPlace(f)}.`,
    cure: 'Set the trim within the file, or leave it out.',
  }),
  'fade-too-long': (f) => ({
    text: `The fades of the song “${told(f, 'song')}” take ${seconds(f, 'fadeS')}, and only ${seconds(f, 'lengthS')} of it are heard${atPlace(f)}.`,
    cure: 'Make its fades, or the crossfades at its ends, shorter.',
  }),
  'join-at-start': (f) => ({
    text: `The song “${told(f, 'song')}” begins a disc or a side, and cannot be ${f.join === 'gapless' ? 'gapless' : 'crossfaded'} with what stands on the one before${atPlace(f)}.`,
    cure: 'Let the disc or side begin with another song, or give this one a gap.',
  }),
  'no-tempo': (f) => ({
    text: `A length of ${told(f, 'beats')} beats cannot be counted: the song “${told(f, 'song')}” has no steady beat that could be found${atPlace(f)}.`,
    cure: 'Give the length in seconds.',
  }),
  'no-decay': (f) => ({
    text: `How the song “${told(f, 'song')}” dies away was not measured, so no gap can be made by it${atPlace(f)}.`,
    cure: 'Give the gap in seconds.',
  }),
  'index-outside': (f) => ({
    text: `The song “${told(f, 'song')}” has an index at ${seconds(f, 'atS')}: outside its ${seconds(f, 'lengthS')}, or not after the index before it${atPlace(f)}.`,
    cure: 'Give indexes in rising order, each inside the song and behind its start; a hidden song before the first has none.',
  }),
  'only-hidden': (f) => ({
    text: `Disc ${told(f, 'disc')} has only hidden songs${atPlace(f)}.`,
    cure: 'Leave at least one song of it unhidden: it is what the others are hidden behind.',
  }),
  'too-many-tracks': (f) => ({
    text: `Disc ${told(f, 'disc')} has ${told(f, 'tracks')} tracks; a CD holds ${told(f, 'most')}${atPlace(f)}.`,
    cure: 'Put some of the songs on another disc, or hide them behind others.',
  }),
  'track-too-short': (f) => ({
    text: `Track ${told(f, 'track')} of disc ${told(f, 'disc')}, the song “${told(f, 'song')}”, lasts ${seconds(f, 'lengthS')}; a CD takes none under ${seconds(f, 'leastS')}${atPlace(f)}.`,
    cure: 'Let it be a part of the song before it (hidden: true), or longer. Where no CD is made: "lacquer album check --no-cd".',
  }),
  'passage-too-short': (f) => ({
    text: `The rendering of “${told(f, 'passage')}” ends before the ${told(f, 'frames')} samples that were promised${atPlace(f)}.`,
    cure: 'Run it again; if it happens twice, please report it.',
  }),
};

/** What stands in an album file and cannot be used. */
const ALBUM_FILE_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'bad-album': (f) => ({
    text: `${fileName(f)} cannot be used as an album: ${told(f, 'what')}${atPlace(f)}.`,
    cure: `${meant(f)}Correct that place; "lacquer album schema" describes every field.`,
  }),
  'album-file-missing': (f) => ({
    text: `${fileName(f)} names a file that is not there: “${told(f, 'missing')}”${atPlace(f)}.`,
    cure: `${meant(f)}Paths begin at the album file’s own folder.`,
  }),
  'unknown-album-field': (f) => ({
    text: `${fileName(f)} has a field that no album has: “${told(f, 'where')}”${atPlace(f)}.`,
    cure: `${meant(f)}Here may stand: ${told(f, 'known')}. "lacquer album schema" describes every field.`,
  }),
  'unknown-album-word': (f) => ({
    text: `“${told(f, 'where')}” cannot be “${told(f, 'id')}”${atPlace(f)}.`,
    cure: `${meant(f)}Use one of: ${told(f, 'known')}.`,
  }),
};

const meant = ({ nearest }: Facts): string =>
  typeof nearest === 'string' ? `Did you mean “${nearest}”? ` : '';

/** ` (line 3, column 7)`, where it is known. */
const atPlace = ({ line, column }: Facts): string =>
  typeof line === 'number' ? ` (line ${line}, column ${String(column)})` : '';

export const ALBUM_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  ...TIMELINE_FAULTS,
  ...ALBUM_FILE_FAULTS,
};
