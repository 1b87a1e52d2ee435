// Convert target: what a file becomes: the rate, word length, channels and quality that its new kind can hold, and why.
import type { FileFormat, WriteFormat } from '../files/format.ts';
import type { Encoding, WriterKind } from '../files/writer.ts';
import { writerById, WRITERS } from '../files/writers.ts';
import type { DitherShape } from '../process/output/dither.ts';
import { DITHER_SHAPES } from '../process/output/dither-shapes.ts';
import { mixedChannels, type ChannelWish } from '../process/output/mix-channels.ts';
import { CONVERTIBLE_HZ } from '../process/output/resample.ts';
import { Fault } from '../signal/fault.ts';

/** What was asked for; null leaves it to the source and to what the new kind holds. */
export interface ConvertWish {
  /** The id of a WriterKind. */
  readonly to: string;
  readonly rateHz: number | null;
  /** A name of `encodingName`: `16`, `24`, `32f`. */
  readonly bits: string | null;
  readonly dither: DitherShape | null;
  readonly channels: ChannelWish;
  readonly quality: string | null;
  /** Highest true peak in dBTP, held by the limiter; null: peaks are left alone as far as they fit. */
  readonly ceilingDbtp: number | null;
}

export const PLAIN_WISH: Omit<ConvertWish, 'to'> = {
  rateHz: null,
  bits: null,
  dither: null,
  channels: 'keep',
  quality: null,
  ceilingDbtp: null,
};

export interface ConvertTarget {
  readonly writer: WriterKind;
  /** Without the length, which only the sound itself tells. */
  readonly format: Omit<WriteFormat, 'frames'>;
  /** null where nothing is shortened: floats, and whatever is encoded with loss. */
  readonly dither: DitherShape | null;
}

/** What a word length is called: `24`, and `32f` for a float. */
export const encodingName = ({ encoding, bits }: Encoding): string =>
  `${bits}${encoding === 'float' ? 'f' : ''}`;

/** Every word length that some kind of file holds, short ones first, floats last. */
export const ENCODING_NAMES: readonly string[] = [
  ...new Set(
    WRITERS.flatMap(({ encodings }) => encodings)
      .toSorted((a, b) => Number(a.encoding === 'float') - Number(b.encoding === 'float') || a.bits - b.bits)
      .map(encodingName),
  ),
];

/** Every setting of every encoder. */
export const QUALITY_NAMES: readonly string[] = [
  ...new Set(WRITERS.flatMap(({ qualities }) => qualities.map(({ id }) => id))),
];

/** Endings that stand for the same kinds. */
const OTHER_ENDINGS: Readonly<Record<string, string>> = { '.aif': '.aiff', '.wave': '.wav', '.oga': '.ogg' };

/** The first kind whose files end so; null where `name` has no such ending. */
export function writerOfName(name: string): WriterKind | null {
  const ending = /\.[^.\\/]+$/.exec(name)?.[0].toLowerCase() ?? '';
  const usual = OTHER_ENDINGS[ending] ?? ending;
  return WRITERS.find((kind) => kind.ending === usual) ?? null;
}

/**
 * Faults, before any sound is read: `unknown-kind`, `rate-not-held`, `bits-not-held`, `no-bits`, `no-quality`, `quality-unknown`,
 * `dither-unknown`, `dither-for-nothing`, `channels-not-held`, `no-matrix`.
 */
export function convertTarget(source: FileFormat, wish: ConvertWish): ConvertTarget {
  const writer = checkKind(wish);
  const channels = mixedChannels(source.channels, wish.channels);
  if (channels > writer.mostChannels)
    throw new Fault('channels-not-held', 'usage', {
      kind: writer.title,
      channels,
      most: writer.mostChannels,
    });
  const { encoding, bits } = encodingFor(source, wish, writer);
  const quality = wish.quality ?? writer.qualities[0]?.id;
  const format = {
    sampleRateHz: rateFor(source.sampleRateHz, wish.rateHz, writer),
    channels,
    encoding,
    bits,
    ...(quality === undefined ? {} : { quality }),
  };
  return { writer, format, dither: ditherFor(wish, writer, format) };
}

/** What can be told from the wish alone: the kind, and that quality, dither and word length mean something to it. */
export function checkKind({ to, bits, quality, dither }: ConvertWish): WriterKind {
  const writer = writerById(to);
  if (writer === null)
    throw new Fault('unknown-kind', 'usage', { kind: to, known: WRITERS.map(({ id }) => id).join(', ') });
  const { title: kind, qualities, encodings } = writer;
  if (bits !== null && encodings.length === 0) throw new Fault('no-bits', 'usage', { kind, bits });
  if (bits !== null && !encodings.some((each) => encodingName(each) === bits))
    throw new Fault('bits-not-held', 'usage', { kind, bits, held: listed(encodings.map(encodingName)) });
  if (quality !== null && qualities.length === 0) throw new Fault('no-quality', 'usage', { kind });
  if (quality !== null && !qualities.some(({ id }) => id === quality))
    throw new Fault('quality-unknown', 'usage', {
      kind,
      quality,
      known: qualities.map(({ id }) => id).join(', '),
    });
  if (dither !== null && !DITHER_SHAPES.includes(dither))
    throw new Fault('dither-unknown', 'usage', { dither, known: DITHER_SHAPES.join(', ') });
  if (dither !== null && encodings.length === 0) throw new Fault('dither-for-nothing', 'usage', { kind });
  return writer;
}

const listed = (names: readonly string[]): string =>
  names.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)).join(', ');

/** Where it loses anything all word lengths are the same: it takes floats. */
const AS_FLOAT: Encoding = { encoding: 'float', bits: 32 };
/** What is neither a plain word nor asked for becomes this: more than any converter or ear resolves. */
const USUAL_BITS = 24;

function encodingFor(source: FileFormat, { bits }: ConvertWish, { encodings }: WriterKind): Encoding {
  if (encodings.length === 0) return AS_FLOAT;
  if (bits !== null) return encodings.find((each) => encodingName(each) === bits)!;
  const isWord = source.bits !== null && source.codec !== 'float' && !source.lossy;
  const wanted = isWord ? source.bits! : USUAL_BITS;
  const words = encodings.filter(({ encoding }) => encoding === 'pcm').toSorted((a, b) => a.bits - b.bits);
  return words.find((each) => each.bits >= wanted) ?? words.at(-1) ?? encodings[0]!;
}

/** Below this rate sound loses what people hear. */
const FULL_RATE_HZ = 44100;

function rateFor(fromHz: number, wishedHz: number | null, writer: WriterKind): number {
  const { title: kind, ratesHz, mostRateHz } = writer;
  const isHeld = (hz: number): boolean => (ratesHz === null ? hz <= mostRateHz : ratesHz.includes(hz));
  const { lowest, highest } = CONVERTIBLE_HZ;
  if (wishedHz !== null && isHeld(wishedHz) && wishedHz >= lowest && wishedHz <= highest) return wishedHz;
  if (wishedHz === null && isHeld(fromHz)) return fromHz;
  if (wishedHz === null && ratesHz !== null) return nearestRate(fromHz, ratesHz);
  throw new Fault('rate-not-held', 'usage', {
    kind,
    rateHz: wishedHz ?? fromHz,
    held: ratesHz === null ? '' : ratesHz.toSorted((a, b) => a - b).join(', '),
    lowestHz: lowest,
    highestHz: Math.min(highest, mostRateHz),
  });
}

/** The highest that divides the source's rate, if all that is heard fits under it; else the next above; else the highest. */
function nearestRate(fromHz: number, ratesHz: readonly number[]): number {
  const rising = ratesHz.toSorted((a, b) => a - b);
  const even = rising.findLast((hz) => hz >= FULL_RATE_HZ && fromHz % hz === 0);
  return even ?? rising.find((hz) => hz >= fromHz) ?? rising.at(-1)!;
}

/** Longest word whose noise is worth shaping unasked: the release's rule. */
const SHAPED_BITS = 16;

function ditherFor(
  { dither }: ConvertWish,
  { encodings }: WriterKind,
  { encoding, bits }: Encoding,
): DitherShape | null {
  if (encodings.length === 0 || encoding === 'float') return null;
  return dither ?? (bits <= SHAPED_BITS ? 'shaped' : 'tpdf');
}
