// Album flow: seams cut from the disc to the sample, shown together with their page or not at all; arc and order of a folder.
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import { openAudio } from '../../src/files/open.ts';
import type { Place } from '../../src/files/place.ts';
import { Fault } from '../../src/signal/fault.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { albumFlow, orderOfAlbum, writeArc, writeSeams } from '../../src/tasks/album-flow.ts';
import { cutStretches } from '../../src/tasks/cut-stretches.ts';
import { inlineErrands, type Errands } from '../../src/tasks/errands/errand.ts';
import type { HearOrder } from '../../src/tasks/errands/hear-errand.ts';
import { outputIn } from '../../src/tasks/outputs.ts';
import { madeMeasurements } from '../album/flow/made-sounds.ts';
import { gap, madeAlbum, madeSong } from '../album/made-album.ts';
import { musicLike } from '../signals.ts';
import { rounded, writeWavFile } from '../write-wav.ts';

const RATE = 8000;
const LENGTH_S = 11;
/** The fades at its ends bring a seam to 24 bits again. */
const DITHER = 2.5 / 2 ** 23;
const sounds = [1, 2, 3].map((seed) => rounded(musicLike(LENGTH_S * RATE, RATE, seed), 24));

/** What would be heard of them; listening itself is tested elsewhere, and takes its time. */
const errands: Errands = {
  async send(errand, order, run) {
    if (errand.id !== 'hear')
      return inlineErrands({ place, createDigest: portableSha256 }).send(errand, order, run);
    const { file } = order as HearOrder;
    const { format } = await openAudio(place, file);
    const measurements = { ...madeMeasurements({ lengthS: format.frames! / RATE }), frames: format.frames! };
    const analysis = { version: 1 as const, measurements, findings: [], mixNotes: [] };
    return { mix: { file: format, notes: [], analysis }, plan: null, cost: null } as never;
  },
};

let files: Map<string, Uint8Array>;
let place: Place;

beforeEach(async () => {
  files = new Map();
  place = memoryPlace(files);
  for (const [i, sound] of sounds.entries()) await writeWavFile(place, `songs/${i + 1}.wav`, sound, RATE);
});

const song = (number: number, join = gap(1)) => madeSong(`song-${number}`, { file: `${number}.wav`, join });
const at = (songs = [song(1), song(2), song(3)]) => ({ place, folder: 'songs', album: madeAlbum(songs) });
const made = (): string[] => [...files.keys()].filter((name) => !/^songs\/\d\.wav$/.test(name)).sort();
const coded = (code: string): Error => expect.objectContaining({ code }) as Error;

async function heard(path: string): Promise<Float64Array[]> {
  return collect((await openAudio(place, path)).source);
}

describe('a folder that cannot be written', () => {
  it('is told before anything is heard', async () => {
    const closed: Place = { ...place, create: () => Promise.reject(new Fault('not-writable', 'output', {})) };
    let asked = 0;
    const counting = { send: () => Promise.reject(new Error(`heard ${++asked}`)) } as Errands;
    const closedAt = { ...at(), place: closed };
    await expect(writeSeams(closedAt, 'out', { errands: counting })).rejects.toThrow(coded('not-writable'));
    const page = outputIn('out', 'arc.html');
    await expect(writeArc(closedAt, page, { errands: counting })).rejects.toThrow(coded('not-writable'));
    expect(asked).toBe(0);
  });
});

describe('seams', () => {
  it('are ten seconds, the gap, ten seconds, and told by a page that names them', async () => {
    const report = await writeSeams(at(), 'out', { errands });
    expect(made()).toEqual([
      'out/album.html',
      'out/seams/song-1--song-2.flac',
      'out/seams/song-2--song-3.flac',
    ]);
    expect(report.auditions.map(({ before, cutS, gainDb }) => [before, cutS, gainDb])).toEqual([
      ['song-1', 0, 0],
      ['song-2', 0, 0],
    ]);
    const [left] = await heard('out/seams/song-1--song-2.flac');
    const [seam] = report.seams;
    const from = Math.round((seam!.endS - seam!.ending.silenceS - 10 - seam!.endS + LENGTH_S) * RATE);
    const before = sounds[0]![0]!.subarray(from);
    const rest = new Float64Array(RATE);
    const after = sounds[1]![0]!.subarray(0, left!.length - before.length - RATE);
    const whole = Float64Array.from([before, rest, after].flatMap((part) => [...part]));
    const faded = RATE / 50;
    const apart = whole.map((value, n) => Math.abs(value - left![n]!)).subarray(faded, -faded);
    expect(left).toHaveLength(whole.length);
    expect(apart.every((difference) => difference <= DITHER)).toBe(true);
    expect(after.length).toBeGreaterThan(10 * RATE - 1);
    const page = new TextDecoder().decode(files.get('out/album.html'));
    expect(page).toContain('src="seams/song-1--song-2.flac"');
    expect(page).toContain('before any mastering');
  });

  it('of songs that run on are heard without a gap', async () => {
    const report = await writeSeams(at([song(1), song(2, { kind: 'gapless' })]), 'out', { errands });
    expect(report.seams[0]).toMatchObject({ join: 'gapless', score: null });
    const [left] = await heard('out/seams/song-1--song-2.flac');
    expect(left).toHaveLength(20 * RATE);
    expect(made()).toEqual(['out/album.html', 'out/seams/song-1--song-2.flac']);
  });

  it('overwrite nothing unasked, and leave nothing after a failure', async () => {
    await writeSeams(at(), 'out', { errands });
    await expect(writeSeams(at(), 'out', { errands })).rejects.toThrow(coded('exists'));
    await writeSeams(at(), 'out', { errands, force: true });
    await expect(writeSeams(at([song(1)]), 'none')).rejects.toThrow(coded('no-seams'));
    const stop = new AbortController();
    const run = { signal: stop.signal, progress: (stage: string) => stage === 'seams' && stop.abort() };
    await expect(writeSeams(at(), 'stopped', { errands }, run)).rejects.toThrow(coded('cancelled'));
    expect(made().filter((name) => !name.startsWith('out/'))).toEqual([]);
  });
});

describe('arc and order', () => {
  it('are told without writing anything; a page where it was asked for', async () => {
    const report = await albumFlow(at(), { errands });
    expect(report.arc.songs.map(({ id }) => id)).toEqual(['song-1', 'song-2', 'song-3']);
    const proposal = await orderOfAlbum(at(), { last: 'song-1' }, { errands });
    expect(proposal.proposed.at(-1)).toBe('song-1');
    expect(made()).toEqual([]);
    await writeArc(at(), outputIn('out', 'arc.html'), { errands });
    expect(made()).toEqual(['out/arc.html']);
    await expect(writeArc(at(), outputIn('out', 'arc.html'))).rejects.toThrow(coded('exists'));
  });

  it('refuse an unknown song before anything is heard', async () => {
    files.clear();
    await expect(orderOfAlbum(at(), { first: 'song-9' })).rejects.toThrow(coded('unknown-song'));
  });
});

describe('stretches', () => {
  it('are cut out of one pass, overlapping, joined, and across bursts', async () => {
    const sound = Float64Array.from({ length: 150000 }, (_, n) => n);
    const cuts = [
      [{ fromFrame: 131000, toFrame: 132000 }],
      [
        { fromFrame: 10, toFrame: 20 },
        { fromFrame: 131070, toFrame: 140000 },
      ],
      [{ fromFrame: 149990, toFrame: 150005 }],
    ];
    const found: Float64Array[] = [];
    await cutStretches(sourceOf([sound], 44100), cuts, async (i, [samples]) => {
      found[i] = samples!;
    });
    const wanted = [
      sound.slice(131000, 132000),
      Float64Array.of(...sound.slice(10, 20), ...sound.slice(131070, 140000)),
      Float64Array.of(...sound.slice(149990), 0, 0, 0, 0, 0),
    ];
    expect(found.map(({ length }) => length)).toEqual(wanted.map(({ length }) => length));
    expect(found.every((samples, i) => samples.every((value, n) => value === wanted[i]![n]))).toBe(true);
  });
});
