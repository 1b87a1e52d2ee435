// Convert plan: which file becomes which: names kept, folders kept below the one that was named, collisions told before the work.
import { basename, dirname, extname, join, relative } from 'node:path';
import type { Place } from '../files/place.ts';
import { isSameFile } from '../places/same-file.ts';
import { Fault } from '../signal/fault.ts';
import { writerOfName } from '../tasks/convert-target.ts';
import { writerById, WRITERS } from '../files/writers.ts';
import type { WriterKind } from '../files/writer.ts';
import { audioFilesIn } from './audio-files.ts';

export interface ConvertJob {
  readonly path: string;
  readonly outPath: string;
}

export interface ConvertPlan {
  readonly writer: WriterKind;
  readonly jobs: readonly ConvertJob[];
}

interface NamedFile {
  readonly path: string;
  /** Its path below the folder that was named, or its bare name. */
  readonly name: string;
}

/**
 * `out`: a file for one song, or a folder; beside each source where absent. Faults: `no-sound-files`, `which-kind`,
 * `unknown-kind`, `unknown-ending`, `ending-disagrees`, `one-name-for-many`, `same-name`, `same-file`.
 */
export async function convertPlan(
  place: Place,
  paths: readonly string[],
  out: string | undefined,
  to: string | undefined,
): Promise<ConvertPlan> {
  const files = await namedFiles(place, paths);
  if (files.length === 0) throw new Fault('no-sound-files', 'input', { where: paths.join(', ') });
  const isFolder = out === undefined || (await isFolderName(place, out, to));
  const writer = isFolder ? kindAsked(to) : kindOfFile(out, to);
  if (!isFolder && files.length > 1)
    throw new Fault('one-name-for-many', 'usage', { file: out, count: files.length });
  const jobs = files.map(({ path, name }) => ({
    path,
    outPath: isFolder
      ? join(out ?? dirname(path), named(out === undefined ? basename(path) : name, writer))
      : out,
  }));
  refuseSameNames(jobs);
  await refuseSources(place, jobs);
  return { writer, jobs };
}

async function namedFiles(place: Place, paths: readonly string[]): Promise<NamedFile[]> {
  const found = new Map<string, NamedFile>();
  for (const path of paths) {
    for (const file of await audioFilesIn(place, [path])) {
      const below = relative(path, file);
      const isBelow = file !== path && below !== '' && !below.startsWith('..');
      if (!found.has(file)) found.set(file, { path: file, name: isBelow ? below : basename(file) });
    }
  }
  return [...found.values()];
}

const named = (name: string, { ending }: WriterKind): string =>
  join(dirname(name), basename(name, extname(name)) + ending);

/** What exists as a folder, ends as one, or has no ending of ours while the kind was said. */
async function isFolderName(place: Place, out: string, to: string | undefined): Promise<boolean> {
  if (/[\\/]$/.test(out) || out === '.' || out === '..') return true;
  const listed = (await place.exists(out)) ? await place.list(out).catch(() => null) : null;
  if (listed !== null && !(listed.length === 1 && listed[0] === out)) return true;
  if (writerOfName(out) !== null) return false;
  return to !== undefined || extname(out) === '';
}

const known = (): string => WRITERS.map(({ id }) => id).join(', ');

function kindAsked(to: string | undefined): WriterKind {
  if (to === undefined) throw new Fault('which-kind', 'usage', { known: known() });
  const writer = writerById(to);
  if (writer === null) throw new Fault('unknown-kind', 'usage', { kind: to, known: known() });
  return writer;
}

function kindOfFile(out: string, to: string | undefined): WriterKind {
  const ofName = writerOfName(out);
  if (ofName === null) {
    const endings = [...new Set(WRITERS.map(({ ending }) => ending))].join(', ');
    throw new Fault('unknown-ending', 'usage', { file: out, known: endings });
  }
  if (to === undefined) return ofName;
  const asked = kindAsked(to);
  if (asked.ending !== ofName.ending)
    throw new Fault('ending-disagrees', 'usage', {
      file: out,
      named: ofName.title,
      kind: asked.title,
      ending: asked.ending,
    });
  return asked;
}

/** Many file systems take capitals and small letters for the same. */
function refuseSameNames(jobs: readonly ConvertJob[]): void {
  const taken = new Map<string, string>();
  for (const { path, outPath } of jobs) {
    const key = outPath.normalize('NFC').toLowerCase();
    const first = taken.get(key);
    if (first !== undefined) throw new Fault('same-name', 'usage', { file: outPath, first, second: path });
    taken.set(key, path);
  }
}

/** No output may be any of the sources: one of them would be gone before its turn. */
async function refuseSources(place: Place, jobs: readonly ConvertJob[]): Promise<void> {
  for (const { outPath } of jobs) {
    if (!(await place.exists(outPath))) continue;
    for (const { path } of jobs)
      if (await isSameFile(path, outPath)) throw new Fault('same-file', 'usage', { file: outPath });
  }
}
