// Words for faults of sound files: damaged, cut short, foreign, or impossible.
import { clock, fileSize } from './figures.ts';
import type { Facts, Phrase } from './phrase.ts';

/** `“my song.wav”`, or `The file` where no name is told. */
export function fileName(facts: Facts): string {
  const name = facts.file ?? facts.path ?? facts.name;
  return name === undefined ? 'The file' : `“${String(name)}”`;
}

const AGAIN = 'Copy, download or export it again.';

function size(facts: Facts): string {
  return typeof facts.bytes === 'number' ? ` (${fileSize(facts.bytes)})` : '';
}

export const FILE_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'empty-file': (f) => ({ text: `${fileName(f)} is empty: 0 bytes.`, cure: AGAIN }),
  'unknown-format': (f) => ({
    text: `${fileName(f)} is no audio file that Lacquer knows.`,
    cure: 'WAV, Wave64, AIFF, CAF, FLAC, WavPack, MP3, Ogg Vorbis, Opus, AAC and M4A (AAC, ALAC) can be read; export as WAV or FLAC.',
  }),
  'file-cut-short': (f) => ({
    text: `${fileName(f)} breaks off too early${size(f)}: it was not copied or written to its end.`,
    cure: AGAIN,
  }),
  'no-audio': (f) => ({
    text: `${fileName(f)} is an audio file without a single sample in it.`,
    cure: AGAIN,
  }),
  'no-format-chunk': (f) => ({
    text: `${fileName(f)} does not say how its sound is stored (the format part is missing).`,
    cure: AGAIN,
  }),
  'no-data-chunk': (f) => ({ text: `${fileName(f)} has a header but no sound behind it.`, cure: AGAIN }),
  'format-chunk-short': (f) => ({
    text: `${fileName(f)} describes its sound incompletely${size(f)}.`,
    cure: AGAIN,
  }),
  'bad-header': (f) => ({
    text: `${fileName(f)} has a damaged header${field(f)}, so its sound cannot be read.`,
    cure: AGAIN,
  }),
  'bad-bit-depth': (f) => ({
    text: `${fileName(f)} claims ${String(f.bits)} bits a sample, which no such file has.`,
    cure: 'Export as 24-bit or 32-bit float.',
  }),
  'bad-channel-count': (f) => ({
    text: `${fileName(f)} claims ${String(f.channels)} channels; 1 to ${String(f.most)} can be read.`,
    cure: AGAIN,
  }),
  'bad-sample-rate': (f) => ({
    text: `${fileName(f)} claims a sample rate of ${String(f.sampleRateHz)} Hz; 1 to ${String(f.highestHz)} Hz can be read.`,
    cure: AGAIN,
  }),
  'unsupported-codec': (f) => ({
    text: `${fileName(f)} stores its sound as ${String(f.codec)}, which Lacquer does not read.`,
    cure: 'Export as plain WAV or FLAC.',
  }),
  'unknown-codec': (f) => ({
    text: `${fileName(f)} is ${String(f.container)} with a kind of sound in it (${String(f.codec)}) that Lacquer does not read.`,
    cure: 'Export as WAV or FLAC.',
  }),
  'needs-decoder': (f) =>
    f.machine === 'browser'
      ? {
          text: `${fileName(f)} is ${String(f.codec).toUpperCase()}, and this browser has no decoder for it.`,
          cure: 'Try a current Chrome, Edge, Safari or Firefox, or better: export the mix as WAV or FLAC.',
        }
      : {
          text: `${fileName(f)} is ${String(f.codec).toUpperCase()}, and the program that decodes it, ffmpeg, was not found on this machine.`,
          cure: 'Install ffmpeg (ffmpeg.org), or better: export the mix as WAV or FLAC.',
        },
  'needs-encoder': (f) => ({
    text: `The encoder for ${String(f.codec)} could not be loaded on this machine.`,
    cure: 'Install Lacquer anew, so that all its parts are there, or write another format.',
  }),
  'damaged-file': (f) => ({
    text: `${fileName(f)} is damaged${from(f)}; what follows cannot be trusted.`,
    cure: AGAIN,
  }),
  'sound-too-long': (f) => ({
    text: `${fileName(f)} goes on for more than ${String(f.mostHours)} hours: it is damaged, or made to waste your time.`,
    cure: 'If it is meant, cut it into shorter files, or export it as WAV.',
  }),
  'decoder-stuck': (f) => ({
    text: `Decoding ${fileName(f)} stood still for ${String(f.seconds)} seconds and was ended: the file is damaged, or made to do harm.`,
    cure: AGAIN,
  }),
  'engine-stuck': (f) => ({
    text: `The work stood still for ${String(f.seconds)} seconds and was ended: a file is damaged, or made to do harm.`,
    cure: 'Everything before it was kept. Take the file out, or export it again; then go on.',
  }),
  'decoder-died': (f) => ({
    text:
      f.reason === 'memory' || f.reason === 'ERR_WORKER_OUT_OF_MEMORY'
        ? `Decoding ${fileName(f)} took far more memory than sound needs and was ended: the file is damaged, or made to do harm.`
        : `The decoder broke down on ${fileName(f)} (${String(f.reason)}).`,
    cure: AGAIN,
  }),
  'no-tags-here': (f) => ({
    text: `${fileName(f)}: tags of this kind of file (${String(f.format)}) can be neither read nor written.`,
    cure: 'Convert it to FLAC, WAV, MP3, M4A, Ogg or AIFF first.',
  }),
  'tags-too-large': (f) => ({
    text: `The tags (${fileSize(Number(f.bytes))}) are larger than ${String(f.where)} holds (${fileSize(Number(f.most))}).`,
    cure: 'Use a smaller picture, or shorter texts.',
  }),
  'file-changed': (f) => ({
    text: `${fileName(f)} was changed while it was being read.`,
    cure: 'Wait until the export has finished, then run it again.',
  }),
};

function from({ timeS }: Facts): string {
  return typeof timeS === 'number' ? ` from ${clock(timeS)} on` : '';
}

function field(facts: Facts): string {
  if (facts.field === undefined) return '';
  return facts.value === undefined
    ? ` (${String(facts.field)})`
    : ` (${String(facts.field)}: ${String(facts.value)})`;
}
