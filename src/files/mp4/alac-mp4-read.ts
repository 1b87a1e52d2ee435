// ALAC in MP4: the cookie from its box, the packets from the track.
import { readAlacCookie } from '../alac/alac-cookie.ts';
import { alacFormat, createAlacSource } from '../alac/alac-source.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';
import { damagedAtOnce, openTrack, trimmingOf } from './media-track.ts';

/** Faults: those of `readAlacCookie`, `openTrack` and `createAlacSource`. */
export async function readAlacMp4(bytes: ByteSource, cookie: Uint8Array): Promise<AudioFile> {
  const config = readAlacCookie(cookie, bytes.name);
  const opened = await openTrack(bytes, (media) => [media.MP4, media.QTFF]);
  const { skipFrames, frames } = await damagedAtOnce(bytes.name, () =>
    trimmingOf(opened, config.sampleRateHz),
  );
  const notes: ReadNote[] = [];
  const packets = opened.packets(notes);
  const close = (): Promise<void> => opened.close();
  return {
    format: alacFormat('mp4', config, frames),
    notes,
    source: createAlacSource({ name: bytes.name, config, skipFrames, frames, notes, packets, close }),
  };
}
