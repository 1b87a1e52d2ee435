// Words for damage: clicks, holes, broken transfers, and what processing did too hard.
import type { Finding } from '../inspect/finding.ts';
import { quantity } from './figures.ts';
import { aside, side, type FindingTable } from './phrase.ts';

/** `, 40 dB further than it would by itself`. */
function beyond({ value, unit }: Finding): string {
  return value === null ? '' : `, ${quantity(value, unit)} further than it would by itself`;
}

/** A note says that we are not sure. */
function doubt({ severity }: Finding): string {
  return severity === 'note' ? ' It may well belong to the sound: listen to be sure.' : '';
}

export const DAMAGE_WORDS: FindingTable = {
  click: (f) => ({
    text: `A short click: one or a few samples jump out of the music${beyond(f)}. You hear a tick.${doubt(f)}`,
    cure: 'Listen here in your session; a bad edit or a missing crossfade is the usual cause. Fade or redraw it and export again.',
  }),
  pop: (f) => ({
    text: `A pop: for less than a thousandth of a second the wave leaves its course${beyond(f)}. You hear a small thump or a snap.${doubt(f)}`,
    cure: 'Look for an edit without a crossfade or a plug-in switching on here; fade across it and export again.',
  }),
  crackle: (f) => ({
    text: `A cluster of small clicks${aside(f)}. It sounds like dust on a record or a computer that could not keep up.${doubt(f)}`,
    cure: 'If it is not there on purpose, raise the buffer size and export again, or clean the track it comes from.',
  }),
  clipping: (f) => ({
    text: `Clipping${aside(f)}: peaks ran into a ceiling and were cut flat. Loud moments sound hard or fizzy.`,
    cure: 'Lower the mix output by a few dB and export again, best as 24-bit or float; nothing done later brings the cut peaks back.',
  }),
  distortion: (f) => ({
    text: `Distortion: the louder the wave swings, the more it is squashed${flattened(f)}, as if something in the chain were overloaded. It sounds rough or buzzy; in small doses, warm.`,
    cure: 'If you did not mean it, look for an overloaded track, bus or plug-in and turn its input down.',
  }),
  dropout: (f) => ({
    text: `A dropout${aside(f)}: the sound vanishes for an instant in the middle of the music. You hear a hole or a stutter.`,
    cure: 'Play the session here; if the hole is only in the export, export again with a larger buffer or offline.',
  }),
  gap: (f) => ({
    text: `A stretch of complete silence${aside(f)} inside the music.`,
    cure: 'If it is not a planned pause, look for a muted or missing region at this place and export again.',
  }),
  'level-dip': (f) => ({
    text: `The level dips suddenly and comes back${aside(f)}. It sounds as if someone touched the fader.`,
    cure: 'Check automation and clip gain here; if you did not write the dip, remove it and export again.',
  }),
  repeat: (f) => ({
    text: `A piece of sound${aside(f)} is played twice in a row, like a stuck record.`,
    cure: 'If it is not an effect you chose, export again; the audio engine repeated a buffer.',
  }),
  skip: (f) => ({
    text: `A piece of the music seems to be missing: both channels break off and go on at another moment${beyond(f)}. You hear a tick, or a jolt in time.${doubt(f)}`,
    cure: 'Compare this place with your session and export again; the audio engine lost a buffer, or an edit is too tight.',
  }),
  discontinuity: (f) => ({
    text: `The waveform breaks off and goes on somewhere else${beyond(f)}. You hear a tick, most of all in sustained notes.${doubt(f)}`,
    cure: 'Put a short crossfade on the edit at this place and export again.',
  }),
  'buffer-glitch': (f) => ({
    text: `Sound was lost or jumbled in even chunks${aside(f)}, as a computer does when it cannot keep up. It sounds like stutter.`,
    cure: 'Close other programs, raise the buffer size and export again, offline if your workstation can.',
  }),
  'bit-error': (f) => ({
    text: `Single samples are wildly wrong${aside(f)}, as after a damaged transfer. You hear hard ticks.`,
    cure: 'Copy or download the file again and compare; if the ticks stay, export it once more.',
  }),
  overflow: (f) => ({
    text: `Peaks wrap around from one extreme to the other${aside(f)}: the level ran over in whole-number arithmetic. It sounds like a loud, ugly crack.`,
    cure: 'Lower the level before the point where it overflows and export again; this cannot be repaired here.',
  }),
  bitcrush: (f) => ({
    text: `For a moment the sound is drawn in coarse steps, each held too long${aside(f)}. It turns gritty and metallic, like an old sampler.`,
    cure: 'If that is not an effect you chose, look for a bit-reduction plug-in or an interface that lost its clock, and export again.',
  }),
  'noise-burst': (f) => ({
    text: `A burst of noise${aside(f)} that does not belong to the music. You hear a scratch or a spit.`,
    cure: 'Find the track it comes from, cut or clean that spot, and export again.',
  }),
  pumping: (f) => ({
    text: `Long notes duck${ducked(f)} whenever something loud comes in, and swell back afterwards. The whole mix seems to breathe.`,
    cure: 'If it is not meant, ease the compressor on the mix bus: less reduction, or a release that fits the tempo.',
  }),
  'noise-gate': (f) => ({
    text: `The sound is shut off${aside(f)} whenever it grows soft, as by a noise gate set too high. Tails and breaths vanish at once.`,
    cure: 'Lower the gate’s threshold, lengthen its release, or take it off the mix.',
  }),
  wow: (f) => ({
    text: `The pitch drifts slowly up and down${aside(f)}, like a warped record.`,
    cure: 'If it is not an effect, check the tape or turntable transfer, or a tape plug-in on the mix.',
  }),
  flutter: (f) => ({
    text: `The pitch trembles quickly${aside(f)}, like a worn tape machine. Long notes sound shaky.`,
    cure: 'If it is not an effect, check the transfer, or a tape plug-in on the mix.',
  }),
  'comb-filter': (f) => ({
    text: `The same sound arrives twice a moment apart${aside(f)}, so that some pitches cancel. It sounds hollow, like singing into a pipe.`,
    cure: 'Look for a doubled track, a delayed microphone or a plug-in whose latency is not made up for, and line the two up.',
  }),
  'channel-dropout': (f) => ({
    text: `${side(f)} falls silent for a while${aside(f)} although the music goes on.`,
    cure: 'If it is not arranged like that, look for a muted region or a lost cable on that side and export again.',
  }),
};

function flattened(f: Finding): string {
  return f.value === null || f.unit !== '%'
    ? ''
    : ` (near its peaks ${quantity(f.value, f.unit)} flatter than in the middle)`;
}

function ducked(f: Finding): string {
  return f.value === null || f.unit !== 'dB' ? '' : ` by about ${quantity(f.value, f.unit)}`;
}
