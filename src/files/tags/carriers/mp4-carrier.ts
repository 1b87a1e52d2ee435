// MP4 carrier: tags of MP4 and M4A files in Apple's list; the sound is copied, and every pointer to it moved along.
import { Fault } from '../../../signal/fault.ts';
import { readExactly } from '../../bytes.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { copyRange, joined, MOST_TAG_BYTES, readTagBytes } from '../byte-parts.ts';
import { layeredContent } from '../layered-content.ts';
import { gaplessItem, keyNames, readIlst } from '../mp4/ilst-read.ts';
import { nameOfItem } from '../mp4/ilst-names.ts';
import { ilstItems, metaBox } from '../mp4/ilst-write.ts';
import { boxAt, type Mp4Box } from '../mp4/mp4-box.ts';
import {
  freeBox,
  listsIn,
  moveFragment,
  movePointers,
  userTexts,
  widened,
  withMeta,
  type Moved,
} from '../mp4/mp4-moov.ts';
import type { TagCarrier, TagNote, TagReading } from '../tag-carrier.ts';
import { anyText } from '../tag-text.ts';
import { tagsOfContent } from '../tags-of-values.ts';
import type { Tags } from '../tags.ts';
import { contentOfTags } from '../values-of-tags.ts';
import { HELD_ALMOST_ALL, heldTags } from './held-fields.ts';

/** Boxes of the file that hold sound or tell where it is. An index of fragments (`mfra`) would point wrong. */
const NEEDED = ['ftyp', 'moov', 'mdat', 'moof', 'styp', 'sidx'];
const DROPPED = ['free', 'skip', 'wide', 'mfra'];
/** Left behind `moov` where it stands before the sound, so that later taggers need not move that. */
const PADDING_BYTES = 2048;
/** More boxes than this has no file, even in fragments of a tenth of a second. */
const MOST_BOXES = 200_000;

/** Boxes of the file; the last may be cut. Fault `bad-header` without a whole `moov`. */
async function boxesOf(source: ByteSource): Promise<{ boxes: Mp4Box[]; moov: Uint8Array }> {
  const boxes: Mp4Box[] = [];
  for (let at = 0; at + 8 <= source.bytes && boxes.length < MOST_BOXES; at = boxes.at(-1)!.end) {
    const head = await source.read(at, 16);
    const box = boxAt(head, 0, at, source.bytes);
    boxes.push(box ?? { name: 'mdat', start: at, bodyStart: at, end: source.bytes });
  }
  const place = boxes.find(({ name }) => name === 'moov');
  const moov = place === undefined ? null : await readTagBytes(source, place.start, place.end - place.start);
  if (moov === null) throw new Fault('bad-header', 'input', { file: source.name, field: 'moov' });
  return { boxes, moov };
}

async function read(source: ByteSource): Promise<TagReading> {
  const notes: TagNote[] = [];
  const { moov } = await boxesOf(source);
  const layers = listsIn(moov).map(({ list, keys }) => ({
    where: 'ilst',
    content: readIlst(list, keyNames(keys), notes),
  }));
  const texts = userTexts(moov).map(({ item, text }) => [nameOfItem(item) ?? item, anyText(text)] as const);
  layers.push({ where: 'udta', content: { values: texts, artwork: [] } });
  return { tags: tagsOfContent(layeredContent(layers, notes), notes), notes };
}

async function copyWith(
  source: ByteSource,
  target: ByteSink,
  tags: Tags | null,
): Promise<readonly TagNote[]> {
  const notes: TagNote[] = [];
  const { boxes, moov } = await boxesOf(source);
  const gapless = joined(listsIn(moov).map(({ list }) => gaplessItem(list)));
  const items = tags === null ? [] : itemsFor(tags, notes);
  const all = gapless.length === 0 ? items : [...items, gapless];
  const described = withMeta(moov, all.length === 0 ? new Uint8Array(0) : metaBox(all), tags === null);
  const kept = boxes.filter(({ name }) => (tags === null ? NEEDED.includes(name) : !DROPPED.includes(name)));
  const padding = tags === null ? 0 : paddingFor(kept);
  const plan = planFor(kept, described, padding);
  for (const box of kept) await writeBox(box, plan, source, target);
  return notes;
}

function itemsFor(given: Tags, notes: TagNote[]): Uint8Array[] {
  return ilstItems(contentOfTags(heldTags(given, HELD_ALMOST_ALL, 'mp4', notes), notes), notes);
}

function paddingFor(kept: readonly Mp4Box[]): number {
  const moov = kept.findIndex(({ name }) => name === 'moov');
  return kept.findIndex(({ name }) => name === 'mdat') > moov ? PADDING_BYTES : 0;
}

interface Plan {
  readonly moov: Uint8Array;
  readonly padding: number;
  readonly moved: Moved;
}

/** The new `moov` with its pointers moved; those of 32 bits become 64 where the file grows beyond them. */
function planFor(kept: readonly Mp4Box[], described: Uint8Array, padding: number): Plan {
  const moved = movedBy(kept, described.length + padding);
  const moov = described.slice();
  if (movePointers(moov, moved)) return { moov, padding, moved };
  const wide = widened(described);
  const movedWide = movedBy(kept, wide.length + padding);
  movePointers(wide, movedWide);
  return { moov: wide, padding, moved: movedWide };
}

/** Where each kept box goes when `moov` is so long; what points elsewhere stays. */
function movedBy(kept: readonly Mp4Box[], moovBytes: number): Moved {
  let at = 0;
  const shifts = kept.map(({ name, start, end }) => {
    const shift = at - start;
    at += name === 'moov' ? moovBytes : end - start;
    return { start, end, shift };
  });
  return (offset) => offset + (shiftAt(shifts, offset) ?? 0);
}

interface Shift {
  readonly start: number;
  readonly end: number;
  readonly shift: number;
}

/** By halving: fragments can be many. */
function shiftAt(shifts: readonly Shift[], offset: number): number | undefined {
  let low = 0;
  let high = shifts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (shifts[middle]!.start <= offset) low = middle;
    else high = middle;
  }
  const found = shifts[low];
  return found !== undefined && offset >= found.start && offset < found.end ? found.shift : undefined;
}

async function writeBox(box: Mp4Box, plan: Plan, source: ByteSource, target: ByteSink): Promise<void> {
  const bytes = box.end - box.start;
  if (box.name === 'moov') {
    await target.write(plan.moov);
    if (plan.padding > 0) await target.write(freeBox(plan.padding));
  } else if (box.name === 'moof' && bytes <= MOST_TAG_BYTES) {
    const moof = await readExactly(source, box.start, bytes);
    moveFragment(moof, plan.moved);
    await target.write(moof);
  } else await copyRange(source, target, box.start, bytes);
}

export const MP4_CARRIER: TagCarrier = { format: 'mp4', holds: HELD_ALMOST_ALL, read, copyWith };
