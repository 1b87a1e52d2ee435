// Convert song: every kind of file from one sound, what is exact is exact, what is not is told, and failures leave nothing.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import type { Place } from '../../src/files/place.ts';
import { createAudio } from '../../src/files/save.ts';
import { copyWithTags, readTags } from '../../src/files/tag-files.ts';
import type { Tags } from '../../src/files/tags/tags.ts';
import { WRITERS } from '../../src/files/writers.ts';
import { DITHER_SHAPES } from '../../src/process/output/dither-shapes.ts';
import type { ConvertRecord } from '../../src/report/convert-record.ts';
import { CONVERT_WORDS } from '../../src/report/words-convert.ts';
import { Fault } from '../../src/signal/fault.ts';
import { collect } from '../../src/signal/stream.ts';
import { convertSong, type ConvertOptions } from '../../src/tasks/convert-song.ts';
import { PLAIN_WISH, type ConvertWish } from '../../src/tasks/convert-target.ts';
import type { Run } from '../../src/tasks/run.ts';
import { sha256 } from '../fixture.ts';
import { musicLike } from '../signals.ts';
import { rounded } from '../write-wav.ts';

const RATE = 44100;
const FRAMES = 4410;
const music = musicLike(FRAMES, RATE, 4);
/** Without the zeros below zero that rounding leaves. */
const words = (bits: number): Float64Array[] =>
  rounded(music, bits).map((samples) => samples.map((value) => value + 0));
const sound = words(16);
const TAGS: Tags = {
  title: 'Lied',
  artists: ['Zoë', 'B'],
  isrc: 'DEA122600001',
  track: { number: 3, of: 11 },
};
const lossless = WRITERS.filter(({ encodings }) => encodings.length > 0);
/** Opus has rates of its own, and AAC needs a decoder that is not there everywhere. */
const lossy = WRITERS.filter(({ encodings, id }) => encodings.length === 0 && id !== 'm4a');

interface Given {
  readonly channels?: readonly Float64Array[];
  readonly rateHz?: number;
  readonly bits?: number;
  readonly encoding?: 'pcm' | 'float';
  readonly tags?: Tags;
}

let files: Map<string, Uint8Array>;
let place: Place;

/** `song.wav` in a place of its own. */
async function song({
  channels = sound,
  rateHz = RATE,
  bits = 16,
  encoding = 'pcm',
  tags,
}: Given = {}): Promise<void> {
  files = new Map();
  place = memoryPlace(files);
  const frames = channels[0]!.length;
  const format = { sampleRateHz: rateHz, channels: channels.length, encoding, bits, frames };
  const sink = await createAudio(place, 'song.wav', 'wav', format);
  await sink.write({ channels: channels.map((samples) => samples.slice()), frames });
  await sink.close();
  if (tags === undefined) return;
  await copyWithTags(place, 'song.wav', 'tagged.wav', tags);
  files.set('song.wav', files.get('tagged.wav')!);
  files.delete('tagged.wav');
}

const convert = (
  out: string,
  wish: Partial<ConvertWish> & Pick<ConvertWish, 'to'>,
  options: ConvertOptions = {},
  run?: Run,
): Promise<ConvertRecord> => convertSong(place, 'song.wav', out, { ...PLAIN_WISH, ...wish }, options, run);

async function samplesOf(path: string): Promise<Float64Array[]> {
  const { source } = await openAudio(place, path);
  const samples = await collect(source);
  await source.close();
  return samples;
}

const codes = ({ changes }: ConvertRecord): string[] => changes.map(({ code }) => code);
const largest = (samples: Float64Array): number =>
  samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (reason: unknown) => (reason instanceof Fault ? reason.code : String(reason)),
  );

describe('lossless kinds', () => {
  beforeAll(() => song({ tags: TAGS }));

  it.each(lossless.map((kind) => [kind.id, kind] as const))('%s holds the very samples', async (to, kind) => {
    const record = await convert(`out${kind.ending}.${to}`, { to });
    expect(record.exact).toBe(true);
    expect(record.wordLength ?? { dithered: 0 }).toMatchObject({ dithered: 0 });
    expect(codes(record)).toContain('exact');
    expect(record.format).toMatchObject({
      container: kind.container,
      sampleRateHz: RATE,
      bits: 16,
      frames: FRAMES,
    });
    expect(await samplesOf(record.path)).toEqual(sound);
    expect(record.bytes).toBe(files.get(record.path)!.length);
    expect(record.sha256).toBe(await sha256(files.get(record.path)!));
  });

  it('the digest of the sound is that of the data of a WAV file, in every kind', async () => {
    const clean = await convert('clean.wav', { to: 'wav' }, { tags: 'clean' });
    expect(clean.soundSha256).toBe(await sha256(files.get('clean.wav')!.subarray(44)));
    expect((await convert('a.flac', { to: 'flac' })).soundSha256).toBe(clean.soundSha256);
    expect((await convert('a.aiff', { to: 'aiff' })).soundSha256).toBe(clean.soundSha256);
  });

  it('leaves nothing hidden behind', () => {
    expect([...files.keys()].filter((path) => path.includes('.part'))).toEqual([]);
  });

  it.each([
    ['wav', 24],
    ['wav', '32f'],
    ['wav', '64f'],
    ['flac', 20],
    ['aifc', '64f'],
  ] as const)('%s of %s bits holds 16 exactly', async (to, bits) => {
    const record = await convert(`wide-${bits}.${to}`, { to, bits: String(bits) });
    expect(record.exact).toBe(true);
    expect(await samplesOf(record.path)).toEqual(sound);
  });
});

describe('lossy kinds', () => {
  it.each(lossy.map((kind) => [kind.id, kind] as const))(
    '%s: exact length, the same level, tagged',
    async (to, kind) => {
      const rateHz = kind.ratesHz?.includes(RATE) ? RATE : 48000;
      await song({ rateHz, tags: TAGS });
      const record = await convert(`out${kind.ending}`, { to });
      expect(record).toMatchObject({ exact: false, soundSha256: null, wordLength: null });
      expect(record.format.frames).toBe(FRAMES);
      expect(Math.abs(record.levelChangeDb!)).toBeLessThan(0.5);
      expect((await readTags(place, record.path)).tags).toMatchObject(TAGS);
      const worst = await convert(`worst${kind.ending}`, { to, quality: kind.qualities.at(-1)!.id });
      expect(worst.bytes).toBeLessThan(record.bytes);
    },
  );

  it('a rate that the kind does not hold becomes the nearest that it does', async () => {
    await song({ rateHz: 96000 });
    expect((await convert('a.mp3', { to: 'mp3' })).format.sampleRateHz).toBe(48000);
    await song({ rateHz: 88200 });
    const record = await convert('a.mp3', { to: 'mp3' });
    expect(record.format.sampleRateHz).toBe(44100);
    expect(record.changes.find(({ code }) => code === 'rate-changed')!.words).toContain('MP3');
  });

  it.each([
    [0.9, 'level-changed'],
    [0.5, 'not-converted'],
  ])('what comes back %f times as loud is %s', async (gain, told) => {
    await song({
      channels: sound.map((samples) => samples.map((value) => Math.fround(gain * value))),
      encoding: 'float',
      bits: 32,
    });
    await convert('other.mp3', { to: 'mp3' });
    const other = files.get('other.mp3')!;
    await song();
    const plain = place;
    place = {
      ...plain,
      open: (path) =>
        path.includes('.part') ? memoryPlace(new Map([[path, other]])).open(path) : plain.open(path),
    };
    const found = await convert('a.mp3', { to: 'mp3' }).then(codes, (fault: Fault) => [fault.code]);
    expect(found).toContain(told);
  });

  it('a single sample is no reason to refuse', async () => {
    await song({ channels: [Float64Array.of(0.5)] });
    expect((await convert('b.mp3', { to: 'mp3' })).format.frames).toBe(1);
  });

  it('silence is no reason to refuse an encoder', async () => {
    await song({ channels: [new Float64Array(FRAMES)] });
    expect((await convert('a.mp3', { to: 'mp3' })).levelChangeDb).toBe(null);
  });
});

describe('what is changed', () => {
  it('rate and word length: dithered once, of the right length, told', async () => {
    await song({ channels: words(24), bits: 24 });
    const record = await convert('cd.wav', { to: 'wav', rateHz: 48000, bits: '16' });
    expect(record.format).toMatchObject({ sampleRateHz: 48000, bits: 16, frames: 4800 });
    expect(record.wordLength).toMatchObject({ bits: 16, shape: 'shaped', samples: 9600 });
    expect(codes(record)).toEqual(['rate-changed', 'word-shortened']);
  });

  it.each(DITHER_SHAPES)('dither %s', async (dither) => {
    await song({ channels: words(24), bits: 24 });
    const record = await convert('a.wav', { to: 'wav', bits: '16', dither });
    expect(record.wordLength!.shape).toBe(dither);
    const back = await samplesOf('a.wav');
    expect(largest(back[0]!.map((value, n) => value - music[0]![n]!))).toBeLessThan(0.002);
  });

  it.each([
    ['a float', { encoding: 'float', bits: 32 }, 24],
    ['8 bits', { bits: 8 }, 8],
    ['32 bits', { bits: 32 }, 32],
  ] as const)('without a word, %s becomes what fits it', async (_, given, bits) => {
    await song({ channels: words(8), ...given });
    expect((await convert('a.wav', { to: 'wav' })).format).toMatchObject({ bits, codec: 'pcm' });
  });

  it('a kind that holds less takes its longest word', async () => {
    await song({ channels: words(24), bits: 32 });
    expect((await convert('a.flac', { to: 'flac' })).format.bits).toBe(24);
  });

  it('mono is half of both sides, stereo the same on both', async () => {
    await song({
      tags: { title: 'a', replayGain: { trackGainDb: -6, trackPeak: 1, albumGainDb: null, albumPeak: null } },
    });
    const mono = await convert('mono.wav', { to: 'wav', channels: 'mono', bits: '32f' });
    const half = sound[0]!.map((value, n) => (value + sound[1]![n]!) / 2);
    expect(await samplesOf('mono.wav')).toEqual([half]);
    expect(codes(mono)).toEqual(['made-mono', 'float-rounded', 'loudness-tags-left-out']);
    expect((await readTags(place, 'mono.wav')).tags).toEqual({ title: 'a' });
    files.set('song.wav', files.get('mono.wav')!);
    const stereo = await convert('stereo.wav', { to: 'wav', channels: 'stereo', bits: '32f' });
    expect(await samplesOf('stereo.wav')).toEqual([half, half]);
    expect(codes(stereo)).toEqual(['made-stereo', 'float-rounded']);
  });

  it('overs are held where they would be cut off, and kept where they fit', async () => {
    const hot = music.map((samples) => samples.map((value) => Math.fround(20 * value)));
    await song({ channels: hot, encoding: 'float', bits: 32 });
    const held = await convert('a.wav', { to: 'wav' });
    expect(codes(held)).toEqual(['peaks-held', 'word-shortened']);
    const back = await samplesOf('a.wav');
    expect(largest(back[0]!)).toBeLessThan(0.99);
    expect(largest(hot[0]!)).toBeGreaterThan(1);
    const kept = await convert('b.wav', { to: 'wav', bits: '32f' });
    expect(codes(kept)).toEqual(['exact', 'peaks-kept']);
    expect(await samplesOf('b.wav')).toEqual(hot);
    expect(codes(await convert('c.mp3', { to: 'mp3' }))).toEqual(['peaks-held', 'encoded']);
  });

  it('a full-scale song of whole words is no over', async () => {
    const full = sound.map((samples) => samples.map((_, n) => (n % 50 < 25 ? 1 - 2 ** -15 : -1)));
    await song({ channels: full });
    expect((await convert('a.flac', { to: 'flac' })).exact).toBe(true);
    expect(codes(await convert('b.flac', { to: 'flac', rateHz: 48000 }))).toContain('peaks-held');
  });

  it('a ceiling is held', async () => {
    await song();
    const record = await convert('a.wav', { to: 'wav', ceilingDbtp: -20 });
    expect(codes(record)).toEqual(['ceiling-held', 'word-shortened']);
    expect(largest((await samplesOf('a.wav'))[0]!)).toBeLessThan(0.1003);
  });

  it('every change has words', () => {
    for (const words of Object.values(CONVERT_WORDS)) {
      const text = words(new Proxy({}, { get: () => 7 }));
      expect(text).toMatch(/^[A-Z0-9].*\.$/);
      expect(text).not.toMatch(/undefined|NaN|null/);
    }
  });
});

describe('tags', () => {
  const broadcast = {
    description: 'take 2',
    originator: 'us',
    originatorReference: '',
    originationDate: '2026-05-31',
    originationTime: '12:00:00',
    timeReferenceFrames: 44100,
    umid: '',
    integratedLufs: -14,
    rangeLu: 5,
    truePeakDbtp: -1,
    maxMomentaryLufs: -9,
    maxShortTermLufs: -10,
    codingHistory: [],
  };

  it('are carried, times in samples along with the rate', async () => {
    await song({ tags: { ...TAGS, broadcast } });
    const record = await convert('a.wav', { to: 'wav', rateHz: 48000 });
    const { tags } = await readTags(place, 'a.wav');
    expect(tags).toMatchObject({ ...TAGS, broadcast: { timeReferenceFrames: 48000, integratedLufs: -14 } });
    expect(codes(record)).not.toContain('tag-changed');
  });

  it('are told where there is no place for them', async () => {
    await song({ tags: { ...TAGS, broadcast } });
    expect(codes(await convert('a.w64', { to: 'wave64' }))).toContain('no-place-for-tags');
    const flac = await convert('a.flac', { to: 'flac' });
    expect(flac.notes.map(({ code, facts }) => [code, facts.field])).toEqual([
      ['field-not-held', 'broadcast'],
    ]);
  });

  it('are left out when asked, and a clean twin has its sound alone', async () => {
    await song({ tags: TAGS });
    expect(codes(await convert('a.flac', { to: 'flac' }, { tags: 'none' }))).toContain('tags-left-out');
    expect((await readTags(place, 'a.flac')).tags).toEqual({});
    expect(codes(await convert('clean.wav', { to: 'wav' }, { tags: 'clean' }))).toContain('clean-twin');
    const ids = [12, 36].map((at) => String.fromCharCode(...files.get('clean.wav')!.subarray(at, at + 4)));
    expect(ids).toEqual(['fmt ', 'data']);
    expect(files.get('clean.wav')!.length).toBe(44 + 4 * FRAMES);
  });
});

describe('what cannot be done', () => {
  beforeAll(() => song());

  it.each([
    ['unknown-kind', { to: 'mp4' }, 'a.mp4'],
    ['no-bits', { to: 'mp3', bits: '16' }, 'a.mp3'],
    ['bits-not-held', { to: 'flac', bits: '32f' }, 'a.flac'],
    ['rate-not-held', { to: 'mp3', rateHz: 96000 }, 'a.mp3'],
    ['rate-not-held', { to: 'wav', rateHz: 1 }, 'a.wav'],
    ['no-quality', { to: 'flac', quality: 'cbr-320' }, 'a.flac'],
    ['quality-unknown', { to: 'mp3', quality: 'q8' }, 'a.mp3'],
    ['dither-unknown', { to: 'wav', dither: 'x' as never }, 'a.wav'],
    ['dither-for-nothing', { to: 'mp3', dither: 'tpdf' }, 'a.mp3'],
    ['same-file', { to: 'wav' }, 'song.wav'],
  ] as const)('%s', async (code, wish, out) => {
    const before = [...files.keys()];
    expect(await codeOf(convert(out, wish, { force: true }))).toBe(code);
    expect([...files.keys()]).toEqual(before);
  });

  it('more channels than a kind holds, or than a matrix is told for', async () => {
    await song({ channels: [sound[0]!, sound[1]!, sound[0]!] });
    expect(await codeOf(convert('a.mp3', { to: 'mp3' }))).toBe('channels-not-held');
    expect(await codeOf(convert('a.wav', { to: 'wav', channels: 'mono' }))).toBe('no-matrix');
    expect((await convert('a.flac', { to: 'flac' })).exact).toBe(true);
  });

  it('nothing is overwritten unasked, and is when asked', async () => {
    await song();
    files.set('a.flac', Uint8Array.of(1));
    expect(await codeOf(convert('a.flac', { to: 'flac' }))).toBe('exists');
    expect(files.get('a.flac')).toEqual(Uint8Array.of(1));
    expect((await convert('a.flac', { to: 'flac' }, { force: true })).exact).toBe(true);
  });

  it('a damaged source, a missing one, a cancelled run', async () => {
    await song();
    const aborted = { progress() {}, signal: AbortSignal.abort() };
    expect(await codeOf(convert('a.flac', { to: 'flac' }, {}, aborted))).toBe('cancelled');
    files.set('song.wav', new TextEncoder().encode('no sound'));
    expect(await codeOf(convert('a.flac', { to: 'flac' }))).toBe('unknown-format');
    files.delete('song.wav');
    expect(await codeOf(convert('a.flac', { to: 'flac' }))).toBe('not-found');
    expect([...files.keys()]).toEqual([]);
  });

  it.each(['write', 'commit'] as const)('a disk that is full at %s leaves what was there', async (call) => {
    await song({ tags: TAGS });
    files.set('a.flac', Uint8Array.of(1));
    const plain = place;
    const failing: Place = {
      ...plain,
      async create(path, options) {
        const sink = await plain.create(path, options);
        const full = (): Promise<never> => Promise.reject(new Fault('disk-full', 'output', { file: path }));
        return {
          write: (b) => sink.write(b),
          rewrite: (o, b) => sink.rewrite(o, b),
          commit: () => sink.commit(),
          abort: () => sink.abort(),
          [call]: full,
        };
      },
    };
    const reason = await convertSong(
      failing,
      'song.wav',
      'a.flac',
      { ...PLAIN_WISH, to: 'flac' },
      { force: true },
    ).catch((e: unknown) => e as Fault);
    expect(reason).toMatchObject({ code: 'disk-full', facts: { file: 'a.flac' } });
    expect([...files.keys()].sort()).toEqual(['a.flac', 'song.wav']);
    expect(files.get('a.flac')).toEqual(Uint8Array.of(1));
  });

  it('a disk that keeps something else is caught', async () => {
    await song();
    const plain = place;
    const lying: Place = {
      ...plain,
      async open(path) {
        const source = await plain.open(path);
        if (!path.includes('.part')) return source;
        const spoiled = files.get(path)!.slice();
        spoiled[2000]! ^= 1;
        return memoryPlace(new Map([[path, spoiled]])).open(path);
      },
    };
    expect(await codeOf(convertSong(lying, 'song.wav', 'a.wav', { ...PLAIN_WISH, to: 'wav' }))).toBe(
      'not-converted',
    );
    expect([...files.keys()]).toEqual(['song.wav']);
  });
});
