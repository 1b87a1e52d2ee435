// Decoder thread: a decoder that hangs, dies or eats the memory costs one file, and the next one is read.
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { memorySource } from '../../src/files/memory-place.ts';
import { MP3 } from '../../src/files/mpeg/mp3.ts';
import { OGG } from '../../src/files/ogg/ogg.ts';
import type { ByteSource } from '../../src/files/place.ts';
import { decoderThread } from '../../src/places/decoder-thread.ts';
import { Fault } from '../../src/signal/fault.ts';
import { collect } from '../../src/signal/stream.ts';
import { fixture } from '../fixture.ts';

const BUILT = new URL('../../dist/cli/decode-worker.js', import.meta.url);
const started: Worker[] = [];

function keep(worker: Worker): Worker {
  started.push(worker);
  return worker;
}

const real = (): Worker => keep(new Worker(BUILT));
/** A thread that answers `open` and does `atPull` when it is asked for sound. */
const faked = (atPull: string): Worker =>
  keep(
    new Worker(
      `const { parentPort } = require('node:worker_threads');
      const sound = { sampleRateHz: 44100, channels: 1 };
      parentPort.on('message', ({ what }) => {
        if (what === 'open') parentPort.postMessage({ what: 'opened', format: {}, sound, frames: null, notes: [] });
        else { ${atPull} }
      });`,
      { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } },
    ),
  );

const LIMITS = { stuckMs: 1000, mostGrowthBytes: 200 << 20 };

/** The first worker is `first`, all others are real ones. */
function after(first: () => Worker): () => Worker {
  let count = 0;
  return () => (count++ === 0 ? first() : real());
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.terminate()));
});

const file = (name: string): ByteSource => memorySource(name, fixture(name));

describe('a decoder in a thread of its own', () => {
  it.each([
    ['mp3', 'sines-lame.mp3', MP3],
    ['ogg', 'sines.ogg', OGG],
    ['ogg', 'sines.opus', OGG],
  ])('gives what it gives without one: %s, %s', async (id, name, kind) => {
    const read = decoderThread(real);
    const plain = await kind.read(file(name));
    for (let times = 0; times < 2; times++) {
      const apart = await read(id, file(name));
      expect(apart.format).toEqual(plain.format);
      expect(apart.source.format).toEqual(plain.source.format);
      expect(apart.source.frames).toBe(plain.source.frames);
      const found = await collect(apart.source);
      await apart.source.close();
      if (times === 0) expect(found).toEqual(await collect(plain.source));
      expect(apart.notes).toEqual(plain.notes);
    }
    await plain.source.close();
    expect(started.length, 'one thread is kept alive').toBe(1);
  });

  it('hands on the Faults of the reader, and those of the place as they were', async () => {
    const read = decoderThread(real);
    const noise = memorySource('noise.ogg', new Uint8Array(5000));
    await expect(read('ogg', noise)).rejects.toMatchObject({
      code: 'no-audio',
      facts: { file: 'noise.ogg' },
    });
    const lost = new Fault('not-readable', 'input', { file: 'x', reason: 'EIO' });
    const broken = {
      ...file('sines-lame.mp3'),
      readInto: () => Promise.reject(lost),
      read: () => Promise.reject(lost),
    };
    await expect(read('mp3', broken)).rejects.toBe(lost);
    expect(started.length).toBe(1);
  });

  it.each([
    ['hangs', 'for (;;);', { code: 'decoder-stuck', facts: { seconds: 1 } }],
    ['waits for nothing', '', { code: 'decoder-stuck' }],
    ['throws', "throw new Error('no')", { code: 'decoder-died' }],
    ['ends', 'process.exit(3)', { code: 'decoder-died' }],
    [
      'fills its heap',
      'const all = []; for (;;) all.push(new Array(1000).fill(all.length));',
      { code: 'decoder-died', facts: { reason: 'ERR_WORKER_OUT_OF_MEMORY' } },
    ],
    [
      'fills the memory',
      'const all = []; for (let i = 0; i < 300; i++) all.push(new Uint8Array(1 << 20).fill(1)); for (;;);',
      { code: 'decoder-died', facts: { reason: 'memory' } },
    ],
  ])('that %s costs one file', async (_, atPull, fault) => {
    const read = decoderThread(
      after(() => faked(atPull)),
      LIMITS,
    );
    let closed = 0;
    const bytes = file('sines-lame.mp3');
    const { source } = await read('mp3', {
      ...bytes,
      close: async () => {
        closed++;
      },
    });
    await expect(source.pull(1000)).rejects.toMatchObject(fault);
    await expect(source.pull(1000)).rejects.toMatchObject(fault);
    await source.close();
    await source.close();
    expect(closed).toBe(1);
    const next = await read('mp3', file('sines-lame.mp3'));
    expect((await next.source.pull(1000))?.frames).toBe(1000);
    await next.source.close();
  });

  it('is not taken for stuck while the place is slow', async () => {
    const read = decoderThread(real, LIMITS);
    const bytes = file('sines-lame.mp3');
    const slow: ByteSource = {
      ...bytes,
      async read(offset, length) {
        await new Promise((resolve) => setTimeout(resolve, 1.3 * LIMITS.stuckMs));
        return bytes.read(offset, length);
      },
    };
    // the thread is there: loading it is not what is slow here
    await (await read('mp3', bytes)).source.close();
    const { source } = await read('mp3', slow);
    expect((await source.pull(500))?.frames).toBe(500);
    await source.close();
  });
});
