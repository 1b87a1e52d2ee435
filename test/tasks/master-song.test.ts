// Master song: what is written is what was promised, all of it or nothing, for ordinary and for strange sounds.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import type { Place } from '../../src/files/place.ts';
import { DEFAULT_INTENT, type Intent } from '../../src/master/intent.ts';
import type { Plan } from '../../src/master/plan.ts';
import type { Report } from '../../src/report/report.ts';
import { Fault } from '../../src/signal/fault.ts';
import { collect } from '../../src/signal/stream.ts';
import { analyseSong } from '../../src/tasks/analyse-song.ts';
import { masterSong, type MasterOptions } from '../../src/tasks/master-song.ts';
import type { Run } from '../../src/tasks/run.ts';
import { sameBytes, sha256 } from '../fixture.ts';
import { musicLike, sine } from '../signals.ts';
import { rounded, writeWavFile } from '../write-wav.ts';

const RATE = 44100;
const NAMES = [
  'plan.json',
  'report.html',
  'report.json',
  'song.master.16-44.wav',
  'song.master.flac',
  'song.master.wav',
];
const song = rounded(musicLike(3 * RATE, RATE, 3), 24);
const UNTOUCHED: Intent = { ...DEFAULT_INTENT, amount: 0, loudness: { mode: 'off' } };

interface Mastered {
  readonly files: Map<string, Uint8Array>;
  readonly place: Place;
  readonly report: Report;
}

async function master(
  channels: readonly Float64Array[],
  rateHz = RATE,
  intent: Partial<Intent> = {},
  bits: 16 | 24 = 24,
): Promise<Mastered> {
  const files = new Map<string, Uint8Array>();
  const place = memoryPlace(files);
  await writeWavFile(place, 'song.wav', channels, rateHz, bits);
  const report = await masterSong(place, 'song.wav', 'out', { ...DEFAULT_INTENT, ...intent });
  return { files, place, report };
}

async function soundOf(place: Place, path: string): Promise<Float64Array[]> {
  const { source } = await openAudio(place, path);
  const sound = await collect(source);
  await source.close();
  return sound;
}

const visible = (files: Map<string, Uint8Array>): string[] =>
  [...files.keys()].filter((path) => path.startsWith('out/')).map((path) => path.slice(4));
const largest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, n) => Math.max(most, Math.abs(value - b[n]!)), 0);

describe('a song', () => {
  let made: Mastered;
  beforeAll(async () => {
    made = await master(song);
  });

  it('becomes six files and nothing hidden', () => {
    expect(visible(made.files).sort()).toEqual(NAMES);
  });

  it('keeps its promise, in the files as written', async () => {
    const { place, report } = made;
    const { promise } = report.plan;
    expect(report.verification.kept).toBe(true);
    for (const { path, record } of report.files) {
      const { analysis } = await analyseSong(place, `out/${path}`);
      expect(analysis.measurements.peak.truePeakDbtp).toBe(record.peak.truePeakDbtp);
      expect(analysis.measurements.loudness.integratedLufs).toBe(record.loudness.integratedLufs);
      expect(record.peak.truePeakDbtp).toBeLessThanOrEqual(promise.ceilingDbtp! + 0.05);
      expect(Math.abs(record.loudness.integratedLufs! - promise.integratedLufs!)).toBeLessThanOrEqual(0.1);
    }
  });

  it('has the formats that were asked for', () => {
    const shapes = made.report.files.map(({ record: { format } }) => [
      format.container,
      format.sampleRateHz,
      format.bits,
      format.channels,
      format.frames,
    ]);
    expect(shapes).toEqual([
      ['wav', RATE, 24, 2, song[0]!.length],
      ['flac', RATE, 24, 2, song[0]!.length],
      ['wav', 44100, 16, 2, song[0]!.length],
    ]);
  });

  it('is told with its dither: of which kind, and on how much of the sound', () => {
    const dithers = made.report.files.map(({ wordLength: { bits, shape } }) => [bits, shape]);
    expect(dithers).toEqual([
      [24, 'tpdf'],
      [24, 'tpdf'],
      [16, 'shaped'],
    ]);
    for (const { record, wordLength } of made.report.files) {
      expect(wordLength.samples).toBe(record.format.frames! * record.format.channels);
      expect(wordLength.dithered / wordLength.samples).toBeGreaterThan(0.9);
    }
  });

  it('is told with the true sizes and digests', async () => {
    for (const { path, bytes, sha256: told } of made.report.files) {
      const written = made.files.get(`out/${path}`)!;
      expect(written.length).toBe(bytes);
      expect(await sha256(written)).toBe(told);
    }
  });

  it('holds the same sound in WAV and FLAC', async () => {
    const [wav, flac] = await Promise.all([
      soundOf(made.place, 'out/song.master.wav'),
      soundOf(made.place, 'out/song.master.flac'),
    ]);
    expect(wav.map((samples, c) => largest(samples, flac[c]!))).toEqual([0, 0]);
  });

  it('gives the same bytes again, from its plan too', async () => {
    const again = await master(song);
    const plan = JSON.parse(new TextDecoder().decode(made.files.get('out/plan.json'))) as Plan;
    await masterSong(again.place, 'song.wav', 'from-plan', DEFAULT_INTENT, { plan });
    for (const name of NAMES.filter((name) => name.endsWith('.wav') || name.endsWith('.flac'))) {
      const wanted = made.files.get(`out/${name}`)!;
      expect(sameBytes(again.files.get(`out/${name}`)!, wanted), name).toBe(true);
      expect(sameBytes(again.files.get(`from-plan/${name}`)!, wanted), name).toBe(true);
    }
  });

  it('20 dB lower gives the same master', async () => {
    const lower = await master(song.map((samples) => samples.map((value) => 0.1 * value)));
    const [a, b] = [made.report.after, lower.report.after];
    // Bar of the design: 0.01 dB; the quieter mix lies 3.3 bits deeper in its 24.
    expect(Math.abs(a.loudness.integratedLufs! - b.loudness.integratedLufs!)).toBeLessThan(0.01);
    const [before, after] = await Promise.all(
      [made, lower].map(({ place }) => soundOf(place, 'out/song.master.wav')),
    );
    expect(largest(before![0]!, after![0]!)).toBeLessThan(0.00115);
  });
});

describe('amount 0 and loudness off', () => {
  it('give back the samples of a 24-bit mix', async () => {
    const { place } = await master(song, RATE, UNTOUCHED);
    const back = await soundOf(place, 'out/song.master.wav');
    expect(back.map((samples, c) => largest(samples, song[c]!))).toEqual([0, 0]);
  });

  it('give back the samples of a 16-bit mix in both word lengths', async () => {
    const short = rounded(song, 16).map((samples) => samples.slice(0, RATE));
    const { place } = await master(short, RATE, UNTOUCHED, 16);
    for (const name of ['song.master.wav', 'song.master.16-44.wav']) {
      const back = await soundOf(place, `out/${name}`);
      expect(back.map((samples, c) => largest(samples, short[c]!))).toEqual([0, 0]);
    }
  });
});

describe('other rates and channel counts', () => {
  it.each([
    [8000, 1],
    [48000, 2],
    [96000, 1],
    [384000, 2],
  ])('%i Hz, %i channels', async (rateHz, channels) => {
    const sound = musicLike(rateHz / 2, rateHz).slice(0, channels);
    const { report } = await master(sound, rateHz);
    const [wav, , cd] = report.files.map(({ record }) => record.format);
    expect(wav).toMatchObject({ sampleRateHz: rateHz, channels, frames: rateHz / 2 });
    expect(cd).toMatchObject({ sampleRateHz: 44100, channels, bits: 16, frames: 22050 });
    for (const { record } of report.files) {
      expect(record.peak.truePeakDbtp).toBeLessThanOrEqual(DEFAULT_INTENT.ceilingDbtp + 0.05);
    }
  });
});

describe('strange sounds', () => {
  it.each([
    ['silence', [new Float64Array(RATE), new Float64Array(RATE)]],
    ['one sample', [Float64Array.of(0.5), Float64Array.of(-0.5)]],
    ['100 ms', [sine(440, 0.5, 4410, RATE), sine(440, 0.5, 4410, RATE)]],
    ['DC', [new Float64Array(RATE).fill(0.5), new Float64Array(RATE).fill(0.5)]],
    ['a full-scale square', [sine(997, 9, RATE, RATE).map((v) => Math.sign(v) * (1 - 2 ** -23))]],
  ])('%s', async (_, channels) => {
    const { report, place } = await master(channels);
    const sound = await soundOf(place, 'out/song.master.wav');
    expect(sound[0]!.length).toBe(channels[0]!.length);
    expect(sound.every((samples) => samples.every((value) => Number.isFinite(value)))).toBe(true);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('silence stays silence', async () => {
    const { place } = await master([new Float64Array(RATE), new Float64Array(RATE)]);
    for (const name of ['song.master.wav', 'song.master.16-44.wav']) {
      const sound = await soundOf(place, `out/${name}`);
      expect(sound.every((samples) => samples.every((value) => value === 0))).toBe(true);
    }
  });
});

describe('what cannot be done is refused, and leaves nothing', () => {
  const short = song.map((samples) => samples.slice(0, RATE / 2));

  async function attempt(
    prepare: (files: Map<string, Uint8Array>, place: Place) => Promise<Place | void>,
    options: MasterOptions = {},
    run?: Run,
  ): Promise<{ code: string; left: string[] }> {
    const files = new Map<string, Uint8Array>();
    const plain = memoryPlace(files);
    await writeWavFile(plain, 'song.wav', short, RATE);
    const place = (await prepare(files, plain)) ?? plain;
    const before = [...files.keys()];
    const reason: unknown = await masterSong(place, 'song.wav', 'out', DEFAULT_INTENT, options, run).catch(
      (e) => e,
    );
    const left = [...files.keys()].filter((path) => !before.includes(path));
    return { code: reason instanceof Fault ? reason.code : String(reason), left };
  }

  it('an existing file', async () => {
    const result = await attempt(async (files) => {
      files.set('out/report.json', new Uint8Array(2));
    });
    expect(result).toEqual({ code: 'exists', left: [] });
  });

  it('six channels', async () => {
    const result = await attempt(async (files, place) => {
      files.delete('song.wav');
      await writeWavFile(place, 'song.wav', [...short, ...short, ...short], RATE);
    });
    expect(result).toEqual({ code: 'too-many-channels', left: [] });
  });

  it('a disk that fills up while rendering', async () => {
    const result = await attempt(async (_, place) => ({
      ...place,
      create: async (path, options) => {
        const sink = await place.create(path, options);
        if (!path.includes('.flac')) return sink;
        return {
          write: () => Promise.reject(new Fault('disk-full', 'output', { file: path })),
          rewrite: (offset, bytes) => sink.rewrite(offset, bytes),
          commit: () => sink.commit(),
          abort: () => sink.abort(),
        };
      },
    }));
    expect(result).toEqual({ code: 'disk-full', left: [] });
  });

  it.each(['listen', 'render', 'accept', 'report'])('a user who stops it at %s', async (stage) => {
    const signal = { aborted: false };
    const run: Run = {
      signal: signal as AbortSignal,
      progress: (now) => {
        if (now === stage) signal.aborted = true;
      },
    };
    expect(await attempt(async () => {}, {}, run)).toEqual({ code: 'cancelled', left: [] });
  });

  it('a file that does not survive its writing', async () => {
    const result = await attempt(async (_, place) => ({
      ...place,
      open: async (path) => {
        const source = await place.open(path);
        if (!path.endsWith('.16-44.wav.part')) return source;
        const spoil = (bytes: Uint8Array, offset: number): Uint8Array => {
          if (offset > 0) bytes.fill(0x7f);
          return bytes;
        };
        return {
          ...source,
          read: async (offset, length) => spoil(await source.read(offset, length), offset),
          readInto: async (offset, target) => {
            const count = await source.readInto(offset, target);
            spoil(target, offset);
            return count;
          },
        };
      },
    }));
    expect(result.left).toEqual([]);
    expect(result.code).not.toMatch(/Error/);
  });

  it('a plan for another song', async () => {
    const { report } = await master(song.map((samples) => samples.slice(0, RATE)));
    const result = await attempt(async () => {}, { plan: report.plan });
    expect(result).toEqual({ code: 'plan-for-other-song', left: [] });
  });
});
