// ALAC decoder: a packet into whole numbers, one plane a channel (after Apple's published reference of 2011).
import { BitCursor } from '../bit-cursor.ts';
import { alacLayout } from './alac-channels.ts';
import type { AlacConfig } from './alac-cookie.ts';
import { readResiduals } from './alac-golomb.ts';
import { DIFFERENCES, restoreSamples } from './alac-predictor.ts';

/** What a packet is made of: three bits say which comes next. */
const SINGLE = 0;
const PAIR = 1;
const LOW_FREQUENCY = 3;
const DATA = 4;
const FILL = 6;

/** Zeros behind a packet, so that the code may look ahead. */
const SLACK_BYTES = 16;
const MOST_WEIGHTS = 32;

/** Bytes of a packet that suffice to tell its frames. */
export const ALAC_HEAD_BYTES = 8;

/** Frames that a packet states, or those of every packet where it states none. `head`: its first bytes; fewer tell nothing. */
export function alacPacketFrames(head: Uint8Array, { framesPerPacket }: AlacConfig): number {
  const cursor = new BitCursor(head);
  const tag = cursor.read(3);
  cursor.read(4 + 12);
  const partial = cursor.read(1) === 1;
  cursor.read(3);
  if (head.length < ALAC_HEAD_BYTES || !partial || tag === DATA || tag === FILL) return framesPerPacket;
  return Math.min(cursor.read(32), framesPerPacket);
}

export interface AlacDecoder {
  /** In WAV order; whole numbers of the cookie's bits. */
  readonly planes: readonly Int32Array[];
  /** Frames of the packet, now in `planes`; -1 where the packet makes no sense. */
  decode(packet: Uint8Array): number;
}

/** How one channel of an element was predicted. */
interface Prediction {
  readonly twice: boolean;
  readonly shift: number;
  readonly rateQuarters: number;
  readonly order: number;
  readonly weights: Int16Array;
}

/** The head of an element, behind its tag. */
interface Element {
  readonly frames: number;
  readonly lowBits: number;
  readonly plain: boolean;
}

export function createAlacDecoder(config: AlacConfig): AlacDecoder {
  const { channels, bits, framesPerPacket } = config;
  const coded = Array.from({ length: channels }, () => new Int32Array(framesPerPacket));
  const low = [new Int32Array(framesPerPacket), new Int32Array(framesPerPacket)];
  const weights = [new Int16Array(MOST_WEIGHTS), new Int16Array(MOST_WEIGHTS)];
  let room = new Uint8Array(0);
  let cursor = new BitCursor(room);
  let endBit = 0;

  const load = (packet: Uint8Array): void => {
    if (room.length < packet.length + SLACK_BYTES) room = new Uint8Array(2 * packet.length + SLACK_BYTES);
    room.set(packet);
    room.fill(0, packet.length, packet.length + SLACK_BYTES);
    cursor = new BitCursor(room);
    endBit = packet.length * 8;
  };

  const readElement = (): Element | null => {
    const unused = cursor.read(4 + 12) & 0xfff;
    const partial = cursor.read(1) === 1;
    const lowBits = cursor.read(2) * 8;
    const plain = cursor.read(1) === 1;
    const frames = partial ? cursor.read(32) : framesPerPacket;
    const sane = unused === 0 && lowBits < 24 && lowBits < bits && frames >= 1 && frames <= framesPerPacket;
    return sane ? { frames, lowBits, plain } : null;
  };

  const readPrediction = (room: Int16Array): Prediction => {
    const mode = cursor.read(4);
    const shift = cursor.read(4);
    const rateQuarters = cursor.read(3);
    const order = cursor.read(5);
    for (let j = 0; j < order; j++) room[j] = cursor.readSigned(16);
    return { twice: mode !== 0, shift, rateQuarters, order, weights: room };
  };

  const readPlain = (planes: readonly Int32Array[], frames: number): boolean => {
    if (cursor.bit + frames * planes.length * bits > endBit) return false;
    for (let n = 0; n < frames; n++) for (const plane of planes) plane[n] = cursor.readSigned(bits);
    return true;
  };

  const readLow = (count: number, { frames, lowBits }: Element): boolean => {
    const start = cursor.bit;
    cursor.bit += frames * count * lowBits;
    if (cursor.bit > endBit) return false;
    for (let c = 0; c < count; c++) takeLow(low[c]!, frames, start + c * lowBits, count * lowBits, lowBits);
    return true;
  };
  /** Eight or sixteen bits every `stride` bits from bit `start` on. */
  const takeLow = (
    plane: Int32Array,
    frames: number,
    start: number,
    stride: number,
    lowBits: number,
  ): void => {
    const bytes = room;
    const mask = (1 << lowBits) - 1;
    for (let n = 0, bit = start; n < frames; n++, bit += stride) {
      const at = bit >>> 3;
      const word = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
      plane[n] = (word >>> (24 - lowBits - (bit & 7))) & mask;
    }
  };

  const readPredicted = (
    plane: Int32Array,
    prediction: Prediction,
    frames: number,
    width: number,
  ): boolean => {
    const { rateQuarters, order, shift, twice } = prediction;
    const end = readResiduals(room, cursor.bit, endBit, plane, frames, {
      firstMean: config.firstMean,
      meanRate: (config.meanRate * rateQuarters) >> 2,
      mostSuffixBits: config.mostSuffixBits,
      sampleBits: width,
    });
    if (end < 0) return false;
    cursor.bit = end;
    if (twice) restoreSamples(plane, frames, prediction.weights, DIFFERENCES, 0, width);
    restoreSamples(plane, frames, prediction.weights, order, shift, width);
    return true;
  };

  /** One channel, or two that were mixed into one another. */
  const readSound = (planes: readonly Int32Array[], element: Element): boolean => {
    const { frames, lowBits } = element;
    if (element.plain) return readPlain(planes, frames);
    const width = bits - lowBits + planes.length - 1;
    const mixShift = cursor.read(8);
    const mixWeight = cursor.readSigned(8);
    const predictions = planes.map((_, c) => readPrediction(weights[c]!));
    if (width > 32 || mixShift > 31 || cursor.bit > endBit) return false;
    if (lowBits > 0 && !readLow(planes.length, element)) return false;
    if (!planes.every((plane, c) => readPredicted(plane, predictions[c]!, frames, width))) return false;
    if (planes.length === 2 && mixWeight !== 0) unmix(planes, frames, mixShift, mixWeight);
    finish(planes, element);
    return true;
  };

  /** Puts the low bits back, and keeps spoiled packets within the word. */
  const finish = (planes: readonly Int32Array[], { frames, lowBits }: Element): void => {
    const shift = 32 - bits;
    planes.forEach((plane, c) => {
      const lows = low[c]!;
      if (lowBits > 0) for (let n = 0; n < frames; n++) plane[n] = (plane[n]! << lowBits) | lows[n]!;
      if (shift > 0) for (let n = 0; n < frames; n++) plane[n] = (plane[n]! << shift) >> shift;
    });
  };

  const skipData = (): void => {
    cursor.read(4);
    const aligned = cursor.read(1) === 1;
    const count = cursor.read(8);
    const bytes = count === 255 ? 255 + cursor.read(8) : count;
    if (aligned) cursor.align();
    cursor.bit += bytes * 8;
  };
  const skipFill = (): void => {
    const count = cursor.read(4);
    cursor.bit += 8 * (count === 15 ? 14 + cursor.read(8) : count);
  };

  /** The elements up to the last channel; frames, or -1. */
  const readElements = (): number => {
    let frames = -1;
    for (let at = 0; at < channels; ) {
      const tag = cursor.read(3);
      if (tag === DATA) skipData();
      else if (tag === FILL) skipFill();
      else if (tag !== SINGLE && tag !== PAIR && tag !== LOW_FREQUENCY) return -1;
      else {
        const planes = coded.slice(at, at + (tag === PAIR ? 2 : 1));
        const element = tag === PAIR && planes.length < 2 ? null : readElement();
        if (element === null || (frames >= 0 && element.frames !== frames)) return -1;
        if (!readSound(planes, element)) return -1;
        frames = element.frames;
        at += planes.length;
      }
      if (cursor.bit > endBit) return -1;
    }
    return frames;
  };

  return {
    planes: alacLayout(channels).order.map((from) => coded[from]!),
    decode(packet) {
      load(packet);
      const frames = readElements();
      return cursor.bit > endBit ? -1 : frames;
    },
  };
}

/** Left and right from a weighted middle and a difference. */
function unmix(planes: readonly Int32Array[], frames: number, shift: number, weight: number): void {
  const [first, second] = planes as readonly [Int32Array, Int32Array];
  for (let n = 0; n < frames; n++) {
    const difference = second[n]!;
    const left = (first[n]! + difference - (Math.imul(weight, difference) >> shift)) | 0;
    first[n] = left;
    second[n] = left - difference;
  }
}
