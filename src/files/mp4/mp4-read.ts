// MP4 reader: which codec the file holds, and who reads it.
import type { AudioFile } from '../format.ts';
import type { ByteSource } from '../place.ts';
import { alacCookieIn } from './alac-cookie-box.ts';
import { movieOf } from './mp4-gaps.ts';
import { refuseAbsurdTables } from './sample-tables.ts';

/** Faults: `damaged-file` for tables of lies, those of the reader of the codec. */
export async function readMp4(bytes: ByteSource): Promise<AudioFile> {
  const moov = await movieOf(bytes);
  if (moov !== null) refuseAbsurdTables(moov, bytes.name, bytes.bytes);
  const cookie = moov === null ? null : alacCookieIn(moov);
  if (cookie === null) return (await import('./aac-read.ts')).readAac(bytes);
  return (await import('./alac-mp4-read.ts')).readAlacMp4(bytes, cookie);
}
