// Write side: one finished side into its file, into one file a band, or both: the same samples, counted and hashed as they go.
import { createAudio } from '../../files/save.ts';
import { sliceBlock, type Block } from '../../signal/signal.ts';
import { BURST_FRAMES, type Sink, type Source } from '../../signal/stream.ts';
import { createSoundDigest, type SoundDigest } from '../accept/sound-digest.ts';
import type { DeliveryRoom } from '../delivery.ts';
import { inFolder } from '../finish/in-folder.ts';
import type { PlannedFile } from './planned-files.ts';
import type { CutFile } from './vinyl-cut.ts';

interface OpenFile {
  readonly plan: PlannedFile;
  readonly sink: Sink;
  readonly sound: SoundDigest;
}

/** Pulls `source` (of whole steps of `bits`) to its end and closes it. When anything fails, no file is left. */
export async function writeSide(
  room: DeliveryRoom,
  source: Source,
  bits: 16 | 24,
  plans: readonly PlannedFile[],
): Promise<CutFile[]> {
  const open: OpenFile[] = [];
  try {
    for (const plan of plans) open.push(await openFile(room, source, bits, plan));
    let at = 0;
    for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES)) {
      for (const file of open) await writePart(file, block, at);
      at += block.frames;
    }
    for (const { sink } of open) await sink.close();
    return open.map(({ plan, sound }) => ({ ...plan, soundSha256: sound.finish() }));
  } catch (reason) {
    await Promise.allSettled(open.map(({ sink }) => sink.abort()));
    throw reason;
  } finally {
    await source.close();
  }
}

async function openFile(
  room: DeliveryRoom,
  { format }: Source,
  bits: 16 | 24,
  plan: PlannedFile,
): Promise<OpenFile> {
  const frames = plan.toFrame - plan.fromFrame;
  const { channels } = format;
  const expectedBytes = frames * channels * (bits / 8);
  const path = inFolder(room.folder, plan.path);
  const sound = createSoundDigest({ encoding: 'pcm', bits }, channels, frames, await room.createDigest());
  const written = { ...format, encoding: 'pcm' as const, bits, frames };
  const sink = await createAudio(room.place, path, 'wav', written, { replace: true, expectedBytes });
  return { plan, sink, sound };
}

/** What of a block, which begins at frame `at` of the side, belongs to the file. */
async function writePart({ plan, sink, sound }: OpenFile, block: Block, at: number): Promise<void> {
  const from = Math.max(0, plan.fromFrame - at);
  const to = Math.min(block.frames, plan.toFrame - at);
  if (to <= from) return;
  const part = sliceBlock(block, from, to);
  sound.write(part);
  await sink.write(part);
}
