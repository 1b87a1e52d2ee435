// Words for CDs: why a disc or a DDP set cannot be pressed, what is worth telling of one, and the faults of both.
import { msfText } from '../../deliver/cd/msf.ts';
import { change, rate } from '../figures.ts';
import type { Facts, Phrase } from '../phrase.ts';
import { CD_TEXT_REFUSALS } from './words-cd-text.ts';
import { DDP_REFUSALS } from './words-ddp.ts';

type Words = Readonly<Record<string, (facts: Facts) => string>>;

const told = (facts: Facts, name: string): string => String(facts[name]);
/** Sectors as `mm:ss:ff`. */
const place = (facts: Facts, name: string): string => msfText(Math.max(0, Number(facts[name])));

const DISC_REFUSALS: Words = {
  'cd-track-count': (f) =>
    `The disc has ${told(f, 'tracks')} tracks; a CD has from 1 to ${told(f, 'most')} here.`,
  'cd-track-numbers': (f) =>
    `Tracks are not numbered one after the other from 1: ${told(f, 'found')} stands where ${told(f, 'wanted')} belongs.`,
  'cd-indexes': (f) =>
    `Track ${told(f, 'track')} has ${told(f, 'indexes')} indexes; there is room for ${told(f, 'most')}.`,
  'cd-first-pause': (f) =>
    `The pause before track 1 must begin at the very start of the disc and last 2 s (${told(f, 'least')} sectors); it has ${told(f, 'sectors')}.`,
  'cd-times': (f) =>
    `Places do not rise: track ${told(f, 'track')} index ${told(f, 'index')} stands at ${place(f, 'sector')}, not behind the place before it (${place(f, 'before')}).`,
  'cd-short-track': (f) =>
    `Track ${told(f, 'track')} lasts ${place(f, 'sectors')}; no track of a CD may be shorter than 4 s (00:04:00). Join it with a neighbour, or mark it as hidden.`,
  'cd-too-long': (f) =>
    `The disc ends at ${place(f, 'sectors')}, past ${place(f, 'most')}, the most that is pressed here. Divide the album into two discs.`,
  'cd-other-sound': (f) =>
    `The sound beside the sheet (${rate(Number(f.rateHz))}, ${f.bits === 'none' ? 'lossy or float' : `${told(f, 'bits')} bit`}, channels: ${told(f, 'channels')}) is not what a CD holds: 44.1 kHz, 16 bit, two channels.`,
  'cd-barcode': (f) =>
    `The barcode “${told(f, 'barcode')}” is no EAN-13: it needs 13 digits, the last of which checks the others.`,
  'cd-isrc': (f) =>
    `The ISRC “${told(f, 'isrc')}” of track ${told(f, 'track')} is not two letters, three letters or digits and seven digits.`,
  'cd-master-id': (f) =>
    `The name of the master, “${told(f, 'masterId')}”, has more than ${told(f, 'most')} letters or letters beyond plain English ones.`,
};

export const CD_REFUSALS: Words = { ...DISC_REFUSALS, ...CD_TEXT_REFUSALS, ...DDP_REFUSALS };

export const CD_NOTES: Words = {
  'cd-not-told': (f) =>
    Number(f.songs) === 0
      ? `The plant will ask for the ${told(f, 'what')} of the album, which the album file does not tell.`
      : `The plant will ask for the ${told(f, 'what')} of every song; ${told(f, 'songs')} have none, “${told(f, 'song')}” for one.`,
  'cd-turned-down': (f) =>
    `Songs that are taken as they are stand above full scale, where a CD would cut them off; all of it was turned by ${change(Number(f.gainDb))} as one, and nothing is cut.`,
  'cd-pre-emphasis': (f) =>
    `Track ${told(f, 'track')} is marked for pre-emphasis: its sound must have been made so, or it plays dull.`,
  'cd-isrc-twice': (f) =>
    `Track ${told(f, 'track')} has the same ISRC as track ${told(f, 'first')} (${told(f, 'isrc')}); each recording and each version has one of its own.`,
  'cd-isrc-missing': (f) =>
    `Of the tracks, ${told(f, 'tracks')} have no ISRC; radio stations and collecting societies go by them.`,
  'cd-long-first-pause': (f) =>
    `Track 1 begins at ${place(f, 'sectors')}: what sounds before it is found by rewinding alone, and some players and drives cannot reach it. Tell the plant that it is meant.`,
  'cd-over-74-minutes': (f) =>
    `The disc lasts ${place(f, 'sectors')}: longer than the first CDs could be. Today’s plants press it; very old players may stumble near the end.`,
  'cd-text-character-set': (f) =>
    `Texts in ${told(f, 'file')} are in a character set of their own (${told(f, 'characterSet')}); they are read as well as can be.`,
  'cd-text-frame': (f) =>
    `${told(f, 'file')} has ${told(f, 'bytes')} bytes around its packs that belong to no pack, as some writers leave them; they are read over.`,
  'cd-text-changed': (f) =>
    `CD players know western European letters alone: “${told(f, 'text')}” becomes “${told(f, 'written')}” on the disc. Files keep it as you wrote it.`,
  'cd-text-lost': (f) =>
    `“${told(f, 'text')}” has letters that CD players cannot show and that have no near one; on the disc they are question marks. For the disc, write it in Latin letters.`,
  'cd-text-left-out': (f) =>
    `There is not room for all texts on the disc (${told(f, 'packs')} of ${told(f, 'most')} packs): the kind “${told(f, 'kind')}” was left out.`,
  'cd-text-artist-once': (f) =>
    `There is not room for all texts on the disc (${told(f, 'packs')} of ${told(f, 'most')} packs): the artist stands once, for all tracks.`,
  'cd-text-cut': (f) =>
    `There is not room for all texts on the disc (${told(f, 'packs')} of ${told(f, 'most')} packs): titles and artists of tracks were cut after ${told(f, 'letters')} letters there. Files keep them whole.`,
  'cd-sheet-cut': (f) =>
    `Programs that burn from cue sheets take no text of more than ${told(f, 'most')} letters: ${Number(f.texts) === 1 ? 'one was cut' : `${told(f, 'texts')} were cut`} in the sheet.`,
  'ddp-barcode-not-on-disc': (f) =>
    `The barcode ${told(f, 'barcode')} stands in the set’s name tag alone, not in its PQ descriptor: the disc may be pressed without it.`,
  'ddp-other-stream': (f) =>
    `The set has a further stream (${told(f, 'stream')}, ${told(f, 'name')}), which is no part of a CD of music and is not looked at.`,
  'ddp-no-sums': () =>
    'The set has no list of checksums, so nobody can tell whether every byte arrived. Plants ask for one.',
  'ddp-not-summed': (f) =>
    `No checksum tells of ${told(f, 'files')}: nobody can tell whether every byte of it arrived.`,
  'ddp-sum-of-other': (f) => `The list ${told(f, 'list')} promises “${told(f, 'file')}”, which is not here.`,
  'pq-scms': (f) => `Track ${told(f, 'track')} may be copied once, its copies not (SCMS).`,
  'pq-four-channels': (f) =>
    `Track ${told(f, 'track')} is marked as four channels, which no player knows; it is read as stereo.`,
};

export const CD_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'no-ddp': (f) => ({
    text: `“${told(f, 'folder')}” holds no DDP set: there is no file DDPMS in it.`,
    cure: 'Name the folder in which DDPID and DDPMS stand; unpack it first if it came as a zip.',
  }),
  'disc-refused': (f) => ({
    text: `This cannot become a CD: ${discReason(f)}`,
    cure: `Change the album file where it says so, or deliver it without the CD${more(f)}.`,
  }),
};

const more = ({ reasons }: Facts): string =>
  Number(reasons) > 1 ? ` (this is the first of ${String(reasons)} reasons)` : '';

/** Why, within a sentence that has begun: names of files and descriptors keep their capitals. */
export function discReason(facts: Facts): string {
  const words = CD_REFUSALS[String(facts.reason)]?.(facts) ?? `${told(facts, 'reason')}.`;
  return words.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}
