// Read album: what an album file names must be there; what is not is told by line, column and the nearest name.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { faultWords } from '../../src/report/words.ts';
import type { Fault } from '../../src/signal/fault.ts';
import { readAlbum } from '../../src/tasks/read-album.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const placeWith = (album: string, ...files: string[]) =>
  memoryPlace(
    new Map([
      ['rec/album.yaml', bytes(album)],
      ...files.map((file) => [`rec/${file}`, bytes('x')] as [string, Uint8Array]),
    ]),
  );
const HEAD = 'title: T\nartists: B\n';

describe('reading an album', () => {
  it('gives the album and the folder that its paths begin at', async () => {
    const place = placeWith(`${HEAD}songs: [mixes/a.wav]\n`, 'mixes/a.wav');
    const { folder, album } = await readAlbum(place, 'rec/album.yaml');
    expect(folder).toBe('rec/');
    expect(album.songs[0]!.file).toBe('mixes/a.wav');
  });

  it.each([
    ['songs:\n  - mixes/03 Afer Rain.wav\n', 4, 5, 'mixes/03 After Rain.wav'],
    ['songs:\n  - file: 03 After Rain.wav\n', 4, 11, 'mixes/03 After Rain.wav'],
    ['artwork: covre.jpg\nsongs: [mixes/03 After Rain.wav]\n', 3, 10, 'cover.jpg'],
    ['intent: { style: my.json }\nsongs: [mixes/03 After Rain.wav]\n', 3, 18, null],
    ['songs:\n  - { file: mixes/03 After Rain.wav, plan: "plan.yml" }\n', 4, 44, 'plan.yaml'],
    [
      'songs:\n  - { file: mixes/03 After Rain.wav, alternates: [{ kind: clean, file: nothing.flac }] }\n',
      4,
      72,
      null,
    ],
  ])('tells what is missing in %j', async (text, line, column, nearest) => {
    const place = placeWith(HEAD + text, 'mixes/03 After Rain.wav', 'cover.jpg', 'plan.yaml');
    const fault = await readAlbum(place, 'rec/album.yaml').then(
      () => null,
      (reason: unknown) => reason as Fault,
    );
    expect(fault).toMatchObject({ code: 'album-file-missing', facts: { line, column, nearest } });
    expect(faultWords(fault!).cure).toContain(nearest ?? 'Paths begin');
  });

  it('tells what those who look further find, by its place in the file', async () => {
    const { Fault: OneFault } = await import('../../src/signal/fault.ts');
    const place = placeWith(`${HEAD}songs:\n  - a.wav\n`, 'a.wav');
    const reading = readAlbum(place, 'rec/album.yaml', () => {
      throw new OneFault('too-many-channels', 'input', { where: 'songs[0]', channels: 6, most: 2 });
    });
    await expect(reading).rejects.toMatchObject({ facts: { line: 4, column: 5 } });
  });
});
