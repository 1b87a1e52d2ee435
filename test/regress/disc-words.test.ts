// Disc words: names of files keep their capitals within a sentence; sound that no CD can hold is not called faultless.
import { expect, it } from 'vitest';
import { openDisc } from '../../src/deliver/cd/open-disc.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { createAudio } from '../../src/files/save.ts';
import { refusalSentence } from '../../src/report/delivery/words-delivery.ts';
import { faultWords } from '../../src/report/words.ts';
import { Fault } from '../../src/signal/fault.ts';

const textOf = (code: string, facts: Fault['facts']): string =>
  faultWords(new Fault(code, 'input', facts)).text;

it('a reason begins small, but for names', () => {
  const cut = { path: 'x', reason: 'ddp-wrong-length', file: 'IMAGE.DAT', bytes: 1, promised: 2 };
  expect(textOf('disc-not-whole', cut)).toContain('“x”: IMAGE.DAT has');
  const short = { reason: 'cd-short-track', track: 3, sectors: 200, least: 300, reasons: 1 };
  expect(textOf('disc-refused', short)).toContain('a CD: track 3 lasts');
});

it('a set without its name tag is not said to have named it', () => {
  const words = (file: string): string => refusalSentence({ code: 'ddp-no-file', facts: { file } });
  expect(words('DDPID')).toBe('The set has no file DDPID, which every set has.');
  expect(words('PQDESCR')).toBe('The set has no file PQDESCR, though its map names it.');
});

it('a sheet of sound at another rate or word length is read, and refused as a CD by name', async () => {
  const place = memoryPlace();
  const wanted = { sampleRateHz: 48000, channels: 2, encoding: 'pcm', bits: 24, frames: 240_000 } as const;
  const sink = await createAudio(place, 'd/a.wav', 'wav', wanted);
  await sink.write({ channels: [new Float64Array(240_000), new Float64Array(240_000)], frames: 240_000 });
  await sink.close();
  const text = await place.create('d/a.cue', {});
  await text.write(new TextEncoder().encode('FILE "a.wav" WAVE\n TRACK 01 AUDIO\n  INDEX 01 00:00:00\n'));
  await text.commit();
  const { refusals, disc } = await openDisc(place, 'd/a.cue');
  expect(disc.tracks).toHaveLength(1);
  expect(refusals).toEqual([{ code: 'cd-other-sound', facts: { rateHz: 48000, channels: 2, bits: 24 } }]);
  expect(refusalSentence(refusals[0]!)).toMatch(/48\skHz, 24 bit, channels: 2/);
});
