// Deliver text: the whole of what the terminal tells, for a release that went well but for one delivery.
import { describe, expect, it } from 'vitest';
import type { DeliverRecord } from '../../../src/report/delivery/deliver-record.ts';
import { deliverText, deliverVerdict } from '../../../src/report/delivery/deliver-text.ts';
import { heldWords } from '../../../src/report/delivery/held-by-songs.ts';
import { recordingRemarks } from '../../../src/report/delivery/recording-remarks.ts';
import type { BalanceRecord } from '../../../src/album/balance/balance-record.ts';

const file = (path: string, bytes: number) => ({
  path,
  role: 'audio' as const,
  bytes,
  sha256: '0'.repeat(64),
  format: null,
  soundSha256: null,
  integratedLufs: -12,
  truePeakDbtp: -1,
});

const level = (integratedLufs: number, truePeakDbtp: number) => ({
  integratedLufs,
  maxShortTermLufs: integratedLufs + 3,
  truePeakDbtp,
});

const RECORD: DeliverRecord = {
  version: 1,
  tool: { name: 'lacquer', version: '0.1.0' },
  date: '2026-11-21T12:00:00.000Z',
  album: { title: 'Glass', artists: ['The Lanterns'] },
  passages: [
    {
      id: '01-steel',
      songs: [
        { id: '01-steel', title: 'Steel' },
        { id: '02-rain', title: 'Rain' },
      ],
      moves: ['tone', 'level', 'limiter'],
      durationS: 421,
      before: level(-21.2, -4.4),
      after: level(-12.9, -1),
      errors: 0,
    },
    {
      id: '03-coda',
      songs: [{ id: '03-coda', title: 'Coda' }],
      moves: null,
      durationS: 180,
      before: level(-14, -1.2),
      after: level(-14, -1.2),
      errors: 0,
    },
  ],
  balance: null,
  integratedLufs: -13.2,
  truePeakDbtp: -1,
  discsS: [603],
  deliveries: [
    {
      profile: 'bandcamp',
      title: 'Bandcamp',
      folder: 'bandcamp',
      delivery: {
        version: 1,
        profile: 'bandcamp',
        files: [file('01 Steel.flac', 2e7)],
        refusals: [],
        notes: [],
      },
      fault: null,
    },
    {
      profile: 'cd-plant',
      title: 'CD plant',
      folder: null,
      delivery: {
        version: 1,
        profile: 'cd-plant',
        files: [],
        refusals: [{ code: 'cd-isrc', facts: { track: 2, isrc: 'DEA45260000' } }],
        notes: [],
      },
      fault: null,
    },
    {
      profile: 'vinyl-plant',
      title: 'Vinyl plant',
      folder: null,
      delivery: null,
      fault: { code: 'not-found', facts: { file: 'cover.jpg' } },
    },
  ],
  untold: [],
};

describe('what a delivery prints', () => {
  it('is this', () => {
    expect(deliverText(RECORD, 'release', { width: 76 })).toMatchInlineSnapshot(`
      "The Lanterns: Glass

      Three songs, 10:03. Two deliveries of 3 refused: CD plant, Vinyl plant.

        song          length    mix  master  peak  moved   changes
        Steel / Rain    7:01  −21.2   −12.9  −1.0                3
        Coda            3:00  −14.0   −14.0  −1.2         as it is

        As a whole −13.2 LUFS, peaks at −1.0 dBTP.

      Bandcamp: release/bandcamp (one file, 20 MB)

      CD plant: not delivered
        The ISRC “DEA45260000” of track 2 is not two letters, three letters or
        digits and seven digits.

      Vinyl plant: not delivered
        There is no file “cover.jpg”. Check the spelling and the folder; put
        quotation marks around names with spaces.

      “lacquer verify release” reads everything again at any time; “lacquer pack
      release” makes zips that are ready to send."
    `);
  });

  it('says in one sentence how it went', () => {
    const [first] = RECORD.deliveries;
    const told = (deliveries: DeliverRecord['deliveries']) => deliverVerdict({ ...RECORD, deliveries });
    expect(told([first!])).toBe(
      'Three songs, 10:03. The delivery was opened again and found as it should be.',
    );
    expect(told([first!, first!])).toContain('Both deliveries were opened again');
    expect(told([first!, first!, first!])).toContain('All three deliveries were');
    expect(told(RECORD.deliveries)).toContain('Two deliveries of 3 refused: CD plant, Vinyl plant.');
    expect(told([])).toContain('forecast');
  });
});

describe('an album that is set by songs that stay', () => {
  const song = (id: string, code: string, movedLu: number) => ({
    id,
    level: { movedLu, because: { code, facts: {} } },
  });
  const held = (...songs: ReturnType<typeof song>[]) =>
    heldWords({ songs } as unknown as BalanceRecord, (id) => id.toUpperCase());
  const stays = song('a', 'balance-as-is', 0);

  it('says so where the others follow far, and what to do', () => {
    const words = held(stays, song('b', 'balance-lowered', -6), song('c', 'balance-lowered', -5.5));
    expect(words).toContain(
      '“A” keeps its level, as you asked, and the others stand about 5.5\u00a0LU lower',
    );
    expect(words).toContain('leave asIs out');
  });

  it('says nothing where they hardly move, or none stays', () => {
    expect(held(stays, song('b', 'balance-lowered', -0.4))).toBeNull();
    expect(held(song('b', 'balance-lowered', -6), song('c', 'balance-raised', 2))).toBeNull();
  });
});

describe('what should be heard again', () => {
  const passage = (title: string, told: object = {}) => ({
    ...RECORD.passages[1]!,
    songs: [{ id: title, title }],
    ...told,
  });
  const silent = { before: { integratedLufs: null, maxShortTermLufs: null, truePeakDbtp: null } };

  it('is what is silent, what has serious faults, and what stands twice', () => {
    expect(
      recordingRemarks([
        passage('One'),
        passage('Rest', { ...silent, errors: 1 }),
        passage('Torn', { errors: 2, durationS: 90 }),
        passage('One again'),
      ]),
    ).toEqual([
      '“Rest” is silent. If that is not meant, export it again, and look for a mute or a solo on the way.',
      '“Torn” has serious faults in the recording. “lacquer check” on the file tells which, and where.',
      '“One” and “One again” are one and the same sound. If that is not meant, a file is there twice.',
    ]);
  });

  it('is nothing of a record without any', () => {
    expect(recordingRemarks(RECORD.passages)).toEqual([]);
    expect(recordingRemarks([passage('A', silent), passage('B', silent)])).toHaveLength(1);
  });
});
