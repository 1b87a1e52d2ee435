// Cancelling: what is stopped leaves nothing half done, and what was there before stands.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/master/plan.ts';
import type { Verb } from '../../../src/studio/engine/protocol.ts';
import { below, dropped, faultOf, session, songBytes, WISH, type Files, type Session } from './session.ts';

let bytes: Uint8Array;
/** A song that was heard, planned and rendered. */
let done: Files;
let plan: Plan;

beforeAll(async () => {
  bytes = await songBytes(4);
  const at = session();
  await at.call('hear', { id: 'a', file: dropped(bytes) });
  plan = await at.call('plan', { id: 'a', wish: WISH });
  await at.call('render', { id: 'a', plan });
  done = at.files;
});

const quieter = { ...WISH, intent: { ...WISH.intent, loudness: { mode: 'target' as const, lufs: -20 } } };

/** Aborts at the first telling of `stage`. */
function stopAt(stage: string): [(now: string) => void, AbortController] {
  const stop = new AbortController();
  return [(now) => void (now === stage && stop.abort()), stop];
}

async function finished(at: Session, id = 'a'): Promise<string> {
  const asked = await at.call('plan', { id, wish: WISH });
  const master = await at.call('render', { id, plan: asked });
  return JSON.stringify([asked, master.measurements, master.verification]);
}

describe('a song that is stopped while it', () => {
  it.each(['copy', 'listen'])('comes in (%s) is not there', async (stage) => {
    const at = session();
    const asked = at.call('hear', { id: 'a', file: dropped(bytes) }, ...stopAt(stage));
    expect(await faultOf(asked)).toBe('cancelled');
    expect(at.files.size).toBe(0);
    expect(await at.call('restore', undefined)).toEqual([]);
  });

  it('is delivered has no files, hidden ones neither', async () => {
    for (const stage of ['render', 'accept', 'report']) {
      const at = session(new Map(done));
      const asked = at.call('deliver', { id: 'a', plan, date: null }, ...stopAt(stage));
      expect(await faultOf(asked)).toBe('cancelled');
      expect([...at.files.keys()]).toEqual([...done.keys()]);
    }
  });

  it.each(['plan', 'render'])(
    'is worked on (%s) can be worked on again, as if nothing had been',
    async (verb) => {
      const files: Files = new Map(done);
      const at = session(files);
      const wish = quieter;
      if (verb === 'plan') {
        expect(await faultOf(at.call('plan', { id: 'a', wish }, ...stopAt('forecast')))).toBe('cancelled');
      } else {
        const other = await at.call('plan', { id: 'a', wish });
        const asked = at.call('render', { id: 'a', plan: other }, ...stopAt('render'));
        expect(await faultOf(asked)).toBe('cancelled');
      }
      expect(await finished(at)).toBe(await finished(session(new Map(done))));
      const tracks = new Set(below(files, 'songs/a/master-').map((path) => path.split('/')[2]));
      expect(tracks.size).toBeLessThanOrEqual(2);
      await session(files).call('restore', undefined);
      expect(new Set(below(files, 'songs/a/master-').map((path) => path.split('/')[2])).size).toBe(1);
    },
  );
});

describe('a newer wish', () => {
  it('stops the older plan and the running render', async () => {
    const at = session(new Map(done));
    const other = await at.call('plan', { id: 'a', wish: quieter });
    const rendering = faultOf(at.call('render', { id: 'a', plan: other }));
    const older = faultOf(
      at.call('plan', { id: 'a', wish: { ...quieter, strengths: { level: 1, tone: 0.2 } } }),
    );
    const newest = at.call('plan', { id: 'a', wish: WISH });
    expect(await Promise.all([rendering, older])).toEqual(['cancelled', 'cancelled']);
    expect(JSON.stringify(await newest)).toBe(JSON.stringify(plan));
  });

  it('leaves a delivery alone', async () => {
    const at = session(new Map(done));
    const delivering = at.call('deliver', { id: 'a', plan, date: null });
    await at.call('plan', { id: 'a', wish: quieter });
    expect((await delivering).files.length).toBe(6);
  });

  it('keeps what the deck may still play of the last whole master, however often the wish changes', async () => {
    const at = session(new Map(done));
    const first = below(at.files, 'songs/a/master-000001/');
    for (const tone of [0.1, 0.2, 0.3]) {
      const wish = { ...quieter, strengths: { tone } };
      const asked = await at.call('plan', { id: 'a', wish });
      const stop = new AbortController();
      const rendering = at.call(
        'render',
        { id: 'a', plan: asked },
        (_, share) => share > 0.6 && stop.abort(),
        stop,
      );
      expect(await faultOf(rendering)).toBe('cancelled');
      expect(below(at.files, 'songs/a/master-000001/')).toEqual(first);
    }
    expect(new Set(below(at.files, 'songs/a/master-').map((path) => path.split('/')[2])).size).toBeLessThan(
      4,
    );
  });

  it('keeps the one that came further than those after it: the deck may play it beyond their fronts', async () => {
    const at = session();
    await at.call('hear', { id: 'a', file: dropped(await songBytes(13)) });
    const stopped = async (tone: number, fronts: number): Promise<void> => {
      // what loudness costs does not matter here, and takes its time
      const intent = { ...quieter.intent, loudness: { mode: 'off' } as const };
      const asked = await at.call('plan', { id: 'a', wish: { ...quieter, intent, strengths: { tone } } });
      const stop = new AbortController();
      const enough = (): void => {
        if (rendering.told.fronts.length >= fronts) stop.abort();
      };
      const rendering = at.call('render', { id: 'a', plan: asked }, enough, stop);
      expect(await faultOf(rendering)).toBe('cancelled');
    };
    const tracks = (): string[] =>
      [...new Set(below(at.files, 'songs/a/master-').map((path) => path.split('/')[2]!))].sort();
    await finished(at);
    await stopped(0.1, 2);
    await stopped(0.2, 1);
    await stopped(0.3, 0);
    expect(tracks()).toEqual(['master-000001', 'master-000002', 'master-000003']);
    await stopped(0.4, 2);
    await stopped(0.5, 0);
    expect(tracks()).toEqual(['master-000001', 'master-000005']);
  });

  it('keeps what the deck plays until the newer master is whole', async () => {
    const at = session(new Map(done));
    const first = below(at.files, 'songs/a/master-000001/');
    const other = await at.call('plan', { id: 'a', wish: quieter });
    const master = await at.call('render', { id: 'a', plan: other });
    expect(master.version).toBe(2);
    expect(below(at.files, 'songs/a/master-000001/')).toEqual(first);
    const third = await at.call('plan', { id: 'a', wish: { ...quieter, strengths: { tone: 0 } } });
    expect((await at.call('render', { id: 'a', plan: third })).version).toBe(3);
    expect(below(at.files, 'songs/a/master-000001/')).toEqual([]);
    expect(below(at.files, 'songs/a/master-000002/')).toHaveLength(first.length);
  });
});

describe('one at a time', () => {
  it('a wish for the song in hand goes before a song that comes in', async () => {
    const at = session(new Map(done));
    const ends: Verb[] = [];
    const hearing = at.call('hear', { id: 'b', file: dropped(bytes) }).then(() => ends.push('hear'));
    await at.call('attend', { id: 'a' });
    await at.call('plan', { id: 'a', wish: quieter });
    ends.push('plan');
    await hearing;
    expect(ends).toEqual(['plan', 'hear']);
  });

  it('songs that come in together are heard in their order, the one in hand first', async () => {
    const at = session();
    const order: string[] = [];
    const hear = (id: string): Promise<unknown> =>
      at.call('hear', { id, file: dropped(bytes) }).then(() => order.push(id));
    const all = ['a', 'b', 'c'].map(hear);
    await at.call('attend', { id: 'c' });
    await Promise.all(all);
    expect(order[0]).toBe('c');
    expect(order.slice(1)).toEqual(['a', 'b']);
    const songs = await session(at.files).call('restore', undefined);
    expect(songs.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
  });

  it('forgetting stops what is done for a song', async () => {
    const at = session(new Map(done));
    const other = await at.call('plan', { id: 'a', wish: quieter });
    const rendering = faultOf(at.call('render', { id: 'a', plan: other }));
    await at.call('forget', { id: 'a' });
    expect(await rendering).toBe('cancelled');
    expect(at.files.size).toBe(0);
  });
});
