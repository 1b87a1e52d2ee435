// Words for faults of albums on their way to deliveries: songs that cannot be one sound, sources that changed, threads that died.
import type { Facts, Phrase } from '../phrase.ts';
import { fileName } from '../words-file-faults.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

const SHAPES: Readonly<Record<string, string>> = {
  sampleRateHz: 'Hz',
  channels: 'channels',
};

export const DELIVER_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'gapless-differs': (f) => ({
    text: `${fileName(f)} has ${told(f, 'value')} ${SHAPES[told(f, 'what')] ?? ''}, and “${told(f, 'first')}”, from which it runs on without a gap, has ${told(f, 'meant')}: they are not cut from one recording.`,
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
  'album-not-found': (f) => ({
    text: `There is no album file in ${fileName(f)}.`,
    cure: `Write one with “lacquer album init ${told(f, 'file')}”, or name the album file itself.`,
  }),
};
