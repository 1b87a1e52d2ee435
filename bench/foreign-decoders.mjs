// Foreign decoders: what ffmpeg, flac, sox and libsndfile hear in a file, as interleaved float64, to hold our readers against.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MOST_BYTES = 2 ** 30;

/** Standard output of a program, or null where it fails or says nothing. */
function output(program, args) {
  const { status, stdout, error } = spawnSync(program, args, { maxBuffer: MOST_BYTES });
  return error || status !== 0 ? null : stdout;
}

const installed = (program, flag = '--version') =>
  spawnSync(program, [flag], { stdio: 'ignore' }).error === undefined;

const reals = (bytes) =>
  bytes && new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));

/** Interleaved integers of `width` bytes, low byte first, signed. */
function integers(bytes, width) {
  if (bytes === null) return null;
  const out = new Float64Array(bytes.length / width);
  const unused = 32 - 8 * width;
  for (let i = 0, at = 0; i < out.length; i++, at += width) {
    let word = 0;
    for (let b = 0; b < width; b++) word |= bytes[at + b] << (8 * b);
    out[i] = (word << unused) / 2 ** 31;
  }
  return out;
}

function throughSndfile(path) {
  const folder = mkdtempSync(join(tmpdir(), 'sndfile-'));
  try {
    const raw = join(folder, 'out.raw');
    return output('sndfile-convert', ['-pcm32', path, raw]) === null ? null : integers(readFileSync(raw), 4);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Each: `name`; `holds(format)`, whether the tool keeps such samples exactly; `decode(path, format)`, interleaved float64 or null
 * where it cannot read the file. `format`: codec, container, bits.
 */
export const DECODERS = [
  {
    name: 'ffmpeg',
    ready: installed('ffmpeg', '-version'),
    holds: () => true,
    decode: (path) =>
      reals(output('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a:0', '-f', 'f64le', '-'])),
  },
  {
    name: 'flac',
    ready: installed('flac'),
    holds: ({ codec, bits }) => codec === 'flac' && bits % 8 === 0,
    decode: (path, { bits }) => {
      const raw = ['--force-raw-format', '--endian=little', '--sign=signed', '-c', path];
      return integers(output('flac', ['-s', '-d', ...raw]), bits / 8);
    },
  },
  {
    name: 'sox',
    ready: installed('sox'),
    // its samples are 32-bit integers inside
    holds: ({ codec, container }) => codec !== 'float' && !['mp4', 'bw64', 'rf64'].includes(container),
    decode: (path) => reals(output('sox', ['-D', path, '-t', 'f64', '-'])),
  },
  {
    name: 'libsndfile',
    ready: installed('sndfile-convert'),
    // its converter scales floats that pass full scale
    holds: ({ codec }) => codec !== 'float',
    decode: throughSndfile,
  },
].filter(({ ready }) => ready);
