// A master made anew without explaining: nothing that explains the earlier one stands beside it.
import { expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { masterSong } from '../../src/tasks/master-song.ts';
import { dullBeats } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 22050;
const INTENT = { ...DEFAULT_INTENT, only: ['loudness'] } as const;

it('takes the explaining files of the earlier run away, and no other', async () => {
  const place = memoryPlace();
  await writeWavFile(place, 'song.wav', dullBeats(RATE, RATE, 3), RATE);
  const explain = { moves: [], whole: true };
  const first = await masterSong(place, 'song.wav', 'out', INTENT, { explain, revise: 'quieter' });
  const told = first.explained!.moves.flatMap(({ without, delta }) => [without.path, delta.path]);
  const before = await place.list('out');
  expect(told.length).toBeGreaterThan(0);
  expect(before).toEqual(expect.arrayContaining(['out/song.explain.json', 'out/plan.before-words.json']));
  const own = (await place.open('song.wav')).name;
  await writeWavFile(place, 'out/song.without-me.wav', dullBeats(100, RATE, 3), RATE);
  await masterSong(place, 'song.wav', 'out', INTENT, { force: true });
  const gone = ['song.explain.json', 'plan.before-words.json', ...told].map((name) => `out/${name}`);
  const left = before.filter((path) => !gone.includes(path));
  expect(await place.list('out')).toEqual([...left, 'out/song.without-me.wav'].sort());
  expect(await place.exists(own)).toBe(true);
});
