// Offset: taken away where it costs headroom, left where it is small or a step that comes and goes.
import { describe, expect, it } from 'vitest';
import { OFFSET } from '../../../src/master/deciders/offset.ts';
import { decideMoves } from '../../../src/master/decide.ts';
import { analysisOf, intentOf, questionOf, SONG } from '../analyses.ts';

describe('offset', () => {
  it('removes a constant that costs headroom, before anything else', () => {
    const [first] = decideMoves(analysisOf({ dcOffset: [0.004, 0] }), intentOf(), SONG).moves;
    expect(first).toMatchObject({ id: 'dc', kind: 'low-clean', params: { hz: 5 } });
    // 0.004 is -48 dBFS, and the song's RMS -22 dBFS.
    expect(first!.because[0]).toMatchObject({ code: 'dc', value: -25.96 });
  });

  it('leaves alone what is small against the sound', () => {
    expect(OFFSET.decide(questionOf({ dcOffset: [0.001, -0.001] })).moves).toEqual([]);
    expect(OFFSET.decide(questionOf()).moves).toEqual([]);
  });
});
