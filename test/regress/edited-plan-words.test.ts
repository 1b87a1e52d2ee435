// An edited plan that goes wrong: the words speak of the plan, not of our mistake, and not in field names.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { moveOf } from '../../src/master/decider.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { Plan } from '../../src/master/plan.ts';
import { faultWords } from '../../src/report/words.ts';
import type { Fault } from '../../src/signal/fault.ts';
import { masterSong } from '../../src/tasks/master-song.ts';
import { planSong } from '../../src/tasks/plan-song.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 44100;

async function wordsAfter(edit: (plan: Plan) => Plan): Promise<{ text: string; cure: string }> {
  const place = memoryPlace();
  await writeWavFile(place, 'song.wav', musicLike(4 * RATE, RATE, 5), RATE, 24);
  const { plan } = await planSong(place, 'song.wav', DEFAULT_INTENT);
  const reason = await masterSong(place, 'song.wav', 'out', DEFAULT_INTENT, { plan: edit(plan) }).catch(
    (fault: Fault) => fault,
  );
  return faultWords(reason as Fault);
}

describe('an edited plan', () => {
  it('without its limiter is told how to hold its ceiling', async () => {
    const up = { id: 'up', stage: 'own', kind: 'gain', params: { gainDb: 30 } } as const;
    const { text, cure } = await wordsAfter((plan) => ({
      ...plan,
      moves: [moveOf({ ...up, because: [], confidence: 1 })],
    }));
    expect(text).toContain('ceiling');
    expect(cure).toContain('limiter');
    expect(cure).not.toContain('report it');
  });

  it('for another length is told so in plain words', async () => {
    const { text } = await wordsAfter((plan) => ({ ...plan, song: { ...plan.song, frames: 5 } }));
    expect(text).toContain('length');
    expect(text).not.toContain('frames');
  });
});
