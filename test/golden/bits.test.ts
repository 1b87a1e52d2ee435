// Bits: results of every part as digests, the same in Node, in the page and next year. A change that is meant: vitest -u.
import { expect, it } from 'vitest';
import { createRealFft } from '../../src/dsp/fft.ts';
import {
  atan,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log10,
  log2,
  pow,
  sin,
  sinh,
  tan,
  tanh,
} from '../../src/dsp/math.ts';
import { FLAC_WRITER } from '../../src/files/flac/flac-writer.ts';
import type { FormatKind } from '../../src/files/format.ts';
import { memoryPlace, memorySource } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import type { Place } from '../../src/files/place.ts';
import { createAudio } from '../../src/files/save.ts';
import { FLAC } from '../../src/files/flac/flac.ts';
import { WAV } from '../../src/files/wave/wav.ts';
import type { WriterKind } from '../../src/files/writer.ts';
import { WAV_WRITER } from '../../src/files/wave/wav-writer.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { listen } from '../../src/master/listen.ts';
import { processorById } from '../../src/process/catalogue.ts';
import { createQuantiser } from '../../src/process/output/dither.ts';
import { checkParams, type ParamRecord } from '../../src/process/params.ts';
import { resample } from '../../src/process/output/resample.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { masterSong } from '../../src/tasks/master-song.ts';
import { writtenBytes } from '../contracts/format.ts';
import { runProcessor } from '../contracts/processor.ts';
import { fixture, sha256 } from '../fixture.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 44100;

/** Hits of decaying noise over a slow beat of two tones, from the house's own mathematics and random numbers alone. */
function beats(frames: number, sampleRateHz: number, seed: number): Float64Array[] {
  const random = seededRandom(seed);
  const tones = [0.2, 0.23].map((level, c) =>
    Float64Array.from({ length: frames }, (_, n) => level * sin((((220 + c) * n) / sampleRateHz) * 6.28)),
  );
  const hop = Math.round(0.25 * sampleRateHz);
  for (const tone of tones) {
    for (let n = 0; n < frames; n++) {
      tone[n]! += (2 * random() - 1) * 0.7 * exp((-20 * (n % hop)) / sampleRateHz);
    }
  }
  return tones;
}

/** The samples' own bytes, plane after plane. */
async function digest(...planes: readonly Float64Array[]): Promise<string> {
  const bytes = new Uint8Array(planes.reduce((sum, plane) => sum + plane.byteLength, 0));
  let at = 0;
  for (const plane of planes) {
    bytes.set(new Uint8Array(plane.buffer, plane.byteOffset, plane.byteLength), at);
    at += plane.byteLength;
  }
  return sha256(bytes);
}

const text = (value: unknown): Promise<string> => sha256(new TextEncoder().encode(JSON.stringify(value)));

/** Lines of `name digest` against the committed table of that name. */
async function expectGolden(table: string, lines: Record<string, Promise<string>>): Promise<void> {
  const rows = await Promise.all(Object.entries(lines).map(async ([name, row]) => `${name} ${await row}\n`));
  await expect(rows.join('')).toMatchFileSnapshot(`./bits-${table}.txt`);
}

it('mathematics', async () => {
  const random = seededRandom(11);
  const wide = Float64Array.from(
    { length: 60_000 },
    () => (random() - 0.5) * pow(10, Math.floor(20 * random() - 8)),
  );
  const small = wide.map((x) => x % 40);
  const positive = wide.map((x) => Math.abs(x));
  const spectrum = ((): Float64Array[] => {
    const [re, im] = [new Float64Array(2049), new Float64Array(2049)];
    createRealFft(4096).forward(wide.subarray(0, 4096), re, im);
    return [re, im];
  })();
  await expectGolden('mathematics', {
    random: digest(wide),
    sin: digest(wide.map(sin)),
    cos: digest(wide.map(cos)),
    tan: digest(wide.map(tan)),
    atan: digest(wide.map(atan)),
    exp: digest(small.map(exp)),
    expm1: digest(small.map(expm1)),
    sinh: digest(small.map(sinh)),
    cosh: digest(small.map(cosh)),
    tanh: digest(small.map(tanh)),
    log: digest(positive.map(log)),
    log2: digest(positive.map(log2)),
    log10: digest(positive.map(log10)),
    pow: digest(positive.map((x, n) => pow(x, small[n]!))),
    fft: digest(...spectrum),
  });
});

const CHAIN: Record<string, ParamRecord> = {
  gain: { gainDb: -3.3 },
  eq: {
    bands: [
      { type: 'low-cut', hz: 30, slope: '24' },
      { type: 'bell', hz: 3000, gainDb: -4, q: 2 },
      { type: 'high-shelf', hz: 9000, gainDb: 1.5, channel: 'side' },
      { type: 'tilt', hz: 800, gainDb: 1 },
    ],
  },
  compressor: { thresholdDb: -30, ratio: 3, attackMs: 10, makeupDb: 8 },
  limiter: { ceilingDbtp: -6 },
};

it.each([44100, 96000])('processors at %i Hz', async (rate) => {
  const format = { sampleRateHz: rate, channels: 2 };
  const sound = beats(2 * rate, rate, 3);
  const processed = Object.entries(CHAIN).map(([id, params]) => {
    const kind = processorById(id);
    const processor = kind.create(checkParams(kind.params, params, id), format);
    return [id, digest(...runProcessor(processor, sound))] as const;
  });
  const dithered = (['none', 'tpdf', 'shaped'] as const).map((shape) => {
    const quantiser = createQuantiser({ bits: 16, shape, seed: 1 }, format);
    return [`16 bits, ${shape}`, digest(...runProcessor(quantiser, sound))] as const;
  });
  const resampled = [44100, 48000, 96000, 44101].map((hz) => {
    const converted = async (): Promise<string> =>
      digest(...(await collect(resample(sourceOf(sound, rate), hz))));
    return [`to ${hz} Hz`, converted()] as const;
  });
  await expectGolden(`processors-${rate}`, Object.fromEntries([...processed, ...dithered, ...resampled]));
});

const WRITTEN: readonly [string, FormatKind, WriterKind, 'pcm' | 'float', number][] = [
  ['wav 16', WAV, WAV_WRITER, 'pcm', 16],
  ['wav 24', WAV, WAV_WRITER, 'pcm', 24],
  ['wav float 32', WAV, WAV_WRITER, 'float', 32],
  ['wav float 64', WAV, WAV_WRITER, 'float', 64],
  ['flac 16', FLAC, FLAC_WRITER, 'pcm', 16],
  ['flac 24', FLAC, FLAC_WRITER, 'pcm', 24],
];

it('files, their bytes and their samples', async () => {
  const sound = beats(RATE, RATE, 5);
  const lines: Record<string, Promise<string>> = {};
  const decoded = async (kind: FormatKind, bytes: Uint8Array): Promise<string> =>
    digest(...(await collect((await kind.read(memorySource('song', bytes))).source)));
  for (const [name, kind, writer, encoding, bits] of WRITTEN) {
    const format = { sampleRateHz: RATE, channels: 2, encoding, bits, frames: RATE };
    const bytes = await writtenBytes(writer, sound, format);
    lines[`${name} written`] = sha256(bytes);
    lines[`${name} read`] = decoded(kind, bytes);
  }
  for (const name of ['wide.flac', 'sines-lame.mp3', 'sines-plain.mp3', 'sines.ogg', 'sines.opus']) {
    const place = { open: async () => memorySource(name, fixture(name)) };
    lines[`${name} read`] = openAudio(place, name).then(async ({ source }) =>
      digest(...(await collect(source))),
    );
  }
  await expectGolden('files', lines);
});

it.each([44100, 48000, 96000])('a whole master at %i Hz', async (rate) => {
  const sound = beats(4 * rate, rate, 7);
  const files = new Map<string, Uint8Array>();
  const place = memoryPlace(files);
  await writeWavFile(place, 'song.wav', sound, rate);
  const { plan } = await masterSong(place, 'song.wav', 'out', DEFAULT_INTENT);
  const [wav, flac, short] = ['song.master.wav', 'song.master.flac', 'song.master.16-44.wav'] as const;
  const written = (name: string): Promise<string> => sha256(files.get(`out/${name}`)!);
  await expectGolden(`master-${rate}`, {
    mix: sha256(files.get('song.wav')!),
    analysis: text(await listen(sourceOf(sound, rate))),
    moves: text(plan.moves),
    wav: untagged(place, wav, 'wav'),
    flac: untagged(place, flac, 'flac'),
    'wav 16/44.1': untagged(place, short, 'wav'),
    'wav tagged': written(wav),
    'flac tagged': written(flac),
    'wav 16/44.1 tagged': written(short),
  });
});

/** The digest of a master's sound in a file of its own kind without tags. */
async function untagged(place: Place, name: string, kind: string): Promise<string> {
  const { source, format } = await openAudio(place, `out/${name}`);
  const channels = await collect(source);
  const { sampleRateHz, bits } = format;
  const frames = channels[0]!.length;
  const plain = new Map<string, Uint8Array>();
  const shape = { sampleRateHz, channels: channels.length, encoding: 'pcm', bits: bits!, frames } as const;
  const sink = await createAudio(memoryPlace(plain), name, kind, shape);
  await sink.write({ channels, frames });
  await sink.close();
  return sha256(plain.get(name)!);
}
