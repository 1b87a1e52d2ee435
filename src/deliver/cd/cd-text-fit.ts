// CD-TEXT fit: texts of a disc brought into the room that one language has: what is missed least goes first, and all of it is told.
import type { DeliveryNote } from '../delivery.ts';
import { MOST_PACKS } from './cd-text-packs.ts';
import { packCounts } from './cd-text-write.ts';
import type { DiscTextKind } from './disc-texts.ts';
import type { Disc, DiscTexts } from './disc.ts';

export interface FittedDisc {
  readonly disc: Disc;
  readonly notes: readonly DeliveryNote[];
}

/** What players show least, first. */
const LEAST_MISSED: readonly DiscTextKind[] = ['message', 'arranger', 'songwriter', 'composer'];

/** Letters at which titles and names are cut, one after the other; even 99 tracks have room for the last. */
const CUTS = [160, 120, 100, 80, 64, 48, 40, 32, 24, 20, 16, 12];

/**
 * Untouched where there is room. Else kinds of text are left out, then the artist of every track where it is the disc's own, and
 * last titles and names are cut short, none shorter than it must be.
 */
export function fittedTexts(whole: Disc): FittedDisc {
  let fitted: FittedDisc = { disc: whole, notes: [] };
  for (const kind of LEAST_MISSED) fitted = withoutKind(fitted, kind);
  fitted = withArtistOnce(fitted);
  return cutShort(fitted);
}

const packsOf = (disc: Disc): number => Math.max(...packCounts(disc), 0);

/** Facts of every note; null: there is room. */
function lack(disc: Disc): { readonly packs: number; readonly most: number } | null {
  const packs = packsOf(disc);
  return packs <= MOST_PACKS ? null : { packs, most: MOST_PACKS };
}

function withoutKind({ disc, notes }: FittedDisc, kind: DiscTextKind): FittedDisc {
  const facts = lack(disc);
  const has = [disc, ...disc.tracks].some(({ texts }) => texts[kind] !== '');
  if (facts === null || !has) return { disc, notes };
  const without = (texts: DiscTexts): DiscTexts => ({ ...texts, [kind]: '' });
  return {
    disc: withTracks({ ...disc, texts: without(disc.texts) }, without),
    notes: [...notes, { code: 'cd-text-left-out', facts: { kind, ...facts } }],
  };
}

function withArtistOnce({ disc, notes }: FittedDisc): FittedDisc {
  const facts = lack(disc);
  const { performer } = disc.texts;
  const isOne = performer !== '' && disc.tracks.every(({ texts }) => texts.performer === performer);
  if (facts === null || !isOne) return { disc, notes };
  return {
    disc: withTracks(disc, (texts) => ({ ...texts, performer: '' })),
    notes: [...notes, { code: 'cd-text-artist-once', facts }],
  };
}

function cutShort({ disc, notes }: FittedDisc): FittedDisc {
  const facts = lack(disc);
  if (facts === null) return { disc, notes };
  const cutAt = (letters: number): Disc =>
    withTracks(disc, (texts) => ({
      ...texts,
      title: texts.title.slice(0, letters).trimEnd(),
      performer: texts.performer.slice(0, letters).trimEnd(),
    }));
  const letters = CUTS.find((each) => lack(cutAt(each)) === null);
  // what stands beside the tracks' texts is too long by itself: the check of the disc refuses it
  if (letters === undefined) return { disc, notes };
  return {
    disc: cutAt(letters),
    notes: [...notes, { code: 'cd-text-cut', facts: { letters, ...facts } }],
  };
}

const withTracks = (disc: Disc, change: (texts: DiscTexts) => DiscTexts): Disc => ({
  ...disc,
  tracks: disc.tracks.map((track) => ({ ...track, texts: change(track.texts) })),
});
