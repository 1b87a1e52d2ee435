// Ilst names: which item of Apple's list stands for which of our names.

/** Items of plain text. */
const ITEMS: Readonly<Record<string, string>> = {
  '©nam': 'TITLE',
  '©ART': 'ARTIST',
  aART: 'ALBUMARTIST',
  '©alb': 'ALBUM',
  '©day': 'DATE',
  '©gen': 'GENRE',
  '©wrt': 'COMPOSER',
  '©cmt': 'COMMENT',
  '©enc': 'ENCODEDBY',
  '©too': 'ENCODER',
  '©lyr': 'LYRICS',
  '©grp': 'GROUPING',
  '©phg': 'PHONOGRAM',
  '©pub': 'PUBLISHER',
  '©cpy': 'COPYRIGHT',
  '©des': 'COMMENT',
  '©swr': 'ENCODER',
  '©arg': 'ARRANGER',
  '©prd': 'PRODUCER',
  cprt: 'COPYRIGHT',
  soal: 'ALBUMSORT',
  soar: 'ARTISTSORT',
  sonm: 'TITLESORT',
  soaa: 'ALBUMARTISTSORT',
  soco: 'COMPOSERSORT',
  desc: 'DESCRIPTION:short',
  ldes: 'DESCRIPTION:long',
};

/** Read, but not written: QuickTime's, or shown by hardly a program, while all show freeform items. */
const READ_ONLY = ['©phg', '©pub', '©cpy', '©des', '©swr', '©arg', '©prd'];

const BY_NAME = new Map(
  Object.entries(ITEMS)
    .filter(([item]) => !READ_ONLY.includes(item))
    .map(([item, name]) => [name, item]),
);

export const nameOfItem = (item: string): string | undefined => ITEMS[item];
export const itemOfName = (name: string): string | undefined =>
  BY_NAME.get(name.toUpperCase()) ?? BY_NAME.get(name);

/** Who names freeform items: everybody writes Apple's own name here. */
export const APPLE_MEAN = 'com.apple.iTunes';

/** What iTunes writes about this very encoding: its length belongs to the sound, not to the song. */
export const GAPLESS_NAME = 'iTunSMPB';

/** Players look for ReplayGain in small letters here. */
export const freeformName = (name: string): string =>
  name.toUpperCase().startsWith('REPLAYGAIN_') ? name.toLowerCase() : name;
