// Mutate: spoils a file in ways that know how files are built: sizes that lie, parts doubled, swapped, gone, grafted.
import { partsOf } from './parts.mjs';

/** A mutated file is no larger: many small ones find more than few large ones. */
const MOST_BYTES = 96 << 10;
const EDGE_BYTES = [0, 255, 127, 128, 1, 254];
const EDGE_NUMBERS = [0, 1, 2, 7, 8, 0x7f, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** `random()`: [0, 1), seeded; the same numbers, the same file. */
const below = (random, count) => Math.floor(random() * count);
const pick = (random, list) => list[below(random, list.length)];
const joined = (...parts) => {
  const whole = new Uint8Array(
    Math.min(
      MOST_BYTES,
      parts.reduce((sum, part) => sum + part.length, 0),
    ),
  );
  let at = 0;
  for (const part of parts) {
    const fits = part.subarray(0, whole.length - at);
    whole.set(fits, at);
    at += fits.length;
  }
  return whole;
};

/** Half of the places lie in the first 200 bytes, where headers are. */
const place = (random, bytes) =>
  below(random, random() < 0.5 ? Math.min(200, bytes.length) : Math.max(1, bytes.length));

function setNumber(bytes, at, width, value, little) {
  for (let i = 0; i < width && at + i < bytes.length; i++) {
    const shift = little ? i : width - 1 - i;
    bytes[at + i] = shift > 3 ? (value < 0 ? 255 : 0) : (value >>> (8 * shift)) & 255;
  }
}

/** Each: (bytes, random, parts, other) to the spoilt bytes; `bytes` is its own and may be changed. */
const WAYS = {
  bits(bytes, random) {
    for (let n = 1 + below(random, 16); n > 0; n--) bytes[place(random, bytes)] ^= 1 << below(random, 8);
    return bytes;
  },
  edgeBytes(bytes, random) {
    for (let n = 1 + below(random, 8); n > 0; n--) bytes[place(random, bytes)] = pick(random, EDGE_BYTES);
    return bytes;
  },
  numbers(bytes, random) {
    const width = pick(random, [2, 3, 4, 8]);
    setNumber(bytes, place(random, bytes), width, pick(random, EDGE_NUMBERS) | 0, random() < 0.5);
    return bytes;
  },
  sizes(bytes, random, parts) {
    if (parts.length === 0) return WAYS.numbers(bytes, random);
    const { at, end, sizeAt, sizeBytes, little } = pick(random, parts);
    const near = [end - at, end - at - 1, end - at + 1, bytes.length - at, bytes.length, 2 * (end - at)];
    setNumber(bytes, sizeAt, sizeBytes, pick(random, [...near, ...EDGE_NUMBERS, -1]) | 0, little);
    return bytes;
  },
  heads(bytes, random, parts) {
    if (parts.length === 0) return WAYS.edgeBytes(bytes, random);
    const { at, end } = pick(random, parts);
    for (let n = 1 + below(random, 6); n > 0; n--) {
      const where = Math.min(bytes.length - 1, at + below(random, Math.min(64, end - at)));
      bytes[where] = random() < 0.5 ? pick(random, EDGE_BYTES) : below(random, 256);
    }
    return bytes;
  },
  doubled(bytes, random, parts) {
    if (parts.length === 0) return bytes;
    const { at, end } = pick(random, parts);
    const copies = random() < 0.8 ? 1 : 2 + below(random, 60);
    const part = bytes.subarray(at, end);
    return joined(bytes.subarray(0, end), ...Array.from({ length: copies }, () => part), bytes.subarray(end));
  },
  swapped(bytes, random, parts) {
    if (parts.length < 2) return bytes;
    const [first, second] = [pick(random, parts), pick(random, parts)].sort((a, b) => a.at - b.at);
    if (second.at < first.end) return bytes;
    return joined(
      bytes.subarray(0, first.at),
      bytes.subarray(second.at, second.end),
      bytes.subarray(first.end, second.at),
      bytes.subarray(first.at, first.end),
      bytes.subarray(second.end),
    );
  },
  gone(bytes, random, parts) {
    if (parts.length === 0) return bytes;
    const { at, end } = pick(random, parts);
    return joined(bytes.subarray(0, at), bytes.subarray(end));
  },
  cut: (bytes, random) => bytes.slice(0, place(random, bytes)),
  longer: (bytes, random) =>
    joined(
      bytes,
      Uint8Array.from({ length: below(random, 400) }, () => below(random, 256)),
    ),
  spliced: (bytes, random, _, other) =>
    joined(bytes.subarray(0, place(random, bytes)), other.subarray(place(random, other))),
  grafted(bytes, random, parts, other) {
    const theirs = partsOf(other);
    if (parts.length === 0 || theirs.length === 0) return WAYS.spliced(bytes, random, parts, other);
    const mine = pick(random, parts);
    const { at, end } = pick(random, theirs);
    return joined(bytes.subarray(0, mine.at), other.subarray(at, end), bytes.subarray(mine.at));
  },
  foreignHead(bytes, random, _, other) {
    const length = pick(random, [4, 8, 12, 16, 44, 64]);
    return joined(other.subarray(0, length), bytes.subarray(length));
  },
  noise(bytes, random) {
    const at = place(random, bytes);
    for (let i = at; i < Math.min(bytes.length, at + 1 + below(random, 200)); i++)
      bytes[i] = below(random, 256);
    return bytes;
  },
  level(bytes, random) {
    const at = place(random, bytes);
    return bytes.fill(pick(random, EDGE_BYTES), at, at + 1 + below(random, 300));
  },
  shifted(bytes, random) {
    const at = place(random, bytes);
    const count = 1 + below(random, 20);
    const keepsFront = bytes.subarray(0, at);
    if (random() < 0.5) return joined(keepsFront, bytes.subarray(at + count));
    return joined(keepsFront, new Uint8Array(count), bytes.subarray(at));
  },
};
const NAMES = Object.keys(WAYS);

/**
 * One of `seeds` ({name, bytes}) spoilt: {name, bytes, ways}. Pages of Ogg mostly get true checksums again by `pageCrc`, so that
 * what is wrong is not caught at the door.
 */
export function mutated(seeds, random, pageCrc) {
  const seed = pick(random, seeds);
  const other = pick(random, seeds);
  let bytes = seed.bytes.slice(0, MOST_BYTES);
  const ways = [];
  for (let n = 1 + below(random, 3); n > 0 && bytes.length > 0; n--) {
    const way = pick(random, NAMES);
    ways.push(way);
    bytes = WAYS[way](bytes, random, partsOf(bytes), other.bytes);
  }
  if (random() < 0.7) mendPages(bytes, pageCrc);
  return { name: seed.name, kind: seed.kind, bytes, ways };
}

function mendPages(bytes, pageCrc) {
  if (bytes.length < 27 || String.fromCharCode(...bytes.subarray(0, 4)) !== 'OggS') return;
  for (const { at, end } of partsOf(bytes)) {
    if (end - at >= 27) setNumber(bytes, at + 22, 4, pageCrc(bytes.subarray(at, end)), true);
  }
}
