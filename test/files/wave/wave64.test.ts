// Wave64: the shared suite, the layout to the byte, GUIDs in either byte order, sizes that lie.
import { describe, expect, it } from 'vitest';
import { viewOf, writeUint64 } from '../../../src/files/bytes.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { wave64Guid, wave64Name } from '../../../src/files/wave/wave64-guid.ts';
import { WAVE64 } from '../../../src/files/wave/wave64.ts';
import { WAVE64_WRITER } from '../../../src/files/wave/wave64-writer.ts';
import { collect } from '../../../src/signal/stream.ts';
import { formatContract, stepNoise, writtenBytes } from '../../contracts/format.ts';
import { hexOf } from '../../fixture.ts';

formatContract(WAVE64, { writer: WAVE64_WRITER, brokenCases: 2 });

const CD = { encoding: 'pcm', bits: 16, sampleRateHz: 44100, channels: 2, frames: 3 } as const;
const SOUND = [stepNoise(3, CD, 1), stepNoise(3, CD, 2)];
const TAIL = 'f3acd3118cd100c04f8edb8a';
/** Where the head of `data` stands: behind riff, wave and a `fmt ` of 16 bytes. */
const DATA_AT = 24 + 16 + 40;

async function hear(bytes: Uint8Array) {
  const file = await WAVE64.read(memorySource('song.w64', bytes));
  return { channels: await collect(file.source), notes: file.notes.map(({ code }) => code) };
}

/** With another size in the head at `at`. */
function resized(bytes: Uint8Array, at: number, size: number): Uint8Array {
  const copy = bytes.slice();
  writeUint64(viewOf(copy), at + 16, size, true);
  return copy;
}

/** A chunk that nobody needs between `fmt ` and `data`. */
function withExtra(bytes: Uint8Array, name: string, size: number): Uint8Array {
  const extra = new Uint8Array(40);
  extra.set(wave64Guid(name));
  writeUint64(viewOf(extra), 16, size, true);
  return Uint8Array.from([...bytes.subarray(0, DATA_AT), ...extra, ...bytes.subarray(DATA_AT)]);
}

describe('Wave64', () => {
  it('lays a 16-bit stereo file out as its specification has it', async () => {
    const bytes = await writtenBytes(WAVE64_WRITER, SOUND, CD);
    const wanted = [
      '726966662e91cf11a5d628db04c10000 7400000000000000', // riff, 116 bytes in all
      `77617665${TAIL}`,
      `666d7420${TAIL} 2800000000000000 0100020044ac000010b1020004001000`,
      `64617461${TAIL} 2400000000000000`, // 12 bytes of sound and the head
    ];
    expect(hexOf(bytes.subarray(0, DATA_AT + 24))).toBe(wanted.join('').replaceAll(' ', ''));
    expect(bytes.length).toBe(116);
    expect((await hear(bytes)).channels).toEqual(SOUND);
  });

  it('knows GUIDs whose numbers were written with the high byte first', async () => {
    const turned = (guid: Uint8Array): Uint8Array =>
      Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (i) => guid[i]!);
    for (const name of ['riff', 'wave', 'fmt ', 'data']) {
      expect(wave64Name(wave64Guid(name), 0)).toBe(name);
      expect(wave64Name(turned(wave64Guid(name)), 0)).toBe(name);
    }
    expect(wave64Name(wave64Guid('bext'), 0)).toBe('');
    const bytes = await writtenBytes(WAVE64_WRITER, SOUND, CD);
    for (const at of [0, 24, 40, DATA_AT]) bytes.set(turned(bytes.slice(at, at + 16)), at);
    expect(WAVE64.sniff(bytes)).toBe(1);
    expect((await hear(bytes)).channels).toEqual(SOUND);
  });

  it('passes over what it need not know, and tells of sizes that lie', async () => {
    const bytes = await writtenBytes(WAVE64_WRITER, SOUND, CD);
    const cases: [string, Uint8Array, string[]][] = [
      ['another chunk', withExtra(bytes, 'bext', 35), []],
      ['sound of unknown size', resized(bytes, DATA_AT, 2 ** 60), ['data-size-unknown']],
      ['more sound than there is', resized(bytes, DATA_AT, 9999), ['data-cut-short']],
      ['half a frame', Uint8Array.from([...resized(bytes, DATA_AT, 38), 1, 2]), ['partial-frame']],
    ];
    for (const [name, file, notes] of cases) {
      const heard = await hear(file);
      expect(heard.channels, name).toEqual(SOUND);
      expect(heard.notes, name).toEqual(notes);
    }
  });

  it.each([
    ['cut before its sound', (bytes: Uint8Array) => bytes.slice(0, DATA_AT + 3), 'file-cut-short'],
    ['a chunk beyond the file', (bytes: Uint8Array) => withExtra(bytes, 'junk', 2 ** 52), 'no-data-chunk'],
    ['a chunk smaller than its head', (bytes: Uint8Array) => withExtra(bytes, 'junk', 3), 'no-data-chunk'],
    ['no sound', (bytes: Uint8Array) => resized(bytes, DATA_AT, 24), 'no-audio'],
    ['GSM', (bytes: Uint8Array) => bytes.with(64, 0x31), 'unsupported-codec'],
  ])('%s is a Fault', async (_, change, code) => {
    const bytes = change(await writtenBytes(WAVE64_WRITER, SOUND, CD));
    await expect(hear(bytes)).rejects.toMatchObject({ code, kind: 'input' });
  });
});
