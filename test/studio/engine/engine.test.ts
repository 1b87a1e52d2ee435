// Engine: a song from its drop to its files, each step what the command line would have made.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { openAudio } from '../../../src/files/open.ts';
import { openTrack } from '../../../src/preview/track-read.ts';
import { collect } from '../../../src/signal/stream.ts';
import type { MasterRecord, SongRecord } from '../../../src/studio/engine/protocol.ts';
import { analyseSong } from '../../../src/tasks/analyse-song.ts';
import { masterSong } from '../../../src/tasks/master-song.ts';
import { zipFiles } from '../../../src/places/zip-files.ts';
import { SILENT_RUN, watchStage } from '../../../src/tasks/run.ts';
import { planSong } from '../../../src/tasks/plan-song.ts';
import { noise } from '../../signals.ts';
import { writeWavFile } from '../../write-wav.ts';
import { fixture, sameBytes } from '../../fixture.ts';
import {
  below,
  dropped,
  faultOf,
  session,
  songBytes,
  WISH,
  type Files,
  type Session,
  type Told,
} from './session.ts';

/** More than the track's first segment of 2^18. */
const FRAMES = 273_420;

describe('a song', () => {
  let at: Session;
  let song: SongRecord;
  let heardTold: Told;
  let master: MasterRecord;
  let renderTold: Told;
  let bytes: Uint8Array;

  beforeAll(async () => {
    bytes = await songBytes(FRAMES / 44100);
    at = session();
    const hearing = at.call('hear', { id: 'one', file: dropped(bytes, 'My song.wav') });
    song = await hearing;
    heardTold = hearing.told;
    const plan = await at.call('plan', { id: 'one', wish: WISH });
    const rendering = at.call('render', { id: 'one', plan });
    master = await rendering;
    renderTold = rendering.told;
  });

  it('is taken in, byte for byte', () => {
    expect(sameBytes(at.files.get('songs/one/source/My song.wav')!, bytes)).toBe(true);
  });

  it('is heard as the command line hears it', async () => {
    const heard = await analyseSong(memoryPlace(new Map([['My song.wav', bytes]])), 'My song.wav');
    expect(song.heard).toMatchObject({ ...heard });
    expect(song.heard!.corridor!.bandsHz.length).toBeGreaterThan(20);
  });

  it('is kept as a track that holds its very samples', async () => {
    const { source } = await openAudio(at.place, 'songs/one/source/My song.wav');
    const sound = await collect(source);
    const frames = sound[0]!.length;
    const track = openTrack(at.place, song.heard!.trackFolder, song.heard!.track);
    const read = [new Float32Array(frames), new Float32Array(frames)];
    expect(await track.read(0, frames, read)).toBe(frames);
    expect(read.map((samples, c) => samples.every((value, n) => value === sound[c]![n]))).toEqual([
      true,
      true,
    ]);
  });

  it('tells what is done with it, and from when it can be played', () => {
    const stages = [...new Set(heardTold.stages.map(([stage]) => stage))];
    expect(stages).toEqual(['copy', 'listen']);
    expect(heardTold.stages.findLast(([stage]) => stage === 'listen')).toEqual(['listen', 1]);
    expect(heardTold.fronts.map(({ side, frames }) => [side, frames])).toEqual([
      ['mix', 1 << 18],
      ['mix', FRAMES],
    ]);
    expect(renderTold.fronts.at(-1)).toEqual({
      side: 'master',
      track: { sampleRateHz: 44100, channels: 2, encoding: 'float32' },
      trackFolder: master.trackFolder,
      frames: FRAMES,
    });
  });

  it('is rendered to the loudness that the plan promises', () => {
    expect(master.verification.kept).toBe(true);
    expect(master.measurements.frames).toBe(FRAMES);
    expect(
      Math.abs(master.measurements.loudness.integratedLufs! - master.plan.promise.integratedLufs!),
    ).toBeLessThan(0.1);
  });

  it('has waveforms of both sides', async () => {
    const mix = (await at.call('pyramid', { id: 'one', side: 'mix' }))!;
    const mastered = (await at.call('pyramid', { id: 'one', side: 'master' }))!;
    expect([mix.frames, mastered.frames]).toEqual([FRAMES, FRAMES]);
    const { overview } = song.heard!.analysis.measurements;
    expect(Math.max(...mix.max)).toBeCloseTo(Math.max(...overview!.max), 3);
    expect(mix.min.length).toBe(Math.ceil(FRAMES / mix.framesPerPoint));
  });

  it('is not rendered anew for the same plan, nor planned anew for the same wish', async () => {
    const before = new Map(at.files);
    const plan = await at.call('plan', { id: 'one', wish: structuredClone(WISH) });
    expect(await at.call('render', { id: 'one', plan })).toEqual(master);
    expect([...at.files.keys()]).toEqual([...before.keys()]);
    expect([...at.files].filter(([path, bytes]) => before.get(path) !== bytes)).toEqual([]);
  });

  it('comes back after a reload, with all of it', async () => {
    const again = session(at.files);
    const [found, ...others] = await again.call('restore', undefined);
    expect(others).toEqual([]);
    expect(found).toEqual(JSON.parse(JSON.stringify({ ...song, plan: found!.plan, master })));
    expect(found!.plan).not.toBeNull();
    expect((await again.call('pyramid', { id: 'one', side: 'master' }))!.frames).toBe(FRAMES);
  });

  it('is gone when it is forgotten', async () => {
    const files: Files = new Map(at.files);
    const again = session(files);
    await again.call('forget', { id: 'one' });
    expect(files.size).toBe(0);
    expect(await again.call('restore', undefined)).toEqual([]);
  });
});

describe('the plan equals that of the command line', () => {
  it.each([
    ['song.wav', () => songBytes(2)],
    ['song.flac', () => songBytes(2, 48000, 'flac')],
    ['sines-lame.mp3', async () => fixture('sines-lame.mp3')],
    ['sines.opus', async () => fixture('sines.opus')],
  ])('%s', async (name, make) => {
    const bytes = await make();
    const { intent } = WISH;
    const { plan: asked } = await planSong(memoryPlace(new Map([[name, bytes]])), name, intent);
    const at = session();
    await at.call('hear', { id: 'a', file: dropped(bytes, name) });
    const plan = await at.call('plan', { id: 'a', wish: WISH });
    expect(JSON.stringify(plan)).toBe(JSON.stringify(asked));
  });
});

describe('the files equal those of the command line', () => {
  it.each([44100, 48000, 96000])('%i Hz', async (rateHz) => {
    const bytes = await songBytes(1, rateHz);
    const at = session();
    await at.call('hear', { id: 'a', file: dropped(bytes) });
    const wish = { ...WISH, strengths: { tone: 0.5 } };
    const plan = await at.call('plan', { id: 'a', wish });
    const { plan: rendered } = await at.call('render', { id: 'a', plan });
    const { files, report } = await at.call('deliver', { id: 'a', plan: rendered, date: null });

    const disk: Files = new Map([['song.wav', bytes]]);
    const asked = await masterSong(memoryPlace(disk), 'song.wav', 'out', rendered.intent, { plan: rendered });
    expect(report).toEqual(asked);
    expect(files.map(({ name }) => name)).toEqual([
      'song.master.wav',
      'song.master.flac',
      'song.master.16-44.wav',
      'plan.json',
      'report.html',
      'report.json',
    ]);
    for (const { name, path, bytes: count } of files) {
      expect(at.files.get(path)!.length).toBe(count);
      expect(sameBytes(at.files.get(path)!, disk.get(`out/${name}`)!), name).toBe(true);
    }
    expect(below(at.files, 'songs/a/out/').length).toBe(files.length);
  });

  it('as one zip, made once, until they are made anew', async () => {
    const at = session();
    await at.call('hear', { id: 'a', file: dropped(await songBytes(1)) });
    const plan = await at.call('plan', { id: 'a', wish: WISH });
    expect(await faultOf(at.call('zip', { id: 'a', name: 'song.zip' }))).toMatch(/^assertion/);
    const { files } = await at.call('deliver', { id: 'a', plan, date: null });
    const zip = await at.call('zip', { id: 'a', name: 'song.zip' });
    const written = at.files.get(zip.path)!;
    expect([zip.name, zip.bytes]).toEqual(['song.zip', written.length]);
    await zipFiles(at.place, files, 'another.zip', watchStage(SILENT_RUN, 'zip'));
    expect(sameBytes(written, at.files.get('another.zip')!)).toBe(true);
    expect(await at.call('zip', { id: 'a', name: 'song.zip' })).toEqual(zip);
    expect(at.files.get(zip.path)).toBe(written);
    await at.call('deliver', { id: 'a', plan, date: null });
    expect(at.files.has(zip.path)).toBe(false);
    await at.call('zip', { id: 'a', name: 'song.zip' });
    expect(at.files.has(zip.path)).toBe(true);
    await session(at.files).call('restore', undefined);
    expect([...below(at.files, 'songs/a/zip'), ...below(at.files, 'songs/a/out')]).toEqual([]);
  });

  it('again when they are made a second time', async () => {
    const at = session();
    await at.call('hear', { id: 'a', file: dropped(await songBytes(1)) });
    const plan = await at.call('plan', { id: 'a', wish: WISH });
    const first = await at.call('deliver', { id: 'a', plan, date: '2026-01-01' });
    const written = first.files.map(({ path }) => at.files.get(path)!);
    const again = at.call('deliver', { id: 'a', plan, date: '2026-01-01' });
    expect((await again).files).toEqual(first.files);
    expect(first.files.map(({ path }, i) => sameBytes(at.files.get(path)!, written[i]!))).toEqual(
      first.files.map(() => true),
    );
    expect(again.told.stages.map(([stage]) => stage)).not.toContain('listen');
  });
});

describe('what cannot be mastered is refused as on the command line, and leaves nothing', () => {
  it.each([
    ['no sound file', 'unknown-format', async () => new Uint8Array(5000).fill(65)],
    ['an empty file', 'empty-file', async () => new Uint8Array(0)],
  ])('%s', async (_, code, make) => {
    const at = session();
    const asked = at.call('hear', { id: 'a', file: dropped(await make()) });
    await expect(asked).rejects.toEqual({ code, kind: 'input', facts: { file: 'song.wav' } });
    expect(at.files.size).toBe(0);
    expect(await at.call('restore', undefined)).toEqual([]);
  });

  it.each([
    ['six channels', 'too-many-channels', 6, 44100],
    ['a rate that cannot be converted', 'rate-not-supported', 2, 4000],
  ])('%s', async (_, code, channels, rateHz) => {
    const files: Files = new Map();
    const place = memoryPlace(files);
    await writeWavFile(
      place,
      'song.wav',
      Array.from({ length: channels }, () => noise(0.1, 4000)),
      rateHz,
    );
    const asked: { facts: unknown } = await planSong(place, 'song.wav', WISH.intent).catch((fault) => fault);
    const at = session();
    const hearing = at.call('hear', { id: 'a', file: dropped(files.get('song.wav')!) });
    await expect(hearing).rejects.toEqual({ code, kind: 'input', facts: asked.facts });
    expect(at.files.size).toBe(0);
  });

  it.each([
    ['silence', 2, 44100, 0],
    ['a mono song', 1, 48000, 0.3],
    ['ten milliseconds', 2, 441, 0.3],
  ])('but %s goes the whole way', async (_, channels, frames, amplitude) => {
    const files: Files = new Map();
    const sound = Array.from({ length: channels }, (__, c) => noise(amplitude, frames, c + 1));
    await writeWavFile(memoryPlace(files), 'song.wav', sound, 44100);
    const at = session();
    await at.call('hear', { id: 'a', file: dropped(files.get('song.wav')!) });
    const plan = await at.call('plan', { id: 'a', wish: WISH });
    const master = await at.call('render', { id: 'a', plan });
    expect(master.measurements.frames).toBe(frames);
    expect((await at.call('deliver', { id: 'a', plan, date: null })).files.length).toBe(6);
  });

  it('a disk that is full', async () => {
    const { Fault } = await import('../../../src/signal/fault.ts');
    const at = session(new Map(), (place) => ({
      ...place,
      create: async (path, options) => {
        if (path.endsWith('000000.pcm')) throw new Fault('disk-full', 'output', { file: path });
        return place.create(path, options);
      },
    }));
    const asked = at.call('hear', { id: 'a', file: dropped(await songBytes(1), 'Mine.wav') });
    await expect(asked).rejects.toEqual({ code: 'disk-full', kind: 'output', facts: { file: 'Mine.wav' } });
    expect(at.files.size).toBe(0);
  });

  it('a disk without room for the whole way, before anything but the copy is written', async () => {
    const { Fault } = await import('../../../src/signal/fault.ts');
    const bytes = await songBytes(1);
    const wanted: number[] = [];
    const written: string[] = [];
    const freeBytes = 1.5e6;
    const at = session(new Map(), (place) => ({
      ...place,
      create: async (path, options) => {
        const expectedBytes = options?.expectedBytes ?? 0;
        wanted.push(expectedBytes);
        if (expectedBytes > freeBytes)
          throw new Fault('disk-full', 'output', { file: path, expectedBytes, freeBytes });
        written.push(path);
        return place.create(path, options);
      },
    }));
    // as a track and two masters in float32, two files of 24 bits and a third while it gets its tags, one of 16
    const expectedBytes = 44100 * 2 * (4 + 2 * 4 + 3 * 3 + 2);
    const asked = at.call('hear', { id: 'a', file: dropped(bytes, 'Mine.wav') });
    await expect(asked).rejects.toEqual({
      code: 'disk-full',
      kind: 'output',
      facts: { file: 'Mine.wav', expectedBytes, freeBytes },
    });
    expect(wanted[0]).toBe(bytes.length);
    expect(written.filter((path) => path.endsWith('.pcm'))).toEqual([]);
    expect(at.files.size).toBe(0);
  });

  it('a song that nobody knows is a mistake, not a crash', async () => {
    const at = session();
    expect(await faultOf(at.call('plan', { id: 'x', wish: WISH }))).toMatch(/^assertion: .*no song x/);
    expect(await faultOf(at.call('hear', { id: '../x', file: null }))).toMatch(/^assertion/);
  });
});
