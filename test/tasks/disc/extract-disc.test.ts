// A disc taken apart: its tracks, its cue sheet and its album file give the same sound back, to the last bit; nothing half-made stays.
import { beforeAll, describe, expect, it } from 'vitest';
import { albumFromBytes } from '../../../src/album/album-file/album-text.ts';
import { openDisc } from '../../../src/deliver/cd/open-disc.ts';
import { openAudio } from '../../../src/files/open.ts';
import { readTags } from '../../../src/files/tag-files.ts';
import type { Place } from '../../../src/files/place.ts';
import { collect } from '../../../src/signal/stream.ts';
import { extractDisc } from '../../../src/tasks/disc/extract-disc.ts';
import { importDisc } from '../../../src/tasks/disc/import-disc.ts';
import { imageOf, madeSet, SMALL_DISC } from './made-set.ts';

const SECTOR_FRAMES = 588;
const image = imageOf(SMALL_DISC);

let place: Place;
let files: Map<string, Uint8Array>;
beforeAll(async () => {
  ({ place, files } = await madeSet());
});

const below = (folder: string): string[] =>
  [...files.keys()]
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1))
    .sort();

async function soundAt(path: string): Promise<Float64Array[]> {
  const { source } = await openAudio(place, path);
  const found = await collect(source);
  await source.close();
  return found;
}

function same(found: Float64Array[], from: number, to: number): boolean {
  return found.every((samples, c) => {
    const wanted = image[c]!.subarray(from * SECTOR_FRAMES, to * SECTOR_FRAMES);
    return samples.length === wanted.length && samples.every((value, i) => value === wanted[i]);
  });
}

describe('the tracks of a DDP set', () => {
  it('hold every sample behind the first two seconds, with their tags and a cue sheet that is the disc again', async () => {
    const record = await extractDisc(place, 'set', 'flac', { to: 'flac' });
    expect(below('flac')).toEqual([
      '01 Über all-1.flac',
      '02 Song 2.flac',
      'pq-sheet.csv',
      'pq-sheet.html',
      'pq-sheet.txt',
      'tracks.cue',
    ]);
    expect(same(await soundAt('flac/01 Über all-1.flac'), 150, 525)).toBe(true);
    expect(same(await soundAt('flac/02 Song 2.flac'), 525, 825)).toBe(true);
    const { tags } = await readTags(place, 'flac/01 Über all-1.flac');
    expect(tags).toMatchObject({
      title: 'Über: all/1',
      artists: ['Zoë & the Élans'],
      album: 'Nachtlied',
      isrc: 'USABC2600001',
      barcode: '4006381333931',
      track: { number: 1, of: 2 },
      genres: ['Rock'],
    });
    const again = await openDisc(place, 'flac/tracks.cue');
    expect({ ...again.disc, masterId: 'LAC-001', genreCode: 23, copyrighted: false }).toEqual(SMALL_DISC);
    const source = await again.openImage();
    expect(same(await collect(source), 0, 825)).toBe(true);
    expect(record.tracks.map(({ frames }) => frames / SECTOR_FRAMES)).toEqual([375, 300]);
    expect(record.refusals).toEqual([]);
  });

  it('are written over nothing unasked, and leave nothing behind when something fails', async () => {
    await place.create('held/02 Song 2.wav').then((sink) => sink.commit());
    await expect(extractDisc(place, 'set', 'held')).rejects.toMatchObject({ code: 'exists' });
    expect(below('held')).toEqual(['02 Song 2.wav']);
    const signal = AbortSignal.abort();
    const run = { progress() {}, signal };
    await expect(extractDisc(place, 'set', 'stopped', {}, run)).rejects.toMatchObject({ code: 'cancelled' });
    expect(below('stopped')).toEqual([]);
  });

  it('are refused where the set has lost sectors', async () => {
    const whole = files.get('set/IMAGE.DAT')!;
    files.set('set/IMAGE.DAT', whole.subarray(0, whole.length - 2352));
    await expect(extractDisc(place, 'set', 'lost')).rejects.toMatchObject({
      code: 'disc-not-whole',
      facts: { reason: 'ddp-wrong-length' },
    });
    files.set('set/IMAGE.DAT', whole);
  });
});

describe('an album made of a disc', () => {
  it('has a file that can be read, a WAV a song without pauses, and gaps instead of them', async () => {
    const record = await importDisc(place, 'set', 'album');
    expect(below('album')).toEqual(['01 Über all-1.wav', '02 Song 2.wav', 'album.yaml']);
    expect(same(await soundAt('album/01 Über all-1.wav'), 150, 450)).toBe(true);
    expect(same(await soundAt('album/02 Song 2.wav'), 525, 825)).toBe(true);
    const album = await albumFromBytes(files.get('album/album.yaml')!, 'album.yaml', (found) => found);
    expect(album).toMatchObject({
      title: 'Nachtlied',
      artists: ['Zoë & the Élans'],
      barcode: '4006381333931',
    });
    expect(album.balance.rule).toBe('none');
    expect(album.songs[1]).toMatchObject({
      title: 'Song 2',
      isrc: 'USABC2600002',
      join: { kind: 'gap', length: { unit: 'sectors', value: 75 } },
      indexesS: [1],
      asIs: true,
    });
    expect(record.notes).toEqual([]);
  });
});
