// Words for origin: what the file was before: a lossy file, a slower rate, a shorter word, a tape at another speed.
import type { Finding } from '../inspect/finding.ts';
import { hertz, quantity, rate as sampleRate } from './figures.ts';
import { aside, type FindingTable } from './phrase.ts';

export const ORIGIN_WORDS: FindingTable = {
  'lossy-origin': (f) =>
    f.facts?.codec === undefined
      ? {
          text: `The treble stops dead${edge(f)}, the way MP3, AAC and Opus leave it. The highest air of cymbals and voices is missing.`,
          cure: 'If you did not cut it there yourself, send the original export from your session instead of a converted or downloaded file.',
        }
      : {
          text: `This sound was once ${codec(f)}${kbps(f)}: its frames can still be told${edge(f) === '' ? '' : `, and the treble stops${edge(f)}`}. Cymbals swirl, and another encoding makes it worse.`,
          cure: 'Send the original export from your session instead of a converted or downloaded file.',
        },
  upsampled: (f) => ({
    text: `The file’s sample rate is higher than its sound${was(f)}: there is nothing${f.value === null ? ' at the top' : ` above ${hertz(f.value)}`}. It does no harm and adds nothing.`,
    cure: 'If you did not cut the treble there yourself, export at the session’s own rate.',
  }),
  images: (f) => ({
    text: `A mirror of the treble sits above ${f.value === null ? 'the old limit of the sound' : hertz(f.value)}, left by a poor rate conversion. It sounds metallic, like an old sampler.`,
    cure: 'If that is not an effect you chose, export at the session’s own rate and leave the conversion to mastering.',
  }),
  'low-bit-depth': (f) => ({
    text: `The sound has fewer bits than its file suggests${aside(f)}. Fades and reverb tails turn grainy.`,
    cure: 'Export from your session again as 24-bit or 32-bit float.',
  }),
  'missing-dither': () => ({
    text: `The sound was shortened to its word length without dither, the faint noise that keeps quiet tails smooth. The very last of a fade sounds gritty.`,
    cure: 'Export as 24-bit or 32-bit float; shortening belongs to the very last step, and is done here with dither.',
  }),
  'padded-bits': (f) => ({
    text: `The lowest bits are always zero${f.value === null ? '' : ` (${quantity(f.value, f.unit)} used)`}: a shorter recording in a longer file. It does no harm and adds nothing.`,
    cure: 'If the session has 24 bits, check the export setting; a 16-bit step is hidden somewhere.',
  }),
  'pre-emphasis': (f) => ({
    text: `The treble rises the way old recordings with pre-emphasis do${aside(f)}. Everything sounds thin and sharp.`,
    cure: 'If it comes from an early CD or digital tape, apply de-emphasis (50/15 µs) before anything else.',
  }),
  'speed-mismatch': (f) => ({
    text: `The song is tuned away from A = 440 Hz${tuning(f)}${f.facts?.rates === 'yes' ? ', just as far as when 44.1 and 48 kHz are mixed up' : ''}. It may run at the wrong speed.`,
    cure: 'If it was not tuned like that on purpose, compare its length with your session and check the sample rate of the export.',
  }),
};

function edge(f: Finding): string {
  return f.value === null ? '' : ` at ${hertz(f.value)}`;
}

function codec(f: Finding): string {
  const name = String(f.facts?.codec);
  return /^[AEIOM]/.test(name) ? `an ${name} file` : `a ${name} file`;
}

function kbps(f: Finding): string {
  const rate = f.facts?.kbps;
  return typeof rate === 'number' ? ` (about ${rate} kbit/s)` : '';
}

function was(f: Finding): string {
  const hz = f.facts?.wasHz;
  return typeof hz === 'number' ? ` (it seems to come from ${sampleRate(hz)})` : '';
}

/** ` (452.1 Hz)`. */
function tuning(f: Finding): string {
  const hz = f.facts?.tuningHz;
  return typeof hz === 'number' ? ` (${hertz(hz)})` : aside(f);
}
