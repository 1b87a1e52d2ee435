// The TagCarrier contract: what is put in comes out, the sound stays as it was, clean is clean, and broken tags break nothing.
import { describe, expect, it } from 'vitest';
import { memoryPlace, memorySource } from '../../src/files/memory-place.ts';
import type { ByteSource } from '../../src/files/place.ts';
import type { CopyOptions, TagCarrier, TagNote } from '../../src/files/tags/tag-carrier.ts';
import { TAG_NOTE_CODES } from '../../src/files/tags/tag-note.ts';
import type { Tags } from '../../src/files/tags/tags.ts';
import { Fault } from '../../src/signal/fault.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { FULL, PLAIN } from '../files/tags/tag-samples.ts';
import { sameBytes, sha256 } from '../fixture.ts';

export interface TagCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The coded sound of such a file, found without the carrier's help. */
  readonly soundOf: (file: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** How this format rounds what it was given: from the tags written to those that must be read. */
  readonly rounded?: (tags: Tags) => Tags;
}

/** One read of a file can ask for the look at a page or a stream's window, not for the file. */
const MOST_BYTES_AT_ONCE = 1 << 20;

export interface Copied {
  readonly file: Uint8Array;
  readonly notes: readonly TagNote[];
}

/** The file that `carrier` makes of `bytes`; nothing is committed by the carrier itself. */
export async function copied(
  carrier: TagCarrier,
  bytes: Uint8Array | ByteSource,
  tags: Tags | null,
  options?: CopyOptions,
): Promise<Copied> {
  const files = new Map<string, Uint8Array>();
  const sink = await memoryPlace(files).create('song');
  const source = bytes instanceof Uint8Array ? memorySource('song', bytes) : bytes;
  const notes = await carrier.copyWith(source, sink, tags, options);
  expect(files.size, 'the carrier commits nothing').toBe(0);
  await sink.commit();
  return { file: files.get('song')!, notes };
}

/** FULL as far as the carrier holds it. */
export const heldOf = (carrier: TagCarrier, tags: Tags): Tags =>
  Object.fromEntries(
    Object.entries(tags).filter(([field]) => carrier.holds.has(field as keyof Tags)),
  ) as Tags;

const read = (carrier: TagCarrier, file: Uint8Array): ReturnType<TagCarrier['read']> =>
  carrier.read(memorySource('song', file));

/** A source that notes its largest read, and that nobody may close but its owner. */
function watched(bytes: Uint8Array): ByteSource & { largest: number } {
  const inner = memorySource('song', bytes);
  return {
    ...inner,
    largest: 0,
    read(offset, length) {
      this.largest = Math.max(this.largest, Math.min(length, bytes.length - offset));
      return inner.read(offset, length);
    },
    readInto(offset, target) {
      this.largest = Math.max(this.largest, target.length);
      return inner.readInto(offset, target);
    },
    async close() {
      throw new Error('a carrier does not close what it was given');
    },
  };
}

/** Reads and copies what may be broken: 1 for a result, 0 for a Fault; anything else fails the test. */
async function tried(carrier: TagCarrier, bytes: Uint8Array): Promise<number> {
  try {
    const { tags, notes } = await carrier.read(watched(bytes));
    for (const { code } of notes) expect(TAG_NOTE_CODES).toContain(code);
    const { file } = await copied(carrier, bytes, tags);
    const again = await read(carrier, file);
    expect(again.notes.filter(({ code }) => code === 'tag-damaged')).toEqual([]);
    expect(again.tags.title).toBe(tags.title);
    return 1;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    expect(['input', 'usage']).toContain(fault.kind);
    return 0;
  }
}

const holds = (file: Uint8Array, text: string): boolean => {
  const wanted = new TextEncoder().encode(text);
  for (let at = file.indexOf(wanted[0]!); at >= 0; at = file.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, i) => file[at + i] === byte)) return true;
  }
  return false;
};

/** All that a carrier owes; call it inside a test file. */
export function tagCarrierContract(carrier: TagCarrier, cases: readonly TagCase[]): void {
  describe.each(cases)(`${carrier.format} keeps the TagCarrier contract: $name`, (one) => {
    const { bytes, soundOf, rounded = (tags: Tags) => tags } = one;

    it('gives back every field that it holds, and tells each that it does not', async () => {
      const { file, notes } = await copied(carrier, bytes, FULL);
      const reading = await read(carrier, file);
      expect(reading.tags).toEqual(rounded(heldOf(carrier, FULL)));
      expect(reading.notes).toEqual([]);
      const lost = Object.keys(FULL).filter((field) => !carrier.holds.has(field as keyof Tags));
      const told = notes.filter(({ code }) => code === 'field-not-held').map(({ facts }) => facts.field);
      for (const field of lost) expect(told).toContain(field);
    });

    it('gives back few fields, one field, and none', async () => {
      for (const tags of [PLAIN, { isrc: 'USABC2600001' }, {}] satisfies Tags[]) {
        const { file, notes } = await copied(carrier, bytes, tags);
        expect(notes).toEqual([]);
        expect(await read(carrier, file)).toEqual({ tags, notes: [] });
      }
    });

    it('leaves the sound as it is, byte for byte', async () => {
      const wanted = await sha256(await soundOf(bytes));
      for (const tags of [FULL, PLAIN, {}, null]) {
        const { file } = await copied(carrier, bytes, tags);
        expect(await sha256(await soundOf(file))).toBe(wanted);
        expect(await sha256(await soundOf((await copied(carrier, file, PLAIN)).file))).toBe(wanted);
      }
    });

    it('makes the same clean twin of the file with and without tags, and it says nothing', async () => {
      const plain = await copied(carrier, bytes, null);
      const tagged = await copied(carrier, (await copied(carrier, bytes, FULL)).file, null);
      expect(sameBytes(plain.file, tagged.file)).toBe(true);
      expect(plain.notes).toEqual([]);
      expect(await read(carrier, plain.file)).toEqual({ tags: {}, notes: [] });
      for (const text of ['Some Label', 'USABC2600001', 'Lacquer'])
        expect(holds(tagged.file, text)).toBe(false);
    });

    it('gives the same bytes when it is given the same tags again', async () => {
      for (const [tags, options] of [[FULL], [FULL, { id3Version: 3 }], [PLAIN], [{}]] as [
        Tags,
        CopyOptions?,
      ][]) {
        const first = await copied(carrier, bytes, tags, options);
        const second = await copied(carrier, first.file, tags, options);
        expect(sameBytes(first.file, second.file)).toBe(true);
        expect(second.notes).toEqual(first.notes);
      }
    });

    it('leaves out codes whose check digit is wrong, and tells it', async () => {
      const wrong: Tags = {
        title: 'Song',
        barcode: '4006381333932',
        iswc: 'T0345246802',
        isrc: 'USABC26001',
      };
      const { file, notes } = await copied(carrier, bytes, wrong);
      expect(notes.map(({ code, facts }) => `${code} ${facts.field}`).sort()).toEqual([
        'value-refused barcode',
        'value-refused isrc',
        'value-refused iswc',
      ]);
      expect((await read(carrier, file)).tags).toEqual({ title: 'Song' });
    });

    it('reads by small pieces and closes nothing', async () => {
      const source = watched(bytes);
      await carrier.read(source);
      await copied(carrier, source, PLAIN);
      expect(source.largest).toBeLessThanOrEqual(MOST_BYTES_AT_ONCE);
    });

    it('reads as far as it goes, or gives a Fault, where the file is cut or its tags are spoiled', async () => {
      const random = seededRandom(11);
      const { file } = await copied(carrier, bytes, FULL);
      let whole = 0;
      for (let i = 0; i < 6; i++)
        whole += await tried(carrier, file.slice(0, Math.floor(random() * file.length)));
      for (let i = 0; i < 20; i++) {
        const spoiled = file.slice();
        const reach = random() < 0.7 ? Math.min(3000, file.length) : file.length;
        const back = random() < 0.5 ? file.length - reach : 0;
        for (let n = 0; n < 1 + 5 * random(); n++) {
          spoiled[back + Math.floor(random() * reach)] = random() < 0.5 ? 0xff : 256 * random();
        }
        whole += await tried(carrier, spoiled);
      }
      expect(whole).toBeGreaterThan(0);
    });
  });
}
