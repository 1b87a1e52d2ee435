// DDP verify: the lists of checksums beside a set held against its files, so that a changed byte is found by name.
import type { Place } from '../../files/place.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import { createSums, isSumList, readSumList, type FileSums, type PromisedSum } from './ddp-checksums.ts';
import { filesHere, readDdp, readSmallText, type DdpSet } from './ddp-read.ts';
import type { DiscLimits } from './red-book.ts';

const PIECE_BYTES = 1 << 20;

export interface VerifyOptions {
  readonly limits?: DiscLimits;
  /** Told how much of the bytes is read, 0 to 1; what it throws ends the reading. */
  readonly progress?: (share: number) => void;
}

/** `readDdp`, and every byte that a list promises read. Faults as `readDdp`. */
export async function verifyDdp(
  place: Place,
  folder: string,
  { limits, progress }: VerifyOptions = {},
): Promise<DdpSet> {
  const set = await readDdp(place, folder, limits);
  const paths = [...(await filesHere(place, folder)).values()];
  const lists = await readSumLists(place, paths);
  const promised = new Set(lists.flatMap(({ sums }) => sums.map(({ name }) => plainName(name))));
  const wanted = paths.filter((path) => promised.has(plainName(path)));
  const found = await sumFiles(place, wanted, progress);
  const judged = judgeSums(lists, found);
  return {
    ...set,
    refusals: [...set.refusals, ...judged.refusals],
    notes: [...set.notes, ...judged.notes, ...unpromised(set, promised)],
  };
}

/** Files of the set that no list tells of, where there is a list. */
function unpromised({ tables, image }: DdpSet, promised: ReadonlySet<string>): DeliveryNote[] {
  const own = [...tables, ...(image === null ? [] : [image.path])];
  const files = own.map(plainName).filter((name) => !promised.has(name));
  if (promised.size === 0 || files.length === 0) return [];
  return [{ code: 'ddp-not-summed', facts: { files: files.join(', ') } }];
}

/** A list as it stands beside a set. */
export interface SumList {
  readonly path: string;
  readonly sums: readonly PromisedSum[];
}

/** Without folders, in capitals: lists name files in their own way. */
const plainName = (path: string): string => path.replace(/^.*[/\\]/, '').toUpperCase();

export async function readSumLists(place: Place, paths: readonly string[]): Promise<SumList[]> {
  const lists = paths.filter((path) => isSumList(plainName(path)));
  const read: SumList[] = [];
  for (const path of lists) read.push({ path, sums: readSumList(await readSmallText(place, path)) });
  return read;
}

async function sumFiles(
  place: Place,
  paths: readonly string[],
  progress: VerifyOptions['progress'],
): Promise<Map<string, FileSums>> {
  const sources = await Promise.all(paths.map((path) => place.open(path)));
  const total = sources.reduce((sum, source) => sum + source.bytes, 0);
  const found = new Map<string, FileSums>();
  const piece = new Uint8Array(PIECE_BYTES);
  let done = 0;
  try {
    for (const [i, source] of sources.entries()) {
      const sums = await createSums();
      for (let at = 0; at < source.bytes; ) {
        const count = await source.readInto(at, piece);
        if (count === 0) break;
        sums.update(piece.subarray(0, count));
        at += count;
        done += count;
        progress?.(done / total);
      }
      found.set(paths[i]!, sums.digest());
    }
  } finally {
    for (const source of sources) await source.close();
  }
  return found;
}

/** Every promise held against what was found, by path. */
export function judgeSums(
  lists: readonly SumList[],
  found: ReadonlyMap<string, FileSums>,
): { readonly refusals: Refusal[]; readonly notes: DeliveryNote[] } {
  const byName = new Map([...found].map(([path, sums]) => [plainName(path), sums]));
  const refusals: Refusal[] = [];
  const notes: DeliveryNote[] = [];
  for (const { path, sums } of lists) {
    const list = path.replace(/^.*[/\\]/, '');
    for (const { name, kind, sum } of sums) {
      const file = byName.get(plainName(name));
      if (file === undefined) notes.push({ code: 'ddp-sum-of-other', facts: { list, file: name } });
      else if (file[kind] !== sum) refusals.push({ code: 'ddp-checksum', facts: { file: name, kind, list } });
    }
  }
  if (lists.every(({ sums }) => sums.length === 0)) notes.push({ code: 'ddp-no-sums', facts: {} });
  return { refusals, notes };
}
