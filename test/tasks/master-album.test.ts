// Master album: songs cut from one recording are one sound, what is as it is stays, and a plan renders to the same samples again.
import { beforeAll, describe, expect, it } from 'vitest';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import { openAudio } from '../../src/files/open.ts';
import type { Place } from '../../src/files/place.ts';
import { collect } from '../../src/signal/stream.ts';
import { recordingsOf } from '../../src/tasks/album-recordings.ts';
import { inlineErrands } from '../../src/tasks/errands/errand.ts';
import { masterAlbum, type AlbumMade, type MasterAlbumOptions } from '../../src/tasks/master-album.ts';
import { SILENT_RUN } from '../../src/tasks/run.ts';
import { madeAlbum, RATE, type MadeAlbum } from './made-songs.ts';

const SECONDS = 1.2;
const FRAMES = SECONDS * RATE;

const options = (place: Place): MasterAlbumOptions => ({
  profiles: [],
  date: '2026-11-21',
  workFolder: 'work',
  errands: inlineErrands({ place, createDigest: portableSha256 }),
});

async function soundOf(place: Place, path: string): Promise<Float64Array[]> {
  const { source } = await openAudio(place, path);
  const sound = await collect(source);
  await source.close();
  return sound;
}

describe('an album', () => {
  let at: MadeAlbum;
  let made: AlbumMade;
  beforeAll(async () => {
    at = await madeAlbum(SECONDS);
    made = await masterAlbum(at, options(at.place), SILENT_RUN);
  });

  it('is one passage for each sound, with its songs where they stand in it', () => {
    expect(made.mastered.passages.map(({ id, frames }) => [id, frames])).toEqual([
      ['01-one', 2 * FRAMES],
      ['03-three', FRAMES],
    ]);
    expect(made.mastered.passages[0]!.songs).toEqual([
      { id: '01-one', fromFrame: 0, toFrame: FRAMES },
      { id: '02-two', fromFrame: FRAMES, toFrame: 2 * FRAMES },
    ]);
  });

  it('renders each into 64-bit float, measured as it was written', async () => {
    const [first] = made.mastered.passages;
    const { source, format } = await openAudio(at.place, first!.path);
    await source.close();
    expect(format).toMatchObject({ container: 'wav', codec: 'float', bits: 64, frames: 2 * FRAMES });
    expect(first!.measurements.peak.truePeakDbtp).toBeLessThanOrEqual(first!.ceilingDbtp! + 0.05);
    expect(first!.measurements.loudness.integratedLufs).toBeCloseTo(first!.plan!.promise.integratedLufs!, 0);
  });

  it('leaves a song that is as it is, to the last sample', async () => {
    const last = made.mastered.passages[1]!;
    expect(last.plan).toBeNull();
    const [left, meant] = [last.path, 'album/three.wav'].map((path) => soundOf(at.place, path));
    expect((await left)!.map((samples) => samples.join())).toEqual(
      (await meant)!.map((samples) => samples.join()),
    );
  });

  it('hashes every source once, and says what was heard of it', () => {
    expect(made.plan.sources.map(({ path }) => path)).toEqual(['one.wav', 'two.wav', 'three.wav']);
    for (const { sha256 } of made.plan.sources) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is gated as a whole', () => {
    const songs = made.mastered.passages.map(({ measurements }) => measurements.loudness.integratedLufs!);
    expect(made.mastered.integratedLufs).toBeGreaterThan(Math.min(...songs) - 0.1);
    expect(made.mastered.integratedLufs).toBeLessThan(Math.max(...songs) + 0.1);
  });

  it('has a plan that is plain JSON, without the folders of this run', () => {
    const text = JSON.stringify(made.plan);
    expect(JSON.parse(text)).toEqual(made.plan);
    expect(text).not.toContain('work/');
  });
});

describe('recordings', () => {
  it('have alternates behind them where they are wanted', async () => {
    const { album } = await madeAlbum(0.1, {
      songs: [
        { file: 'one.wav', title: 'One', alternates: [{ kind: 'instrumental', file: 'three.wav' }] },
        { file: 'two.wav', title: 'Two' },
      ],
    });
    expect(recordingsOf(album, 'not').map(({ id }) => id)).toEqual(['01-one', '02-two']);
    expect(recordingsOf(album, 'wanted').map(({ id, follows }) => [id, follows])).toEqual([
      ['01-one', null],
      ['02-two', null],
      ['01-one--1', '01-one'],
    ]);
  });
});
