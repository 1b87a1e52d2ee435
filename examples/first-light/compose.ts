// Compose: plays the score on the instruments, mixes them with a few ordinary mistakes, and rounds to 24 bits.
import { seededRandom, type Random } from '../../src/signal/random.ts';
import { drumSound } from './drums.ts';
import { bell, echo, filter, hall, highShelf, lowPass, widen, withoutOffset } from './effects.ts';
import { bassNote, leadNote, padNote, pianoNote, pluckNote } from './instruments.ts';
import {
  bassNotes,
  BEAT_S,
  drumHits,
  melodyNotes,
  padNotes,
  pianoNotes,
  pluckNotes,
  type Hit,
} from './score.ts';
import { FRAMES, mixInto, place, RATE_HZ, silence, sine, type Stereo } from './stage.ts';

const SEED = 20260621;
/** Players are never quite together: up to this much early or late. */
const LOOSENESS_S = 0.006;
const START_S = 0.18;
const FADE_S = 1.6;

interface Desk {
  readonly dry: Stereo;
  readonly hallSend: Stereo;
  readonly echoSend: Stereo;
}

/** Where an instrument sits and how much of it goes to hall and echo. */
interface Strip {
  readonly gain: number;
  readonly hall: number;
  readonly echo: number;
}

const STRIPS = {
  piano: { gain: 0.095, hall: 0.2, echo: 0 },
  pad: { gain: 0.03, hall: 0.3, echo: 0 },
  bass: { gain: 0.3, hall: 0, echo: 0 },
  pluck: { gain: 0.36, hall: 0.2, echo: 0.35 },
  lead: { gain: 0.068, hall: 0.28, echo: 0.3 },
} as const satisfies Record<string, Strip>;

const DRUM_STRIPS: Readonly<Record<Hit['drum'], Strip & { readonly pan: number }>> = {
  kick: { gain: 0.56, hall: 0.02, echo: 0, pan: 0 },
  snare: { gain: 0.5, hall: 0.16, echo: 0, pan: 0.08 },
  hat: { gain: 1.15, hall: 0.03, echo: 0, pan: 0.42 },
  shaker: { gain: 1.1, hall: 0.05, echo: 0, pan: -0.6 },
  'open-hat': { gain: 0.8, hall: 0.05, echo: 0, pan: 0.42 },
  cymbal: { gain: 0.5, hall: 0.15, echo: 0, pan: -0.35 },
};

/** Both channels as whole numbers of 24 bits; the same for everyone, for ever. */
export function composeFirstLight(): { left: Int32Array; right: Int32Array; sampleRateHz: number } {
  const desk: Desk = { dry: silence(), hallSend: silence(), echoSend: silence() };
  playPiano(desk, seededRandom(SEED, 1));
  playPad(desk, seededRandom(SEED, 2));
  playBass(desk, seededRandom(SEED, 3));
  playPluck(desk, seededRandom(SEED, 4));
  playLead(desk, seededRandom(SEED, 5));
  playDrums(desk, seededRandom(SEED, 6));
  const echoes = echo(desk.echoSend, 0.75 * BEAT_S, 0.42);
  mixInto(desk.dry, echoes, 0.8);
  mixInto(desk.hallSend, echoes, 0.25);
  mixInto(desk.dry, hall(desk.hallSend), 0.55);
  spoil(desk.dry);
  return { left: rounded(desk.dry.left), right: rounded(desk.dry.right), sampleRateHz: RATE_HZ };
}

function frameAt(beat: number, random: Random): number {
  return Math.round((START_S + beat * BEAT_S + LOOSENESS_S * (random() - 0.5)) * RATE_HZ);
}

function send(desk: Desk, sound: Float64Array, at: number, pan: number, strip: Strip): void {
  place(desk.dry, sound, at, { pan, gain: strip.gain });
  if (strip.hall > 0) place(desk.hallSend, sound, at, { pan, gain: strip.gain * strip.hall });
  if (strip.echo > 0) place(desk.echoSend, sound, at, { pan, gain: strip.gain * strip.echo });
}

function playPiano(desk: Desk, random: Random): void {
  for (const { beat, beats, key, velocity } of pianoNotes()) {
    const sound = pianoNote(key, beats * BEAT_S, velocity * (0.92 + 0.16 * random()));
    send(desk, sound, frameAt(beat, random), (key - 61) * 0.035 - 0.12, STRIPS.piano);
  }
}

function playPad(desk: Desk, random: Random): void {
  for (const { beat, beats, key, velocity } of padNotes()) {
    for (const [cents, pan] of [
      [-6, -0.8],
      [5, 0.8],
    ] as const) {
      const sound = padNote(key, beats * BEAT_S, velocity, cents, random());
      send(desk, sound, frameAt(beat, random), pan, STRIPS.pad);
    }
  }
}

function playBass(desk: Desk, random: Random): void {
  const part = silence();
  for (const { beat, beats, key, velocity } of bassNotes()) {
    const sound = bassNote(key, beats * BEAT_S, velocity, random);
    place(part, sound, frameAt(beat, random), { pan: 0, gain: STRIPS.bass.gain });
  }
  withoutOffset(part.left);
  withoutOffset(part.right);
  widen(part, 0.34);
  mixInto(desk.dry, part, 1);
}

function playPluck(desk: Desk, random: Random): void {
  for (const { beat, key, velocity } of pluckNotes()) {
    const sound = pluckNote(key, velocity * (0.85 + 0.3 * random()), random);
    send(desk, sound, frameAt(beat, random), -0.45 + 0.12 * sine(beat / 8), STRIPS.pluck);
  }
}

function playLead(desk: Desk, random: Random): void {
  let before: number | null = null;
  for (const { beat, beats, key, velocity } of melodyNotes()) {
    const sound = leadNote(key, before ?? key - 2, beats * BEAT_S, velocity);
    send(desk, sound, frameAt(beat, random), 0.1, STRIPS.lead);
    before = key;
  }
}

function playDrums(desk: Desk, random: Random): void {
  for (const { drum, beat, velocity } of drumHits()) {
    const { pan, ...strip } = DRUM_STRIPS[drum];
    const force = velocity * (0.9 + 0.2 * random());
    send(desk, drumSound(drum, random), frameAt(beat, random), pan, { ...strip, gain: strip.gain * force });
  }
}

/** What is wrong with this mix, on purpose: boomy at 250 Hz, dull from 5 kHz up, and rather quiet. */
function spoil(mix: Stereo): void {
  for (const samples of [mix.left, mix.right]) {
    filter(samples, bell(235, 12.5, 0.85));
    filter(samples, bell(1900, 3, 0.5));
    filter(samples, highShelf(5000, -3.5));
    filter(samples, lowPass(13000, 0.6));
    fadeOut(samples);
  }
}

const MASTER_GAIN = 0.41;

function fadeOut(samples: Float64Array): void {
  const fade = Math.round(FADE_S * RATE_HZ);
  for (let i = 0; i < FRAMES; i++) {
    const left = Math.min(1, (FRAMES - 1 - i) / fade);
    samples[i]! *= MASTER_GAIN * left * left;
  }
}

function rounded(samples: Float64Array): Int32Array {
  return Int32Array.from(samples, (value) => Math.round(value * 8388608));
}
