// Tags command: `lacquer tags`: what files say of their song, shown, set, copied or taken away.
import { access, constants, realpath } from 'node:fs/promises';
import { readTags, type FileTags } from '../files/tag-files.ts';
import type { TagNote } from '../files/tags/tag-carrier.ts';
import type { Tags } from '../files/tags/tags.ts';
import { diskFault } from '../places/disk-error.ts';
import { diskPlace } from '../places/disk.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import { isSameFile } from '../places/same-file.ts';
import { tagRecord, type TagRecord } from '../report/tag-record.ts';
import { noteLines, tagSleeve } from '../report/tag-sleeve.ts';
import { convertWords } from '../report/words-convert.ts';
import { printable, wrapped } from '../report/text-style.ts';
import { Fault } from '../signal/fault.ts';
import { withoutEncoder } from '../tasks/carried-tags.ts';
import { editedTags, type TagEdits } from '../tasks/edit-tags.ts';
import { readCover, readTagEdits } from '../tasks/read-tag-files.ts';
import { retagSong, type Retagged } from '../tasks/retag-song.ts';
import { audioFilesIn } from './audio-files.ts';
import type {
  TagsCopyOptions,
  TagsSetOptions,
  TagsShowOptions,
  TagsWriteOptions,
} from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { tellFailure } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { listsOf, textsOf } from './tags-fields.ts';
import { terminalText } from './terminal-text.ts';

export async function showTags(
  paths: readonly string[],
  { json = false }: TagsShowOptions,
): Promise<ExitStatus> {
  const files = await audioFilesIn(diskPlace(), paths);
  if (files.length === 0) throw new Fault('no-sound-files', 'input', { where: paths.join(', ') });
  const records: TagRecord[] = [];
  let status: ExitStatus = EXIT.done;
  for (const [i, path] of files.entries()) {
    try {
      const { format, tags, notes } = await readTags(diskPlace(), path);
      records.push(tagRecord(path, tags, notes, { format }));
      const title = kindTitle(format);
      if (!json) console.log((i > 0 ? '\n' : '') + tagSleeve(path, title, tags, notes, terminalText()));
    } catch (reason) {
      status = Math.max(status, tellFailure(reason, path)) as ExitStatus;
    }
  }
  if (json) console.log(JSON.stringify({ version: 1, files: records }, null, 2));
  return status;
}

const kindTitle = (format: string): string =>
  format.length <= 4 ? format.toUpperCase() : format.charAt(0).toUpperCase() + format.slice(1);

export async function setTags(file: string, options: TagsSetOptions): Promise<ExitStatus> {
  const place = diskPlace();
  const given = options.from === undefined ? null : await readTagEdits(place, options.from);
  const cover =
    options.cover === undefined || options.cover === '' ? null : await readCover(place, options.cover);
  const { track, disc, explicit } = { ...given, ...said(options) };
  const edits: TagEdits = {
    texts: { ...given?.texts, ...textsOf(options) },
    lists: { ...given?.lists, ...listsOf(options) },
    ...(track === undefined ? {} : { track }),
    ...(disc === undefined ? {} : { disc }),
    ...(explicit === undefined ? {} : { explicit }),
    ...(options.cover === undefined ? {} : { cover: cover?.cover ?? null }),
  };
  if (isNothing(edits)) throw new Fault('nothing-to-set', 'usage');
  return retag(file, options, ({ tags }) => editedTags(tags, edits), cover?.notes ?? []);
}

const said = ({
  track,
  disc,
  explicit,
}: TagsSetOptions): Partial<Pick<TagEdits, 'track' | 'disc' | 'explicit'>> =>
  Object.fromEntries(Object.entries({ track, disc, explicit }).filter(([, value]) => value !== undefined));

const isNothing = ({ texts, lists, ...rest }: TagEdits): boolean =>
  Object.keys(texts).length + Object.keys(lists).length + Object.keys(rest).length === 0;

export async function copyTags(from: string, to: string, options: TagsCopyOptions): Promise<ExitStatus> {
  const { tags, notes } = await readTags(diskPlace(), from);
  return retag(to, options, () => withoutEncoder(tags), notes);
}

export async function stripTags(file: string, options: TagsWriteOptions): Promise<ExitStatus> {
  return retag(file, options, () => null);
}

/** `noted`: told before what the writing itself notes. */
async function retag(
  file: string,
  options: TagsWriteOptions,
  edit: (found: FileTags) => Tags | null,
  noted: readonly TagNote[] = [],
): Promise<ExitStatus> {
  const { out, force = false, id3v23 = false, json = false } = options;
  if (out !== undefined && (await isSameFile(file, out)))
    throw new Fault('same-file', 'usage', { file: out });
  // a link stays a link: the file behind it is changed
  const path = out === undefined ? await writableFile(file) : file;
  const line = json ? NO_PROGRESS : createProgressLine(process.stderr);
  try {
    const settings = { force, createDigest: nativeSha256, id3Version: id3v23 ? 3 : 4 } as const;
    const made = await interruptible((signal) =>
      retagSong(diskPlace(), path, out ?? path, edit, settings, { signal, progress: line.progress }),
    );
    line.clear();
    tell({ ...made, path: out ?? file, notes: [...noted, ...made.notes] }, json);
    return EXIT.done;
  } finally {
    line.clear();
  }
}

/** Its true path. A file that may not be written is not replaced either, though its folder would allow it. */
async function writableFile(file: string): Promise<string> {
  const path = await realpath(file).catch((error: unknown) => {
    throw diskFault(error, file, 'input');
  });
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw diskFault(error, file, 'output');
  });
  return path;
}

function tell({ path, tags, notes, changed, soundSha256 }: Retagged, json: boolean): void {
  if (json) {
    const record = tagRecord(path, tags, notes, { soundSha256 });
    console.log(JSON.stringify({ version: 1, files: [record] }, null, 2));
    return;
  }
  const { width, style } = terminalText();
  const odd = changed.map((field) => convertWords({ code: 'tag-changed', facts: { field } }));
  console.log(
    [
      tagSleeve(path, 'as read again from the new file', tags, [], { width, style }),
      ...noteLines(notes, width).map(style.warn),
      ...odd.flatMap((text) => wrapped(printable(text), width, '  ')).map(style.warn),
      '',
      style.good(`  The sound is the same, byte for byte. SHA-256 ${soundSha256.slice(0, 16)}…`),
    ].join('\n'),
  );
}
