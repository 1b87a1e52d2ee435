// Tee source: what passes is kept and measured unchanged; what does not pass to its end is not kept.
import { describe, expect, it } from 'vitest';
import { teeSource } from '../../src/preview/tee-source.ts';
import type { Block } from '../../src/signal/signal.ts';
import { collect, sourceOf, type Sink } from '../../src/signal/stream.ts';
import { noise } from '../signals.ts';

const SOUND = [noise(0.5, 1000, 1), noise(0.5, 1000, 2)];

function listeningSink(): Sink & { readonly left: number[]; readonly calls: string[] } {
  const left: number[] = [];
  const calls: string[] = [];
  return {
    left,
    calls,
    async write(block) {
      left.push(...block.channels[0]!.subarray(0, block.frames));
    },
    close: async () => void calls.push('close'),
    abort: async () => void calls.push('abort'),
  };
}

describe('a tee', () => {
  it('gives, keeps and measures the very same sound', async () => {
    const sink = listeningSink();
    const heard: number[] = [];
    const meter = {
      push: (block: Block) => void heard.push(...block.channels[0]!.subarray(0, block.frames)),
    };
    const tee = teeSource(sourceOf(SOUND, 44100), sink, [meter]);
    expect([tee.frames, tee.format]).toEqual([1000, { sampleRateHz: 44100, channels: 2 }]);
    expect(await collect(tee)).toEqual(SOUND);
    await tee.close();
    await tee.close();
    expect(sink.left).toEqual([...SOUND[0]!]);
    expect(heard).toEqual(sink.left);
    expect(sink.calls).toEqual(['close']);
  });

  it('keeps the sound before whoever pulls it may change it', async () => {
    const sink = listeningSink();
    const tee = teeSource(sourceOf(SOUND, 44100), sink);
    for (let block = await tee.pull(300); block; block = await tee.pull(300)) block.channels[0]!.fill(9);
    expect(sink.left).toEqual([...SOUND[0]!]);
  });

  it('aborts the sink when it is closed before its end, and closes the source', async () => {
    let closed = 0;
    const source = { ...sourceOf(SOUND, 44100), close: async () => void closed++ };
    const sink = listeningSink();
    const tee = teeSource(source, sink);
    await tee.pull(10);
    await tee.close();
    expect([sink.calls, closed]).toEqual([['abort'], 1]);
  });

  it('hands on what the sink fails with', async () => {
    const full = { ...listeningSink(), write: () => Promise.reject(new Error('full')) };
    const tee = teeSource(sourceOf(SOUND, 44100), full);
    await expect(tee.pull(10)).rejects.toThrow('full');
    await tee.close();
    expect(full.calls).toEqual(['abort']);
  });
});
