// Zip files: every file whole, under its name, and the same bytes each time; nothing where it did not come to its end.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import type { Place } from '../../../src/files/place.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { zipFiles } from '../../../src/places/zip-files.ts';
import { SILENT_RUN, watchStage, type Run } from '../../../src/tasks/run.ts';
import { sameBytes } from '../../fixture.ts';

const contents: Readonly<Record<string, Uint8Array>> = {
  'Lied ä.wav': Uint8Array.from({ length: 2_700_000 }, (_, n) => n % 251),
  'plan.json': new TextEncoder().encode('{}'),
};
const named = Object.entries(contents).map(([name, { length }]) => ({
  name,
  path: `out/${name}`,
  bytes: length,
}));

const stored = (): Map<string, Uint8Array> =>
  new Map(Object.entries(contents).map(([name, bytes]) => [`out/${name}`, bytes]));

async function zipped(): Promise<Uint8Array> {
  const files = stored();
  const bytes = await zipFiles(memoryPlace(files), named, 'zip/all.zip', watchStage(SILENT_RUN, 'zip'));
  expect(files.get('zip/all.zip')!.length).toBe(bytes);
  return files.get('zip/all.zip')!;
}

/** What is left at a place where it failed. */
async function failed(
  run: Run,
  over: (place: Place) => Place = (place) => place,
): Promise<[string, string[]]> {
  const files = stored();
  const code = await zipFiles(over(memoryPlace(files)), named, 'zip/all.zip', watchStage(run, 'zip')).then(
    () => 'no fault',
    (fault: Fault) => fault.code,
  );
  return [code, [...files.keys()].filter((path) => !path.startsWith('out/'))];
}

/** The files that the central directory lists (PKWARE APPNOTE 4.3.12). */
function listed(zip: Uint8Array): { name: string; crc: number; method: number; bytes: Uint8Array }[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const end = zip.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
    const start = view.getUint32(at + 42, true);
    const body = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const file = {
      name,
      crc: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      bytes: zip.slice(body, body + view.getUint32(at + 24, true)),
    };
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return file;
  });
}

/** CRC-32 of ISO 3309, bit by bit. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

describe('a zip', () => {
  it('holds every file as it is', async () => {
    const files = listed(await zipped());
    expect(files.map(({ name }) => name)).toEqual(Object.keys(contents));
    for (const { name, bytes, crc, method } of files) {
      expect(sameBytes(bytes, contents[name]!)).toBe(true);
      expect([crc, method]).toEqual([crc32(bytes), 0]);
    }
  });

  it('repeats', async () => {
    expect(sameBytes(await zipped(), await zipped())).toBe(true);
  });

  it('tells how far it is, to the end', async () => {
    const shares: number[] = [];
    const run: Run = { progress: (stage, share) => void (stage === 'zip' && shares.push(share)) };
    await zipFiles(memoryPlace(stored()), named, 'zip/all.zip', watchStage(run, 'zip'));
    expect(shares.length).toBeGreaterThan(4);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
  });

  it('is not there when it is stopped halfway', async () => {
    const stop = new AbortController();
    const run: Run = { signal: stop.signal, progress: (_, share) => void (share > 0.3 && stop.abort()) };
    expect(await failed(run)).toEqual(['cancelled', []]);
  });

  it('is not there when the disk is full, before or in the middle', async () => {
    const full = (): never => {
      throw new Fault('disk-full', 'output', { file: 'all.zip' });
    };
    const asked: (number | undefined)[] = [];
    const before = (place: Place): Place => ({
      ...place,
      create: async (_, options) => {
        asked.push(options?.expectedBytes);
        return full();
      },
    });
    expect(await failed(SILENT_RUN, before)).toEqual(['disk-full', []]);
    expect(asked).toEqual([(await zipped()).length]);
    const during = (place: Place): Place => ({
      ...place,
      create: async (...how) => {
        const sink = await place.create(...how);
        let left = 1_500_000;
        return {
          write: async (bytes) => ((left -= bytes.length) < 0 ? full() : sink.write(bytes)),
          rewrite: (offset, bytes) => sink.rewrite(offset, bytes),
          commit: () => sink.commit(),
          abort: () => sink.abort(),
        };
      },
    });
    expect(await failed(SILENT_RUN, during)).toEqual(['disk-full', []]);
  });

  it('closes every file it reads, also when it is stopped', async () => {
    let open = 0;
    const counted = (place: Place): Place => ({
      ...place,
      open: async (path) => {
        const source = await place.open(path);
        open++;
        const close = async (): Promise<void> => {
          open--;
          await source.close();
        };
        return { ...source, read: source.read.bind(source), readInto: source.readInto.bind(source), close };
      },
    });
    await zipFiles(counted(memoryPlace(stored())), named, 'zip/all.zip', watchStage(SILENT_RUN, 'zip'));
    expect(open).toBe(0);
    const stop = new AbortController();
    const run: Run = { signal: stop.signal, progress: (_, share) => void (share > 0.3 && stop.abort()) };
    await failed(run, counted);
    expect(open).toBe(0);
  });
});
