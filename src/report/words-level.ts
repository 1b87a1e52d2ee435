// Words for level and file: headroom, limiting, offsets, word length, origin, and how the song starts and ends.
import type { Finding } from '../inspect/finding.ts';
import { quantity } from './figures.ts';
import { aside, type FindingTable } from './phrase.ts';

export const LEVEL_WORDS: FindingTable = {
  'over-limited': (f) => ({
    text: `The mix has already been limited hard${pressed(f)}. It sounds dense, and mastering has little room left.`,
    cure: 'If you can, export again without the limiter on the mix bus, even if that is quieter.',
  }),
  'no-headroom': (f) => ({
    text: `The mix reaches up to full scale${aside(f)}. That is no fault by itself, but peaks may already have been cut on the way.`,
    cure: 'If something on the mix bus limits or clips, turn the mix down by 3 to 6 dB instead and export as 24-bit or float.',
  }),
  'intersample-over': (f) => ({
    text: `Between the samples the waveform rises ${above(f)}. Players and MP3 or AAC encoders may distort there.`,
    cure: 'Leave 1 dB below full scale when you export; the master made here keeps under its ceiling by itself.',
  }),
  'codec-overs': (f) => ({
    text: `Once this is an MP3 or AAC file its peaks will probably pass full scale${aside(f)}: encoding lifts the peaks of dense music. Players may then distort.`,
    cure: 'Leave more room: lower the limiter’s ceiling by a decibel, or limit less.',
  }),
  'dc-offset': (f) => ({
    text: `The waveform does not rest on zero${aside(f)}. You cannot hear it, but it wastes headroom and makes edits click.`,
    cure: 'A low cut at 20 Hz on the track or device that causes it removes it.',
  }),
  'dc-step': (f) => ({
    text: `The resting line of the waveform jumps${aside(f)}. You hear a thump or a click.`,
    cure: 'Look for an edit or a plug-in switching on here; a low cut or a crossfade hides the step.',
  }),
  'abrupt-start': () => ({
    text: `The song starts in the middle of a sound. The first note may click or lack its attack.`,
    cure: 'Begin the export a little earlier, at least a tenth of a second before the first note.',
  }),
  'abrupt-end': () => ({
    text: `The song breaks off while something still sounds. The last tail is cut.`,
    cure: 'Let the export run on until the last reverb has died away, or fade it out.',
  }),
  'leading-silence': (f) => ({
    text: `There is silence before the music${aside(f)}.`,
    cure: 'Trim it to less than half a second, unless an album needs the pause.',
  }),
  'trailing-silence': (f) => ({
    text: `There is silence after the music${aside(f)}.`,
    cure: 'End the export a second or two after the last sound has died away.',
  }),
};

function pressed(f: Finding): string {
  if (f.value === null) return '';
  if (f.unit !== '%') return aside(f);
  return `: its peaks are pressed against one ceiling ${quantity(f.value, f.unit)} of the time`;
}

/** A peak that rounds to full scale is not told as 0.0 above it. */
function above(f: Finding): string {
  return f.value !== null && f.value < 0.05 ? 'just above full scale' : `above full scale${aside(f)}`;
}
