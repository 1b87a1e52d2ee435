// Words for tone and noise: colour of the mix, single sounds that stick out, and what hums and hisses below it.
import { hertz, quantity } from './figures.ts';
import { aside, type FindingTable } from './phrase.ts';
import type { Finding } from '../inspect/finding.ts';

export const TONE_WORDS: FindingTable = {
  hum: (f) => ({
    text: `A steady mains hum${tuned(f)} lies under the music. It shows in quiet moments.`,
    cure: 'Find the track that carries it (guitar amp, microphone, unbalanced cable), and filter or gate that track.',
  }),
  hiss: (f) => ({
    text: `A steady hiss${aside(f)} lies under the music, like tape or a microphone turned up far.`,
    cure: 'If it disturbs you in quiet moments, mute tracks where nobody plays, or denoise the one that hisses.',
  }),
  'noise-floor': (f) => ({
    text: `The background noise between the notes is high${aside(f)}. Mastering makes the song louder, and the noise with it.`,
    cure: 'Mute tracks while nobody plays and check the gain of microphones; less noise in the mix is the only clean way.',
  }),
  whine: (f) => ({
    text: `A thin, steady tone${tuned(f)} is in the background, as from a computer, a screen or a bad cable.`,
    cure: 'Find the track that carries it and cut exactly that tone with a narrow filter.',
  }),
  rumble: (f) => ({
    text: `There is energy below the lowest notes${aside(f)}: footsteps, wind, a stand that shakes. You feel it more than you hear it, and it eats loudness.`,
    cure: 'Put a low cut at about 30 Hz on tracks that have no bass to lose.',
  }),
  plosive: (f) => ({
    text: `A deep thump stands out${aside(f)}, as when a “p” or “b”, the wind or a hand hits the microphone.`,
    cure: 'Cut the lows of that one moment below about 120 Hz, or fade into it. If it is a drum, leave it.',
  }),
  sibilance: (f) => ({
    text: `“S” sounds stick out${aside(f)}. On earphones they sting.`,
    cure: 'Use a de-esser on the voice rather than a darker mix: the rest of the song keeps its air.',
  }),
  resonance: (f) => ({
    text: `One pitch${tuned(f)} rings out louder than its neighbours. Some notes boom or whistle.`,
    cure: 'Find the instrument that rings there and dip that pitch by 2 to 4 dB with a narrow filter.',
  }),
  dull: (f) => ({
    text: `The song is darker than most records${aside(f)}, as if a curtain hung before the loudspeakers. For a soft piano or strings that may be right.`,
    cure: 'Mastering lifts the treble gently; if single instruments are dark, brighten those in the mix, it sounds cleaner.',
  }),
  boomy: (f) => ({
    text: `There is more bass and low middle than on most records${aside(f)}. It sounds thick, booms in small rooms, and takes the room that loudness needs.`,
    cure: 'Mastering eases it gently; in the mix, lower bass or kick a little, and let only one instrument own the range from 150 to 350 Hz.',
  }),
  harsh: (f) => ({
    text: `There is more energy above about 2.5 kHz than on most records${aside(f)}. Loud playback tires the ear.`,
    cure: 'Ease the brightest guitars, synths or cymbals by a dB or two in the mix; the voice will come forward by itself.',
  }),
};

/** ` at 50 Hz (−48.0 dBFS)`, from the value or the fact `hz`. */
function tuned(f: Finding): string {
  const hz = f.facts?.hz;
  if (f.unit === 'Hz' && f.value !== null) return ` at ${hertz(f.value)}`;
  const place = typeof hz === 'number' ? ` at ${hertz(hz)}` : '';
  return f.value === null ? place : `${place} (${quantity(f.value, f.unit)})`;
}
