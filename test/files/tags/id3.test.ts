// ID3: tags of every version as the specifications and other programs write them, built here byte by byte.
import { describe, expect, it } from 'vitest';
import { readId3v2 } from '../../../src/files/tags/id3/id3-read.ts';
import { writeId3v2 } from '../../../src/files/tags/id3/id3-write.ts';
import { genresOf, numberedGenre } from '../../../src/files/tags/id3/id3-genres.ts';
import type { NamedValue } from '../../../src/files/tags/named-values.ts';
import type { TagNote } from '../../../src/files/tags/tag-carrier.ts';
import { FRONT } from './tag-samples.ts';

const latin = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const safe = (size: number): number[] => [21, 14, 7, 0].map((shift) => (size >>> shift) & 127);
const plain = (size: number): number[] => [24, 16, 8, 0].map((shift) => (size >>> shift) & 255);

interface TagSpec {
  readonly version: number;
  readonly flags?: number;
  readonly extended?: number[];
}

/** A whole tag of these frames. */
function tag({ version, flags = 0, extended = [] }: TagSpec, ...frames: number[][]): Uint8Array {
  const body = [...extended, ...frames.flat()];
  return Uint8Array.from([...latin('ID3'), version, 0, flags, ...safe(body.length), ...body]);
}

const frame22 = (id: string, body: number[]): number[] => [
  ...latin(id),
  ...plain(body.length).slice(1),
  ...body,
];
const frame23 = (id: string, body: number[], flags = 0): number[] => [
  ...latin(id),
  ...plain(body.length),
  0,
  flags,
  ...body,
];
const frame24 = (id: string, body: number[], flags = 0): number[] => [
  ...latin(id),
  ...safe(body.length),
  0,
  flags,
  ...body,
];

function valuesIn(bytes: Uint8Array): { values: readonly NamedValue[]; codes: string[]; artwork: number } {
  const notes: TagNote[] = [];
  const { values, artwork } = readId3v2(bytes, notes);
  return { values, codes: notes.map(({ code }) => code), artwork: artwork.length };
}

describe('reading ID3v2', () => {
  it('2.2: three letters, pictures by their ending', () => {
    const picture = [0, ...latin('JPG'), 3, 0, ...FRONT.bytes];
    const bytes = tag(
      { version: 2 },
      frame22('TT2', [0, ...latin('Titl\xe9')]),
      frame22('PIC', picture),
      frame22('TCO', [0, ...latin('(17)')]),
    );
    expect(valuesIn(bytes)).toEqual({
      values: [
        ['TITLE', 'Titlé'],
        ['GENRE', 'Rock'],
      ],
      codes: [],
      artwork: 1,
    });
  });

  it('2.3: UTF-16 of both orders, an extended header, year with day and month', () => {
    const little = [1, 0xff, 0xfe, 0xfc, 0, 0x1a, 0x26];
    const big = [1, 0xfe, 0xff, 0, 0xfc];
    const bytes = tag(
      { version: 3, flags: 0x40, extended: [...plain(6), 0, 0, 0, 0, 0, 0] },
      frame23('TIT2', little),
      frame23('TPE1', big),
      frame23('TYER', [0, ...latin('2026')]),
      frame23('TDAT', [0, ...latin('3105')]),
    );
    expect(valuesIn(bytes).values).toEqual([
      ['TITLE', 'ü☚'],
      ['ARTIST', 'ü'],
      ['DATE', '2026-05-31'],
    ]);
  });

  it('2.3: undoes what keeps players from taking 255 for a sync', () => {
    const picture = [0, ...latin('image/jpeg'), 0, 3, 0, ...FRONT.bytes];
    const apart = frame23('APIC', picture).flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
    const notes: TagNote[] = [];
    const { artwork } = readId3v2(tag({ version: 3, flags: 0x80 }, apart), notes);
    expect(artwork[0]!.bytes).toEqual(FRONT.bytes);
    expect(notes).toEqual([]);
  });

  it('2.4: several values, frames with a group, a length and stuffed bytes; compressed and encrypted ones are told', () => {
    const bytes = tag(
      { version: 4 },
      frame24('TPE1', [3, ...latin('A\0B\0')]),
      frame24('TIT2', [7, 3, ...latin('T')], 0x40),
      frame24('TALB', [0, 0, 0, 4, 0, ...latin('x'), 0xff, 0, ...latin('y')], 0x03),
      frame24('TCOM', [1, 2, 3], 0x08),
      frame24('TEXT', [1, 2, 3], 0x04),
    );
    const { values, codes } = valuesIn(bytes);
    expect(values).toEqual([
      ['ARTIST', 'A'],
      ['ARTIST', 'B'],
      ['TITLE', 'T'],
      ['ALBUM', 'xÿy'],
    ]);
    expect(codes).toEqual(['frame-not-read', 'frame-not-read']);
  });

  it('2.4: believes sizes written the old way where only they lead on', () => {
    const long = [3, ...latin('x'.repeat(299))];
    const bytes = tag({ version: 4 }, frame23('TIT2', long), frame23('TPE1', [3, ...latin('B')]));
    expect(valuesIn(bytes).values.map(([name, value]) => `${name} ${value.length}`)).toEqual([
      'TITLE 299',
      'ARTIST 1',
    ]);
  });

  it('comments, lyrics, people, links and what it has no word for', () => {
    const bytes = tag(
      { version: 4 },
      frame24('COMM', [3, ...latin('eng\0hello')]),
      frame24('COMM', [3, ...latin('engiTunNORM\0 0001')]),
      frame24('COMM', [3, ...latin('engiTunSMPB\0 0001')]),
      frame24('COMM', [3, ...latin('engnote\0x')]),
      frame24('USLT', [3, ...latin('eng\0la\nla')]),
      frame24('TIPL', [3, ...latin('producer\0P\0mix\0M\0gaffer\0G')]),
      frame24('WOAF', latin('https://a.b')),
      frame24('TXXX', [3, ...latin('MY\0v')]),
      frame24('PRIV', latin('me\0\x01')),
    );
    expect(valuesIn(bytes).values).toEqual([
      ['COMMENT', 'hello'],
      ['iTunNORM', ' 0001'],
      ['iTunSMPB', ' 0001'],
      ['COMMENT:note', 'x'],
      ['LYRICS', 'la\nla'],
      ['PRODUCER', 'P'],
      ['MIXER', 'M'],
      ['TIPL:gaffer', 'G'],
      ['WOAF', 'https://a.b'],
      ['MY', 'v'],
      ['ID3:PRIV', 'bWUAAQ=='],
    ]);
  });

  it('stops at damage, and tells it', () => {
    const bytes = tag({ version: 3 }, frame23('TIT2', [0, ...latin('T')]), [
      ...latin('TPE1'),
      ...plain(99_999_999),
      0,
      0,
      0,
    ]);
    expect(valuesIn(bytes)).toEqual({ values: [['TITLE', 'T']], codes: ['tag-damaged'], artwork: 0 });
    expect(valuesIn(Uint8Array.from([...latin('ID3'), 9, 0, 0, 0, 0, 0, 0])).codes).toEqual([
      'frame-not-read',
    ]);
  });
});

describe('genres', () => {
  it('by number, by name, and both', () => {
    expect(numberedGenre(0)).toBe('Blues');
    expect(numberedGenre(79)).toBe('Hard Rock');
    expect(numberedGenre(147)).toBe('Synthpop');
    expect(numberedGenre(191)).toBe('Psybient');
    expect(numberedGenre(192)).toBeNull();
    for (const [text, genres] of [
      ['(17)', ['Rock']],
      ['17', ['Rock']],
      ['(17)Rock', ['Rock']],
      ['(4)Eurodisco', ['Disco', 'Eurodisco']],
      ['(51)(39)', ['Techno-Industrial', 'Noise']],
      ['(RX)', ['Remix']],
      ['((odd)', ['(odd)']],
      ['Rock', ['Rock']],
      ['', []],
    ] as const) {
      expect(genresOf(text)).toEqual(genres);
    }
  });
});

describe('writing ID3v2.3', () => {
  it('keeps what old players can read: one text, the year, UTF-16 only where it must be', () => {
    const notes: TagNote[] = [];
    const values: NamedValue[] = [
      ['TITLE', 'Plain'],
      ['ALBUM', 'Ünï'],
      ['ARTIST', 'A'],
      ['ARTIST', 'B'],
      ['DATE', '2026-05-31'],
      ['ORIGINALDATE', '1999-12'],
      ['PHONOGRAM', '2026 L'],
    ];
    const bytes = writeId3v2({ values, artwork: [] }, 3, notes);
    expect(bytes[3]).toBe(3);
    expect(bytes[20]).toBe(0);
    expect(notes.map(({ code }) => code)).toEqual(['values-joined', 'date-cut']);
    expect(valuesIn(bytes).values).toEqual([
      ['TITLE', 'Plain'],
      ['ALBUM', 'Ünï'],
      ['ARTIST', 'A/B'],
      ['ORIGINALDATE', '1999'],
      ['PHONOGRAM', '2026 L'],
      ['DATE', '2026-05-31'],
    ]);
  });
});
