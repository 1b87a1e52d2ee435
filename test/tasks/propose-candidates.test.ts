// Candidates as files: equally loud previews of every one, a record, a page; all of it or nothing.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import { readWhole } from '../../src/files/whole-file.ts';
import { candidates } from '../../src/index.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { CandidatesRecord } from '../../src/report/candidates-record.ts';
import { candidatesSummary } from '../../src/report/candidates-text.ts';
import { collect } from '../../src/signal/stream.ts';
import { unclipped } from '../../src/tasks/candidate-previews.ts';
import { planSong } from '../../src/tasks/plan-song.ts';
import { proposeCandidates } from '../../src/tasks/propose-candidates.ts';
import { dullBeats } from '../signals.ts';
import { rounded, writeWavFile } from '../write-wav.ts';

const RATE = 22050;
const MUSIC = dullBeats(1.5 * RATE, RATE, 3).map((x) => x.map((v) => 0.5 * v));

describe('proposed candidates', () => {
  const place = memoryPlace();
  let record: CandidatesRecord;
  beforeAll(async () => {
    await writeWavFile(place, 'song.wav', MUSIC, RATE);
    record = await candidates('song.wav', 'out', { place });
  });

  it('are previews that are equally loud within 0.1 LU, none turned up', () => {
    expect(record.candidates.length).toBeGreaterThan(2);
    const previews = record.candidates.flatMap((one) => one.previews);
    expect(previews).toHaveLength(record.candidates.length);
    const levels = previews.map(({ integratedLufs }) => integratedLufs!);
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(0.1);
    for (const { gainDb } of previews) expect(gainDb).toBeLessThanOrEqual(0);
  });

  it('stand in files that the record and the page name', async () => {
    const names = record.candidates.flatMap((one) => one.previews.map(({ path }) => path));
    const wanted = ['song.candidates.json', 'song.candidates.html', ...names];
    expect(await place.list('out')).toEqual(wanted.map((name) => `out/${name}`).sort());
    const text = new TextDecoder().decode(await readWhole(place, 'out/song.candidates.json'));
    expect(JSON.parse(text)).toEqual(record);
    const page = new TextDecoder().decode(await readWhole(place, 'out/song.candidates.html'));
    for (const name of names) expect(page).toContain(`src="${encodeURIComponent(name)}"`);
    expect(page).not.toMatch(/undefined|NaN|<script/);
    expect(candidatesSummary(record, 'out')).not.toMatch(/undefined|NaN/);
  });

  it('leave the mix alone but for the level of its preview', async () => {
    const alone = record.candidates.find(({ id }) => id === 'alone')!;
    const { source } = await openAudio(place, `out/${alone.previews[0]!.path}`);
    const heard = await collect(source);
    await source.close();
    const gain = 10 ** (alone.previews[0]!.gainDb / 20);
    const mix = rounded(MUSIC, 24);
    const off = heard[0]!
      .subarray(RATE / 2, RATE)
      .map((value, i) => Math.abs(value - gain * mix[0]![i + RATE / 2]!));
    expect(Math.max(...off)).toBeLessThan(4 / 2 ** 23);
  });

  it('can be taken one by one', async () => {
    const louder = record.candidates.find(({ id }) => id === 'louder')!;
    const { plan } = await planSong(place, 'song.wav', DEFAULT_INTENT, undefined, { candidate: 'louder' });
    expect(JSON.stringify(plan)).toBe(JSON.stringify(louder.plan));
  });

  it('replace nothing unasked, and leave nothing behind', async () => {
    const before = await place.list('out');
    await expect(proposeCandidates(place, 'song.wav', 'out', DEFAULT_INTENT)).rejects.toMatchObject({
      code: 'exists',
    });
    const full = memoryPlace();
    await writeWavFile(
      full,
      'song.wav',
      MUSIC.map((x) => x.slice(0, RATE / 2)),
      RATE,
    );
    const create = full.create.bind(full);
    let files = 0;
    full.create = (path, options) => {
      if (++files > 2) throw new Error('full');
      return create(path, options);
    };
    await expect(proposeCandidates(full, 'song.wav', 'out', DEFAULT_INTENT)).rejects.toThrow('full');
    expect(await full.list('out').catch(() => [])).toEqual([]);
    expect(await place.list('out')).toEqual(before);
  });

  it('come down together where one would pass full scale', () => {
    const level = (truePeakDbtp: number) => ({ integratedLufs: -12, truePeakDbtp });
    expect(unclipped([level(2.5), level(-1)], [-0.5, -3])).toEqual([-2.5, -5]);
    expect(unclipped([level(-2), level(-1)], [0, -3])).toEqual([0, -3]);
  });
});
