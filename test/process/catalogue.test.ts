// Every kind of processor is found by its id; the oldest keep the contract here.
import { describe, expect, it } from 'vitest';
import { loadProcessors, processorById } from '../../src/process/catalogue.ts';
import { PROCESSORS } from '../../src/process/every-processor.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import { processorContract } from '../contracts/processor.ts';

const SAMPLES: Record<string, readonly ParamRecord[]> = {
  gain: [{ gainDb: -3 }, { gainDb: 12.5 }],
  eq: [
    {
      bands: [
        { type: 'bell', hz: 3000, gainDb: -4, q: 2 },
        { type: 'low-shelf', hz: 120, gainDb: 2 },
        { type: 'high-shelf', hz: 9000, gainDb: 1.5 },
      ],
    },
    {
      bands: [
        { type: 'low-cut', hz: 30, slope: '24' },
        { type: 'tilt', hz: 800, gainDb: 3 },
        { type: 'high-cut', hz: 18000 },
        { type: 'bell', hz: 500, gainDb: 3, channel: 'mid' },
        { type: 'low-cut', hz: 90, channel: 'side' },
      ],
    },
  ],
  compressor: [
    {},
    {
      thresholdDb: -30,
      ratio: 4,
      attackMs: 3,
      releaseMs: 60,
      release: 'fixed',
      link: 0.4,
      mix: 0.6,
      makeupDb: 2,
    },
  ],
  limiter: [
    {},
    { ceilingDbtp: -3, lookAheadMs: 5, link: 0.3 },
    { character: 'punchy', ceilingDbtp: -6 },
    { character: 'loud', ceilingDbtp: -3, link: 0.5 },
    { bands: 'three', ceilingDbtp: -9, link: 0.7 },
  ],
};

describe('the catalogue', () => {
  it('fetches a kind that no plan of ours names when it is asked for', async () => {
    await loadProcessors(['eq', 'match-eq']);
    expect(processorById('match-eq').id).toBe('match-eq');
  });

  it('finds every kind by its id', async () => {
    await loadProcessors(PROCESSORS.map((kind) => kind.id));
    for (const kind of PROCESSORS) expect(processorById(kind.id)).toBe(kind);
  });

  it('says which kinds there are when asked for another', () => {
    expect(() => processorById('reverb')).toThrowError(
      expect.objectContaining({
        code: 'unknown-processor',
        kind: 'usage',
        facts: expect.objectContaining({ id: 'reverb' }),
      }),
    );
  });
});

// Kinds that are not here keep the contract in tests of their own.
for (const [id, samples] of Object.entries(SAMPLES)) processorContract(processorById(id), samples);
