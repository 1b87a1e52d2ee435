// A master explained: two files a move, as loud as the master without it, and what it changed, which adds up again.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import type { Place } from '../../src/files/place.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { renderMoves } from '../../src/master/render.ts';
import type { ExplainRecord } from '../../src/report/explain-record.ts';
import { reportPage } from '../../src/report/page.ts';
import type { Report } from '../../src/report/report.ts';
import { collect } from '../../src/signal/stream.ts';
import { masterSong } from '../../src/tasks/master-song.ts';
import { fileLevel } from '../../src/tasks/write-clip.ts';
import { dullBeats } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 22050;
const MUSIC = dullBeats(1.5 * RATE, RATE, 3).map((x) => x.map((v) => 0.5 * v));
const ALL = { moves: [], whole: false };

async function soundOf(place: Place, path: string): Promise<Float64Array[]> {
  const { source } = await openAudio(place, path);
  const sound = await collect(source);
  await source.close();
  return sound;
}

describe('an explained master', () => {
  const place = memoryPlace();
  let report: Report;
  let told: ExplainRecord;
  beforeAll(async () => {
    await writeWavFile(place, 'song.wav', MUSIC, RATE);
    report = await masterSong(place, 'song.wav', 'out', DEFAULT_INTENT, { explain: { ...ALL, whole: true } });
    told = report.explained!;
  });

  it('has two files a move, each as loud without it as the master, within 0.1 LU', async () => {
    const active = report.plan.moves.filter(({ strength }) => strength > 0).map(({ id }) => id);
    expect(active.length).toBeGreaterThan(1);
    expect(told.moves.map(({ id }) => id)).toEqual(active);
    const names = (await place.list('out')).filter((path) => /(without|delta)-/.test(path));
    expect(names).toHaveLength(2 * active.length);
    for (const { id, without, offLu } of told.moves) {
      expect(without.path).toBe(`song.without-${id}.wav`);
      const { integratedLufs } = await fileLevel(place, `out/${without.path}`);
      expect(Math.abs(integratedLufs! - told.integratedLufs!)).toBeLessThan(0.1);
      expect(integratedLufs! - told.integratedLufs!).toBeCloseTo(offLu!, 6);
    }
  });

  it('adds up to the master again', async () => {
    const { source } = await openAudio(place, 'song.wav');
    const master = await collect(renderMoves(source, report.plan.moves));
    await source.close();
    for (const { without, delta, gainDb } of told.moves) {
      const plain = await soundOf(place, `out/${without.path}`);
      const change = await soundOf(place, `out/${delta.path}`);
      const gain = 10 ** (-gainDb / 20);
      const off = master[0]!.map((value, n) => Math.abs(value - gain * plain[0]![n]! - change[0]![n]!));
      expect(off.reduce((most, value) => Math.max(most, value), 0)).toBeLessThan(1e-6);
    }
  });

  it('is told in the report', () => {
    const page = reportPage(report);
    for (const { without, delta } of told.moves) {
      expect(page).toContain(without.path);
      expect(page).toContain(delta.path);
    }
    expect(page).not.toMatch(/undefined|NaN/);
  });

  it('knows no other moves, and leaves nothing behind', async () => {
    const explain = { moves: ['limiter', 'sparkle'], whole: false };
    const options = { explain, plan: report.plan };
    await expect(masterSong(place, 'song.wav', 'none', DEFAULT_INTENT, options)).rejects.toMatchObject({
      code: 'no-such-move',
      facts: { name: 'sparkle' },
    });
    expect(await place.list('none').catch(() => [])).toEqual([]);
  });
});
