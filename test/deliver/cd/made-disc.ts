// Made disc: a small disc with everything that sheets tell: pauses, indexes, flags, codes, texts with accents.
import type { Disc, DiscTexts, DiscTrack } from '../../../src/deliver/cd/disc.ts';
import { NO_TEXTS } from '../../../src/deliver/cd/disc-texts.ts';

const PERFORMER = 'Zoë & the Élans';

export const madeTexts = (title: string, more: Partial<DiscTexts> = {}): DiscTexts => ({
  ...NO_TEXTS,
  title,
  performer: PERFORMER,
  ...more,
});

export const madeTrack = (number: number, startSector: number, more: Partial<DiscTrack> = {}): DiscTrack => ({
  number,
  pauseSector: null,
  startSector,
  indexSectors: [],
  isrc: null,
  copyPermitted: false,
  preEmphasis: false,
  texts: madeTexts(`Song ${number}`),
  ...more,
});

/** Three tracks in 40 seconds; the second after a pause, the third right behind it. */
export function madeDisc(more: Partial<Disc> = {}): Disc {
  return {
    version: 1,
    barcode: '4006381333931',
    masterId: 'LAC-001 disc 1',
    catalogueNumber: 'LAC-001',
    languageCode: 9,
    genreCode: 23,
    genreText: 'Rock',
    copyrighted: true,
    texts: madeTexts('Nachtlied', { message: 'Für Ævar' }),
    leadOutSector: 3000,
    tracks: [
      madeTrack(1, 150, {
        pauseSector: 0,
        indexSectors: [600],
        isrc: 'USABC2600001',
        texts: madeTexts('Überall', { composer: 'É. Å' }),
      }),
      madeTrack(2, 1050, { pauseSector: 900, isrc: 'USABC2600002', copyPermitted: true }),
      madeTrack(3, 1800, { indexSectors: [2000, 2100], preEmphasis: true }),
    ],
    ...more,
  };
}
