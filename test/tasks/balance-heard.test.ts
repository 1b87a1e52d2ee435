// Balance heard: a song whose tone is drawn to its album is heard again before its level is set; the others are not.
import { describe, expect, it } from 'vitest';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { isLevelling } from '../../src/master/revise/levelling.ts';
import { styleById } from '../../src/master/style/styles.ts';
import { balanceHeard } from '../../src/tasks/balance-heard.ts';
import type { Errands } from '../../src/tasks/errands/errand.ts';
import { LEVEL_ERRAND, type LevelOrder } from '../../src/tasks/errands/level-errand.ts';
import type { HeardAlbumRecording } from '../../src/tasks/hear-album.ts';
import { SILENT_RUN } from '../../src/tasks/run.ts';
import { albumOf, costOf, judgedSong } from '../album/balance/judged-songs.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const style = styleById('balanced');
const songs = [
  ...['one', 'two', 'three'].map((id) => judgedSong(id, { kneeLufs: -9, plannedLufs: -11 })),
  judgedSong('dull', { kneeLufs: -9, plannedLufs: -11, offset: (hz) => (hz > 3000 ? -6 : 0) }),
];
const heard = songs.map(({ id, analysis, plan, cost }) => ({
  recording: { id, file: `album/${id}.wav`, bytes: 1000 },
  mix: { analysis },
  plan,
  cost,
  style,
})) as unknown as HeardAlbumRecording[];

describe('the songs of an album', () => {
  it('are heard again where their tone is drawn, and keep the budget that was heard then', async () => {
    const orders: LevelOrder[] = [];
    const errands = {
      async send(_: unknown, order: LevelOrder) {
        orders.push(order);
        return costOf(-12.5);
      },
    } as unknown as Errands;
    const { plans, record } = await balanceHeard(albumOf(songs), heard, errands, SILENT_RUN);
    expect(orders.map(({ file }) => file)).toEqual(['album/dull.wav']);
    expect(orders[0]!.plan.moves.map(({ id }) => id)).toEqual(['album-tone']);
    expect(plans[3]!.promise.integratedLufs!).toBeLessThanOrEqual(-12.5);
    expect(record.songs[3]!.level!.spent!.after).toBeLessThanOrEqual(1);
  });

  it('are not heard again where none is drawn', async () => {
    const errands = { send: () => Promise.reject(new Error('nothing to hear')) } as unknown as Errands;
    const { record } = await balanceHeard(albumOf(songs, { mostToneDb: 0 }), heard, errands, SILENT_RUN);
    expect(record.songs).toHaveLength(4);
  });
});

describe('the level errand', () => {
  it('tells what loudness costs a song after the moves of its plan', async () => {
    const place = memoryPlace(new Map());
    const rate = 22050;
    await writeWavFile(place, 'song.wav', musicLike(rate, rate, 5), rate);
    const { analysis, plan } = judgedSong('song');
    const bare = {
      ...plan!,
      song: { ...plan!.song, sampleRateHz: rate, frames: rate },
      moves: plan!.moves.filter((move) => !isLevelling(move)),
    };
    const room = { place, createDigest: portableSha256, run: SILENT_RUN };
    const order = { file: 'song.wav', analysis, plan: bare, style };
    const cost = (await LEVEL_ERRAND.carryOut(order, room))!;
    const lufs = cost.points.map((point) => point.lufs);
    expect(lufs).toEqual([...lufs].sort((a, b) => a - b));
    expect(cost.kneeLufs).toBeLessThanOrEqual(cost.mostLufs);
    expect(cost.kneeLufs).toBeGreaterThan(lufs[0]! - 0.1);
    expect(JSON.parse(JSON.stringify(cost))).toEqual(cost);
  });
});
