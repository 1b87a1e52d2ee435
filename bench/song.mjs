// Song: a seeded piece that behaves like music (beats, bass, chords, noise, quiet and loud parts), as a 24-bit WAV of any length.
import { closeSync, openSync, writeSync } from 'node:fs';

const HEADER_BYTES = 44;
const CHUNK_SECONDS = 5;

/** The piece itself; what is longer is the piece again. */
const PIECE_S = 240;

/** Writes `seconds` of stereo at `rateHz`; the same bytes every time. Longer than 4 GB is not needed here. */
export function writeSong(path, seconds, rateHz) {
  const file = openSync(path, 'w');
  const frames = Math.round(seconds * rateHz);
  writeSync(file, header(frames, rateHz));
  const voices = createVoices(rateHz);
  const chunkFrames = CHUNK_SECONDS * rateHz;
  const chunks = [];
  for (let at = 0; at < frames; at += chunkFrames) {
    const index = (at / chunkFrames) % (PIECE_S / CHUNK_SECONDS);
    chunks[index] ??= renderChunk(voices, at, chunkFrames);
    writeSync(file, chunks[index].subarray(0, Math.min(chunkFrames, frames - at) * 6));
  }
  closeSync(file);
}

function renderChunk(voices, at, count) {
  const bytes = Buffer.alloc(count * 6);
  for (let n = 0; n < count; n++) {
    const [left, right] = voices(at + n);
    bytes.writeIntLE(toInteger(left), n * 6, 3);
    bytes.writeIntLE(toInteger(right), n * 6 + 3, 3);
  }
  return bytes;
}

function toInteger(value) {
  return Math.max(-8388608, Math.min(8388607, Math.round(value * 8388608)));
}

function header(frames, rateHz) {
  const dataBytes = frames * 6;
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(dataBytes + HEADER_BYTES - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(rateHz, 24);
  bytes.writeUInt32LE(rateHz * 6, 28);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt16LE(24, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}

const BEAT_S = 0.5;
const CHORDS = [
  [110, 220, 277.2, 329.6],
  [87.3, 174.6, 220, 261.6],
  [130.8, 196, 261.6, 329.6],
  [98, 196, 246.9, 293.7],
];

/** (frame) -> [left, right]: kick, snare, hat, bass and a chord, quieter in every third stretch of 20 s. */
function createVoices(rateHz) {
  let seed = 1;
  const noise = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return seed / 2147483648;
  };
  return (frame) => {
    const t = frame / rateHz;
    const beat = t % BEAT_S;
    const number = Math.floor(t / BEAT_S);
    const chord = CHORDS[Math.floor(number / 8) % CHORDS.length];
    const part = Math.floor(t / 20) % 3 === 2 ? 0.3 : 1;
    const kick = number % 2 === 0 ? Math.sin(300 * (1 - Math.exp(-beat * 12))) * Math.exp(-beat * 9) : 0;
    const snare = number % 2 === 1 ? noise() * Math.exp(-beat * 18) : 0;
    const hat = noise() * Math.exp(-(t % (BEAT_S / 2)) * 60) * 0.2;
    const bass = Math.sin(2 * Math.PI * chord[0] * 0.5 * t) * (1 - beat);
    const pad = Math.sin(2 * Math.PI * chord[1] * t) + Math.sin(2 * Math.PI * chord[2] * t + 0.4);
    const air = Math.sin(2 * Math.PI * chord[3] * 4 * t) * 0.2 + noise() * 0.02;
    const middle = part * (0.35 * kick + 0.25 * snare + 0.2 * bass);
    return [
      middle + part * (0.06 * pad + 0.1 * hat + 0.05 * air),
      middle + part * (0.05 * pad - 0.08 * hat + 0.06 * air),
    ];
  };
}
