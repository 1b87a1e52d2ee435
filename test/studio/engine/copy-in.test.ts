// Copy in: all bytes or no file, and nothing left unheard of a source that fails.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import type { ByteSource } from '../../../src/files/place.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { copyIn } from '../../../src/studio/engine/copy-in.ts';
import { SILENT_RUN } from '../../../src/tasks/run.ts';
import { sameBytes } from '../../fixture.ts';

const BYTES = Uint8Array.from({ length: (9 << 20) + 5 }, (_, n) => n % 253);

/** Counts its closings; reads fail from `broken` on, a turn later. */
function source(broken = Infinity): ByteSource & { closed: number } {
  const made = {
    name: 'song.wav',
    bytes: BYTES.length,
    closed: 0,
    read: async (offset: number, length: number) => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (offset >= broken) throw new Fault('not-readable', 'input', { file: 'song.wav' });
      return BYTES.slice(offset, offset + length);
    },
    readInto: () => Promise.reject(new Error('not asked for')),
    close: async () => void made.closed++,
  };
  return made;
}

async function copied(from: ByteSource, isStopped = false): Promise<[string, Map<string, Uint8Array>]> {
  const files = new Map<string, Uint8Array>();
  const stop = new AbortController();
  if (isStopped) stop.abort();
  const code = await copyIn(from, memoryPlace(files), 'in/song.wav', {
    ...SILENT_RUN,
    signal: stop.signal,
  }).then(
    () => 'no fault',
    (fault: Fault) => fault.code,
  );
  await new Promise((resolve) => setTimeout(resolve, 20)); // an unheard failure would come now
  return [code, files];
}

describe('a file that is copied in', () => {
  it('is there to the last byte', async () => {
    const from = source();
    const [code, files] = await copied(from);
    expect([code, from.closed]).toEqual(['no fault', 1]);
    expect(sameBytes(files.get('in/song.wav')!, BYTES)).toBe(true);
  });

  it.each([
    ['cannot be read', 0, false, 'not-readable'],
    ['cannot be read in the middle', 8 << 20, false, 'not-readable'],
    ['is stopped', Infinity, true, 'cancelled'],
    ['is stopped before its failure is heard', 0, true, 'cancelled'],
  ])('is not there when it %s', async (_, broken, isStopped, expected) => {
    const from = source(broken);
    const [code, files] = await copied(from, isStopped);
    expect([code, files.size, from.closed]).toEqual([expected, 0, 1]);
  });
});
