// Heard file: one file of a record opened, decoded to its end and measured, against what was written of it.
import { CEILING_TOLERANCE_DB, LOUDNESS_TOLERANCE_LU } from '../../master/verify.ts';
import { pump } from '../../measure/measure.ts';
import { createSongMeter } from '../../measure/song-meter.ts';
import { Fault } from '../../signal/fault.ts';
import type { Source } from '../../signal/stream.ts';
import { openHashed } from '../accept/accept.ts';
import { createSoundDigest, digestedSource } from '../accept/sound-digest.ts';
import type { DeliveredFile, DeliveryRoom } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import { inFolder } from '../finish/in-folder.ts';
import type { CutFile, VinylCut } from './vinyl-cut.ts';

export interface Looked {
  /** null: it cannot be told. */
  readonly file: DeliveredFile | null;
  readonly refusals: readonly Refusal[];
}

export async function lookAtSound(room: DeliveryRoom, planned: CutFile, cut: VinylCut): Promise<Looked> {
  const file = planned.path;
  try {
    return await heardSound(room, planned, cut);
  } catch (reason) {
    if (!(reason instanceof Fault) || reason.code === 'cancelled') throw reason;
    if (reason.code === 'not-found')
      return { file: null, refusals: [{ code: 'missing-file', facts: { file } }] };
    const facts = { file, fault: reason.code };
    return { file: null, refusals: [{ code: 'unreadable-file', facts }] };
  }
}

async function heardSound(room: DeliveryRoom, planned: CutFile, cut: VinylCut): Promise<Looked> {
  const path = inFolder(room.folder, planned.path);
  const { source, format, notes, hashed } = await openHashed(room.place, path, room.createDigest);
  try {
    const word = { encoding: 'pcm', bits: cut.bits } as const;
    const sound = createSoundDigest(word, format.channels, format.frames ?? 0, await room.createDigest());
    const meter = createSongMeter(source.format, { quick: true });
    const told = digestedSource(source, sound);
    const frames = await pump(stoppable(told, room), [meter]);
    const { loudness, peak } = meter.result();
    const file: DeliveredFile = {
      path: planned.path,
      role: 'audio',
      bytes: hashed.source.bytes,
      sha256: await hashed.finish(),
      format,
      soundSha256: sound.finish(),
      integratedLufs: loudness.integratedLufs,
      truePeakDbtp: peak.truePeakDbtp,
    };
    const odd = notes.map(({ code }) => ({ code: 'odd-file', facts: { file: planned.path, note: code } }));
    return { file, refusals: [...odd, ...judged(file, frames, planned, cut)] };
  } finally {
    await source.close();
  }
}

function judged(file: DeliveredFile, frames: number, planned: CutFile, cut: VinylCut): Refusal[] {
  const facts = { file: planned.path };
  const { format } = file;
  const shape = {
    sampleRateHz: [format!.sampleRateHz, cut.sampleRateHz],
    channels: [format!.channels, 2],
    bits: [format!.bits ?? 0, cut.bits],
    frames: [frames, planned.toFrame - planned.fromFrame],
  };
  const refusals: Refusal[] = Object.entries(shape)
    .filter(([, [value, promised]]) => value !== promised)
    .map(([what, [value, promised]]) => ({
      code: 'wrong-shape',
      facts: { ...facts, what, value: value!, promised: promised! },
    }));
  if (file.soundSha256 !== planned.soundSha256) refusals.push({ code: 'other-sound', facts });
  const side = cut.sides.find(({ name }) => name === planned.side)?.figures;
  if (side === undefined) return refusals;
  const ceilingDbtp = cut.asked.find(({ field }) => field === 'ceilingDbtp')?.value ?? side.truePeakDbtp;
  if (isOver(file.truePeakDbtp, ceilingDbtp, CEILING_TOLERANCE_DB))
    refusals.push({
      code: 'over-ceiling',
      facts: { ...facts, truePeakDbtp: file.truePeakDbtp!, ceilingDbtp: ceilingDbtp! },
    });
  const isWhole = planned.label === null;
  const [measuredLufs, promisedLufs] = [file.integratedLufs, side.integratedLufs];
  if (isWhole && Math.abs((measuredLufs ?? 0) - (promisedLufs ?? 0)) > LOUDNESS_TOLERANCE_LU)
    refusals.push({
      code: 'off-loudness',
      facts: { ...facts, measuredLufs: measuredLufs ?? 'none', promisedLufs: promisedLufs ?? 'none' },
    });
  return refusals;
}

function isOver(value: number | null, limit: number | null, tolerance: number): boolean {
  return value !== null && limit !== null && value > limit + tolerance;
}

/** A source that ends with a Fault when its room is told to stop. */
export function stoppable(source: Source, { signal }: Pick<DeliveryRoom, 'signal'>): Source {
  return {
    ...source,
    pull(maxFrames) {
      if (signal?.aborted) throw new Fault('cancelled', 'output');
      return source.pull(maxFrames);
    },
    close: () => source.close(),
  };
}
