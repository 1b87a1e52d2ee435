// WavPack stream: the blocks of a file one after another, those of one stretch together, damage and gaps told.
import { Fault } from '../../signal/fault.ts';
import type { ReadNote } from '../format.ts';
import { StreamWindow, windowCapacity } from '../stream-window.ts';
import { id3v2Bytes } from '../tags/id3v2.ts';
import type { ByteSource } from '../place.ts';
import { decodeBlock } from './wavpack-block.ts';
import { LEAD_FRAMES } from './wavpack-decorrelate.ts';
import {
  HEADER_BYTES,
  MOST_BLOCK_BYTES,
  MOST_BLOCK_FRAMES,
  parseHeader,
  type WavpackHeader,
} from './wavpack-header.ts';
import { readInfo, type WavpackInfo } from './wavpack-info.ts';
import { findParts, MD5_SUM, type Parts } from './wavpack-parts.ts';

/** How far a block is looked for among bytes that are none. */
const SEARCH_BYTES = 1 << 20;

interface WavpackBlock {
  readonly header: WavpackHeader;
  readonly parts: Parts;
}

/** `cut`: the file ends inside it; `bad`: it makes no sense; `none`: there is none. */
type Found = WavpackBlock | 'cut' | 'bad' | 'none';

export interface WavpackStream {
  readonly info: WavpackInfo;
  /** One a channel; the frames of a stretch begin at `LEAD_FRAMES`. */
  readonly planes: readonly Int32Array[];
  /** The next stretch: its frames, or 0 at the end. */
  load(): Promise<number>;
  /** The sum over all samples that the file carries; null where none was met. */
  readonly md5: Uint8Array | null;
}

/**
 * Faults: those of `readInfo`, `no-audio`, and from `load` `damaged-file` (`timeS`). Notes: `truncated`, `stray-bytes`.
 */
export async function openWavpack(bytes: ByteSource, notes: ReadNote[]): Promise<WavpackStream> {
  const start = id3v2Bytes(await bytes.read(0, 10));
  const window = new StreamWindow(
    bytes,
    start,
    new Uint8Array(windowCapacity(Math.min(MOST_BLOCK_BYTES, bytes.bytes))),
  );
  const { block, told } = await firstSound(window, bytes.name);
  const info = readInfo(window.bytes, told, block.header, bytes.name);
  if (info.frames === 0) throw new Fault('no-audio', 'input', { file: bytes.name, frames: 0 });
  let planes = Array.from({ length: info.channels }, () => new Int32Array(LEAD_FRAMES));
  let md5: Uint8Array | null = null;
  let decoded = 0;
  let ended = false;

  const fault = (): Fault =>
    new Fault('damaged-file', 'input', { file: bytes.name, timeS: decoded / info.sampleRateHz });
  const noteMd5 = (parts: Parts): void => {
    const part = parts.get(MD5_SUM);
    if (part !== undefined && part.to - part.from === 16) md5 = window.bytes.slice(part.from, part.to);
  };
  const makeRoom = (frames: number): void => {
    const wanted = LEAD_FRAMES + frames;
    if (planes[0]!.length < wanted) planes = planes.map(() => new Int32Array(wanted));
  };
  const expected = ({ header }: WavpackBlock, frames: number): boolean =>
    header.frameIndex === info.frameIndex + decoded &&
    header.frames === frames &&
    header.first === (decodedChannels === 0) &&
    header.float === info.float &&
    header.hybrid === info.lossy &&
    header.sampleBytes === info.sampleBytes;
  let decodedChannels = 0;

  /** The end of the sound: what was promised is there, or it is told. */
  const finish = async (found: Found): Promise<number> => {
    ended = true;
    const isShort = info.frames !== null && decoded < info.frames;
    if (found === 'bad' || (found === 'none' && isShort && (await laterBlock(window)))) throw fault();
    if (found === 'cut' || isShort) {
      const declared: ReadNote['facts'] =
        info.frames === null ? {} : { frames: decoded, declaredFrames: info.frames };
      notes.push({ code: 'truncated', facts: declared });
    }
    return 0;
  };

  /** Decodes the channels of a block, and takes it from the window. */
  const take = (block: WavpackBlock): void => {
    const { header, parts } = block;
    const right = header.mono ? null : (planes[decodedChannels + 1] ?? null);
    const fits = decodedChannels < info.channels && (header.mono || right !== null);
    if (!fits || !decodeBlock(window.bytes, parts, header, [planes[decodedChannels]!, right])) throw fault();
    decodedChannels += header.mono ? 1 : 2;
    noteMd5(parts);
    window.start += header.bytes;
  };

  const load = async (): Promise<number> => {
    if (ended) return 0;
    decodedChannels = 0;
    let frames = 0;
    do {
      const found = await blockAt(window);
      if (typeof found === 'string') return finish(found);
      if (found.header.frames === 0) {
        noteMd5(found.parts);
        window.start += found.header.bytes;
        continue;
      }
      if (info.frames !== null && decoded >= info.frames) {
        notes.push({ code: 'trailing-data', facts: { byte: window.position } });
        return finish('none');
      }
      if (decodedChannels === 0) {
        frames = found.header.frames;
        if (frames > MOST_BLOCK_FRAMES) throw fault();
        makeRoom(frames);
      }
      if (!expected(found, frames)) throw fault();
      take(found);
    } while (decodedChannels < info.channels);
    decoded += frames;
    return frames;
  };

  return {
    info,
    get planes() {
      return planes;
    },
    get md5() {
      return md5;
    },
    load,
  };
}

/** The block at the window's start; the whole of it is in sight then. */
async function blockAt(window: StreamWindow): Promise<Found> {
  await window.fill(HEADER_BYTES);
  const header = parseHeader(window.bytes, window.start, window.end);
  if (header === null) return isHeadCut(window) ? 'cut' : 'none';
  await window.fill(header.bytes);
  if (window.length < header.bytes) return 'cut';
  const parts = findParts(window.bytes, window.start + HEADER_BYTES, window.start + header.bytes);
  return parts === null ? 'bad' : { header, parts };
}

const isHeadCut = ({ length, bytes, start }: StreamWindow): boolean =>
  length > 0 && length < HEADER_BYTES && bytes[start] === 0x77 && bytes[start + 1] === 0x76;

/** The first block with sound, still in the window, and the parts of all blocks so far. Fault `no-audio`. */
async function firstSound(window: StreamWindow, file: string): Promise<{ block: WavpackBlock; told: Parts }> {
  const noSound = (): Fault => new Fault('no-audio', 'input', { file });
  for (;;) {
    const found = await blockAt(window);
    if (found === 'bad') throw new Fault('damaged-file', 'input', { file, timeS: 0 });
    if (found === 'cut') throw new Fault('file-cut-short', 'input', { file, bytes: window.position });
    if (found === 'none' && !(await laterBlock(window))) throw noSound();
    if (typeof found === 'string') continue;
    if (found.header.frames > 0) return { block: found, told: found.parts };
    window.start += found.header.bytes;
  }
}

/** Moves the window to the next block within reach; false where there is none. */
async function laterBlock(window: StreamWindow): Promise<boolean> {
  const stop = window.position + SEARCH_BYTES;
  for (;;) {
    await window.fill(HEADER_BYTES);
    if (window.length < HEADER_BYTES || window.position > stop) return false;
    if (parseHeader(window.bytes, window.start, window.end) !== null) return true;
    window.start++;
  }
}
