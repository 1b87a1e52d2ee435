// Album YAML: whatever an album says, its file read again says the same.
import { describe, expect, it } from 'vitest';
import { albumFromText } from '../../../src/album/album-file/album-text.ts';
import { albumYaml } from '../../../src/album/album-file/album-yaml.ts';
import { checkAlbum } from '../../../src/album/album-file/check-album.ts';
import { yamlText } from '../../../src/album/album-file/yaml-words.ts';
import { readYaml } from '../../../src/records/yaml-text.ts';
import { seededRandom } from '../../../src/signal/random.ts';

describe('the text of an album', () => {
  it('is short where there is little to say', () => {
    const album = checkAlbum({ title: 'Night Trains', artists: 'The Band', songs: ['01 Dawn.wav', 'b.wav'] });
    expect(albumYaml(album)).toBe(
      'title: Night Trains\nartists: The Band\ngap: 2 s\nsongs:\n  - file: 01 Dawn.wav\n    title: Dawn\n  - file: b.wav\n    title: b\n',
    );
  });

  it('says everything that there is to say', async () => {
    const album = checkAlbum({
      title: 'Yes: “No” # 1',
      artists: ['Ö', '12'],
      label: 'L',
      catalogueNumber: '001',
      barcode: '036000291452',
      date: '2026-05-31',
      originalDate: 1999,
      composers: 'Anna Ek',
      genres: ['Rock', 'null'],
      copyright: '2026 Me',
      language: 'de',
      artwork: 'art/cover.jpg',
      intent: { style: 'rock', loudness: -11.5, locks: ['bass'], budget: { crestLossDb: 2 } },
      balance: { rule: 'anchor', anchor: 'one' },
      gap: '4 beats',
      markOffsets: { first: 5, start: 3, end: 1 },
      copyPermitted: true,
      songs: [
        {
          file: 'a.wav',
          id: 'one',
          side: 'A',
          gap: 1.5,
          trim: { start: 1, end: '2:00.25' },
          indexes: [12.5, 60],
        },
        {
          file: 'b.wav',
          title: '1999',
          crossfade: '3 s log',
          version: 'live',
          isrc: 'GBABC2600001',
          iswc: 'T0345246801',
        },
        { file: 'c.wav', gapless: true, fadeOut: '8 beats', hidden: true, artists: ['X', 'Y'] },
        { file: 'd.wav', disc: 2, side: 'B', intent: { loudness: 'keep', amount: 0 }, levelLu: -2 },
        { file: 'e.wav', gap: 'decay', plan: 'p.json', explicit: 'explicit', fadeIn: '20 sectors linear' },
        { file: 'f.wav', gap: { unit: 'seconds', value: 1e-7 }, asIs: true },
        {
          file: 'g.wav',
          alternates: [
            { kind: 'instrumental', file: 'g i.wav', isrc: 'GBABC2600002' },
            { kind: 'other', file: 'x', title: 'dub' },
          ],
        },
      ],
    });
    expect(await albumFromText(albumYaml(album), 'album.yaml')).toEqual(album);
  });

  it('keeps any text that there may be', () => {
    const random = seededRandom(5);
    const letters = [...'aZ09 :#-,[]{}&*!|>\'"%@`?_.~eExo=<ß漢🎵é()/\\'];
    const texts = [
      'yes',
      'null',
      '~',
      '1e5',
      '0x1F',
      '12:30',
      '-',
      '01',
      '1_000',
      '2026-05-31',
      '.5',
      '+1',
      'a: b',
      'a #b',
      '03 12',
      '5 a ',
      'NaN',
      '.inf',
      '12e3',
    ];
    for (let i = 0; i < 1500; i++)
      texts.push(
        Array.from(
          { length: 1 + Math.floor(6 * random()) },
          () => letters[Math.floor(letters.length * random())],
        ).join(''),
      );
    for (const text of texts) {
      const word = yamlText(text);
      const yaml = `- ${word}\n- [${word}, b]\n- { a: ${word} }\n`;
      expect(readYaml(yaml, 'a.yaml').value).toEqual([text, [text, 'b'], { a: text }]);
    }
  });
});
