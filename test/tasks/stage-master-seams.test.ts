// Seams of masters: cut from what was rendered, staged where nobody sees them, under the ceiling where songs overlap.
import { describe, expect, it } from 'vitest';
import { layTimelines } from '../../src/album/lay-timeline.ts';
import type { MasteredAlbum } from '../../src/album/mastered-album.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import { collect } from '../../src/signal/stream.ts';
import { SILENT_RUN } from '../../src/tasks/run.ts';
import { stageMasterSeams } from '../../src/tasks/stage-master-seams.ts';
import { madeMeasurements } from '../album/flow/made-sounds.ts';
import { gap, madeAlbum, madeSong } from '../album/made-album.ts';
import { sine } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 8000;
const LENGTH_S = 12;
const CEILING = 0.9;

async function mastered(join = gap(1)) {
  const place = memoryPlace(new Map());
  const tone = sine(200, 0.88, LENGTH_S * RATE, RATE);
  const frames = LENGTH_S * RATE;
  const passages = ['a', 'b'].map((id) => ({
    id,
    path: `work/rendered/${id}.wav`,
    sampleRateHz: RATE,
    channels: 2,
    frames,
    songs: [{ id, fromFrame: 0, toFrame: frames }],
    plan: null,
    ceilingDbtp: 20 * Math.log10(CEILING),
    origin: { bits: 24, lossy: false, codec: 'pcm', findings: [] },
    measurements: { ...madeMeasurements({ lengthS: LENGTH_S }), frames },
  }));
  for (const { path } of passages) await writeWavFile(place, path, [tone, tone], RATE);
  const album = madeAlbum([madeSong('a'), madeSong('b', { join })]);
  const timelines = layTimelines(album, passages);
  const whole = { integratedLufs: -1, truePeakDbtp: -1, seed: 1 };
  const record: MasteredAlbum = { version: 1, album, passages, timelines, ...whole };
  const { auditions, outputs } = await stageMasterSeams(place, record, 'work', 'out', SILENT_RUN);
  const { source } = await openAudio(place, outputs[0]!.stagedPath);
  return { auditions, outputs, place, tone, heard: (await collect(source))[0]! };
}

describe('seams of masters', () => {
  it('are staged in the working folder, at the level of the masters', async () => {
    const { auditions, outputs, place, heard } = await mastered();
    expect(auditions).toMatchObject([
      { before: 'a', after: 'b', path: 'seams/a--b.flac', gainDb: 0, durationS: 21 },
    ]);
    expect(outputs).toMatchObject([{ path: 'out/seams/a--b.flac', stagedPath: 'work/seams/a--b.flac' }]);
    expect(await place.exists('out/seams/a--b.flac')).toBe(false);
    const peak = heard.subarray(RATE, 9 * RATE).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(peak).toBeCloseTo(0.88, 4);
    expect(heard.subarray(10 * RATE, 11 * RATE).every((value) => value === 0)).toBe(true);
  });

  it('hold the ceiling where songs overlap', async () => {
    const fade = { length: { unit: 'seconds' as const, value: 3 }, curve: 'power' as const };
    const { auditions, heard } = await mastered({ kind: 'crossfade', fade });
    expect(auditions[0]!.durationS).toBe(22); // to the end of the disc
    const peak = heard.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(peak).toBeLessThanOrEqual(CEILING + 1e-3);
    expect(peak).toBeGreaterThan(0.87);
  });
});
