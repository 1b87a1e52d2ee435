// Made set: a DDP set of two short tracks at a place in memory, every sample another one.
import { crc32List, createSums, md5List, sumsOf } from '../../../src/deliver/cd/ddp-checksums.ts';
import { ddpTables } from '../../../src/deliver/cd/ddp-write.ts';
import type { Disc } from '../../../src/deliver/cd/disc.ts';
import { createSectorImage } from '../../../src/deliver/cd/sector-image.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import type { Place } from '../../../src/files/place.ts';
import { madeDisc, madeTexts, madeTrack } from '../../deliver/cd/made-disc.ts';

const SECTOR_FRAMES = 588;

/** Two tracks of four seconds with a silent second between them. */
export const SMALL_DISC: Disc = madeDisc({
  masterId: 'LAC-001',
  copyrighted: false,
  texts: madeTexts('Nachtlied'),
  tracks: [
    madeTrack(1, 150, { pauseSector: 0, isrc: 'USABC2600001', texts: madeTexts('Über: all/1') }),
    madeTrack(2, 525, { pauseSector: 450, isrc: 'USABC2600002', indexSectors: [600] }),
  ],
  leadOutSector: 825,
});

/** Samples of 16 bits; silent in the pauses. */
export function imageOf({ tracks, leadOutSector }: Disc): Float64Array[] {
  const isPause = (sector: number): boolean =>
    tracks.some(
      (track) => track.pauseSector !== null && sector >= track.pauseSector && sector < track.startSector,
    );
  return [0, 1].map((c) =>
    Float64Array.from({ length: leadOutSector * SECTOR_FRAMES }, (_, i) =>
      isPause(Math.floor(i / SECTOR_FRAMES)) ? 0 : ((((i * 7919 + c * 31) >> 3) % 20000) - 10000) / 32768,
    ),
  );
}

/** Under `set/`, with both lists of checksums. */
export async function madeSet(
  disc: Disc = SMALL_DISC,
): Promise<{ place: Place; files: Map<string, Uint8Array> }> {
  const files = new Map<string, Uint8Array>();
  const place = memoryPlace(files);
  const summed = [];
  for (const { name, bytes } of ddpTables(disc)) {
    files.set(`set/${name}`, bytes);
    summed.push({ name, sums: await sumsOf(bytes) });
  }
  const sums = await createSums();
  const channels = imageOf(disc);
  const sink = await createSectorImage(place, 'set/IMAGE.DAT', disc.leadOutSector, sums);
  await sink.write({ channels, frames: channels[0]!.length });
  await sink.close();
  summed.push({ name: 'IMAGE.DAT', sums: sums.digest() });
  files.set('set/CHECKSUM.MD5', new TextEncoder().encode(md5List(summed)));
  files.set('set/CHECKSUM.TXT', new TextEncoder().encode(crc32List(summed)));
  return { place, files };
}
