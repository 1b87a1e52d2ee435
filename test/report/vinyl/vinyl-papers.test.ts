// Vinyl papers: every band with its place, every reason in words, nothing that a title could break.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/deliver/delivery.ts';
import type { VinylCut } from '../../../src/deliver/vinyl/vinyl-cut.ts';
import { VINYL } from '../../../src/deliver/vinyl/vinyl-delivery.ts';
import { plotArea, WIDE } from '../../../src/report/plot.ts';
import { sideCharts } from '../../../src/report/vinyl/side-charts.ts';
import { vinylPapers } from '../../../src/report/vinyl/vinyl-papers.ts';
import { codedAlbum, FOLDER, madeRoom } from '../../deliver/made-room.ts';
import { vinylProfile } from '../../deliver/vinyl/vinyl-profile.ts';

const UNSAFE = '<b>"Straße" & =SUM(A1)</b>';

let texts: Map<string, string>;
let cut: VinylCut;
let accepted: Delivery;
let changed: Delivery;
let hollowed: Delivery;
beforeAll(async () => {
  const album = codedAlbum();
  const [first, second] = album.songs;
  const made = await madeRoom({ ...album, songs: [first!, { ...second!, title: UNSAFE }] });
  const files = new Map(made.files);
  const room = { ...made.roomOn(files), papers: { vinyl: vinylPapers } };
  const profile = vinylProfile({ ceilingDbtp: -12, files: 'both' });
  await VINYL.make(room, profile);
  accepted = await VINYL.accept(room, profile);
  const read = (name: string): string => new TextDecoder().decode(files.get(`${FOLDER}/${name}`)!);
  cut = JSON.parse(read('vinyl-cut.json')) as VinylCut;
  texts = new Map(['cue-list.txt', 'cue-list.csv', 'side-sheet.html'].map((name) => [name, read(name)]));
  files.set(`${FOLDER}/cue-list.txt`, new TextEncoder().encode('A1 0:00'));
  changed = await VINYL.accept(room, profile);
  const hollow = { ...cut, sides: cut.sides.map(({ groove: _groove, ...side }) => side) };
  files.set(`${FOLDER}/vinyl-cut.json`, new TextEncoder().encode(`${JSON.stringify(hollow)}\n`));
  hollowed = await VINYL.accept(room, profile);
});

describe('papers', () => {
  it('are part of the delivery, and refused when they were changed', () => {
    expect(accepted.refusals).toEqual([]);
    expect(accepted.files.map(({ path }) => path)).toContain('side-sheet.html');
    expect(changed.refusals).toEqual([{ code: 'changed-file', facts: { file: 'cue-list.txt' } }]);
    expect(hollowed.refusals).toEqual([{ code: 'changed-file', facts: { file: 'vinyl-cut.json' } }]);
  });
});

describe('the charts of a side', () => {
  it('draw no curve beyond their frame', () => {
    const [side] = cut.sides;
    // the last turn goes on behind the sound
    const lengthS = (side!.groove.slewDb.length - 0.9) * side!.groove.stepS;
    for (const { wide } of sideCharts({ ...side!, lengthS })) {
      const xs = [...wide.matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x));
      expect(Math.max(...xs)).toBeLessThanOrEqual(plotArea(WIDE).right + 0.05);
    }
  });
});

describe('the cue list', () => {
  it('has every band with start, end, length, gap and code', () => {
    const text = texts.get('cue-list.txt')!;
    expect(text).toMatch(/^Zoë & Band: Café Élan\nCatalogue number CAT 001\n12-inch, 33⅓ rpm/);
    expect(text).toMatch(/^A1\s+0:00\.0\s+0:04\.5\s+0:04\.5\s+none\s+USABC2600001\s+Première$/m);
    expect(text).toContain('Matrix: CAT 001-A');
  });

  it('as a table holds seconds, and no formula', () => {
    const lines = texts.get('cue-list.csv')!.split('\r\n');
    expect(lines[0]).toBe('side,band,title,isrc,start_s,end_s,length_s,gap_before_s,file');
    expect(lines[1]).toBe('A,A1,Première,USABC2600001,0,4.507,4.507,0,A1 Première.wav');
    expect(lines).toHaveLength(4);
  });
});

describe('the side sheet', () => {
  it('says what was done and why, and loads nothing', () => {
    const page = texts.get('side-sheet.html')!;
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|undefined|NaN|\[object/);
    expect(page).toContain('All sides are turned by');
    expect(page.match(/class="side-disc"/g)).toHaveLength(cut.sides.length);
  });

  it('takes a title for text, whatever stands in it', () => {
    const page = texts.get('side-sheet.html')!;
    expect(page).not.toContain('<b>"Straße');
    expect(page).toContain('&lt;b&gt;');
  });
});
