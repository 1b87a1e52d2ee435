// Advice: a song's other ways, each making the master it foretells when it is taken; words understood, or refused at once.
import { beforeAll, describe, expect, it } from 'vitest';
import type { CandidateOffers, HeardSong } from '../../../src/studio/engine/protocol.ts';
import { faultOf, dropped, session, songBytes, WISH, type Session } from './session.ts';

let at: Session;
let heard: HeardSong;
let found: CandidateOffers;

beforeAll(async () => {
  at = session();
  const bytes = await songBytes(1.5, 22050);
  heard = (await at.call('hear', { id: 'one', file: dropped(bytes, 'Song.wav') })).heard!;
  found = await at.call('candidates', { id: 'one', wish: WISH });
});

describe('the other ways to master a song', () => {
  it('are several, and what is recommended is what was wished', () => {
    expect(found.offers.length).toBeGreaterThan(2);
    expect(found.offers.find(({ id }) => id === 'recommended')!.wish).toEqual(WISH);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('are looked for once for each wish', async () => {
    expect(await at.call('candidates', { id: 'one', wish: WISH })).toBe(found);
  });

  it.each(['alone', 'gentle'])('come out as foretold when taken: %s', async (taken) => {
    const { wish, figures } = found.offers.find(({ id }) => id === taken)!;
    const { promise } = await at.call('plan', { id: 'one', wish });
    const lufs = promise.integratedLufs ?? heard.analysis.measurements.loudness.integratedLufs;
    expect(Math.abs(lufs! - figures.integratedLufs!)).toBeLessThan(0.3);
  });

  it('stop being looked for when asked to', async () => {
    const stop = new AbortController();
    const wish = { ...WISH, intent: { ...WISH.intent, style: 'warm' } };
    const looking = at.call('candidates', { id: 'one', wish }, () => stop.abort(), stop);
    expect(await faultOf(looking)).toBe('cancelled');
  });
});

describe('what is said to a plan', () => {
  it('becomes part of it', async () => {
    await at.call('understand', { id: 'one', words: 'less harsh' });
    const said = await at.call('plan', { id: 'one', wish: { ...WISH, words: ['more bass', 'less harsh'] } });
    const own = said.moves.filter(({ stage }) => stage === 'own').map(({ id }) => id);
    expect(own).toEqual(['words-bass', 'words-harshness']);
  });

  it.each([
    ['more fleece', 'unknown-word'],
    ['less harsh at 9:00', 'place-beyond-song'],
  ])('is refused at once where it cannot be done: %s', async (words, code) => {
    expect(await faultOf(at.call('understand', { id: 'one', words }))).toBe(code);
  });
});
