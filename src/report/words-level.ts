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
    text: `Between the samples the waveform rises above full scale${aside(f)}. Players and MP3 or AAC encoders may distort there.`,
    cure: 'Leave 1 dB below full scale when you export; the master made here keeps under its ceiling by itself.',
  }),
  'dc-offset': (f) => ({
    text: `The waveform does not rest on zero${aside(f)}. You cannot hear it, but it wastes headroom and makes edits click.`,
    cure: 'A low cut at 20 Hz on the track or device that causes it removes it.',
  }),
  'dc-step': (f) => ({
    text: `The resting line of the waveform jumps${aside(f)}. You hear a thump or a click.`,
    cure: 'Look for an edit or a plug-in switching on here; a low cut or a crossfade hides the step.',
  }),
  'low-bit-depth': (f) => ({
    text: `The sound has fewer bits than its file suggests${aside(f)}. Fades and reverb tails turn grainy.`,
    cure: 'Export from your session again as 24-bit or 32-bit float.',
  }),
  'missing-dither': (f) => ({
    text: `The sound was shortened to fewer bits without dither${aside(f)}, the faint noise that keeps quiet tails smooth. They sound gritty.`,
    cure: 'Export as 24-bit or 32-bit float; shortening belongs to the very last step, and is done here with dither.',
  }),
  'padded-bits': (f) => ({
    text: `The lowest bits are always zero${aside(f)}: a shorter recording in a longer file. It does no harm and adds nothing.`,
    cure: 'If the session has 24 bits, check the export setting; a 16-bit step is hidden somewhere.',
  }),
  'lossy-origin': (f) => ({
    text: `This sound was once an MP3, AAC or similar${aside(f)}; what was thrown away is missing at the top. Cymbals swirl, and another encoding makes it worse.`,
    cure: 'Send the original export from your session instead of a converted or downloaded file.',
  }),
  upsampled: (f) => ({
    text: `The file’s sample rate is higher than its sound${aside(f)}: above the old limit there is nothing. It does no harm and adds nothing.`,
    cure: 'Export at the session’s own rate.',
  }),
  images: (f) => ({
    text: `A mirror of the treble sits above the old limit of the sound${aside(f)}, left by a poor rate conversion. It can sound metallic.`,
    cure: 'Export at the session’s own rate and leave the conversion to mastering.',
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
