// Words for sheets: what is wrong with a cue sheet, a TOC file or a folder that should hold a disc, and what was read over.
import { msfText } from '../../deliver/cd/msf.ts';
import { rate } from '../figures.ts';
import type { Facts, Phrase } from '../phrase.ts';
import { fileName } from '../words-file-faults.ts';
import { discReason } from './words-cd.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

export const SHEET_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'bad-cue': (f) => ({
    text: `The cue sheet ${fileName(f)} cannot be followed: line ${told(f, 'line')}, ${told(f, 'what')}.`,
    cure: 'Mend that line in any text editor, or write the sheet anew with the program it came from.',
  }),
  'bad-toc': (f) => ({
    text: `The TOC file ${fileName(f)} cannot be followed: line ${told(f, 'line')}, ${told(f, 'what')}.`,
    cure: 'Mend that line in any text editor; “cdrdao show-toc” reads the same files and tells what it finds.',
  }),
  'sheet-file-missing': (f) => ({
    text: `The sheet “${told(f, 'sheet')}” names the file ${fileName(f)}, which is not beside it.`,
    cure: 'Put the sound into the folder of the sheet, under the name that stands in it; its ending may be another.',
  }),
  'sheet-rate': (f) => ({
    text: `${fileName(f)} has a sample rate of ${rate(Number(f.rateHz))}, which has no whole samples in 1/75 s, the grid of every disc.`,
    cure: 'Convert it to 44.1 kHz first (lacquer convert --rate 44100).',
  }),
  'sheet-files-differ': (f) => ({
    text: `${fileName(f)} has ${told(f, 'channels')} channels at ${rate(Number(f.rateHz))}, the sheet’s first file ${told(f, 'first')} at ${rate(Number(f.firstHz))}: they cannot be one disc.`,
    cure: 'Convert the files to one rate and one number of channels (lacquer convert).',
  }),
  'sheet-too-long': (f) => ({
    text: `${fileName(f)} goes on for more than ${told(f, 'mostHours')} hours.`,
    cure: 'Look for a pause or a silence in it that has a figure too many.',
  }),
  'no-disc': (f) => ({
    text: `${fileName(f)} holds no disc: no DDP set, no cue sheet and no TOC file.`,
    cure: 'Name the folder in which DDPID and DDPMS stand, or a file that ends in .cue or .toc.',
  }),
  'which-disc': (f) => ({
    text: `“${told(f, 'folder')}” holds several ${f.sets === undefined ? `sheets: ${told(f, 'sheets')}` : `DDP sets: ${told(f, 'sets')}`}.`,
    cure: 'Name the one that is meant.',
  }),
  'no-page-name': (f) => ({
    text: `${fileName(f)} is no name for a page.`,
    cure: 'Give -o a name that ends in .html.',
  }),
  'not-identical-track': (f) => ({
    text: `${fileName(f)} did not hold the same samples as the disc when it was opened again.`,
    cure: 'Run it again, into another folder or on another disk; if it happens twice, please report it.',
  }),
  'disc-not-whole': (f) => ({
    text: `No tracks can be taken out of “${told(f, 'path')}”: ${discReason(f)}`,
    cure: 'Have it made or sent again; “lacquer ddp verify” tells everything that is wrong with a DDP set.',
  }),
};

export const SHEET_NOTES: Readonly<Record<string, (facts: Facts) => string>> = {
  'cue-unknown-command': (f) =>
    `Line ${told(f, 'line')} of ${fileName(f)} begins with ${told(f, 'command')}, which is no command of cue sheets; it is read over.`,
  'cue-flag-left-out': (f) =>
    `Line ${told(f, 'line')} of ${fileName(f)} has the flag ${told(f, 'flag')}, which is not carried on.`,
  'cue-code-left-out': (f) =>
    `“${told(f, 'code')}” is no valid ${f.what === 'CATALOG' ? 'barcode' : 'ISRC'}; it is left out.`,
  'toc-languages-left-out': (f) =>
    `The TOC file has texts in ${told(f, 'count')} further languages; those of its first are taken.`,
  'disc-pre-emphasis': (f) =>
    `Track ${told(f, 'track')} is marked for pre-emphasis, which is not carried on: its sound stays as it is, and is bright.`,
  'disc-early-sound': () =>
    'There is sound in the first two seconds of the disc, where no album file can have any; it is left out.',
  'disc-pause-sounds': (f) =>
    `The pause before track ${told(f, 'track')} is not silent: its sound stays, at the end of the song before, and its mark (index 00) is left out.`,
  'disc-pause-rings': (f) =>
    `The song before track ${told(f, 'track')} rings on into the pause for ${msfText(Number(f.sectors))}: that stays with the song, and the mark of the pause (index 00) moves behind it.`,
  'disc-code-left-out': (f) =>
    `“${told(f, 'code')}” ${f.track === 0 ? 'is no barcode' : `of track ${told(f, 'track')} is no ISRC, or another track’s`}; it is left out.`,
  'disc-nameless': (f) =>
    `The disc tells no ${f.what === 'title' ? 'title' : 'artist'}; it is called “${told(f, 'name')}” here.`,
  'disc-copy-differs': (f) =>
    `Of ${told(f, 'tracks')} tracks ${told(f, 'permitted')} may be copied; an album file says it of all or of none, and says so of all.`,
};
