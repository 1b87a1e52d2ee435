// Accept converted: a converted file opened again, and compared with what was meant to be in it, to its last sample.
import { createBodyLevel, type BodyLevel } from '../deliver/accept/body-level.ts';
import { openHashed } from '../deliver/accept/accept.ts';
import { hashedBytes, type Digest, type DigestFactory } from '../deliver/accept/digest.ts';
import { createSoundDigest } from '../deliver/accept/sound-digest.ts';
import type { AudioFile, FileFormat, ReadNote } from '../files/format.ts';
import type { Place } from '../files/place.ts';
import type { ConvertChange } from '../report/convert-record.ts';
import { Fault } from '../signal/fault.ts';
import { BURST_FRAMES } from '../signal/stream.ts';
import type { ConvertTarget } from './convert-target.ts';
import type { Run } from './run.ts';
import { watchSource } from './watch-source.ts';

/** What was handed to the writer. */
export interface MeantSound {
  readonly frames: number;
  /** As `createSoundDigest` gives it; null of lossy files. */
  readonly soundSha256: string | null;
  readonly levelDb: number;
}

export interface AcceptedFile {
  readonly format: FileFormat & { readonly frames: number };
  readonly notes: readonly ReadNote[];
  readonly bytes: number;
  readonly sha256: string;
  readonly levelChangeDb: number | null;
  readonly changes: readonly ConvertChange[];
}

/** How far an encoder may turn the body of the sound up or down without a word. LAME takes 0.45 dB off below 160 kbit/s. */
const LEVEL_TOLERANCE_DB = 0.5;
/** Noise at low rates loses a decibel, honestly; what loses more than this is no longer the same sound. */
const MOST_LEVEL_CHANGE_DB = 3;
/** Less than one block of an encoder is mostly its fading in: its level is told and not judged. */
const LEAST_JUDGED_FRAMES = 2048;
/** Under this, an encoder may rightly leave everything out. */
const FAINT_DB = -80;

/**
 * Reads all of it. Faults: `not-converted` with what differs (`sampleRateHz`, `channels`, `bits`, `frames`, `samples`, `level`),
 * and those of reading, `needs-decoder` among them.
 */
export async function acceptConverted(
  place: Place,
  path: string,
  target: ConvertTarget,
  meant: MeantSound,
  createDigest: DigestFactory,
  run: Run,
): Promise<AcceptedFile> {
  const { format, writer } = target;
  const file = await openHashed(place, path, createDigest).catch((reason: unknown) => {
    if (reason instanceof Fault && reason.code === 'needs-decoder') return reason;
    throw reason;
  });
  if (file instanceof Fault) return unopened(place, path, target, meant, file, await createDigest());
  try {
    refuse('container', file.format.container, containersOf(writer.id, writer.container));
    refuse('sampleRateHz', file.format.sampleRateHz, [format.sampleRateHz]);
    refuse('channels', file.format.channels, [format.channels]);
    if (meant.soundSha256 !== null) refuse('bits', file.format.bits, [format.bits]);
    const heard = await hear(file, format, meant, createDigest, run);
    refuse('frames', heard.frames, [meant.frames]);
    if (meant.soundSha256 !== null) refuse('samples', heard.soundSha256, [meant.soundSha256]);
    const levelChangeDb = meant.soundSha256 === null ? levelChange(meant, heard.level) : null;
    const { hashed, notes } = file;
    const sha256 = await hashed.finish();
    return {
      format: { ...file.format, frames: heard.frames },
      notes,
      bytes: hashed.source.bytes,
      sha256,
      levelChangeDb,
      changes: levelChanges(levelChangeDb),
    };
  } finally {
    await file.source.close();
  }
}

/** An encoder can be there without its decoder: then the file is taken at its word, and that is told. */
async function unopened(
  place: Place,
  path: string,
  { format, writer }: ConvertTarget,
  { frames }: MeantSound,
  { facts }: Fault,
  digest: Digest,
): Promise<AcceptedFile> {
  const hashed = hashedBytes(await place.open(path), digest);
  const codec = String(facts.codec);
  try {
    const { sampleRateHz, channels } = format;
    const { container } = writer;
    return {
      format: { container, codec, sampleRateHz, channels, bits: null, frames, lossy: true },
      notes: [],
      bytes: hashed.source.bytes,
      sha256: await hashed.finish(),
      levelChangeDb: null,
      changes: [{ code: 'not-opened', facts: { codec } }],
    };
  } finally {
    await hashed.source.close();
  }
}

/** A WAV beyond 4 GiB is RF64. */
const containersOf = (id: string, container: string): string[] =>
  id === 'wav' ? [container, 'rf64'] : [container];

interface Heard {
  readonly frames: number;
  readonly soundSha256: string | null;
  readonly level: BodyLevel;
}

async function hear(
  file: AudioFile,
  format: ConvertTarget['format'],
  meant: MeantSound,
  createDigest: DigestFactory,
  run: Run,
): Promise<Heard> {
  const level = createBodyLevel(format);
  const digest =
    meant.soundSha256 === null
      ? null
      : createSoundDigest(format, format.channels, meant.frames, await createDigest());
  const watched = watchSource(file.source, run, 'compare', meant.frames);
  let frames = 0;
  for (let block = await watched.pull(BURST_FRAMES); block; block = await watched.pull(BURST_FRAMES)) {
    frames += block.frames;
    if (digest === null) level.write(block);
    else digest.write(block);
  }
  return { frames, soundSha256: digest === null ? null : digest.finish(), level };
}

/** In dB; null where both are silent. Fault `not-converted` for what is no longer the same sound. */
function levelChange({ levelDb: meantDb, frames }: MeantSound, level: BodyLevel): number | null {
  if (!level.isFinite()) refuse<number | string>('level', 'no number', [meantDb]);
  const foundDb = level.levelDb();
  if (meantDb < FAINT_DB && foundDb < FAINT_DB) return null;
  const changeDb = foundDb - meantDb;
  const isSame = Math.abs(changeDb) <= MOST_LEVEL_CHANGE_DB;
  if (!isSame && frames >= LEAST_JUDGED_FRAMES) refuse('level', foundDb, [meantDb]);
  return Number.isFinite(changeDb) ? changeDb : null;
}

const levelChanges = (changeDb: number | null): ConvertChange[] =>
  changeDb === null || Math.abs(changeDb) <= LEVEL_TOLERANCE_DB
    ? []
    : [{ code: 'level-changed', facts: { changeDb } }];

function refuse<T extends string | number | null>(what: string, found: T, meant: readonly T[]): void {
  if (meant.includes(found)) return;
  throw new Fault('not-converted', 'output', { what, found, meant: meant[0]! });
}
