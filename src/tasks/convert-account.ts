// Convert account: everything that a conversion changed, as the record that people and programs read.
import type { FileFormat } from '../files/format.ts';
import type { ConvertChange, ConvertRecord, ToldChange } from '../report/convert-record.ts';
import { convertWords } from '../report/words-convert.ts';
import { noteWords } from '../report/words-notes.ts';
import { tagNoteWords } from '../report/words-tags.ts';
import { dbFromGain } from '../dsp/decibel.ts';
import type { AcceptedFile } from './accept-converted.ts';
import type { ConvertWish } from './convert-target.ts';
import { HELD_AT_DBTP } from './converted-sound.ts';
import type { Dressed } from './dress-converted.ts';
import type { RenderedSound } from './render-converted.ts';

export interface ConvertParts {
  readonly path: string;
  readonly outPath: string;
  readonly wish: ConvertWish;
  readonly rendered: RenderedSound;
  readonly dressed: Dressed;
  readonly accepted: AcceptedFile;
}

export function convertRecord(parts: ConvertParts): ConvertRecord {
  const { path, outPath, rendered, dressed, accepted } = parts;
  const exact = isExact(rendered);
  return {
    source: { path, format: rendered.source },
    path: outPath,
    format: accepted.format,
    bytes: accepted.bytes,
    sha256: accepted.sha256,
    soundSha256: rendered.soundSha256,
    exact,
    wordLength: rendered.wordLength,
    levelChangeDb: accepted.levelChangeDb,
    changes: [...soundChanges(parts, exact), ...accepted.changes, ...dressed.changes].map(told),
    notes: [
      ...rendered.notes.map((note) => ({ ...note, words: noteWords(note) })),
      ...dressed.notes.map((note) => ({ ...note, words: tagNoteWords(note) })),
    ],
  };
}

const told = (change: ConvertChange): ToldChange => ({ ...change, words: convertWords(change) });

/** Bits of a word that a float holds exactly, its sign among them. */
const EXACT_IN_FLOAT: Readonly<Record<number, number>> = { 32: 25, 64: 54 };

/** Nothing was done to the samples, and the new file holds each as it was. */
function isExact({ source, target: { format, writer }, guarded, overs, wordLength }: RenderedSound): boolean {
  const isSameSound =
    source.sampleRateHz === format.sampleRateHz && source.channels === format.channels && !guarded;
  if (!isSameSound || writer.encodings.length === 0) return false;
  if (wordLength !== null) return wordLength.dithered === 0 && overs.count === 0;
  return holdsExactly(format.bits, source);
}

function holdsExactly(floatBits: number, { bits, codec, lossy }: FileFormat): boolean {
  if (lossy || bits === null) return floatBits === 64; // decoders give any float64
  return codec === 'float' ? bits <= floatBits : bits <= EXACT_IN_FLOAT[floatBits]!;
}

function soundChanges({ rendered, wish }: ConvertParts, exact: boolean): ConvertChange[] {
  const { source, target, wordLength, overs } = rendered;
  const { format, writer } = target;
  const changes: ConvertChange[] = [];
  const add = (code: string, facts: ConvertChange['facts'] = {}): number => changes.push({ code, facts });
  if (source.lossy) add('lossy-source');
  if (exact) add('exact');
  if (source.channels !== format.channels) add(format.channels === 1 ? 'made-mono' : 'made-stereo');
  if (source.sampleRateHz !== format.sampleRateHz) {
    const because = wish.rateHz === null ? 'kind' : 'asked';
    add('rate-changed', {
      fromHz: source.sampleRateHz,
      toHz: format.sampleRateHz,
      kind: writer.title,
      because,
    });
  }
  if (overs.count > 0) {
    const overDb = dbFromGain(overs.peak);
    const code = rendered.guarded ? 'peaks-held' : 'peaks-kept';
    add(code, { overs: overs.count, overDb, ceilingDbtp: wish.ceilingDbtp ?? HELD_AT_DBTP });
  } else if (wish.ceilingDbtp !== null) add('ceiling-held', { ceilingDbtp: wish.ceilingDbtp });
  if (wordLength !== null && wordLength.dithered > 0) add('word-shortened', { ...wordLength });
  if (format.encoding === 'float' && writer.encodings.length > 0 && !exact)
    add('float-rounded', { bits: format.bits });
  if (writer.encodings.length === 0) {
    const quality = writer.qualities.find(({ id }) => id === format.quality);
    add('encoded', { kind: writer.title, quality: quality?.caption ?? '' });
  }
  return changes;
}
