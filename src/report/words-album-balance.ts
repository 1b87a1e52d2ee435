// Words for album balance: why songs were moved towards each other in level and tone, and what kept them from it.
import type { Because } from '../master/plan.ts';
import { count, level, spokenHertz } from './figures.ts';
import type { Facts } from './phrase.ts';
import { pitchRegion, spanWords, toneSpan } from './pitch-range.ts';

const number = (facts: Facts, name: string): number => Number(facts[name]);
const lu = (facts: Facts, name: string): string => level(Math.abs(number(facts, name)), 'LU');
const lufs = (facts: Facts, name: string): string => level(number(facts, name), 'LUFS');
const songs = (facts: Facts): string =>
  number(facts, 'songs') === 1 ? 'one song' : `${count(number(facts, 'songs'))} songs`;

function tone(because: Because, way: 'more' | 'less'): string {
  const { lowHz, highHz } = toneSpan(because.measurement) ?? { lowHz: 20, highHz: 20000 };
  const change = level(Math.abs(because.target - because.value), 'dB');
  const turned = way === 'more' ? `eased by ${change}` : `lifted by ${change}`;
  return `Beside the rest of the album this song has ${level(Math.abs(because.value), 'dB')} ${way} about ${spanWords(lowHz, highHz)} (${pitchRegion(lowHz, highHz).name}). It is ${turned}, so that one song leads into the next.`;
}

export const ALBUM_BECAUSE_WORDS: Readonly<Record<string, (because: Because) => string>> = {
  'level-album': (b) =>
    `From ${level(b.value, 'LUFS')} to ${level(b.target, 'LUFS')}: its place among the songs of the album.`,
  'tone-over-album': (b) => tone(b, 'more'),
  'tone-under-album': (b) => tone(b, 'less'),
};

const RULES: Readonly<Record<string, string>> = {
  vocal: 'by the loud parts, and a little by the voice',
  'short-term': 'by the loudest three seconds',
  'loud-range': 'by the loud parts',
  anchor: 'by the loud parts, with the anchor',
  integrated: 'by the loudness of the whole song',
};
const rule = (facts: Facts): string => RULES[String(facts.rule)] ?? 'by the rule of the album';

/** What of a song's place is its own. */
function place(facts: Facts): string {
  const parts: string[] = [];
  if (number(facts, 'underLu') > 0)
    parts.push(
      `${lu(facts, 'underLu')} under the full songs, for it fills ${String(facts.fullPercent)}\u00a0% of what a full arrangement fills`,
    );
  if (number(facts, 'toldLu') !== 0)
    parts.push(`${lu(facts, 'toldLu')} ${number(facts, 'toldLu') > 0 ? 'more' : 'less'}, as you asked`);
  return parts.length === 0 ? '' : ` Its place: ${parts.join('; ')}.`;
}

type FactsTable = Readonly<Record<string, (facts: Facts) => string>>;

const LEVEL_WORDS: FactsTable = {
  'balance-raised': (f) =>
    `Level: raised by ${lu(f, 'movedLu')} to stand beside the others, compared ${rule(f)}.${place(f)}`,
  'balance-lowered': (f) =>
    `Level: lowered by ${lu(f, 'movedLu')} to stand beside the others, compared ${rule(f)}.${place(f)}`,
  'balance-stays': (f) => `Level: it stands beside the others already, compared ${rule(f)}.${place(f)}`,
  'balance-anchor': () => 'Level: this is the song that the others are set by.',
  'balance-rule-none': (f) =>
    number(f, 'toldLu') === 0
      ? 'Level: you asked for no balance, so every song keeps the level it has by itself.'
      : `Level: you asked for no balance; moved by ${lu(f, 'toldLu')}, as you asked.`,
  'balance-as-is': () =>
    'Balance: you asked to take this song as it is, so it stays, and the others are set to it.',
  'balance-own-plan': () =>
    'Balance: this song has a plan file of its own, which is rendered as it stands; the others are set to it.',
  'balance-own-loudness': () =>
    'Level: you asked for a loudness for this song, so it keeps it, and the others are set to it.',
  'balance-level-off': () => 'Level: you asked to leave the level of this song alone.',
  'balance-budget': (f) =>
    `Level: the album would have it at ${lufs(f, 'wantedLufs')}, but ${lufs(f, 'mostLufs')} is as loud as it gets without audible harm. Fewer or softer peaks in the mix would give it more.`,
  'balance-most-lu': (f) =>
    `Level: the album would have it at ${lufs(f, 'wantedLufs')}; it is moved ${lu(f, 'mostLu')} and no further, as the album file says (balance: mostLu).`,
  'balance-under-dense': (f) =>
    `Level: lowered a little more, so that it stays ${lu(f, 'underLu')} under the quietest of the full songs: a quiet song is meant to be quiet.`,
  'balance-integrated': () =>
    'Every song has the same loudness from beginning to end. That makes quiet songs too loud and songs with quiet verses too loud in their choruses; the rules “vocal” and “loud-range” compare loud parts instead.',
  'balance-stopped': (f) =>
    `Levels: ${songs(f)} had to stay well behind the others, for more would be heard as harm.`,
  'balance-waits': (f) =>
    `The whole album stands ${lu(f, 'lu')} lower than its songs by themselves, so that “${String(f.title)}” is not left behind, which cannot be louder without audible harm. Give that song a loudness of its own, or a levelLu below 0, if the others should not wait for it.`,
  'balance-own-ceiling': (f) =>
    `Peaks: ${songs(f)} with a plan or a ceiling of their own may come nearer to full scale than the ${level(number(f, 'ceilingDbtp'), 'dBTP')} of the album.`,
  'balance-gapless-levels': (f) =>
    `Levels: ${songs(f)} that run on from the song before cannot have a level of their own; the first song’s holds for all of them.`,
};

const off = (facts: Facts): string => level(number(facts, 'awayDb'), 'dB');

const TONE_WORDS: FactsTable = {
  'balance-tone-sits': (f) =>
    `Tone: ${off(f)} beside the rest of the album on average, which is within the family.`,
  'balance-tone-drawn': (f) =>
    `Tone: ${off(f)} beside the rest of the album on average, most at ${spokenHertz(number(f, 'hz'))}, where it has ${level(Math.abs(number(f, 'standsDb')), 'dB')} ${number(f, 'standsDb') > 0 ? 'more' : 'less'}. Drawn towards the others by a broad equaliser.`,
  'balance-tone-off': () => 'Tone: you asked for no change towards the rest of the album.',
  'balance-tone-locked': () => 'Tone: locked, so it stays beside the rest of the album as it is.',
  'balance-tone-narrow': () =>
    'Tone: what sets it apart from the album is too little, or too narrow, for a broad equaliser.',
  'balance-tone-budget': (f) =>
    `Tone: drawn ${String(f.percent)}\u00a0% of the way; with the song’s own moves more would change it too much.`,
  'balance-tone-most': (f) =>
    `Tone: drawn by ${level(number(f, 'mostDb'), 'dB')} and no further: more is a matter for the mix.`,
  'balance-tone-other': () =>
    'Tone: other instruments play here than on the rest of the album, so its tone is compared with none of them.',
  'balance-tone-finished': () => 'Tone: this sounds finished, so it is not drawn towards the others.',
  'balance-tone-style': () => 'Tone: the style of this song never touches tone.',
  'balance-tone-alone': () => 'Tone: there is no other song to compare it with.',
};

export const ALBUM_RESTRAINT_WORDS: FactsTable = { ...LEVEL_WORDS, ...TONE_WORDS };
