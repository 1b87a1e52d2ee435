// Checksum list: the lines that `sha256sum -c` reads, for every file of a folder.

export interface ListedFile {
  /** From the list's folder on, with `/`. */
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * `HASH *path` by line, in the order of the paths' letters; `*`: bytes, not text. Names with a backslash or a line's end have the
 * form of GNU coreutils: a backslash before the hash, `\\` and `\n` in the name.
 */
export function checksumList(files: readonly ListedFile[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.map(({ path, sha256 }) => `${lineOf(path, sha256)}\n`).join('');
}

function lineOf(path: string, sha256: string): string {
  const safe = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return safe === path ? `${sha256} *${path}` : `\\${sha256} *${safe}`;
}
