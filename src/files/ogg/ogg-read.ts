// Ogg reader: which codec the pages hold, and its reader.
import { Fault } from '../../signal/fault.ts';
import { createPacketReader, createPageReader, lastGranule } from './ogg-pages.ts';
import { readOpus } from './opus-read.ts';
import { readVorbis } from './vorbis-read.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';

/** Faults: `no-audio`, `unknown-codec`, `bad-header`, `damaged-file`. */
export async function readOgg(bytes: ByteSource): Promise<AudioFile> {
  const notes: ReadNote[] = [];
  const nextPage = createPageReader(bytes, notes);
  const first = await nextPage();
  if (first === null) throw new Fault('no-audio', 'input', { file: bytes.name });
  const packet = first.bytes.subarray(first.bodyAt);
  const endGranule = await lastGranule(bytes, first.serial);
  const magic = String.fromCharCode(...packet.subarray(0, 8));
  if (magic === 'OpusHead') {
    return readOpus(bytes, packet, createPacketReader(nextPage, first.serial), endGranule, notes);
  }
  if (magic.startsWith('\x01vorbis')) return readVorbis(bytes, first, nextPage, endGranule, notes);
  throw new Fault('unknown-codec', 'input', { file: bytes.name, container: 'ogg', codec: printable(magic) });
}

const printable = (text: string): string => text.replace(/[^ -~]/g, '');
