// Failing place: a disk that fills up, or is taken away, at every single write of every writer: a Fault, and nothing left.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { ByteSink, Place } from '../../src/files/place.ts';
import { createAudio } from '../../src/files/save.ts';
import type { WriterKind } from '../../src/files/writer.ts';
import { WRITERS } from '../../src/files/writers.ts';
import { Fault } from '../../src/signal/fault.ts';

const FRAMES = 2400;
/** Of the writes of one file, spread from the first to the last. */
const MOST_MOMENTS = 12;
const FULL = new Fault('disk-full', 'output', { file: 'song' });
const OLD = Uint8Array.of(1, 2, 3);

interface Watched {
  readonly place: Place;
  readonly files: Map<string, Uint8Array>;
  calls: number;
  open: number;
}

/** Counts what is asked of its sinks, and fails at the call of that number; -1 for never. */
function failing(at: number, files = new Map<string, Uint8Array>()): Watched {
  const watched: Watched = { place: memoryPlace(files), files, calls: 0, open: 0 };
  const step = (): void => {
    if (watched.calls++ === at) throw FULL;
  };
  const wrap = (sink: ByteSink): ByteSink => {
    let open = true;
    watched.open++;
    const end = (): void => {
      if (open) watched.open--;
      open = false;
    };
    const ending = async (act: () => Promise<void>): Promise<void> => {
      step();
      await act();
    };
    return {
      write: (bytes) => ending(() => sink.write(bytes)),
      rewrite: (offset, bytes) => ending(() => sink.rewrite(offset, bytes)),
      commit: () =>
        ending(async () => {
          await sink.commit();
          end();
        }),
      abort: async () => {
        await sink.abort();
        end();
      },
    };
  };
  const { place } = watched;
  return Object.assign(watched, {
    place: { ...place, create: async (path, options) => wrap(await place.create(path, options)) } as Place,
  });
}

/** Writes a short sound as whoever uses a writer does: closed when all is well, else given up. */
async function write(kind: WriterKind, { place }: Watched): Promise<void> {
  const encoding = kind.encodings[0] ?? { encoding: 'float', bits: 32 };
  const sampleRateHz = kind.ratesHz?.includes(44100) === false ? kind.ratesHz[0]! : 44100;
  const format = { sampleRateHz, channels: 2, ...encoding, frames: FRAMES };
  const sink = await createAudio(place, 'song', kind.id, format, { replace: true });
  try {
    const half = FRAMES / 2;
    for (const from of [0, half]) {
      const samples = Float64Array.from({ length: half }, (_, i) => ((from + i) % 256) / 512);
      await sink.write({ channels: [samples, samples.slice()], frames: half });
    }
    await sink.close();
  } catch (reason) {
    await sink.abort();
    throw reason;
  }
}

describe.each(WRITERS.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  it('keeps the old file, and leaves nothing open, wherever the place fails', async () => {
    const well = failing(-1);
    await write(kind, well);
    expect(well.files.get('song')!.length).toBeGreaterThan(100);
    expect(well.open).toBe(0);
    const { calls } = well;
    expect(calls).toBeGreaterThanOrEqual(2);
    const moments = Math.min(calls, MOST_MOMENTS);
    for (let moment = 0; moment < moments; moment++) {
      const at = Math.round((moment * (calls - 1)) / (moments - 1));
      const watched = failing(at, new Map([['song', OLD]]));
      await expect(write(kind, watched), `call ${at} of ${calls}`).rejects.toBe(FULL);
      expect([...watched.files], `call ${at} of ${calls}`).toEqual([['song', OLD]]);
      expect(watched.open, `call ${at} of ${calls}`).toBe(0);
    }
  });
});
