// Explaining a whole song takes as long as rendering it several times: whoever cancels it is not kept waiting for a move.
import { expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { masterSong } from '../../src/tasks/master-song.ts';
import { dullBeats } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 22050;

it('stops within a move, and leaves nothing', async () => {
  const place = memoryPlace();
  await writeWavFile(place, 'song.wav', dullBeats(RATE, RATE, 3), RATE);
  const intent = { ...DEFAULT_INTENT, only: ['loudness'] } as const;
  const cancel = new AbortController();
  const told: number[] = [];
  const run = {
    signal: cancel.signal,
    progress(stage: string, share: number) {
      if (stage !== 'explain') return;
      told.push(share);
      cancel.abort();
    },
  };
  const explain = { moves: ['level'], whole: true };
  await expect(masterSong(place, 'song.wav', 'out', intent, { explain }, run)).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(told).toEqual([0]);
  await expect(place.list('out')).rejects.toMatchObject({ code: 'not-found' });
});
