// Parcel: what is sent to one shop or plant as one zip: its files, a readme and checksums of its own.
import { simplified } from '../../files/tags/tag-text.ts';
import { checksumList } from './checksum-list.ts';
import { CHECKSUM_FILE, README_FILE, type Passport, type PassportDelivery } from './passport.ts';

/** Below the passport's folder. */
export const PARCEL_FOLDER = 'zip';

export interface Parcel {
  /** `CAT001_Zoe_Cafe-Elan_cd.zip`: letters, digits, `_` and `-` alone. */
  readonly name: string;
  /** As they stand in the passport; in the zip without the delivery's own folder. */
  readonly files: readonly { readonly path: string; readonly name: string; readonly bytes: number }[];
  /** Of those files alone, by their names in the zip. */
  readonly checksums: string;
  /** The passport of this delivery alone, for the readme. */
  readonly passport: Passport;
}

/** Names in a parcel that no delivered file may have. */
export const PARCEL_PAPERS = [README_FILE, CHECKSUM_FILE] as const;

/** One for every delivery that has files. */
export function parcelsOf(passport: Passport): Parcel[] {
  return passport.deliveries.filter(({ files }) => files.length > 0).map((one) => parcelOf(passport, one));
}

function parcelOf(passport: Passport, delivery: PassportDelivery): Parcel {
  const folder = sharedFolder(delivery.files.map(({ path }) => path));
  const files = delivery.files.map(({ path, bytes, sha256 }) => ({
    path,
    bytes,
    sha256,
    name: path.slice(folder.length),
  }));
  const own = {
    ...delivery,
    files: delivery.files.map((file) => ({ ...file, path: file.path.slice(folder.length) })),
  };
  return {
    name: `${parcelName(passport, delivery.profile)}.zip`,
    files: files.map(({ path, name, bytes }) => ({ path, name, bytes })),
    checksums: checksumList(files.map(({ name, sha256 }) => ({ path: name, sha256 }))),
    passport: { ...passport, deliveries: [own] },
  };
}

/** The first folder where all lie in one, with its slash; else nothing. */
function sharedFolder(paths: readonly string[]): string {
  const first = /^[^/]+\//.exec(paths[0]!)?.[0] ?? '';
  return paths.every((path) => path.startsWith(first)) ? first : '';
}

/** Most letters of one part of a name: all of it stays far below what any file system takes. */
const MOST_LETTERS = 40;

function parcelName({ album }: Passport, profile: string): string {
  const parts = [album.catalogueNumber ?? '', album.artists[0] ?? '', album.title, profile];
  const plain = parts.map((text) =>
    simplified(text)
      .replaceAll(/[^A-Za-z0-9]+/g, '-')
      .slice(0, MOST_LETTERS)
      .replaceAll(/^-+|-+$/g, ''),
  );
  return plain.filter((text) => text !== '').join('_');
}
