// Intents from other programs: a loudness or a lock that there is not is told before anything is heard.
import { expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { DEFAULT_INTENT, type Intent } from '../../src/master/intent.ts';
import { planSong } from '../../src/tasks/plan-song.ts';
import { proposeCandidates } from '../../src/tasks/propose-candidates.ts';

const lufs = (value: number): Partial<Intent> => ({ loudness: { mode: 'target', lufs: value } });

it.each([
  [lufs(Number.NaN), 'bad-loudness'],
  [lufs(3), 'bad-loudness'],
  [{ locks: ['bas' as 'bass'] }, 'unknown-lock'],
])('%j is %s', async (asked, code) => {
  const intent = { ...DEFAULT_INTENT, ...asked };
  const place = memoryPlace();
  await expect(planSong(place, 'song.wav', intent)).rejects.toMatchObject({ code });
  await expect(proposeCandidates(place, 'song.wav', 'out', intent)).rejects.toMatchObject({ code });
});
