// Words for DDP: what is wrong with a set of files for a pressing plant.
import type { Facts } from '../phrase.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);
const STREAMS: Readonly<Record<string, string>> = {
  image: 'images of sound',
  pq: 'PQ descriptors',
  text: 'files of CD-TEXT',
};

const TABLE_REFUSALS: Readonly<Record<string, (facts: Facts) => string>> = {
  'ddp-no-file': (f) =>
    `The set has no file ${told(f, 'file')}, ${f.file === 'DDPID' ? 'which every set has' : 'though its map names it'}.`,
  'ddp-odd-length': (f) =>
    `${told(f, 'file')} has ${told(f, 'bytes')} bytes, which are no whole packets of ${told(f, 'packetBytes')}.`,
  'ddp-bad-mark': (f) =>
    `Packet ${told(f, 'packet')} of ${told(f, 'file')} begins with “${told(f, 'found')}” instead of “${told(f, 'wanted')}”.`,
  'ddp-streams': (f) =>
    `The set has ${told(f, 'found')} ${STREAMS[told(f, 'what')] ?? told(f, 'what')}; there must be ${countWords(f)}.`,
  'ddp-wrong-length': (f) =>
    `${told(f, 'file')} has ${told(f, 'bytes')} bytes; the map promises ${told(f, 'promised')}.`,
  'ddp-no-length': (f) => `The map does not tell the length of ${told(f, 'file')}.`,
  'ddp-level': (f) =>
    `The set is of level “${told(f, 'found')}”; plants take “${told(f, 'wanted')}” for CDs.`,
  'ddp-not-sound': (f) => `${told(f, 'file')} is marked “${told(f, 'mode')}”, which is no CD of music.`,
  'ddp-storage': (f) =>
    `${told(f, 'file')} stores its sectors in another way (mode ${told(f, 'storage')}) than whole sectors of 2352 bytes.`,
  'ddp-image-start': (f) =>
    `The map lets ${told(f, 'file')} begin at sector ${told(f, 'sector')} instead of the disc’s first.`,
  'ddp-lead-out': (f) =>
    `The PQ descriptor ends the disc at sector ${told(f, 'sector')}, the map at ${told(f, 'imageSectors')}.`,
  'ddp-first-pause': (f) =>
    `The map gives the first pause ${told(f, 'said')} sectors, the PQ descriptor ${told(f, 'found')}.`,
  'ddp-codes-differ': (f) =>
    `The set tells two codes for one thing (${told(f, 'what')}): ${told(f, 'first')} and ${told(f, 'second')}.`,
  'ddp-checksum': (f) =>
    `${told(f, 'file')} is not what the checksums promise (${told(f, 'kind')} in ${told(f, 'list')}): a byte was changed or lost on the way.`,
  'ddp-disc-differs': (f) =>
    `Read again, the set does not say what was written into it (${told(f, 'what')}).`,
  'cd-sound-differs': (f) =>
    `${told(f, 'file')} does not hold the sound that was rendered: the first other sample is frame ${told(f, 'frame')}.`,
};

const PQ_REFUSALS: Readonly<Record<string, (facts: Facts) => string>> = {
  'pq-bad-place': (f) =>
    `Packet ${told(f, 'packet')} of ${told(f, 'file')} tells no place on a disc (“${told(f, 'found')}”).`,
  'pq-bad-control': (f) =>
    `Packet ${told(f, 'packet')} of ${told(f, 'file')} has flags that mean nothing (“${told(f, 'found')}”).`,
  'pq-no-lead-in': (f) => `${told(f, 'file')} does not begin with the lead-in.`,
  'pq-no-lead-out': (f) => `${told(f, 'file')} does not end with the lead-out.`,
  'pq-lead-outs-differ': (f) =>
    `${told(f, 'file')} has lead-outs at several places, or before its last track.`,
  'pq-index-order': (f) =>
    `The indexes of track ${told(f, 'track')} do not follow each other (${told(f, 'found')}), or it has no index 01.`,
  'pq-control-changes': (f) => `The flags of track ${told(f, 'track')} change within it.`,
  'pq-copy-flags': (f) =>
    `Track ${told(f, 'track')} is free to be copied and limited to one copy at once (DCP and SCMS).`,
  'pq-data-track': (f) => `Track ${told(f, 'track')} is marked as data, not as sound.`,
  'pq-codes-differ': (f) => `Track ${told(f, 'track')} has several ISRCs (${told(f, 'codes')}).`,
  'pq-barcodes-differ': (f) => `The PQ descriptor tells several barcodes (${told(f, 'codes')}).`,
};

export const DDP_REFUSALS = { ...TABLE_REFUSALS, ...PQ_REFUSALS };

const countWords = ({ least, most }: Facts): string =>
  least === most ? `exactly ${String(most)}` : `${String(most)} at most`;
