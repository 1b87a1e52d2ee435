// Write disc: one rendering of a disc into every file of sound that its sets need, and their tables, sheets and sums.
import { createAudio } from '../../files/save.ts';
import { sliceBlock } from '../../signal/signal.ts';
import { BURST_FRAMES, type Sink, type Source } from '../../signal/stream.ts';
import type { DeliveryRoom } from '../delivery.ts';
import { finish } from '../finish/finish.ts';
import type { CdRules } from '../profiles/profile.ts';
import { createSums, sumsOf, type SumDigest, type SummedFile } from './ddp-checksums.ts';
import { DDP_NAMES } from './ddp-layout.ts';
import { discGainDb } from './disc-gain.ts';
import { turnedBy } from '../finish/turned-down.ts';
import {
  DDP_FOLDER,
  discPapers,
  sumPapers,
  type DiscPaper,
  type DiscSet,
  type DiscSound,
} from './disc-sets.ts';
import { CD_RATE_HZ, SECTOR_FRAMES } from './msf.ts';
import { createSectorImage } from './sector-image.ts';
import { silentPauses } from './silent-pauses.ts';

export const CD_BITS = 16;
/** Noise-shaped dither: quiet endings are heard at this word length. */
const CD_FINISH = { sampleRateHz: CD_RATE_HZ, bits: CD_BITS, dither: 'shaped' } as const;

/** The sound of a disc exactly as it is pressed; the same each time it is opened. The caller closes it. */
export async function discSource(
  room: Pick<DeliveryRoom, 'openTimeline' | 'mastered'>,
  { timeline, number }: Pick<DiscSet, 'timeline' | 'number'>,
): Promise<Source> {
  const source = await room.openTimeline(timeline, CD_RATE_HZ);
  // what is resampled or overlaps was held where the timeline laid it
  const level = turnedBy(source, discGainDb(room.mastered));
  const finished = finish(level, CD_FINISH, { ceilingDbtp: null, seed: room.mastered.seed + number });
  return silentPauses(finished, timeline);
}

/** Whatever throws: no file of sound is left. `progress` hears a share of this disc. */
export async function writeDisc(
  room: DeliveryRoom,
  set: DiscSet,
  rules: CdRules,
  progress: (share: number) => void,
): Promise<void> {
  const papers = discPapers(set, rules);
  const imageSums = await writeSounds(room, set, progress);
  const tables = papers.filter(({ path }) => path.startsWith(set.folder + DDP_FOLDER));
  const sums: SummedFile[] = [];
  for (const { path, bytes } of tables)
    sums.push({ name: path.replace(/^.*\//, ''), sums: await sumsOf(bytes) });
  if (set.hasDdp) sums.push({ name: DDP_NAMES.image, sums: imageSums.digest() });
  for (const paper of [...papers, ...sumPapers(set, room, sums)]) await writePaper(room, paper);
}

async function writePaper({ place, folder }: DeliveryRoom, { path, bytes }: DiscPaper): Promise<void> {
  const sink = await place.create(`${folder}/${path}`, { expectedBytes: bytes.length });
  try {
    await sink.write(bytes);
    await sink.commit();
  } catch (reason) {
    await sink.abort();
    throw reason;
  }
}

interface OpenSound {
  readonly sink: Sink;
  readonly fromFrame: number;
}

async function writeSounds(
  room: DeliveryRoom,
  set: DiscSet,
  progress: (share: number) => void,
): Promise<SumDigest> {
  const imageSums = await createSums();
  const source = await discSource(room, set);
  const open: OpenSound[] = [];
  try {
    for (const sound of set.sounds) open.push(await openSound(room, set, sound, imageSums));
    const frames = set.disc.leadOutSector * SECTOR_FRAMES;
    let at = 0;
    for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES)) {
      for (const { sink, fromFrame } of open) {
        const from = Math.max(0, fromFrame - at);
        if (from < block.frames) await sink.write(sliceBlock(block, from, block.frames));
      }
      at += block.frames;
      progress(Math.min(1, at / frames));
    }
    for (const { sink } of open) await sink.close();
    return imageSums;
  } catch (reason) {
    await Promise.allSettled(open.map(({ sink }) => sink.abort()));
    throw reason;
  } finally {
    await source.close();
  }
}

/** `imageSums` is told the bytes of the DDP image alone. */
async function openSound(
  { place, folder }: DeliveryRoom,
  { disc }: DiscSet,
  { path, container, fromSector }: DiscSound,
  imageSums: SumDigest,
): Promise<OpenSound> {
  const fromFrame = fromSector * SECTOR_FRAMES;
  const sectors = disc.leadOutSector - fromSector;
  const full = `${folder}/${path}`;
  if (container === 'sectors') {
    const sums = path.endsWith(DDP_NAMES.image) ? imageSums : null;
    return { sink: await createSectorImage(place, full, sectors, sums), fromFrame };
  }
  const frames = sectors * SECTOR_FRAMES;
  const format = {
    sampleRateHz: CD_RATE_HZ,
    channels: 2,
    encoding: 'pcm',
    bits: CD_BITS,
    frames,
  } as const;
  return { sink: await createAudio(place, full, container, format), fromFrame };
}
