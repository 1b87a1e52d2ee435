// Errands in turn: who waits for whom when several songs want the engine, and what comes in the moment in which a call ends.
import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../../../src/studio/engine/engine-client.ts';
import type { FaultRecord } from '../../../src/studio/engine/protocol.ts';
import { SongErrands } from '../../../src/studio/state/song-errands.ts';
import type { Song } from '../../../src/studio/state/song.svelte.ts';

const CANCELLED: FaultRecord = { code: 'cancelled', kind: 'output', facts: {} };

/** What the page knows of a song, without the page. */
function song(id: string, heard: boolean): Song {
  const plain = {
    id,
    title: id,
    file: null,
    wish: {},
    phase: 'queued',
    outdated: true,
    heard: heard ? {} : null,
    tell: () => (plain.phase = 'busy'),
    fail: (fault: FaultRecord) => (plain.phase = fault.code === 'cancelled' ? 'cancelled' : 'failed'),
  };
  return plain as unknown as Song;
}

interface Asked {
  readonly what: string;
  end(result: unknown): void;
}

/** An engine that does nothing until it is told to. */
class SlowEngine {
  readonly asked: Asked[] = [];
  /** Calls at work of one song at once. */
  most = 0;
  readonly #running = new Map<string, number>();

  call(verb: string, { id }: { id: string }, { signal }: { signal?: AbortSignal } = {}): Promise<unknown> {
    if (verb === 'pyramid') return Promise.resolve(null);
    this.#count(id, 1);
    return new Promise((resolve, reject) => {
      let over = false;
      const finish = (settle: () => void): void => {
        if (!over) this.#count(id, -1);
        over = true;
        settle();
      };
      signal?.addEventListener('abort', () => setTimeout(() => finish(() => reject(CANCELLED)), 5));
      this.asked.push({ what: `${verb} ${id}`, end: (result) => finish(() => resolve(result)) });
    });
  }

  get whats(): string[] {
    return this.asked.map(({ what }) => what);
  }

  end(what: string, result: unknown = {}): Promise<void> {
    this.asked.findLast((each) => each.what === what)!.end(result);
    return settled();
  }

  #count(id: string, step: number): void {
    this.#running.set(id, (this.#running.get(id) ?? 0) + step);
    this.most = Math.max(this.most, this.#running.get(id)!);
  }
}

/** Timers of 5 ms one after the other: however slow the machine, what an abort sets going has come by then. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
}

function desk(songs: Song[]): { engine: SlowEngine; work: SongErrands; take(id: string): void } {
  const engine = new SlowEngine();
  let inHand = songs[0]!;
  const work = new SongErrands(engine as unknown as EngineClient, {
    inOrder: () => [inHand, ...songs.filter((each) => each !== inHand)],
    say: () => {},
  });
  return { engine, work, take: (id) => (inHand = songs.find((each) => each.id === id)!) };
}

describe('errands', () => {
  it('make the song in hand anew at once, while another is being made', async () => {
    const [a, b] = [song('a', true), song('b', true)];
    const { engine, work } = desk([a, b]);
    work.wake();
    await engine.end('plan a');
    await engine.end('render a');
    await engine.end('plan b');
    expect(engine.whats).toEqual(['plan a', 'render a', 'plan b', 'render b']);
    work.remake(a);
    await settled();
    expect(engine.whats.slice(4)).toEqual(['plan a']);
    await engine.end('render b');
    await engine.end('plan a');
    await engine.end('render a');
    expect([a.phase, b.phase, engine.most]).toEqual(['ready', 'ready', 1]);
  });

  it('listen to the song that is taken in hand, while another is being heard', async () => {
    const { engine, work, take } = desk([song('a', false), song('b', false), song('c', false)]);
    work.wake();
    await settled();
    expect(engine.whats).toEqual(['hear a']);
    take('c');
    work.wake();
    await settled();
    expect(engine.whats).toEqual(['hear a', 'hear c']);
  });

  it.each(['plan', 'render'])('lose no wish that comes in the moment in which a %s ends', async (verb) => {
    const a = song('a', true);
    const { engine, work } = desk([a]);
    work.wake();
    if (verb === 'render') await engine.end('plan a');
    const ended = engine.end(`${verb} a`);
    work.remake(a);
    await ended;
    expect(engine.whats.slice(-1)).toEqual(['plan a']);
    await engine.end('plan a');
    await engine.end('render a');
    expect([a.phase, a.outdated, engine.most]).toEqual(['ready', false, 1]);
  });

  it.each(['hear', 'plan'])('go no further when stopped in the moment in which a %s ends', async (verb) => {
    const a = song('a', verb === 'plan');
    const { engine, work } = desk([a]);
    work.wake();
    const ended = engine.end(`${verb} a`, { heard: {} });
    a.abort!.abort();
    await ended;
    expect([a.phase, engine.whats]).toEqual(['cancelled', [`${verb} a`]]);
  });

  it('never work twice on one song at once, however often it is wished anew', async () => {
    const a = song('a', true);
    const { engine, work } = desk([a]);
    work.wake();
    await settled();
    for (let change = 0; change < 4; change++) {
      work.remake(a);
      if (change % 2 === 0) await settled();
    }
    await settled();
    expect(engine.most).toBe(1);
    await engine.end('plan a');
    await engine.end('render a');
    expect(a.phase).toBe('ready');
  });
});
