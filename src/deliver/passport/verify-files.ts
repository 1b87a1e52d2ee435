// Verify files: every file of a folder against its passport: there, whole, unchanged; and if not, what about it is another.
import { openHashed } from '../accept/accept.ts';
import type { DigestFactory } from '../accept/digest.ts';
import { createSoundDigest } from '../accept/sound-digest.ts';
import type { Refusal } from '../finish/written-files.ts';
import { filesBelow } from '../../files/files-below.ts';
import type { Place } from '../../files/place.ts';
import { Fault } from '../../signal/fault.ts';
import { BURST_FRAMES } from '../../signal/stream.ts';
import { formatLine } from './issue-passport.ts';
import type { Passport, PassportFile } from './passport.ts';
import { paperTest, verifyPapers } from './verify-papers.ts';
import { hashFile } from '../accept/hash-file.ts';

export interface VerifyOptions {
  readonly createDigest: DigestFactory;
  /** Called with the share of bytes that were read. */
  readonly progress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

export interface VerifiedFiles {
  readonly checked: number;
  readonly bytes: number;
  /** Empty: everything stands as it was written. */
  readonly refusals: readonly Refusal[];
}

/**
 * Reads every byte. Refusals by code: `missing-file`, `renamed-file` (`now`), `changed-file`, `cut-short`, `unreadable-file` (`fault`),
 * `other-format` (`found`, `promised`), `other-sound`, `other-label`, `other-size`, `stray-file`, those of `verifyPapers`. Faults: those of the place; `cancelled`.
 */
export async function verifyFiles(
  place: Place,
  folder: string,
  passport: Passport,
  options: VerifyOptions,
): Promise<VerifiedFiles> {
  const files = [
    { ...passport.recipe, role: 'table' },
    ...passport.deliveries.flatMap((delivery) => delivery.files),
  ] as readonly Promised[];
  const there = [...(await filesBelow(place, folder)).keys()];
  const isPaper = paperTest(passport);
  const strays = there.filter((path) => !isPaper(path) && !files.some((file) => file.path === path));
  const strayHashes = await hashesOf(place, folder, strays, options.createDigest);
  const refusals: Refusal[] = [];
  const taken = new Set<string>();
  for (const [i, file] of files.entries()) {
    if (options.signal?.aborted) throw new Fault('cancelled', 'output');
    const found = there.includes(file.path)
      ? await lookAt(place, `${folder}/${file.path}`, file, options)
      : [missing(file, strayHashes, taken)];
    refusals.push(...found);
    options.progress?.((i + 1) / files.length);
  }
  refusals.push(...(await verifyPapers(place, folder, passport, there, options.createDigest)));
  const stray = strays
    .filter((path) => !taken.has(path))
    .map((file) => ({ code: 'stray-file', facts: { file } }));
  const bytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  return { checked: files.length, bytes, refusals: [...refusals, ...stray] };
}

/** The recipe's size is not told. */
type Promised = Pick<PassportFile, 'path' | 'sha256' | 'role'> &
  Partial<Pick<PassportFile, 'bytes' | 'format' | 'soundSha256'>>;

async function hashesOf(
  place: Place,
  folder: string,
  paths: readonly string[],
  createDigest: DigestFactory,
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const path of paths)
    hashes.set((await hashFile(place, `${folder}/${path}`, createDigest)).sha256, path);
  return hashes;
}

function missing(file: Promised, strays: ReadonlyMap<string, string>, taken: Set<string>): Refusal {
  const now = strays.get(file.sha256);
  if (now === undefined) return { code: 'missing-file', facts: { file: file.path } };
  taken.add(now);
  return { code: 'renamed-file', facts: { file: file.path, now } };
}

async function lookAt(
  place: Place,
  path: string,
  file: Promised,
  { createDigest }: VerifyOptions,
): Promise<Refusal[]> {
  const { sha256, bytes } = await hashFile(place, path, createDigest);
  const facts = { file: file.path };
  if (sha256 === file.sha256) {
    const promised = file.bytes ?? bytes;
    return promised === bytes ? [] : [{ code: 'other-size', facts: { ...facts, bytes, promised } }];
  }
  if (file.format !== undefined && file.format !== null) {
    return [await explainSound(place, path, file, createDigest)];
  }
  const size = file.bytes ?? bytes;
  if (bytes < size) return [{ code: 'cut-short', facts: { ...facts, bytes, promised: size } }];
  return [{ code: 'changed-file', facts }];
}

/** A file of sound whose bytes are others: is it the format, the sound, or only what is said of it? */
async function explainSound(
  place: Place,
  path: string,
  file: Promised,
  createDigest: DigestFactory,
): Promise<Refusal> {
  const facts = { file: file.path };
  try {
    const { format, notes, source } = await openHashed(place, path, createDigest);
    try {
      const found = formatLine(format);
      if (found !== file.format)
        return { code: 'other-format', facts: { ...facts, found, promised: file.format! } };
      if (file.soundSha256 === null || file.soundSha256 === undefined) return { code: 'changed-file', facts };
      const word = { encoding: 'pcm', bits: format.bits ?? 24 } as const;
      const sound = createSoundDigest(word, format.channels, format.frames ?? 0, await createDigest());
      for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES))
        sound.write(block);
      if (sound.finish() === file.soundSha256) return { code: 'other-label', facts };
      const cut = notes.find(({ code }) => CUT_SHORT.includes(code));
      return cut ? { code: 'cut-short', facts } : { code: 'other-sound', facts };
    } finally {
      await source.close();
    }
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    return { code: 'unreadable-file', facts: { ...facts, fault: reason.code } };
  }
}

/** Notes of readers that a file ends before it should. */
const CUT_SHORT = ['data-cut-short', 'truncated'];
