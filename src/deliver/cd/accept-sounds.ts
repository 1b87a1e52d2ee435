// Accept sounds: every file of a disc's sound opened again and held, sample by sample, against the rendering made once more.
import type { FileFormat, ReadNote } from '../../files/format.ts';
import { openAudio } from '../../files/open.ts';
import { CEILING_TOLERANCE_DB } from '../../master/verify.ts';
import { createLoudnessMeter } from '../../measure/loudness-meter.ts';
import { pump } from '../../measure/measure.ts';
import { createPeakMeter } from '../../measure/true-peak.ts';
import { Fault } from '../../signal/fault.ts';
import { createBlock } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import { hashedBytes, type HashedBytes } from '../accept/digest.ts';
import { createSoundDigest, digestedSource } from '../accept/sound-digest.ts';
import { twinSource, type Difference } from '../accept/twin-source.ts';
import type { DeliveryRoom } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import { createSums, tellingSums, type FileSums, type SumDigest } from './ddp-checksums.ts';
import { DDP_NAMES } from './ddp-layout.ts';
import type { DiscSet, DiscSound } from './disc-sets.ts';
import { CD_RATE_HZ, SECTOR_BYTES, SECTOR_FRAMES } from './msf.ts';
import { sectorSource } from './sector-image.ts';
import { CD_BITS, discSource } from './write-disc.ts';

/** A file of sound as found. */
export interface HeardSound {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of the DDP image; null for all others, which no list promises. */
  readonly sums: FileSums | null;
  readonly format: FileFormat | null;
  /** null for bare sectors, whose bytes are their sound, and where the file cannot be read. */
  readonly soundSha256: string | null;
  /** Is it the rendering, to the last bit? */
  readonly isFaithful: boolean;
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

export interface HeardSounds {
  readonly sounds: readonly HeardSound[];
  readonly refusals: readonly Refusal[];
}

interface OpenedSound {
  readonly sound: DiscSound;
  readonly hashed: HashedBytes;
  readonly sums: SumDigest | null;
  readonly format: FileFormat | null;
  readonly source: Source | null;
  soundSha256(): string | null;
  difference(): Difference | null;
}

/** One pass over all of them at once. `progress` hears a share of it. */
export async function acceptSounds(
  room: DeliveryRoom,
  set: DiscSet,
  progress: (share: number) => void,
): Promise<HeardSounds> {
  const refusals: Refusal[] = [];
  const opened: OpenedSound[] = [];
  let source = await discSource(room, set);
  try {
    for (const sound of set.sounds) {
      const found = await openSound(room, set, sound, refusals);
      if (found === null) continue;
      const twins = found.source && twinSource(source, leading(found.source, sound.fromSector));
      opened.push({ ...found, difference: () => twins?.difference() ?? null });
      source = twins?.source ?? source;
    }
    const measured = await measure(source, progress);
    refusals.push(...judgePeak(room, set, measured.truePeakDbtp));
    const sounds: HeardSound[] = [];
    for (const one of opened) sounds.push(await account(one, measured, refusals));
    return { sounds, refusals };
  } finally {
    await source.close();
    for (const { hashed } of opened) await hashed.source.close();
  }
}

type FoundSound = Omit<OpenedSound, 'difference'>;

/** null, with the reason told, for what is no such file. */
async function openSound(
  room: DeliveryRoom,
  { disc }: DiscSet,
  sound: DiscSound,
  refusals: Refusal[],
): Promise<FoundSound | null> {
  const file = sound.path;
  if (!(await room.place.exists(`${room.folder}/${file}`))) {
    refusals.push({ code: 'missing-file', facts: { file } });
    return null;
  }
  const sectors = disc.leadOutSector - sound.fromSector;
  if (sound.container === 'wav') return openWav(room, sound, sectors * SECTOR_FRAMES, refusals);
  const found = await openBytes(room, sound);
  const { bytes } = found.hashed.source;
  const promised = sectors * SECTOR_BYTES;
  if (bytes === promised) return { ...found, source: sectorSource(found.hashed.source, 0, 0, sectors) };
  refusals.push({ code: 'ddp-wrong-length', facts: { file, bytes, promised } });
  return found;
}

/** As bytes alone, hashed and summed while they are read. */
async function openBytes(
  { place, folder, createDigest }: DeliveryRoom,
  sound: DiscSound,
): Promise<FoundSound> {
  const isImage = sound.path.endsWith(DDP_NAMES.image);
  const sums = isImage ? await createSums() : null;
  const bytes = await place.open(`${folder}/${sound.path}`);
  const digest = await createDigest();
  const hashed = hashedBytes(bytes, sums === null ? digest : tellingSums(digest, sums));
  return { sound, hashed, sums, format: null, source: null, soundSha256: () => null };
}

async function openWav(
  room: DeliveryRoom,
  sound: DiscSound,
  frames: number,
  refusals: Refusal[],
): Promise<FoundSound> {
  const found = await openBytes(room, sound);
  const file = sound.path;
  try {
    const { format, notes, source } = await openAudio({ open: async () => found.hashed.source }, file);
    refusals.push(...judgeWav(file, format, notes, frames));
    const word = { encoding: 'pcm', bits: CD_BITS } as const;
    const digest = createSoundDigest(word, format.channels, frames, await room.createDigest());
    const soundSha256 = (): string => digest.finish();
    return { ...found, format, source: digestedSource(source, digest), soundSha256 };
  } catch (reason) {
    if (!(reason instanceof Fault) || reason.kind === 'output') throw reason;
    refusals.push({ code: 'unreadable-file', facts: { file, fault: reason.code } });
    // what could not be read was closed
    return openBytes(room, sound);
  }
}

function judgeWav(file: string, format: FileFormat, notes: readonly ReadNote[], frames: number): Refusal[] {
  const promised = { sampleRateHz: CD_RATE_HZ, channels: 2, bits: CD_BITS, frames } as const;
  const wrong = (['sampleRateHz', 'channels', 'bits', 'frames'] as const).filter(
    (what) => format[what] !== promised[what],
  );
  return [
    ...wrong.map((what) => ({
      code: 'wrong-shape',
      facts: { file, what, value: format[what] ?? 'none', promised: promised[what] },
    })),
    ...notes.map((note) => ({ code: 'odd-file', facts: { file, note: note.code } })),
  ];
}

/** `source` behind as much silence as the disc has before it. */
function leading(source: Source, sectors: number): Source {
  let left = sectors * SECTOR_FRAMES;
  const silence = createBlock(source.format.channels, Math.min(left, BURST_FRAMES));
  return {
    ...source,
    async pull(maxFrames) {
      if (left === 0) return source.pull(maxFrames);
      const frames = Math.min(left, maxFrames, silence.channels[0]!.length);
      left -= frames;
      for (const samples of silence.channels) samples.fill(0);
      return { channels: silence.channels, frames };
    },
  };
}

interface Measured {
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

async function measure(source: Source, progress: (share: number) => void): Promise<Measured> {
  const loudness = createLoudnessMeter(source.format);
  const peak = createPeakMeter(source.format);
  await pump(source, [loudness, peak], progress);
  const { integratedLufs } = loudness.result();
  return { integratedLufs, truePeakDbtp: peak.result().truePeakDbtp };
}

/** No disc stands above the highest ceiling of what is on it; one without a ceiling may stand anywhere. */
function judgePeak(
  { mastered }: DeliveryRoom,
  { timeline, folder }: DiscSet,
  truePeakDbtp: number | null,
): Refusal[] {
  const here = new Set(timeline.clips.map((clip) => clip.passage));
  const ceilings = mastered.passages.filter(({ id }) => here.has(id)).map((one) => one.ceilingDbtp);
  if (truePeakDbtp === null || ceilings.some((ceiling) => ceiling === null)) return [];
  const ceilingDbtp = Math.max(...ceilings.map(Number));
  if (truePeakDbtp <= ceilingDbtp + CEILING_TOLERANCE_DB) return [];
  return [{ code: 'over-ceiling', facts: { file: `${folder}disc`, truePeakDbtp, ceilingDbtp } }];
}

async function account(one: OpenedSound, measured: Measured, refusals: Refusal[]): Promise<HeardSound> {
  const { sound, hashed, sums, format, source } = one;
  const { path } = sound;
  const other = one.difference();
  if (other !== null) refusals.push({ code: 'cd-sound-differs', facts: { file: path, frame: other.frame } });
  const soundSha256 = one.soundSha256();
  const sha256 = await hashed.finish();
  const isFaithful = source !== null && other === null;
  const isAudio = isFaithful && format !== null;
  return {
    path,
    bytes: hashed.source.bytes,
    sha256,
    sums: sums?.digest() ?? null,
    format,
    soundSha256,
    isFaithful,
    integratedLufs: isAudio ? measured.integratedLufs : null,
    truePeakDbtp: isAudio ? measured.truePeakDbtp : null,
  };
}
