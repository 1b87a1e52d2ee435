// Words for files for shops: why they are refused, what is worth telling of them, and what cannot be made at all.
import { change, fileSize, fixed, level, rate } from '../figures.ts';
import type { TagNote } from '../../files/tags/tag-carrier.ts';
import type { Facts, Phrase } from '../phrase.ts';
import { tagNoteWords } from '../words-tags.ts';

type Words = Readonly<Record<string, (facts: Facts) => string>>;

const told = (facts: Facts, name: string): string => String(facts[name]);
const number = (facts: Facts, name: string): number => Number(facts[name]);
const songs = (f: Facts): string => (number(f, 'songs') === 1 ? '1 song' : `${told(f, 'songs')} songs`);

/** As people write it, and as the album file calls the rest. */
const askedFor = (what: string): string => (what === 'isrc' ? 'ISRC' : what.replaceAll('-', ' '));

/** Less is heard by nobody. */
const SAME_DB = 0.05;

const turned = (gainDb: number): string =>
  Math.abs(gainDb) < SAME_DB ? 'it will leave this as it is' : `it will turn this by ${change(gainDb)}`;

export const DIGITAL_REFUSALS: Words = {
  'digital-file-missing': (f) => `The file ${told(f, 'file')} is not there.`,
  'digital-file-stray': (f) => `The file ${told(f, 'file')} does not belong to the delivery.`,
  'digital-unreadable': (f) => `The file ${told(f, 'file')} cannot be read again (${told(f, 'reason')}).`,
  'digital-twins-differ': (f) =>
    `The sound of ${told(f, 'file')} is not the same as that of its twin ${told(f, 'other')}.`,
  'digital-other-sound': (f) =>
    `The sound of ${told(f, 'file')} is not the one that was rendered, from sample ${told(f, 'frame')} on.`,
  'digital-other-coding': (f) =>
    `The file ${told(f, 'file')} is not what the encoder makes of the master: its bytes were changed, or another encoder wrote it.`,
  'digital-other-level': (f) =>
    `The file ${told(f, 'file')} stands ${change(number(f, 'changeDb'))} beside the master, the others ${change(number(f, 'othersDb'))}.`,
  'digital-no-numbers': (f) => `The file ${told(f, 'file')} decodes to what is no sound.`,
  'digital-not-clean': (f) => `The file ${told(f, 'file')} should hold nothing but sound, and holds more.`,
  'digital-other-tag': (f) =>
    `The tag “${told(f, 'field')}” of ${told(f, 'file')} is not what the album file says.`,
  'digital-more-tags': (f) =>
    `The file ${told(f, 'file')} holds something beside its sound and tags, or holds them otherwise than they were written.`,
  'digital-silence': (f) =>
    `The file ${told(f, 'file')} has ${fixed(number(f, 'seconds'))} s of silence at its ${told(f, 'place')}; this shop takes ${told(f, 'most')} s at most. Trim the song in the album file.`,
  'digital-too-large': (f) =>
    `The file ${told(f, 'file')} has ${fileSize(number(f, 'bytes'))}; this shop takes ${fileSize(number(f, 'most'))} at most.`,
};

const UNITS: Readonly<Record<string, string>> = {
  track: 'song by song',
  'album-integrated': 'albums as a whole',
  'album-loudest': 'albums by their loudest song',
};

const played = (f: Facts): string =>
  `to ${level(number(f, 'targetLufs'), 'LUFS')}, ${UNITS[told(f, 'unit')] ?? 'song by song'}`;

const ofAlbum = (f: Facts): string =>
  number(f, 'songs') === 0 ? 'of the album' : `of “${told(f, 'song')}”${others(f)}`;
const others = (f: Facts): string => {
  const more = number(f, 'songs') - 1;
  return more < 1 ? '' : ` and ${more === 1 ? 'one other song' : `${more} other songs`}`;
};

/** Clean files have no place to say anything. */
const said = (f: Facts): string => (f.said === 0 ? '' : ', as the files say in their comments');

export const DIGITAL_NOTES: Words = {
  'digital-turned-down': (f) =>
    `All ${songs(f)} were turned by ${change(number(f, 'gainDb'))} as one, so that the loudest peak keeps the ceiling of ${level(number(f, 'ceilingDbtp'), 'dBTP')}; nothing was limited again.`,
  'digital-turned-to': (f) =>
    `Songs were turned by ${change(number(f, 'leastDb'))} to ${change(number(f, 'mostDb'))} to stand at ${level(number(f, 'loudnessLufs'), 'LUFS')}; nothing was compressed.`,
  'ceiling-proved': (f) =>
    `Decoded again, no ${told(f, 'kind')} file peaks above ${level(number(f, 'afterDbtp'), 'dBTP', 2)}: the ceiling of ${level(number(f, 'ceilingDbtp'), 'dBTP')} is kept.`,
  'ceiling-proved-lower': (f) =>
    `As ${told(f, 'kind')}, “${told(f, 'file')}” peaked at ${level(number(f, 'beforeDbtp'), 'dBTP', 2)} when decoded; turned by ${change(number(f, 'gainDb'))}, no file peaks above ${level(number(f, 'afterDbtp'), 'dBTP', 2)} and the ceiling of ${level(number(f, 'ceilingDbtp'), 'dBTP')} is kept.`,
  'heard-as-held': (f) =>
    `Tried as ${told(f, 'kind')} (${told(f, 'quality')}) on the loudest ${told(f, 'seconds')} s of each song, the highest peak was ${level(number(f, 'peakDbtp'), 'dBTP')}, in “${told(f, 'song')}”: no player clips.`,
  'heard-as-over': (f) =>
    `Tried as ${told(f, 'kind')} (${told(f, 'quality')}) on the loudest ${told(f, 'seconds')} s of each song, “${told(f, 'song')}” peaked at ${level(number(f, 'peakDbtp'), 'dBTP')} when decoded, from ${level(number(f, 'masterDbtp'), 'dBTP')} before: simple players clip there. A lower ceiling would prevent it.`,
  'heard-as-untried': (f) =>
    `What ${told(f, 'kind')} (${told(f, 'quality')}) does to the peaks was not tried: there is no decoder for it on this machine.`,
  'truth-lossy': (f) =>
    `“${told(f, 'song')}”${others(f)} came from sound that was lossy before${told(f, 'codec') === '' ? '' : ` (${told(f, 'codec')})`}${said(f)}. No shop for high resolution will want them.`,
  'truth-upsampled': (f) =>
    `“${told(f, 'song')}”${others(f)} came at ${rate(number(f, 'rateHz'))} but was upsampled before${number(f, 'wasHz') === 0 ? '' : `, probably from ${rate(number(f, 'wasHz'))}`}: nothing sounds above ${fixed(number(f, 'endsHz') / 1000)} kHz${said(f)}. Shops for high resolution refuse such titles.`,
  'truth-empty-top': (f) =>
    `“${told(f, 'song')}”${others(f)} came at ${rate(number(f, 'rateHz'))}, and nothing sounds above ${fixed(number(f, 'endsHz') / 1000)} kHz${said(f)}. Shops for high resolution look at that and may ask.`,
  'truth-bits': (f) =>
    `“${told(f, 'song')}”${others(f)} came with ${told(f, 'wasBits')} bits; the files have ${told(f, 'bits')}${said(f)}.`,
  'digital-rate-raised': (f) =>
    `This shop takes nothing below ${rate(number(f, 'toHz'))}: “${told(f, 'song')}”${others(f)} of ${rate(number(f, 'fromHz'))} were brought up to it, and hold nothing more for it.`,
  'digital-hidden': (f) =>
    `“${told(f, 'song')}”${others(f)}, hidden before track 1, can be on a CD alone and is in no file.`,
  'digital-not-told': (f) =>
    `The shop will ask for the ${askedFor(told(f, 'what'))} ${ofAlbum(f)}, which the album file does not say.`,
  'digital-artwork-not-read': (f) =>
    `The artwork ${told(f, 'file')} is in no file: it could not be read (${told(f, 'reason')}).`,
  'digital-artwork-not-square': (f) =>
    `The artwork is ${told(f, 'width')} by ${told(f, 'height')} pixels; this shop wants it square.`,
  'digital-artwork-small': (f) =>
    `The artwork is ${told(f, 'width')} by ${told(f, 'height')} pixels; this shop wants ${told(f, 'least')} at least.`,
  'digital-artwork-large': (f) =>
    `The artwork has ${fileSize(number(f, 'bytes'))}; this shop takes ${fileSize(number(f, 'most'))} at most.`,
  'digital-tag-lost': (f) =>
    `Not all that the album file says ${ofAlbum(f)} fits into these files (${tagNoteWords({ code: told(f, 'note'), facts: f as TagNote['facts'] }).replace(/\.$/, '')}).`,
  'digital-short': (f) =>
    `“${told(f, 'song')}”${others(f)} ${number(f, 'songs') === 1 ? 'lasts' : 'last'} under ${told(f, 'least')} s (${fixed(number(f, 'seconds'))} s the first); such plays are often not paid, and singles as short are refused.`,
  'plays-at': (f) => `${told(f, 'title')} plays ${played(f)}: ${turned(number(f, 'gainDb'))}.`,
  'plays-between': (f) =>
    `${told(f, 'title')} plays ${played(f)}: it will turn these songs by ${change(number(f, 'gainDb'))} to ${change(number(f, 'mostDb'))}.`,
};

export const DIGITAL_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'rate-too-low': (f) => ({
    text: `“${told(f, 'song')}” has a rate of ${rate(number(f, 'rateHz'))}; ${told(f, 'profile')} takes nothing below ${rate(number(f, 'lowestHz'))}, and nothing is made to look like more than it is.`,
    cure: 'Use the recording at its full rate; or convert the song yourself with "lacquer convert --rate" and know what you do.',
  }),
  'ceiling-not-held': (f) => ({
    text: `As ${told(f, 'kind')}, “${told(f, 'song')}” still peaks at ${level(number(f, 'peakDbtp'), 'dBTP')} when decoded; the ceiling of ${level(number(f, 'ceilingDbtp'), 'dBTP')} cannot be kept.`,
    cure: 'Choose a better quality or another kind of file in a profile of your own.',
  }),
};
