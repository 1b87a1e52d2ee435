// Path pattern: which files a pattern such as `album/**/*.wav` names.
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A piece of a pattern between two slashes: a name as it is, a pattern of names, or `**` for any depth of folders. */
type Segment = string | RegExp | typeof ANY_DEPTH;

const ANY_DEPTH = Symbol('any depth');
const WILD = /[*?[{]/;
/** More alternatives than anybody writes. */
const MOST_ALTERNATIVES = 1000;

/** Whether a text that is no file's name could be a pattern. */
export function isPattern(text: string): boolean {
  return WILD.test(text);
}

/**
 * Files that match, sorted, each once. `*` and `?` stay within a name, `**` goes through folders, `[a-z]` and `[!a-z]` are one
 * character, `{wav,flac}` alternatives. Hidden files only where the pattern says the dot. Linked folders are not entered
 * by `**`. Folders that cannot be read are passed over.
 */
export async function filesMatching(pattern: string): Promise<string[]> {
  const found = new Set<string>();
  for (const plain of alternatives(sep === '\\' ? pattern.replaceAll('\\', '/') : pattern)) {
    const root = plain.startsWith('/') ? '/' : '';
    const segments = plain
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .map(segmentOf);
    await walk(root, segments, found);
  }
  return [...found].sort();
}

/** The folder that everything a pattern can match lies in, and whether at any depth. */
export function patternFolder(pattern: string): { readonly folder: string; readonly deep: boolean } {
  const parts = pattern.split(/[\\/]/);
  const first = parts.findIndex((part) => WILD.test(part));
  const folder = parts.slice(0, first).join('/');
  return { folder: folder === '' ? (first > 0 ? '/' : '.') : folder, deep: first < parts.length - 1 };
}

async function walk(folder: string, segments: readonly Segment[], found: Set<string>): Promise<void> {
  const [segment, ...rest] = segments;
  if (segment === undefined) return;
  if (typeof segment === 'string' && rest.length > 0) return walk(join(folder, segment), rest, found);
  if (segment === ANY_DEPTH) await walk(folder, rest.length > 0 ? rest : [/^[^.]/], found);
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    const goesDeeper = entry.isDirectory() || (entry.isSymbolicLink() && segment !== ANY_DEPTH);
    if (segment === ANY_DEPTH) {
      if (entry.isDirectory() && !entry.name.startsWith('.')) await walk(path, segments, found);
    } else if (typeof segment === 'string' ? entry.name === segment : segment.test(entry.name)) {
      if (rest.length > 0 && goesDeeper) await walk(path, rest, found);
      if (rest.length === 0 && !entry.isDirectory()) found.add(path);
    }
  }
}

function entriesOf(folder: string) {
  return readdir(folder === '' ? '.' : folder, { withFileTypes: true }).catch(() => []);
}

function segmentOf(part: string): Segment {
  if (part === '**') return ANY_DEPTH;
  if (!WILD.test(part)) return part;
  const hidden = part.startsWith('.') ? '' : '(?!\\.)';
  return new RegExp(`^${hidden}${part.replace(TOKEN, tokenExpression)}$`, 'su');
}

const TOKEN = /\*+|\?|\[(!|\^)?(\]?[^\]]*)\]|[\s\S]/gu;

function tokenExpression(token: string, negated: string | undefined, inside: string | undefined): string {
  if (token.startsWith('*')) return '.*';
  if (token === '?') return '.';
  if (inside === undefined || inside === '') return token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const safe = inside.replace(/[\\^[\]]/g, '\\$&').replace(/(?<=^)-|-(?=$)/g, '\\-');
  return isOrdered(inside) ? `[${negated === undefined ? '' : '^'}${safe}]` : '(?!)';
}

/** A range that runs backwards, `[z-a]`, matches nothing. */
function isOrdered(inside: string): boolean {
  return [...inside.matchAll(/([\s\S])-([\s\S])/gu)].every(([, from, to]) => from! <= to!);
}

/** `{a,b}` written out, the innermost first. */
function alternatives(pattern: string): string[] {
  let open = [pattern];
  for (;;) {
    const at = open.findIndex((one) => BRACES.test(one));
    if (at < 0 || open.length > MOST_ALTERNATIVES) return open;
    const [whole, inside] = BRACES.exec(open[at]!)!;
    const written = inside!.split(',').map((choice) => open[at]!.replace(whole, () => choice));
    open = [...open.slice(0, at), ...written, ...open.slice(at + 1)];
  }
}

const BRACES = /\{([^{}]*,[^{}]*)\}/;
