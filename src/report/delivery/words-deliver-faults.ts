// Words for faults of albums on their way to deliveries: songs that cannot be one sound, sources that changed, threads that died.
import { rate } from '../figures.ts';
import type { Facts, Phrase } from '../phrase.ts';
import { fileName } from '../words-file-faults.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

function shape(facts: Facts, name: string): string {
  const value = Number(facts[name]);
  if (facts.what === 'sampleRateHz') return rate(value);
  return value === 1 ? 'one channel' : `${value} channels`;
}

export const DELIVER_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'gapless-differs': (f) => ({
    text: `${fileName(f)} has ${shape(f, 'value')}, and “${told(f, 'first')}”, from which it runs on without a gap, ${shape(f, 'meant')}: they are not cut from one recording.`,
    cure: 'Export both from one session, or put a gap between them.',
  }),
  'source-changed': (f) => ({
    text: `${fileName(f)} is not the file that the deliveries were made from.`,
    cure: 'Put the file of then into its place, or deliver the album anew.',
  }),
  'thread-died': () => ({
    text: 'A part of the work ended before it was done; most likely the memory of this machine did not suffice.',
    cure: 'Close other programs, or try --threads 1.',
  }),
  'album-is-song': (f) => ({
    text: `${fileName(f)} is a song, and an album file is needed here.`,
    cure: 'Write one for the folder of your songs with "lacquer album init FOLDER". One song by itself: "lacquer master" or "lacquer deliver".',
  }),
  'folder-needed': (f) => ({
    text: `${fileName(f)} is a file, and the folder of your songs is needed here.`,
    cure: 'Name the folder that it lies in.',
  }),
  'album-exists': (f) => ({
    text: `${fileName(f)} already exists, and nothing is overwritten unasked.`,
    cure: 'Look at what would be written with --print, or replace it with --force; what you changed in it is then lost.',
  }),
  'earlier-deliveries': (f) => ({
    text: `${fileName(f)} also holds deliveries of an earlier run (${told(f, 'names')}), of which the new passport would know nothing.`,
    cure: 'Name them in --to as well, choose another folder with -o, or move them away.',
  }),
  'album-not-found': (f) => ({
    text: `There is no album file in ${fileName(f)}.`,
    cure: `Write one with “lacquer album init ${told(f, 'file')}”, or name the album file itself.`,
  }),
};
