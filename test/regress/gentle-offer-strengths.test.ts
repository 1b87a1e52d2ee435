// The gentle way halves what somebody set by hand too, and what is to be wished for to have it says so.
import { expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { hearMarked } from '../../src/tasks/hear-marked.ts';
import { offerCandidates } from '../../src/tasks/offer-candidates.ts';
import { planHeard } from '../../src/tasks/plan-song.ts';
import { SILENT_RUN } from '../../src/tasks/run.ts';
import { dullBeats } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 22050;
const INTENT = { ...DEFAULT_INTENT, only: ['tone'] } as const;

it('wishes for half of the strengths', async () => {
  const place = memoryPlace();
  await writeWavFile(place, 'song.wav', dullBeats(1.5 * RATE, RATE, 3), RATE);
  const mix = await hearMarked(place, 'song.wav', SILENT_RUN);
  const open = async () => (await openAudio(place, 'song.wav')).source;
  const wish = { intent: INTENT, strengths: { tone: 0.8 } };
  const { offers } = await offerCandidates(open, 'song.wav', mix, wish);
  const wishOf = (id: string) => offers.find((one) => one.id === id)!.wish;
  expect(wishOf('recommended').strengths).toEqual({ tone: 0.8 });
  expect(wishOf('gentle').strengths).toEqual({ tone: 0.4 });
  const { moves } = await planHeard(open, 'song.wav', mix, wishOf('gentle'));
  expect(moves.find(({ id }) => id === 'tone')!.strength).toBe(0.4);
});
