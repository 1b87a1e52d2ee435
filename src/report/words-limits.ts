// Words for limits: what a profile demands and the file does not keep.
import type { Finding } from '../inspect/finding.ts';
import { clock, quantity, rate } from './figures.ts';
import type { FindingTable } from './phrase.ts';

/** ` (−0.3 dBTP, the limit is −1.0 dBTP)`, as far as it is known. */
function against(f: Finding): string {
  if (f.value === null) return '';
  const limit = f.facts?.limit;
  const told = (value: number): string => (f.unit === 's' ? clock(value) : quantity(value, f.unit));
  return typeof limit === 'number'
    ? ` (${told(f.value)}, the limit is ${told(limit)})`
    : ` (${told(f.value)})`;
}

/** ` (48 kHz; wanted: 44.1 kHz)`. */
function among(f: Finding): string {
  const found = f.value === null ? f.facts?.found : quantity(f.value, f.unit);
  if (found === undefined) return '';
  return f.facts?.allowed === undefined ? ` (${found})` : ` (${found}; wanted: ${wanted(f)})`;
}

function wanted({ facts, unit }: Finding): string {
  const values = String(facts?.allowed).split(', ');
  return values.map((value) => (unit === 'Hz' ? rate(Number(value)) : value)).join(', ');
}

export const LIMIT_WORDS: FindingTable = {
  'over-ceiling': (f) => ({
    text: `The true peak is over the ceiling${against(f)}. Decoders and converters may distort there.`,
    cure: 'Lower the output ceiling of the limiter, with true-peak detection on, or turn the whole song down.',
  }),
  'over-sample-peak': (f) => ({
    text: `The highest sample is over the limit${against(f)}.`,
    cure: 'Lower the limiter’s ceiling or turn the whole song down by the difference.',
  }),
  'too-loud': (f) => ({
    text: `The song is louder than wanted${against(f)}. Where songs are levelled it is turned down, and what limiting cost stays lost.`,
    cure: 'Nothing has to be done; a gentler limiter would sound better there at the same loudness.',
  }),
  'too-quiet': (f) => ({
    text: `The song is quieter than wanted${against(f)}. Where songs are levelled it may not be lifted all the way.`,
    cure: 'Master it louder if it shall stand beside others; leave it if quiet is what it is.',
  }),
  'too-wide-range': (f) => ({
    text: `Quiet and loud parts lie further apart than wanted${against(f)}. In a car or a kitchen the quiet ones get lost.`,
    cure: 'Ride the level of the quiet parts up by a few dB, before any compression.',
  }),
  'too-dense': (f) => ({
    text: `Peaks stand lower over the loudness than wanted${against(f)}. It sounds dense and tires the ear.`,
    cure: 'Use less limiting; for vinyl, cut from a version before the final limiter.',
  }),
  'too-uncorrelated': (f) => ({
    text: `Left and right have less in common than wanted${against(f)}. In mono, and on a record, something goes missing.`,
    cure: 'Narrow what is widest, and take stereo effects off the low end.',
  }),
  'wrong-format': (f) => ({
    text: `This kind of file is not taken here${among(f)}.`,
    cure: 'Export from the session again as WAV, AIFF or FLAC; converting a lossy file brings nothing back.',
  }),
  'wrong-rate': (f) => ({
    text: `The sample rate is not one that is wanted here${among(f)}.`,
    cure: 'Deliver at the wanted rate, converted once, with a good converter, from the highest-rate master.',
  }),
  'wrong-bits': (f) => ({
    text: `The word length is not one that is wanted here${among(f)}.`,
    cure: 'Export with the wanted number of bits; going to fewer, with dither, as the very last step.',
  }),
  'wrong-channels': (f) => ({
    text: `The number of channels is not the one that is wanted here${among(f)}.`,
    cure: 'Export as stereo, even where both sides carry the same sound.',
  }),
  'too-short': (f) => ({
    text: `The song is shorter than is accepted here${against(f)}.`,
    cure: 'Join it to its neighbour, or ask whether an interlude of this length is taken.',
  }),
  'too-long': (f) => ({
    text: `The sound is longer than fits here${against(f)}.`,
    cure: 'Split or shorten it; on vinyl every minute more costs about a decibel of level.',
  }),
  'long-lead-in': (f) => ({
    text: `There is more silence before the music than is accepted here${against(f)}.`,
    cure: 'Trim the start; pauses between songs belong to the album’s order, not into the file.',
  }),
  'long-lead-out': (f) => ({
    text: `There is more silence after the music than is accepted here${against(f)}.`,
    cure: 'End the file a second or two after the last sound has died away.',
  }),
  'odd-name': (f) => ({
    text: `The file’s name has characters that some shops refuse${against(f)}.`,
    cure: 'Use letters without accents, digits, hyphen and underscore only.',
  }),
};
