// Candidates made anew: no preview of an earlier run, of a way that is not there any more, stands beside them.
import { expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { proposeCandidates } from '../../src/tasks/propose-candidates.ts';
import { dullBeats } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 22050;
const TONE = { ...DEFAULT_INTENT, only: ['tone'] } as const;

it('replaces all of them, and touches nothing else', async () => {
  const place = memoryPlace();
  await writeWavFile(place, 'song.wav', dullBeats(0.6 * RATE, RATE, 3), RATE);
  const first = await proposeCandidates(place, 'song.wav', 'out', TONE);
  expect(first.candidates.map(({ id }) => id)).toContain('gentle');
  await writeWavFile(place, 'out/song.gentle.mine.flac', dullBeats(100, RATE, 3), RATE);
  const again = await proposeCandidates(place, 'song.wav', 'out', { ...TONE, amount: 0 }, { force: true });
  const previews = again.candidates.flatMap((one) => one.previews.map(({ path }) => path));
  expect(previews).toEqual(['song.alone.whole.flac']);
  const left = ['song.candidates.html', 'song.candidates.json', 'song.gentle.mine.flac', ...previews];
  expect(await place.list('out')).toEqual(left.map((name) => `out/${name}`).sort());
});
