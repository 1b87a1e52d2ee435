// Words for faults: what went wrong and what to do, for every failure we expect.
import { clock, fileSize } from './figures.ts';
import type { Facts, Phrase } from './phrase.ts';
import { ALBUM_FAULTS } from './words-album-faults.ts';
import { CHECK_FAULTS } from './words-check-faults.ts';
import { CD_FAULTS } from './delivery/words-cd.ts';
import { SHEET_FAULTS } from './delivery/words-sheets.ts';
import { CONVERT_FAULTS } from './words-convert-faults.ts';
import { DELIVER_FAULTS } from './delivery/words-deliver-faults.ts';
import { PASSPORT_FAULTS } from './delivery/words-passport.ts';
import { DIGITAL_FAULTS } from './delivery/words-digital.ts';
import { FILE_FAULTS, fileName } from './words-file-faults.ts';
import { FLOW_FAULTS } from './words-flow-faults.ts';
import { REVISION_FAULTS } from './words-revision.ts';
import { MATCH_FAULTS } from './words-match.ts';
import { PLAN_FAULTS } from './words-plan-faults.ts';
import { PROFILE_FAULTS } from './words-profile-faults.ts';
import { SERVER_FAULTS } from './words-server-faults.ts';
import { STYLE_FAULTS } from './words-style-faults.ts';
import { VINYL_FAULTS } from './delivery/words-vinyl.ts';

export type FaultTable = Readonly<Record<string, (facts: Facts) => Phrase>>;

const told = (facts: Facts, name: string): string => String(facts[name]);

const PLACE_FAULTS: FaultTable = {
  'not-found': (f) => ({
    text: `There is no file ${fileName(f)}.`,
    cure: 'Check the spelling and the folder; put quotation marks around names with spaces.',
  }),
  'not-readable': (f) => ({
    text: `${fileName(f)} cannot be read${reason(f)}.`,
    cure: inPage(f)
      ? 'It was changed, moved or removed meanwhile, or you may not read it: give it to this page again.'
      : 'Check that you may read it and that no other program holds it open.',
  }),
  'not-writable': (f) => ({
    text: `${fileName(f)} cannot be written${reason(f)}.`,
    cure: inPage(f)
      ? 'Close other windows of this page and load it again; if it happens twice, restart the browser.'
      : 'Choose another output folder with -o, or check that you may write there.',
  }),
  exists: (f) => ({
    text: `${fileName(f)} already exists, and nothing is overwritten unasked.`,
    cure: 'Choose another output folder with -o, or allow overwriting with --force.',
  }),
  'disk-full': (f) => ({
    text: `There is not enough space for ${fileName(f)}${needed(f)}.`,
    cure: inPage(f)
      ? 'Remove songs from this page that you need no more, or free space on this machine. Nothing half-written was left behind.'
      : 'Free some space or choose a folder on another disk with -o. Nothing half-written was left behind.',
  }),
  'no-sound': (f) => ({
    text: `The song cannot be played just now (${told(f, 'what')}).`,
    cure: 'Check that headphones or speakers are connected, and press Play again; if it happens twice, load this page anew.',
  }),
  'is-folder': (f) => ({
    text: `${fileName(f)} is a folder, and a file is needed here.`,
    cure: 'Name the file itself.',
  }),
  'no-storage': (f) => ({
    text: `This browser lends the page no storage here${reason(f)}; in a private window, for instance, some lend none.`,
    cure: 'Use a normal window of a current browser, at an address that begins with https or is 127.0.0.1.',
  }),
};

/** A fault of a page's places, where there is no command to run again and no folder to choose. */
const inPage = (facts: Facts): boolean => facts.machine === 'browser';

function reason(facts: Facts): string {
  const code = String(facts.reason);
  return facts.reason === undefined ? '' : ` (${SYSTEM_REASONS[code] ?? code})`;
}

/** What systems call in letters. */
const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EROFS: 'the disk is read-only',
  EACCES: 'its rights forbid it',
  EPERM: 'the system forbids it',
  ENAMETOOLONG: 'the name is too long',
  ENOTDIR: 'a file stands where a folder should be',
  EIO: 'the disk fails',
  EBUSY: 'another program uses it',
};

function needed({ expectedBytes, freeBytes }: Facts): string {
  if (typeof expectedBytes !== 'number') return '';
  const free = typeof freeBytes === 'number' ? `, ${fileSize(freeBytes)} free` : '';
  return ` (${fileSize(expectedBytes)} needed${free})`;
}

/** A number outside its range. */
const outside =
  (what: string, unit: string) =>
  (f: Facts): Phrase => ({
    text: `${what} cannot be ${told(f, 'value')}.`,
    cure: `Give a number from ${told(f, 'min')} to ${told(f, 'max')}${unit}.`,
  });

const REQUEST_FAULTS: FaultTable = {
  'bad-loudness': (f) => ({
    text: `“${told(f, 'value')}” is no loudness.`,
    cure: `Give a number of LUFS from ${told(f, 'min')} to ${told(f, 'max')}, or one of: auto, keep, off.`,
  }),
  'bad-amount': outside('The amount', ' %'),
  'bad-ceiling': outside('The ceiling', ' dBTP'),
  'rate-not-supported': (f) => ({
    text: `A sample rate of ${told(f, 'rateHz')} Hz cannot be converted.`,
    cure: `Rates from ${told(f, 'lowestHz')} to ${told(f, 'highestHz')} Hz can.`,
  }),
  'word-length-not-supported': (f) => ({
    text: `A word length of ${told(f, 'bits')} bits cannot be made.`,
    cure: `Whole numbers of bits from ${told(f, 'least')} to ${told(f, 'most')} can.`,
  }),
  'dithered-twice': (f) => ({
    text: `This sound was brought to ${told(f, 'bits')} bits before and was changed after that: dithered again, it would carry the noise twice.`,
    cure: 'Make every change before the word length is shortened, and shorten each file from the unshortened sound.',
  }),
  'unwritable-format': (f) => ({
    text: `Such a ${told(f, 'container')} file cannot be written.`,
    cure: 'WAV takes every word length; FLAC takes up to 24 bits and 8 channels; MP3, AAC, Opus and Vorbis take one channel or two, MP3 up to 48 kHz, Opus 48 kHz alone.',
  }),
  'too-long': (f) => ({
    text: `Such a ${told(f, 'container')} file ends at 4 GiB${typeof f.mostS === 'number' ? `, ${clock(f.mostS)} of this sound` : ''}.`,
    cure: 'Write WAV, which goes on as RF64 beyond that, or FLAC.',
  }),
  cancelled: () => ({
    text: 'Stopped, as you asked.',
    cure: 'Nothing half-written was left behind; run the command again when you like.',
  }),
};

/** No Fault at all: a mistake of ours, as a worker tells it. */
const OUR_OWN: FaultTable = {
  assertion: (f) => ({
    text: `Lacquer itself went wrong here (${told(f, 'what')}).`,
    cure: 'Reload the page: your songs are kept. If it happens again, please report it with the words in brackets.',
  }),
};

export const FAULT_WORDS: FaultTable = {
  ...OUR_OWN,
  ...PLACE_FAULTS,
  ...REQUEST_FAULTS,
  ...MATCH_FAULTS,
  ...PLAN_FAULTS,
  ...PROFILE_FAULTS,
  ...DIGITAL_FAULTS,
  ...REVISION_FAULTS,
  ...FILE_FAULTS,
  ...FLOW_FAULTS,
  ...SERVER_FAULTS,
  ...STYLE_FAULTS,
  ...VINYL_FAULTS,
  ...CD_FAULTS,
  ...SHEET_FAULTS,
  ...CHECK_FAULTS,
  ...DELIVER_FAULTS,
  ...PASSPORT_FAULTS,
  ...CONVERT_FAULTS,
  ...ALBUM_FAULTS,
};
