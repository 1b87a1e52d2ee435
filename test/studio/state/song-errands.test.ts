// Tests of the errands: a song that is taken up again, or wished anew, before its work had stopped is worked on again.
import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../../../src/studio/engine/engine-client.ts';
import { SongErrands } from '../../../src/studio/state/song-errands.ts';
import type { Song } from '../../../src/studio/state/song.svelte.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

interface Call {
  readonly verb: string;
  done(result: unknown): void;
}

/** Answers when the test says so; a cancelled call fails a turn later, as over a worker's border. */
function engine(): { client: EngineClient; calls: Call[] } {
  const calls: Call[] = [];
  const call = (verb: string, _: unknown, options?: { signal?: AbortSignal }): Promise<unknown> =>
    verb === 'pyramid'
      ? Promise.resolve(null)
      : new Promise((resolve, reject) => {
          calls.push({ verb, done: resolve });
          options?.signal?.addEventListener('abort', () =>
            setTimeout(() => reject({ code: 'cancelled', kind: 'usage', facts: {} })),
          );
        });
  return { client: { call } as unknown as EngineClient, calls };
}

function song(heard: unknown): Song {
  const made = {
    id: '1',
    title: 'song',
    wish: 'first',
    phase: 'queued',
    outdated: true,
    settling: false,
    share: 0,
    heard,
    plan: null,
    master: null,
    file: null,
    fault: null,
    abort: null,
    tell: () => void (made.phase = 'listening'),
    fail: () => void (made.phase = 'cancelled'),
  };
  return made as unknown as Song;
}

function errands(song: Song): { work: SongErrands; calls: Call[] } {
  const { client, calls } = engine();
  return { work: new SongErrands(client, { inOrder: () => [song], say: () => {} }), calls };
}

describe('song errands', () => {
  it('hear a song again that was removed and brought back while it was being heard', async () => {
    const one = song(null);
    const { work, calls } = errands(one);
    work.wake();
    one.abort!.abort();
    one.phase = 'queued';
    await turn();
    await turn();
    expect(calls.map(({ verb }) => verb)).toEqual(['hear', 'hear']);
    expect(one.phase).toBe('listening');
  });

  it('make the master anew for a newer wish, from its beginning', async () => {
    const one = song({});
    const { work, calls } = errands(one);
    work.wake();
    one.share = 0.7;
    one.settling = true;
    work.remake(one);
    expect([one.phase, one.share, one.settling, one.outdated]).toEqual(['queued', 0, false, true]);
    await turn();
    await turn();
    expect(calls.map(({ verb }) => verb)).toEqual(['plan', 'plan']);
    expect(one.outdated).toBe(false);
  });

  it('leave a master outdated that was finished after the next change', async () => {
    const one = song({});
    const { work, calls } = errands(one);
    work.wake();
    one.outdated = true; // a control was touched; what it asks for comes when it rests
    calls[0]!.done({});
    await turn();
    calls[1]!.done({ plan: {} });
    await turn();
    expect([one.phase, one.outdated]).toEqual(['ready', true]);
  });
});
