// Words for the flow: what is told of a seam, of a suggested gap, of the arc and of a proposed running order.
import type { KeyRelation, KeyRelationKind } from '../album/flow/key-relation.ts';
import type { FlowRemark } from '../album/flow/rest-wanted.ts';
import type { TempoRelation, TempoRelationKind } from '../album/flow/tempo-relation.ts';
import { fixed, level } from './figures.ts';
import { unworded, type Facts } from './phrase.ts';

/** What a song is called by its id. */
export type TitleOf = (id: string) => string;

type Words = (facts: Facts, titleOf: TitleOf) => string;

const number = (facts: Facts, name: string): number => Number(facts[name]);
const seconds = (facts: Facts, name: string): string => level(number(facts, name), 's');
const bpm = (facts: Facts, name: string): string => fixed(number(facts, name), 0);
const name = (facts: Facts, titleOf: TitleOf, key = 'song'): string => `“${titleOf(String(facts[key]))}”`;
const from = (f: Facts): string => `${bpm(f, 'beforeBpm')} to ${bpm(f, 'afterBpm')} beats a minute`;
const keys = (f: Facts): string => `${String(f['before'])} to ${String(f['after'])}`;

/** Why a rest is as long as it is suggested; parts of a sentence. */
const GAP_REASONS: Readonly<Record<string, Words>> = {
  'ends-cold': () => 'the song stops at once, and the stop wants to be heard',
  'ends-ringing': (f) => `the song dies away over ${seconds(f, 'decayS')}, which is part of the rest`,
  'ends-fading': (f) => `the song fades for ${seconds(f, 'decayS')}: the ear has rested already`,
  'begins-louder': (f) => `the next begins ${level(number(f, 'jumpLu'), 'LU')} louder than this one ends`,
  'begins-quieter': (f) => `the next begins ${level(number(f, 'jumpLu'), 'LU')} quieter than this one ends`,
  'other-tone': (f) => `the two sound different (${level(number(f, 'apartDb'), 'dB')} apart in tone)`,
  'tempo-nearly': (f) => `the tempos are close but not the same (${from(f)})`,
  'key-far': (f) => `the keys lie far apart (${keys(f)})`,
  kindred: (f) => `beat and key lead on (${String(f['key'])}, ${bpm(f, 'bpm')} beats a minute)`,
};

/** What a listener may stumble over; whole sentences. */
const SEAM_REMARKS: Readonly<Record<string, Words>> = {
  'rest-short': (f) =>
    `The next song comes early: ${seconds(f, 'restS')} of silence, where ${seconds(f, 'wantedS')} would suit.`,
  'rest-long': (f) =>
    `The silence is long: ${seconds(f, 'restS')}, where ${seconds(f, 'wantedS')} would suit.`,
  'long-silence': (f) => `A silence of ${seconds(f, 'restS')}, taken as meant.`,
  'silence-within': (f) =>
    `The recordings bring ${seconds(f, 'silenceS')} of silence of their own, more than the seam asks for: trim them for a shorter rest.`,
  'jumps-up': (f) =>
    `The next song begins ${level(number(f, 'jumpLu'), 'LU')} louder than this one ends: hands go to the volume.`,
  'jumps-down': (f) => `The next song begins ${level(number(f, 'jumpLu'), 'LU')} quieter than this one ends.`,
  'loud-parts-apart': (f) => {
    const louder = number(f, 'louderLu');
    return `Where both are loud, the next song is ${level(Math.abs(louder), 'LU')} ${louder > 0 ? 'louder' : 'quieter'}.`;
  },
  'tones-apart': (f) => {
    const brighter = number(f, 'brighterDb');
    const side =
      Math.abs(brighter) < 1
        ? ''
        : `, the next one ${brighter > 0 ? 'brighter' : 'darker'} by ${level(Math.abs(brighter), 'dB')}`;
    return `The two sound like different records: ${level(number(f, 'apartDb'), 'dB')} apart in tone${side}.`;
  },
  'tempos-near': (f) => `From ${from(f)}: close enough to sound like a mistake where the rest is short.`,
  'beats-clash': (f) => `They overlap with different beats (${from(f)}).`,
  'keys-far': (f) => `From ${keys(f)} is a long way.`,
  'keys-clash': (f) => `They overlap in keys that share few notes (${keys(f)}).`,
  'tuning-apart': (f) =>
    `The next song is tuned ${level(Math.abs(number(f, 'cents')), 'cents', 0)} ${number(f, 'cents') > 0 ? 'higher' : 'lower'}.`,
};

const ARC_REMARKS: Readonly<Record<string, Words>> = {
  'peak-first': (f, t) =>
    `${name(f, t)}, the first song, is the loudest, by ${level(number(f, 'aheadLu'), 'LU')}: everything after it comes down.`,
  'peak-last': (f, t) =>
    `${name(f, t)}, the last song, is the loudest, by ${level(number(f, 'aheadLu'), 'LU')}.`,
  'peak-within': (f, t) =>
    `${name(f, t)} is the loudest, song ${String(f['place'])} of ${String(f['of'])}, by ${level(number(f, 'aheadLu'), 'LU')}.`,
  'grows-louder': (f) =>
    `The record grows louder: its last third stands ${level(number(f, 'byLu'), 'LU')} over its first.`,
  'grows-quieter': (f) =>
    `The record grows quieter: its last third stands ${level(number(f, 'byLu'), 'LU')} under its first.`,
  brightest: (f, t) =>
    `${name(f, t)} is by far the brightest, ${level(number(f, 'byDb'), 'dB')} over the record's middle.`,
  darkest: (f, t) =>
    `${name(f, t)} is by far the darkest, ${level(number(f, 'byDb'), 'dB')} under the record's middle.`,
  widest: (f, t) =>
    `${name(f, t)} is by far the widest, ${level(number(f, 'byDb'), 'dB')} over the record's middle.`,
  narrowest: (f, t) =>
    `${name(f, t)} is by far the narrowest, ${level(number(f, 'byDb'), 'dB')} under the record's middle.`,
  densest: (f, t) =>
    `${name(f, t)} is by far the densest: its peaks stand ${level(number(f, 'byDb'), 'dB')} less above its loudness than usual here.`,
  openest: (f, t) =>
    `${name(f, t)} is by far the most open: its peaks stand ${level(number(f, 'byDb'), 'dB')} higher above its loudness than usual here.`,
  'mono-among-stereo': (f, t) =>
    number(f, 'songs') === 1
      ? `${name(f, t)} is as good as mono, among songs that are not.`
      : `${String(f['songs'])} songs are as good as mono, among others that are not; the first is ${name(f, t)}.`,
  'alike-in-a-row': (f, t) =>
    `${String(f['songs'])} songs in a row are much alike, from ${name(f, t)} to ${name(f, t, 'last')}.`,
};

const score = (facts: Facts, key: string): string => fixed(number(facts, key), 0);

const ORDER_REASONS: Readonly<Record<string, Words>> = {
  'order-kept': () => 'The order as it is flows as well as any that was found.',
  'seams-better': (f) =>
    `The seams lead on better: ${score(f, 'after')} of 100 on the mean, where it was ${score(f, 'before')}.`,
  'arc-better': (f) =>
    `The record opens, rises and comes to rest more clearly: ${score(f, 'after')} of 100, where it was ${score(f, 'before')}.`,
  'opens-with': (f, t) => `It opens with ${name(f, t)}.`,
  'closes-with': (f, t) => `It closes with ${name(f, t)}.`,
  'alike-parted': () => 'Songs that are much alike do not stand in a row any more.',
  'seam-replaced': (f, t) =>
    `After ${name(f, t, 'before')} comes ${name(f, t, 'follower')} (${score(f, 'is')}) instead of ${name(f, t, 'after')} (${score(f, 'was')}).`,
};

/** Every code that the flow knows; a test holds them against the code that gives them. */
export const FLOW_WORDS: Readonly<Record<string, Words>> = {
  ...GAP_REASONS,
  ...SEAM_REMARKS,
  ...ARC_REMARKS,
  ...ORDER_REASONS,
};

/** One sentence, or the part of one where it is a reason of a gap. */
export function flowWords({ code, facts }: FlowRemark, titleOf: TitleOf): string {
  return FLOW_WORDS[code]?.(facts, titleOf) ?? unworded(code, facts);
}

const KEY_NAMES: Readonly<Record<KeyRelationKind, string>> = {
  same: 'the same key',
  relative: 'the relative key',
  parallel: 'the same tonic',
  fifth: 'a fifth apart',
  tone: 'two fifths apart',
  third: 'three or four fifths apart',
  semitone: 'half a tone apart',
  tritone: 'opposite on the circle of fifths',
};

const TEMPO_NAMES: Readonly<Record<TempoRelationKind, string>> = {
  same: 'the same beat',
  double: 'twice the beat',
  half: 'half the beat',
  triple: 'three to two',
  near: 'nearly the same beat',
  unlike: 'another beat',
};

/** Under it an estimate is told with a question mark. */
const DOUBTFUL = 0.4;

const doubt = ({ confidence }: { readonly confidence: number }): string =>
  confidence < DOUBTFUL ? ' (perhaps)' : '';

/** `D minor to F major, the relative key`. */
export function keyWords(key: KeyRelation | null): string {
  return key === null ? '–' : `${key.before} to ${key.after}, ${KEY_NAMES[key.kind]}${doubt(key)}`;
}

/** `120 to 122, nearly the same beat`. */
export function tempoWords(tempo: TempoRelation | null): string {
  if (tempo === null) return '–';
  return `${fixed(tempo.beforeBpm, 0)} to ${fixed(tempo.afterBpm, 0)}, ${TEMPO_NAMES[tempo.kind]}${doubt(tempo)}`;
}
