// Parts: where the chunks, boxes, pages, blocks and frames of a file begin and end, and where each says how long it is.

/** Of one file at most: the tails of frames are all alike. */
const MOST_PARTS = 400;
const BOXES_OF_BOXES = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'udta', 'ilst', 'edts', 'dinf'];

const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const idAt = (bytes, at) => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Steps from `at` while `partAt` (view, at, bytes) gives a part: {at, end, sizeAt, sizeBytes, little}. */
function walk(bytes, at, end, partAt) {
  const view = viewOf(bytes);
  const found = [];
  for (let from = at; found.length < MOST_PARTS; ) {
    const part = from + 8 <= end ? partAt(view, from, bytes) : null;
    if (part === null || part.end <= from) return found;
    found.push({ ...part, end: Math.min(part.end, end) });
    from = part.end;
  }
  return found;
}

const chunk = (little) => (view, at) => {
  const size = view.getUint32(at + 4, little);
  return { at, end: at + 8 + size + (size % 2), sizeAt: at + 4, sizeBytes: 4, little };
};

const cafChunk = (view, at) =>
  at + 12 > view.byteLength
    ? null
    : { at, end: at + 12 + view.getUint32(at + 8), sizeAt: at + 4, sizeBytes: 8, little: false };

const wave64Chunk = (view, at) =>
  at + 24 > view.byteLength
    ? null
    : {
        at,
        end: at + Math.ceil(view.getUint32(at + 16, true) / 8) * 8,
        sizeAt: at + 16,
        sizeBytes: 8,
        little: true,
      };

const flacBlock = (view, at) =>
  view.getUint8(at) === 0xff
    ? null
    : {
        at,
        end: at + 4 + (view.getUint32(at) & 0xffffff),
        sizeAt: at + 1,
        sizeBytes: 3,
        little: false,
      };

const wavpackBlock = (view, at, bytes) =>
  idAt(bytes, at) === 'wvpk'
    ? { at, end: at + 8 + view.getUint32(at + 4, true), sizeAt: at + 4, sizeBytes: 4, little: true }
    : null;

const id3Frame = (view, at, bytes) =>
  at + 10 > view.byteLength || bytes[at] === 0
    ? null
    : { at, end: at + 10 + view.getUint32(at + 4), sizeAt: at + 4, sizeBytes: 4, little: false };

function oggPage(view, at, bytes) {
  if (idAt(bytes, at) !== 'OggS' || at + 27 > bytes.length) return null;
  const count = bytes[at + 26];
  const body = bytes.subarray(at + 27, at + 27 + count).reduce((sum, segment) => sum + segment, 0);
  return { at, end: at + 27 + count + body, sizeAt: at + 26, sizeBytes: 1, little: false };
}

function boxes(bytes, from, end) {
  const box = (view, at) => ({
    at,
    end: at + Math.max(8, view.getUint32(at)),
    sizeAt: at,
    sizeBytes: 4,
    little: false,
  });
  return walk(bytes, from, end, box).flatMap((part) => {
    const id = idAt(bytes, part.at + 4);
    const skip = id === 'meta' ? 12 : BOXES_OF_BOXES.includes(id) || id.startsWith('\xa9') ? 8 : 0;
    return skip === 0 ? [part] : [part, ...boxes(bytes, part.at + skip, part.end)];
  });
}

/** Places where twelve set bits begin a frame of MPEG audio or FLAC. */
function syncs(bytes, from) {
  const starts = [];
  for (let at = from; at + 4 < bytes.length && starts.length < MOST_PARTS; at++) {
    if (bytes[at] === 0xff && (bytes[at + 1] & 0xe0) === 0xe0) starts.push(at);
  }
  return starts.map((at, i) => ({
    at,
    end: starts[i + 1] ?? bytes.length,
    sizeAt: at + 1,
    sizeBytes: 3,
    little: false,
  }));
}

const lastEnd = (parts, from) => parts.at(-1)?.end ?? from;

/** Every part found, in order; none in what is no file. */
export function partsOf(bytes) {
  if (bytes.length < 16) return [];
  const id = idAt(bytes, 0);
  if (id === 'RIFF' || id === 'RF64' || id === 'BW64') return walk(bytes, 12, bytes.length, chunk(true));
  if (id === 'FORM' || id === 'RIFX') return walk(bytes, 12, bytes.length, chunk(false));
  if (id === 'caff') return walk(bytes, 8, bytes.length, cafChunk);
  if (id === 'riff') return walk(bytes, 40, bytes.length, wave64Chunk);
  if (id === 'OggS') return walk(bytes, 0, bytes.length, oggPage);
  if (id === 'wvpk') return walk(bytes, 0, bytes.length, wavpackBlock);
  if (id === 'fLaC') {
    const blocks = walk(bytes, 4, bytes.length, flacBlock);
    return [...blocks, ...syncs(bytes, lastEnd(blocks, 4))];
  }
  if (id.startsWith('ID3')) {
    const frames = walk(bytes, 10, bytes.length, id3Frame);
    return [...frames, ...syncs(bytes, lastEnd(frames, 10))];
  }
  if (['ftyp', 'moov', 'mdat'].includes(idAt(bytes, 4))) return boxes(bytes, 0, bytes.length);
  return syncs(bytes, 0);
}
