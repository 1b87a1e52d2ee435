// A move that was turned down: its words tell what it leaves at its strength, not what the whole of it would have left.
import { expect, it } from 'vitest';
import { moveOf } from '../../src/master/decider.ts';
import { turned } from '../../src/master/turned.ts';
import { becauseWords } from '../../src/report/words-moves.ts';

it.each([
  ['resonance-eased', 'resonance-3000', 8, 1, '4.5 dB is left'],
  ['sibilance-held', 'bursts-5000-10000', 8, 1, '4.5 dB is left'],
  ['mono-unsafe', 'mono-loss-282-4467', 8, 1, '4.5 dB is lost'],
  ['bass-wide', 'side-to-mid-18-141', -3, -12, '7.5 dB under the middle'],
])('%s', (code, measurement, value, target, said) => {
  const move = moveOf({
    id: 'one',
    stage: 'tone',
    kind: 'eq',
    params: {},
    because: [{ code, measurement, value, target, unit: 'dB' }],
    expects: [{ measurement, before: value, after: target, unit: 'dB' }],
    confidence: 1,
  });
  const half = turned(move, 0.5);
  expect(becauseWords(half.because[0]!, half).replace(/\s/g, ' ')).toContain(said);
});
