// Accept: opens every written file again, decodes and measures all of it, and compares with what was promised.
import type { AudioFile, FileFormat, ReadNote } from '../../files/format.ts';
import { openAudio } from '../../files/open.ts';
import type { ByteSource, Place } from '../../files/place.ts';
import type { Analysis } from '../../master/analysis.ts';
import { listen } from '../../master/listen.ts';
import type { Rendered } from '../../measure/song-meter.ts';
import { CEILING_TOLERANCE_DB, LOUDNESS_TOLERANCE_LU } from '../../master/verify.ts';
import type { Source } from '../../signal/stream.ts';
import type { Acceptance, Promised, Refusal } from '../finish/written-files.ts';
import { hashedBytes, type DigestFactory, type HashedBytes } from './digest.ts';
import { createSoundDigest, digestedSource } from './sound-digest.ts';
import { twinSource, type Difference } from './twin-source.ts';
import type { WriteJob } from '../finish/write-files.ts';

export interface AcceptOptions {
  /** `version` where another finish of the same rendering is measured as the master. */
  readonly as: Rendered;
  readonly createDigest: DigestFactory;
  /** Stands between the file and the meters, to tell progress. */
  readonly watch?: (source: Source) => Source;
}

/** All files of one finish, in the job's order. The first is measured; the others are compared with it, sample by sample. */
export async function acceptFiles(
  place: Place,
  job: WriteJob,
  promised: Promised,
  options: AcceptOptions,
): Promise<Acceptance[]> {
  const heard = await hear(place, job, options);
  const { analysis } = heard;
  return job.files.map(({ rule }, i) => {
    const { format, notes, difference, bytes, sha256 } = heard.files[i]!;
    const { soundSha256 } = heard;
    const refusals = judgeFile(format, notes, analysis, promised, difference);
    return { rule, format, notes, analysis, refusals, bytes, sha256, soundSha256 };
  });
}

interface HeardFile {
  readonly format: FileFormat;
  readonly notes: readonly ReadNote[];
  readonly difference: Difference | null;
  readonly bytes: number;
  readonly sha256: string;
}

export interface OpenedFile extends AudioFile {
  readonly hashed: HashedBytes;
}

/** Any audio file, its bytes hashed while it is read. */
export async function openHashed(
  place: Pick<Place, 'open'>,
  path: string,
  createDigest: DigestFactory,
): Promise<OpenedFile> {
  const digest = await createDigest();
  let hashed: HashedBytes | null = null;
  const open = async (): Promise<ByteSource> => {
    hashed = hashedBytes(await place.open(path), digest);
    return hashed.source;
  };
  const file = await openAudio({ open }, path);
  return { ...file, hashed: hashed! };
}

/** One pass over all files at once. */
async function hear(
  place: Place,
  job: WriteJob,
  { as, createDigest, watch }: AcceptOptions,
): Promise<{ analysis: Analysis; files: HeardFile[]; soundSha256: string }> {
  const opened: OpenedFile[] = [];
  try {
    for (const { path } of job.files) opened.push(await openHashed(place, path, createDigest));
    const differences: (() => Difference | null)[] = [() => null];
    const { format } = opened[0]!;
    const word = { encoding: 'pcm', bits: job.finish.bits } as const;
    const sound = createSoundDigest(word, format.channels, format.frames ?? 0, await createDigest());
    let source = digestedSource(opened[0]!.source, sound);
    for (const twin of opened.slice(1)) {
      const twins = twinSource(source, twin.source);
      differences.push(twins.difference);
      source = twins.source;
    }
    const analysis = await listen(watch ? watch(source) : source, {
      origin: format,
      rendered: as,
    });
    const files: HeardFile[] = [];
    for (const [i, { format, notes, hashed }] of opened.entries()) {
      const sha256 = await hashed.finish();
      files.push({ format, notes, difference: differences[i]!(), bytes: hashed.source.bytes, sha256 });
    }
    return { analysis, files, soundSha256: sound.finish() };
  } finally {
    for (const { source } of opened) await source.close();
  }
}

/** Everything in which a file is not as promised. */
export function judgeFile(
  format: FileFormat,
  notes: readonly ReadNote[],
  analysis: Analysis,
  promised: Promised,
  difference: Difference | null = null,
): Refusal[] {
  const { frames, loudness, peak } = analysis.measurements;
  return [
    ...judgeShape(format, frames, promised),
    ...notes.map((note) => ({ code: 'odd-file', facts: { note: note.code } })),
    ...judgePeak(peak.truePeakDbtp, promised.ceilingDbtp),
    ...judgeLoudness(loudness.integratedLufs, promised.integratedLufs),
    ...(difference === null ? [] : [{ code: 'not-identical', facts: { ...difference } }]),
  ];
}

function judgeShape(format: FileFormat, frames: number, promised: Promised): Refusal[] {
  const found = { ...format, frames };
  return (['sampleRateHz', 'channels', 'bits', 'frames'] as const)
    .filter((what) => found[what] !== promised[what])
    .map((what) => ({
      code: 'wrong-shape',
      facts: { what, value: found[what] ?? 'none', promised: promised[what] },
    }));
}

function judgePeak(truePeakDbtp: number | null, ceilingDbtp: number | null): Refusal[] {
  if (truePeakDbtp === null || ceilingDbtp === null) return [];
  if (truePeakDbtp <= ceilingDbtp + CEILING_TOLERANCE_DB) return [];
  return [{ code: 'over-ceiling', facts: { truePeakDbtp, ceilingDbtp } }];
}

function judgeLoudness(measured: number | null, promisedLufs: number | null): Refusal[] {
  if (promisedLufs === null) return [];
  if (measured !== null && Math.abs(measured - promisedLufs) <= LOUDNESS_TOLERANCE_LU) return [];
  return [{ code: 'off-loudness', facts: { measuredLufs: measured ?? 'none', promisedLufs } }];
}
