// Wave64 writing: GUID chunks with 64-bit sizes, aligned to eight bytes (Sony's Wave64 specification).
import type { Sink } from '../../signal/stream.ts';
import { viewOf, writeUint64 } from '../bytes.ts';
import type { WriteFormat } from '../format.ts';
import { writePcm } from '../pcm/pcm-sink.ts';
import type { ByteSink } from '../place.ts';
import { writeWavFmt } from './wav-fmt.ts';
import { waveLayout } from './wav-write.ts';
import { GUID_BYTES, WAVE64_HEAD_BYTES, wave64Guid } from './wave64-guid.ts';

const ALIGN_BYTES = 8;

export function writeWave64(bytes: ByteSink, format: WriteFormat): Promise<Sink> {
  return writePcm(bytes, format, {
    id: 'wave64',
    layout: waveLayout(format),
    header: (frames) => buildHeader(format, frames),
    // The sound is the last chunk: nothing has to be aligned behind it, and libsndfile takes zeros there for sound.
    alignBytes: 1,
    mostBytes: Number.MAX_SAFE_INTEGER,
  });
}

/** `riff` with the size of the whole file, `wave` without a size, `fmt `, `fact` for floats, and the head of `data`. */
function buildHeader(format: WriteFormat, frames: number): Uint8Array {
  const dataBytes = (frames * format.channels * format.bits) / 8;
  const fmt = chunk('fmt ', writeWavFmt(format).subarray(8));
  const fact = format.encoding === 'float' ? [chunk('fact', uint64(frames))] : [];
  const data = head('data', WAVE64_HEAD_BYTES + dataBytes);
  const parts = [wave64Guid('wave'), fmt, ...fact, data];
  const inner = parts.reduce((sum, part) => sum + part.length, 0);
  return join([head('riff', WAVE64_HEAD_BYTES + inner + dataBytes), ...parts]);
}

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGN_BYTES) * ALIGN_BYTES;

function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  writeUint64(viewOf(bytes), 0, value, true);
  return bytes;
}

/** The size counts the head and the body, not the zeros behind. */
function chunk(name: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(WAVE64_HEAD_BYTES + aligned(body.length));
  bytes.set(head(name, WAVE64_HEAD_BYTES + body.length));
  bytes.set(body, WAVE64_HEAD_BYTES);
  return bytes;
}

function head(name: string, size: number): Uint8Array {
  const bytes = new Uint8Array(WAVE64_HEAD_BYTES);
  bytes.set(wave64Guid(name));
  bytes.set(uint64(size), GUID_BYTES);
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
