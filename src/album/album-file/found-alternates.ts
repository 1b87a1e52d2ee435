// Found alternates: which files of a folder are another version of a song that stands there too, by their names.
import type { Tags } from '../../files/tags/tags.ts';
import type { AlbumSong } from '../album.ts';
import { titleOfFile } from './song-names.ts';

type Kind = AlbumSong['alternates'][number]['kind'];

export interface FoundAlternate {
  readonly kind: Kind;
  /** File of the song that it stands beside. */
  readonly of: string;
  readonly tags: Tags;
}

/** How versions are called behind a title: `(Instrumental)`, `_acapella`, ` - radio edit`. */
const CALLED: readonly (readonly [kind: Kind, name: string])[] = [
  ['instrumental', 'instrumental|inst|karaoke'],
  ['acapella', 'a ?cap+ella|vocals? only|vox only'],
  ['radio-edit', 'radio(?: edit| version| mix)?|single edit'],
  ['clean', 'clean(?: edit| version)?'],
  ['tv-mix', 'tv(?: mix| track)?'],
];

const ENDINGS = CALLED.map(
  ([kind, name]) =>
    [
      kind,
      new RegExp(`[ _.-]*(?:[ _.-]|[([])(?:${name})(?:[ _]?(?:mix|version|master|final))*[)\\]]?$`, 'i'),
    ] as const,
);

/** By file. A version without its song stands for itself. */
export function alternatesAmong(
  songs: readonly { readonly file: string; readonly tags: Tags }[],
): Map<string, FoundAlternate> {
  const found = new Map<string, FoundAlternate>();
  const leads = new Map(songs.map(({ file }) => [nameOf(file), file]));
  for (const { file, tags } of songs) {
    const name = nameOf(file);
    for (const [kind, ending] of ENDINGS) {
      const of = ending.test(name) ? leads.get(name.replace(ending, '')) : undefined;
      if (of !== undefined && of !== file) found.set(file, { kind, of, tags });
    }
  }
  return found;
}

/** Folders do not count: versions often lie in one of their own. */
const nameOf = (file: string): string => titleOfFile(file).toLowerCase();
