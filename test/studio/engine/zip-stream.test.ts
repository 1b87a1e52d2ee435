// Zip stream: every file whole, under its name, and the same bytes each time.
import { describe, expect, it } from 'vitest';
import { zipStream } from '../../../src/studio/engine/zip-stream.ts';
import { sameBytes } from '../../fixture.ts';

const contents = {
  'Lied ä.wav': new Uint8Array(70_000).fill(7),
  'plan.json': new TextEncoder().encode('{}'),
};

async function zipped(lastModified: number): Promise<Uint8Array> {
  const files = Object.entries(contents).map(([name, bytes]) => ({
    name,
    file: new File([bytes], 'stored', { lastModified }),
  }));
  return new Uint8Array(await new Response(zipStream(files)).arrayBuffer());
}

/** The files that the central directory lists (PKWARE APPNOTE 4.3.12). */
function listed(zip: Uint8Array): { name: string; crc: number; method: number; bytes: Uint8Array }[] {
  const view = new DataView(zip.buffer);
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
    const files = listed(await zipped(0));
    expect(files.map(({ name }) => name)).toEqual(Object.keys(contents));
    for (const { name, bytes, crc, method } of files) {
      expect(sameBytes(bytes, contents[name as keyof typeof contents])).toBe(true);
      expect([crc, method]).toEqual([crc32(bytes), 0]);
    }
  });

  it('repeats, whenever its files were written', async () => {
    expect(sameBytes(await zipped(1e12), await zipped(1.7e12))).toBe(true);
  });
});
