// Album mistakes: all that is wrong with a file is told at once, and nothing that only came of mending.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { albumFileMistakes } from '../../../src/tasks/read-album.ts';

const mistakes = async (text: string) => {
  const files = ['a.wav', 'b.wav', 'c.wav'].map((name) => [`rec/${name}`, new Uint8Array(1)] as const);
  const place = memoryPlace(new Map([['rec/album.yaml', new TextEncoder().encode(text)], ...files]));
  const faults = await albumFileMistakes(place, 'rec/album.yaml');
  return faults.map(({ code, facts }) => [facts.line, code, facts.nearest]);
};

describe('the mistakes of an album file', () => {
  it('are all told, in the order of the file', async () => {
    const text = `title: 1999
artist: B
barcode: 4006381333932
balance: { rule: vocals }
songs:
  - a.wav
  - file: d.wav
    gpa: 2
    isrc: GB-ABC-26-0001
  - { file: c.wav, gap: 1, gapless: true, fadeOut: 4 s smoth }
  - 7
`;
    expect(await mistakes(text)).toEqual([
      [1, 'bad-album', null],
      [1, 'bad-album', null],
      [2, 'unknown-album-field', 'artists'],
      [3, 'bad-album', null],
      [4, 'unknown-album-word', 'vocal'],
      [7, 'album-file-missing', 'a.wav'],
      [8, 'unknown-album-field', 'gap'],
      [9, 'bad-album', null],
      [10, 'unknown-album-word', 'smooth'],
      [10, 'bad-album', null],
      [11, 'bad-album', null],
    ]);
  });

  it('are none where there are none, and one where there is one', async () => {
    expect(await mistakes('title: T\nartists: B\nsongs: [a.wav, b.wav]\n')).toEqual([]);
    expect(await mistakes('title: T\nsongs: [a.wav]\n')).toEqual([[1, 'bad-album', null]]);
    expect(await mistakes('title: T\nartists: B\nsongs: []\n')).toEqual([[3, 'bad-album', null]]);
    expect(await mistakes('- a\n- b\n')).toEqual([[1, 'bad-album', null]]);
    const anchor = 'title: T\nartists: B\nbalance: { rule: anchor }\nsongs: [a.wav]\n';
    expect(await mistakes(anchor)).toEqual([[3, 'bad-album', null]]);
  });
});
