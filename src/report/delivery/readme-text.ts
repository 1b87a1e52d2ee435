// Readme text: what lies in a folder of deliveries, for whoever opens it at a plant, a shop or a label.
import type { Passport, PassportDelivery } from '../../deliver/passport/passport.ts';
import { CHECKSUM_FILE, PASSPORT_FILE, PASSPORT_PAGE } from '../../deliver/passport/passport.ts';
import { count, fileSize, level } from '../figures.ts';
import { wrapped } from '../text-style.ts';
import { deliveryNoteSentence, doubtSentence } from './words-delivery.ts';

const WIDTH = 78;

const PASSPORT_WORDS = `${PASSPORT_PAGE} tells what was done to every song, what was measured, and by which rules; ${PASSPORT_FILE} says the same to programs.`;

/** Lines end as plants' machines expect it: CR LF. `alone`: the passport is not sent along. */
export function readmeText(passport: Passport, alone = false): string {
  const { album, deliveries, doubts, tool, date } = passport;
  const lines = [
    `${album.artists.join(', ')}: ${album.title}`,
    ...codes(passport),
    `${count(album.songs)} ${album.songs === 1 ? 'song' : 'songs'}, ${level(album.integratedLufs, 'LUFS')}, ${level(album.truePeakDbtp, 'dBTP')}`,
    '',
    ...deliveries.flatMap(deliveryLines),
    'To check that everything arrived as it left',
    ...wrapped(`sha256sum -c ${CHECKSUM_FILE}`, WIDTH, '  '),
    ...(alone ? [] : wrapped(PASSPORT_WORDS, WIDTH, '  ')),
    '',
    ...(doubts.length === 0
      ? []
      : ['Not known for sure', ...doubts.flatMap((one) => wrapped(doubtSentence(one), WIDTH, '  ')), '']),
    `${tool.name} ${tool.version}, ${date.slice(0, 10)}`,
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function codes({ album }: Passport): string[] {
  const told = [
    album.catalogueNumber === null ? '' : `Catalogue number ${album.catalogueNumber}`,
    album.barcode === null ? '' : `Barcode ${album.barcode}`,
  ].filter((text) => text !== '');
  return told.length === 0 ? [] : [told.join(', ')];
}

function deliveryLines({ title, files, notes }: PassportDelivery): string[] {
  return [
    title,
    ...files.map(
      ({ path, bytes, format }) => `  ${path} (${fileSize(bytes)}${format === null ? '' : `, ${format}`})`,
    ),
    ...notes.flatMap((note) => wrapped(deliveryNoteSentence(note), WIDTH, '  ')),
    '',
  ];
}
