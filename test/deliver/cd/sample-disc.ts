// Discs for tests: the worked example whose bytes are known, and one with everything a disc can say.
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { crc32List, md5List, sumsOf } from '../../../src/deliver/cd/ddp-checksums.ts';
import { ddpTables } from '../../../src/deliver/cd/ddp-write.ts';
import { NO_TEXTS } from '../../../src/deliver/cd/disc-texts.ts';
import type { Disc, DiscTrack } from '../../../src/deliver/cd/disc.ts';
import { SECTOR_BYTES } from '../../../src/deliver/cd/msf.ts';

const track = (number: number, told: Partial<DiscTrack>): DiscTrack => ({
  number,
  pauseSector: null,
  startSector: 0,
  indexSectors: [],
  isrc: null,
  copyPermitted: false,
  preEmphasis: false,
  texts: NO_TEXTS,
  ...told,
});

/** Two tracks, 24 s. */
export const EXAMPLE: Disc = {
  version: 1,
  barcode: '4006381333931',
  masterId: 'EXAMPLE-001',
  catalogueNumber: '',
  languageCode: 9,
  genreCode: 0,
  genreText: '',
  copyrighted: false,
  texts: { ...NO_TEXTS, title: 'Disc', performer: 'Band' },
  tracks: [
    track(1, {
      pauseSector: 0,
      startSector: 150,
      isrc: 'USABC2600001',
      texts: { ...NO_TEXTS, title: 'One', performer: 'Band' },
    }),
    track(2, {
      pauseSector: 900,
      startSector: 1050,
      isrc: 'USABC2600002',
      texts: { ...NO_TEXTS, title: 'Two', performer: 'Band' },
    }),
  ],
  leadOutSector: 1800,
};

const text = (title: string, more: Partial<DiscTrack['texts']> = {}): DiscTrack['texts'] => ({
  ...NO_TEXTS,
  title,
  performer: 'Zoë Ångström & Çelik',
  ...more,
});

/** Accents, all kinds of texts, a second language, flags, indexes, a track without a pause, a hidden first pause. */
export const FULL: Disc = {
  version: 1,
  barcode: '0036000291452',
  masterId: 'LAC-017 disc 1',
  catalogueNumber: 'LAC-017',
  languageCode: 0x0f,
  genreCode: 14,
  genreText: 'Jazz & more',
  copyrighted: true,
  texts: text('Où va l’été'.replace('’', "'"), { message: 'Merci à tous: ÿ÷×ß', arranger: 'Ø' }),
  translations: [
    {
      languageCode: 8,
      genreText: 'Jazz',
      texts: text('Wohin der Sommer geht'),
      tracks: [text('Öffnung'), text('Grüße'), text('Schluß')],
    },
  ],
  tracks: [
    track(1, {
      pauseSector: 0,
      startSector: 400,
      isrc: 'GBAAA2400001',
      copyPermitted: true,
      texts: text('Café Noël à l\u00a0aube, ou: comment dire', { songwriter: 'Éluard', composer: 'Fauré' }),
    }),
    track(2, { startSector: 900, indexSectors: [1000, 1001], preEmphasis: true, texts: text('Ñandú') }),
    track(3, {
      pauseSector: 1400,
      startSector: 1475,
      isrc: 'QMW3D1100010',
      copyPermitted: true,
      preEmphasis: true,
      texts: text(''),
    }),
  ],
  leadOutSector: 1800,
};

/** A whole set in memory: the tables, an image of `image` or of silence, and both lists of sums. Shared with the caller. */
export async function setOf(disc: Disc, image?: Uint8Array): Promise<Map<string, Uint8Array>> {
  const sound = image ?? new Uint8Array(disc.leadOutSector * SECTOR_BYTES);
  const tables = [...ddpTables(disc), { name: 'IMAGE.DAT', bytes: sound }];
  const files = new Map(tables.map(({ name, bytes }) => [`ddp/${name}`, bytes]));
  const summed = await Promise.all(
    tables.map(async ({ name, bytes }) => ({ name, sums: await sumsOf(bytes) })),
  );
  files.set('ddp/CHECKSUM.MD5', new TextEncoder().encode(md5List(summed)));
  files.set('ddp/CHECKSUM.TXT', new TextEncoder().encode(crc32List(summed)));
  return files;
}

export const placeOf = (files: Map<string, Uint8Array>): ReturnType<typeof memoryPlace> => memoryPlace(files);
