// CD-TEXT check: whether the packs of one language keep their own numbers: sequence, counts, tracks and places.
import type { Refusal } from '../finish/written-files.ts';
import { MOST_PLACE, PACK_TYPES, PAYLOAD_BYTES, sizeRecord, type FoundPack } from './cd-text-packs.ts';

/** `packs`: all of one block, in their order. `trackCount`: what the disc has; 0 where that is not known. */
export function checkBlock(packs: readonly FoundPack[], block: number, trackCount: number): Refusal[] {
  return [
    ...checkSequence(packs, block),
    ...checkSizes(packs, block, trackCount),
    ...checkPlaces(packs, block, trackCount),
  ];
}

function checkSequence(packs: readonly FoundPack[], block: number): Refusal[] {
  const at = packs.findIndex((pack, i) => pack.sequence !== i);
  if (at < 0) return [];
  return [{ code: 'cd-text-sequence', facts: { block, found: packs[at]!.sequence, wanted: at } }];
}

/** What the packs of sizes say against what is there. */
function checkSizes(packs: readonly FoundPack[], block: number, trackCount: number): Refusal[] {
  const sizes = sizeRecord(packs);
  if (sizes === null) return [{ code: 'cd-text-no-sizes', facts: { block } }];
  const refusals: Refusal[] = [];
  const compare = (what: string, found: number, said: number): void => {
    if (found !== said) refusals.push({ code: 'cd-text-counts', facts: { block, what, said, found } });
  };
  for (let type = 0x80; type <= 0x8f; type++)
    compare(type.toString(16), packs.filter((pack) => pack.type === type).length, sizes[4 + type - 0x80]!);
  compare('last', packs.length - 1, sizes[20 + block]!);
  if (trackCount > 0) {
    compare('first-track', 1, sizes[1]!);
    compare('last-track', trackCount, sizes[2]!);
  }
  return refusals;
}

/** Types whose strings follow each other track by track, and whose packs say where they stand. */
const isString = (type: number): boolean =>
  (type >= 0x80 && type <= PACK_TYPES.discId) || type === PACK_TYPES.codes;

/** A wrong place puts texts under other tracks in players that go by it. */
function checkPlaces(packs: readonly FoundPack[], block: number, trackCount: number): Refusal[] {
  const types = [...new Set(packs.map((pack) => pack.type))].filter(isString);
  return types.flatMap((type) => {
    const pack = misplaced(
      packs.filter((one) => one.type === type),
      trackCount,
    );
    if (pack === null) return [];
    const facts = { block, type: type.toString(16), sequence: pack.sequence, track: pack.track };
    return [{ code: 'cd-text-place', facts }];
  });
}

function misplaced(packs: readonly FoundPack[], trackCount: number): FoundPack | null {
  const unit = packs[0]!.isDoubleByte ? 2 : 1;
  let track = packs[0]!.track;
  let place = 0;
  for (const pack of packs) {
    if (trackCount > 0 && track > trackCount) return null;
    if (pack.track !== track || pack.place !== Math.min(MOST_PLACE, place)) return pack;
    for (let i = 0; i + unit <= PAYLOAD_BYTES; i += unit) {
      const isEnd = pack.payload[i] === 0 && (unit === 1 || pack.payload[i + 1] === 0);
      track += isEnd ? 1 : 0;
      place = isEnd ? 0 : place + 1;
    }
  }
  return null;
}
