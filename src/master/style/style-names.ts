// Style names: every house style with its caption, in the order of menus; light enough for the first look at a page.

export interface StyleName {
  readonly id: string;
  /** What it does, in a phrase for help texts. */
  readonly caption: string;
}

/** How a record may lean, whatever is played. */
export const SOUND_NAMES = [
  { id: 'balanced', caption: 'where most records stand: nothing sticks out' },
  { id: 'warm', caption: 'fuller below, softer above' },
  { id: 'bright', caption: 'leaner below, more air above' },
  { id: 'punchy', caption: 'peaks kept, firm level' },
  { id: 'loud', caption: 'as loud as its genre, at a cost' },
  { id: 'gentle', caption: 'dynamics before level' },
  { id: 'vinyl', caption: 'room for the needle: calm treble, firm bass, open peaks' },
] as const satisfies readonly StyleName[];

/** Kinds of music. */
export const MUSIC_NAMES = [
  { id: 'pop', caption: 'bright, full and level' },
  { id: 'rock', caption: 'dense middle, firm level' },
  { id: 'metal', caption: 'biting upper middle, tight bass, loud' },
  { id: 'hiphop', caption: 'deep bass, firm level' },
  { id: 'electronic', caption: 'deep bass, bright top, loud' },
  { id: 'rnb', caption: 'deep soft bass, smooth voice, silky top' },
  { id: 'jazz', caption: 'as in the room, soft top, peaks nearly untouched' },
  { id: 'acoustic', caption: 'natural tone, peaks nearly untouched' },
  { id: 'country', caption: 'clear voice, lean bass, level' },
  { id: 'indie', caption: 'wide tolerance for character' },
  { id: 'ambient', caption: 'dark, wide, never pressed' },
  { id: 'classical', caption: 'the hall as it is, peaks nearly untouched' },
] as const satisfies readonly StyleName[];

/** Sounds first, then kinds of music. */
export const STYLE_NAMES = [...SOUND_NAMES, ...MUSIC_NAMES] as const;

export type StyleId = (typeof STYLE_NAMES)[number]['id'];

/** Other names for the same sound. */
export const STYLE_ALIASES: Readonly<Record<string, StyleId>> = {
  open: 'bright',
  'vinyl-minded': 'vinyl',
  'hip-hop': 'hiphop',
  'r&b': 'rnb',
  folk: 'acoustic',
};

/** What ends like a file of a style, or has a folder before it. */
const FILE = /\.(json|ya?ml)$|[\\/]/i;

/** Does an intent name a style file of somebody's own, where a house style has its id? */
export function isStyleFile(named: string): boolean {
  return FILE.test(named);
}
