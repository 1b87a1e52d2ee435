// A master made anew without explaining: nothing that explains the earlier one stands beside it.
import { expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { writeWhole } from '../../src/files/whole-file.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { masterSong } from '../../src/tasks/master-song.ts';
import { dullBeats } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 22050;
const INTENT = { ...DEFAULT_INTENT, only: ['loudness'] } as const;

it('takes the explaining files of the earlier run away, and no other', async () => {
  const place = memoryPlace();
  await writeWavFile(place, 'song.wav', dullBeats(0.5 * RATE, RATE, 3), RATE);
  const write = (name: string, text: string) =>
    writeWhole(place, name, {}, (sink) => sink.write(new TextEncoder().encode(text)));
  const [without, delta] = ['song.without-tone.wav', 'song.delta-tone.wav'];
  const moves = [{ id: 'tone', without: { path: without }, delta: { path: delta } }, { path: 'mine.wav' }];
  await write('out/song.explain.json', JSON.stringify({ moves }, null, 2));
  for (const name of [without, delta, 'plan.before-words.json', 'mine.wav', 'song.without-me.wav'])
    await write(`out/${name}`, name);
  await masterSong(place, 'song.wav', 'out', INTENT, { force: true });
  const masters = ['song.master.wav', 'song.master.flac', 'song.master.16-44.wav'];
  const records = ['plan.json', 'report.html', 'report.json'];
  const left = [...masters, ...records, 'mine.wav', 'song.without-me.wav'];
  expect(await place.list('out')).toEqual(left.map((name) => `out/${name}`).sort());
});
