// Hear delivered: one file of a delivery heard to its end beside the sound that it should hold.
import type { FileFormat } from '../../files/format.ts';
import { pump, type Listening } from '../../measure/measure.ts';
import type { Source } from '../../signal/stream.ts';
import type { OpenedFile } from '../accept/accept.ts';
import { createBodyLevel, type BodyLevel } from '../accept/body-level.ts';
import { createSoundDigest, digestedSource } from '../accept/sound-digest.ts';
import { twinSource } from '../accept/twin-source.ts';
import type { DeliveredFile, DeliveryRoom } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import { stretchFrames, type DigitalSong } from './digital-songs.ts';
import { createEdgeSilence } from './edge-silence.ts';
import { createLevelMeter, type SongLevel } from './song-level.ts';
import { shortened } from './write-song.ts';

export interface HeardSong {
  readonly delivered: DeliveredFile;
  readonly format: FileFormat;
  readonly level: SongLevel;
  readonly silence: { readonly startS: number; readonly endS: number };
  readonly frames: number;
  /** Of a lossy file: its body against what was handed to the first encoding, dB; null for lossless files and silence. */
  readonly levelChangeDb: number | null;
  /** Of its shape, its oddities and its sound. */
  readonly refusals: readonly Refusal[];
}

/**
 * `meant`: the song as `eachSound` gives it; null for a twin, whose samples are told by their digest. Closes the file. Faults: those of
 * reading.
 */
export async function hearSong(
  room: DeliveryRoom,
  path: string,
  file: OpenedFile,
  song: DigitalSong,
  meant: Source | null,
  seed: number,
): Promise<HeardSong> {
  const { format, notes, hashed } = file;
  try {
    const isSame = meant !== null && isOneShape(meant, file.source);
    const compared = compare(file.source, isSame ? meant : null, song, seed);
    const { bits } = song;
    const digest =
      bits === null || format.lossy
        ? null
        : createSoundDigest(
            { encoding: 'pcm', bits },
            format.channels,
            format.frames ?? 0,
            await room.createDigest(),
          );
    const sound = digest === null ? compared.source : digestedSource(compared.source, digest);
    const meter = createLevelMeter(sound.format);
    const edges = createEdgeSilence(sound.format);
    const frames = await pump(sound, [meter, edges, ...compared.listening]);
    const level = meter.result();
    const { loudness, peak } = level;
    const refusals = [
      ...shapeRefusals(path, format, frames, song, meant),
      ...notes.map((note) => ({ code: 'odd-file', facts: { file: path, note: note.code } })),
      ...compared.refusals(path),
    ];
    const sha256 = await hashed.finish();
    const delivered: DeliveredFile = {
      path,
      role: 'audio',
      bytes: hashed.source.bytes,
      sha256,
      format: { ...format, frames },
      soundSha256: digest === null ? null : digest.finish(),
      integratedLufs: loudness.integratedLufs,
      truePeakDbtp: peak.truePeakDbtp,
    };
    const silence = edges.result();
    const levelChangeDb = compared.levelChangeDb();
    return { delivered, format, level, silence, frames, levelChangeDb, refusals };
  } finally {
    await file.source.close();
  }
}

const isOneShape = (a: Source, b: Source): boolean =>
  a.format.sampleRateHz === b.format.sampleRateHz && a.format.channels === b.format.channels;

interface Compared {
  readonly source: Source;
  readonly listening: readonly Listening[];
  refusals(path: string): Refusal[];
  levelChangeDb(): number | null;
}

/** Lossless files sample by sample; lossy ones by how loud the body of the sound is. */
function compare(source: Source, meant: Source | null, { bits }: DigitalSong, seed: number): Compared {
  const nothing = { source, listening: [], refusals: () => [], levelChangeDb: () => null };
  if (meant === null) return nothing;
  if (bits === null) return compareBodies(source, meant);
  const twins = twinSource(source, shortened(meant, bits, seed));
  return {
    ...nothing,
    source: twins.source,
    refusals(path) {
      const difference = twins.difference();
      return difference === null
        ? []
        : [{ code: 'digital-other-sound', facts: { file: path, ...difference } }];
    },
  };
}

function compareBodies(source: Source, meant: Source): Compared {
  const found = createBodyLevel(source.format);
  const wanted = createBodyLevel(meant.format);
  const beside: Source = {
    ...source,
    async pull(most) {
      const block = await source.pull(most);
      if (block !== null) await follow(meant, wanted, block.frames);
      return block;
    },
    close: () => source.close(),
  };
  const listening = [{ push: (block: Parameters<BodyLevel['write']>[0]) => found.write(block) }];
  const changeDb = (): number => found.levelDb() - wanted.levelDb();
  return {
    source: beside,
    listening,
    refusals: (path) => (found.isFinite() ? [] : [{ code: 'digital-no-numbers', facts: { file: path } }]),
    levelChangeDb: () => (Number.isFinite(changeDb()) ? changeDb() : null),
  };
}

async function follow(meant: Source, level: BodyLevel, frames: number): Promise<void> {
  for (let left = frames; left > 0; ) {
    const block = await meant.pull(left);
    if (block === null) return;
    level.write(block);
    left -= block.frames;
  }
}

function shapeRefusals(
  file: string,
  format: FileFormat,
  frames: number,
  song: DigitalSong,
  meant: Source | null,
): Refusal[] {
  const wanted = {
    sampleRateHz: song.sampleRateHz,
    bits: song.bits,
    frames: stretchFrames(song.stretch),
    ...(meant === null ? {} : { channels: meant.format.channels }),
  };
  const found: Readonly<Record<string, number | null>> = { ...wanted, ...shapeOf(format, frames) };
  return Object.entries(wanted)
    .filter(([what, promised]) => found[what] !== promised)
    .map(([what, promised]) => ({
      code: 'wrong-shape',
      facts: { file, what, value: found[what] ?? 'none', promised: promised ?? 'none' },
    }));
}

const shapeOf = (
  { sampleRateHz, bits, channels }: FileFormat,
  frames: number,
): Record<string, number | null> => ({
  sampleRateHz,
  bits,
  channels,
  frames,
});
