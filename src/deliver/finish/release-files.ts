// Release files: the set of files that every mastered song becomes.
import type { FileRule, FileSet } from './written-files.ts';

/** `set` with one file more: the first WAV once again, with nothing in it but `fmt ` and `data`. */
export function withCleanTwin(set: FileSet): FileSet {
  const [first, ...others] = set.finishes;
  const twin: FileRule = { purpose: 'clean', ending: '.master.clean.wav', container: 'wav' };
  return { ...set, finishes: [{ ...first!, files: [...first!.files, twin] }, ...others] };
}

/**
 * The release set: the 24-bit master at the mix's own rate for stores and archives, and 44.1 kHz, 16 bit for the stores and
 * players that take nothing else. Noise-shaped dither there, where 16 bits are audible in quiet endings.
 */
export const RELEASE: FileSet = {
  id: 'release',
  finishes: [
    {
      finish: { sampleRateHz: null, bits: 24, dither: 'tpdf' },
      files: [
        { purpose: 'master', ending: '.master.wav', container: 'wav' },
        { purpose: 'master', ending: '.master.flac', container: 'flac' },
      ],
    },
    {
      finish: { sampleRateHz: 44100, bits: 16, dither: 'shaped' },
      files: [{ purpose: 'cd', ending: '.master.16-44.wav', container: 'wav' }],
    },
  ],
};
