// The album page: one well-formed file without script or network, everything escaped, every song, seam and delivery told.
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/deliver/delivery.ts';
import { layTimelines } from '../../../src/album/lay-timeline.ts';
import { albumPage } from '../../../src/report/album/album-page.ts';
import { albumReport, type AlbumReport } from '../../../src/report/album/album-report.ts';
import { arcText, orderText, seamsText } from '../../../src/report/album/flow-text.ts';
import { PLAIN } from '../../../src/report/text-style.ts';
import { FLOW_WORDS } from '../../../src/report/words-flow.ts';
import { proposeOrder } from '../../../src/album/flow/propose-order.ts';
import { songPortrait } from '../../../src/album/flow/song-portrait.ts';
import { seamsOf, type Seam } from '../../../src/album/flow/seam.ts';
import { songSounds, type SongSound } from '../../../src/album/flow/song-sound.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { gap, madeAlbum, madeSong } from '../../album/made-album.ts';
import { madeMeasurements, type Told } from '../../album/flow/made-sounds.ts';

const EVIL = `<img src=x onerror="alert('x')">&`;
const PAPER = { width: 80, style: PLAIN };

const FILE = {
  path: 'a&b.flac',
  role: 'audio' as const,
  bytes: 3_100_000,
  sha256: 'ab'.repeat(32),
  format: null,
  soundSha256: null,
  integratedLufs: -11.2,
  truePeakDbtp: -1.01,
};
const ACCEPTED: Delivery = { version: 1, profile: 'shop', files: [FILE], refusals: [], notes: [] };
const REFUSED: Delivery = {
  ...ACCEPTED,
  files: [],
  refusals: [{ code: 'over-ceiling', facts: { file: 'a.flac' } }],
};

function made(all: readonly Told[], changes: Partial<AlbumReport> = {}, title = 'Song') {
  const passages = all.map((told, i) => {
    const measurements = madeMeasurements(told);
    const { frames } = measurements;
    const id = `song-${i + 1}`;
    return { id, sampleRateHz: 44100, frames, songs: [{ id, fromFrame: 0, toFrame: frames }], measurements };
  });
  const album = madeAlbum(
    all.map((_, i) => madeSong(`song-${i + 1}`, { title: `${title} ${i + 1}`, join: gap(2) })),
    { title: `${title}s`, label: title },
  );
  const timelines = layTimelines(album, passages);
  const report = albumReport({
    tool: { name: 'Lacquer', version: '1' },
    date: null,
    album,
    stage: 'mastered',
    integratedLufs: -12,
    timelines,
    passages,
    auditions: [],
    balance: null,
    deliveries: [],
    downloads: [],
  });
  return { report: { ...report, ...changes }, passages, album, timelines };
}

const AUDITION = {
  before: 'song-1',
  after: 'song-2',
  path: 'seams/a b--c.flac',
  durationS: 22,
  cutS: 0,
  gainDb: -2,
};
const full = made([{}, { lufs: -22, decayS: 4 }, { treble: 8 }], {
  auditions: [AUDITION],
  deliveries: [
    { profile: 'shop', title: 'A shop', folder: 'shop', delivery: ACCEPTED, fault: null },
    { profile: 'plant', title: 'A plant', folder: null, delivery: REFUSED, fault: null },
  ],
  downloads: [{ path: 'all.zip', words: 'Everything', bytes: 5e6 }],
});
const page = albumPage(full.report);

/** Every opened element is closed in order; void elements excepted. */
function unclosed(markup: string): string[] {
  const open: string[] = [];
  for (const [, slash, name, rest] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/gi)) {
    if (['meta', 'br'].includes(name!) || rest!.endsWith('/')) continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

describe('the album page', () => {
  it('is one well-formed file that runs nothing and loads nothing but the seams beside it', () => {
    expect(unclosed(page.replace(/<style>.*?<\/style>/s, ''))).toEqual([]);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(/i);
    expect([...page.matchAll(/\bsrc="([^"]*)"/g)].map(([, src]) => src)).toEqual(['seams/a%20b--c.flac']);
    const addresses = page.match(/https?:\/\/[^"' <]+/g) ?? [];
    expect(addresses.every((url) => url === 'http://www.w3.org/2000/svg')).toBe(true);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells its story in order', () => {
    const order = [
      'class="verdict"',
      'Running order',
      'The arc',
      'From song to song',
      'Deliveries',
      'To take with you',
      '<footer',
    ];
    const places = order.map((part) => page.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('tells what was refused first of all, and why', () => {
    expect(page).toContain('One delivery of 2 refused: A plant.');
    expect(page).toContain('a.flac');
    expect(page).toContain('href="./shop/a%26b.flac"');
  });

  it('escapes whatever comes from outside', () => {
    const evil = made([{}, {}], { downloads: [{ path: EVIL, words: EVIL, bytes: null }] }, EVIL);
    const text = albumPage(evil.report) + arcText(evil.report, PAPER);
    expect(albumPage(evil.report)).not.toContain('<img');
    expect(text).toContain('&lt;img');
  });

  it('of a single song has neither seam nor arc to judge, and of none is still a page', () => {
    expect(albumPage(made([{}]).report)).toContain('One song, 1:00.');
    const none = albumPage(made([]).report);
    expect(none).toContain('No songs');
    expect(unclosed(none.replace(/<style>.*?<\/style>/s, ''))).toEqual([]);
  });
});

/** Every song so much later than the one before it would have it. */
function shifted(sounds: readonly SongSound[], byS: number): Seam[] {
  const moved = sounds.map((sound, i) => ({
    ...sound,
    startS: sound.startS + i * byS,
    endS: sound.endS + i * byS,
  }));
  return seamsOf(moved.map(songPortrait));
}

/** Six songs of any kind, by chance; in one record of three much alike. */
function chance(random: () => number): Told[] {
  const some = (values: readonly number[]): number => values[Math.floor(random() * values.length)]!;
  const isAlike = random() < 0.34;
  const slope = some([-3, 0, 3]);
  return Array.from({ length: 6 }, (_, i): Told => {
    if (isAlike) return some([0, 0, 1]) === 0 ? { lengthS: 20 } : { lengthS: 20, lufs: -15.5, bpm: 90 };
    return {
      lengthS: 20,
      lufs: -20 + slope * i + some([0, 0, -12, 8]),
      treble: some([0, 0, 12, -12]),
      psrDb: some([11, 11, 11, 5, 18]),
      sideToMidDb: some([-9, -9, -9, -1, -60]),
      decayS: some([0, 3, 12]),
      tailS: some([0, 0, 7]),
      bpm: some([90, 94, 140]),
      key: [['C', 'F♯', 'A', 'G'][some([0, 1, 2, 3])]!, 'major'],
      tuningHz: some([440, 440, 450]),
    };
  });
}

describe('the words of the flow', () => {
  it('have a sentence for everything that is told, and nothing that is never told', () => {
    const random = seededRandom(3);
    const codes = new Set<string>();
    for (let record = 0; record < 24; record++) {
      const { report, album, timelines, passages } = made(chance(random));
      const sounds = songSounds(timelines, passages);
      const { because } = proposeOrder(album, sounds.map(songPortrait));
      const seams = [report.seams, shifted(sounds, 9), shifted(sounds, 40), shifted(sounds, -5)].flat();
      const ofSeams = seams.flatMap(({ remarks, suggestion }) => [
        ...remarks,
        ...(suggestion?.because ?? []),
      ]);
      for (const { code } of [...ofSeams, ...report.arc.remarks, ...because]) codes.add(code);
    }
    expect([...codes].sort()).toEqual(Object.keys(FLOW_WORDS).sort());
  });

  it('fit a terminal, with every figure there', () => {
    const { report, album, timelines, passages } = made(chance(seededRandom(5)));
    const order = proposeOrder(album, songSounds(timelines, passages).map(songPortrait));
    for (const text of [
      arcText(report, PAPER),
      seamsText(report, 'out/album.html', PAPER),
      orderText(order, album, PAPER),
    ]) {
      expect(text).not.toMatch(/undefined|NaN|null/);
      expect(Math.max(...text.split('\n').map((row) => row.length))).toBeLessThanOrEqual(PAPER.width);
    }
  });
});
