// Join errand: pieces that were cut from one recording, put together again, so that they are heard and mastered as one.
import { openAudio } from '../../files/open.ts';
import type { FileFormat } from '../../files/format.ts';
import type { Place } from '../../files/place.ts';
import { createAudio } from '../../files/save.ts';
import { Fault } from '../../signal/fault.ts';
import { sliceBlock } from '../../signal/signal.ts';
import { BURST_FRAMES, type Sink } from '../../signal/stream.ts';
import type { Run } from '../run.ts';
import { watchSource } from '../watch-source.ts';
import type { Errand } from './errand.ts';

/** A stretch of a file; `endS` null: to its end. At the file's rate, frame `round(s · rate)`. */
export interface Piece {
  readonly file: string;
  readonly startS: number;
  readonly endS: number | null;
}

export interface JoinOrder {
  /** In their order; at least one. */
  readonly pieces: readonly Piece[];
  readonly out: string;
}

export interface JoinedRecording {
  /** Of each piece. */
  readonly frames: readonly number[];
  /** Of the first piece's file. */
  readonly origin: FileFormat;
}

/** What counts whole steps of its word length. */
const WHOLE_STEPS: readonly string[] = ['pcm', 'flac', 'alac'];
/** Longer words hold shorter ones exactly, and 64-bit float holds all. */
const WORD_BITS: readonly number[] = [8, 16, 24, 32];

/** Stage: `join`. Faults: those of reading and of the place; `gapless-differs` for files that are not of one recording. */
export const JOIN_ERRAND: Errand<JoinOrder, JoinedRecording> = {
  id: 'join',
  async carryOut({ pieces, out }, { place, run }) {
    const formats = await formatsOf(
      place,
      pieces.map(({ file }) => file),
    );
    const { sampleRateHz, channels } = formats[0]!;
    const format = { sampleRateHz, channels, ...encodingFor(formats), frames: 0 };
    const sink = await createAudio(place, out, 'wav', format, { replace: true, passing: true });
    try {
      const frames: number[] = [];
      for (const [i, piece] of pieces.entries()) {
        const share: Run = {
          ...run,
          progress: (stage, done) => run.progress(stage, (i + done) / pieces.length),
        };
        frames.push(await append(place, piece, sink, share));
      }
      await sink.close();
      return { frames, origin: formats[0]! };
    } catch (reason) {
      await sink.abort();
      throw reason;
    }
  },
};

async function formatsOf(place: Place, files: readonly string[]): Promise<FileFormat[]> {
  const formats: FileFormat[] = [];
  for (const file of files) {
    const { format, source } = await openAudio(place, file);
    await source.close();
    refuseOther(files[0]!, formats[0] ?? format, file, format);
    formats.push(format);
  }
  return formats;
}

/** Fault `gapless-differs`: pieces of one recording have one rate and one number of channels. */
export function refuseOther(first: string, of: FileFormat, file: string, format: FileFormat): void {
  for (const what of ['sampleRateHz', 'channels'] as const)
    if (format[what] !== of[what])
      throw new Fault('gapless-differs', 'input', {
        first,
        file,
        what,
        value: format[what],
        meant: of[what],
      });
}

function encodingFor(formats: readonly FileFormat[]): { encoding: 'pcm' | 'float'; bits: number } {
  const whole = formats.every(({ codec, bits }) => WHOLE_STEPS.includes(codec) && bits !== null);
  if (!whole) return { encoding: 'float', bits: 64 };
  const longest = Math.max(...formats.map(({ bits }) => bits ?? 0));
  const bits = WORD_BITS.find((each) => each >= longest);
  return bits === undefined ? { encoding: 'float', bits: 64 } : { encoding: 'pcm', bits };
}

async function append(place: Place, { file, startS, endS }: Piece, sink: Sink, run: Run): Promise<number> {
  const opened = await openAudio(place, file);
  const source = watchSource(opened.source, run, 'join');
  const { sampleRateHz } = source.format;
  const from = Math.round(startS * sampleRateHz);
  const to = endS === null ? Infinity : Math.round(endS * sampleRateHz);
  try {
    let [at, written] = [0, 0];
    for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES)) {
      const [first, last] = [Math.max(0, from - at), Math.min(block.frames, to - at)];
      at += block.frames;
      if (last > first) {
        await sink.write(sliceBlock(block, first, last));
        written += last - first;
      }
      if (at >= to) break;
    }
    return written;
  } finally {
    await source.close();
  }
}
