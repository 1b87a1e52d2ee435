// Vocabulary: every word and phrase that a revision understands, and what it stands for; nothing else is understood.
import type { SubjectId } from './subjects.ts';

export type SectionName = 'chorus' | 'verse' | 'intro' | 'outro';

/** What a phrase stands for. */
export type Meaning =
  /** `sign` -1 for words of the opposite: dark is a lack of brightness. */
  | { readonly is: 'subject'; readonly subject: SubjectId; readonly sign: 1 | -1 }
  /** A whole wish in one word: brighter. */
  | { readonly is: 'comparative'; readonly subject: SubjectId; readonly sign: 1 | -1 }
  | { readonly is: 'direction'; readonly sign: 1 | -1 }
  /** Behind what it is about: the bass up. */
  | { readonly is: 'turn'; readonly sign: 1 | -1 }
  | { readonly is: 'degree'; readonly db: number }
  /** A move by its name, at this share of what it does. */
  | { readonly is: 'share'; readonly share: number }
  | { readonly is: 'section'; readonly section: SectionName }
  | { readonly is: 'at' | 'from' | 'to' | 'onwards' | 'by' | 'join' | 'end' | 'filler' };

/** Sizes in dB, or in LU for loudness. */
export const SIZES = { little: 0.5, plain: 1, much: 2 } as const;

/** Words for each subject: as nouns and adjectives after more, less, too; as the opposite; as comparatives of both. */
interface SubjectWords {
  readonly words: readonly string[];
  readonly opposite?: readonly string[];
  readonly more?: readonly string[];
  readonly less?: readonly string[];
}

export const SUBJECT_WORDS: Readonly<Record<SubjectId, SubjectWords>> = {
  sub: { words: ['sub', 'sub bass', 'subs', 'sub-bass'], more: ['deeper'] },
  bass: { words: ['bass', 'low end', 'lows', 'bottom', 'bassy'], more: ['bassier'] },
  body: { words: ['body', 'weight', 'full'], opposite: ['thin'], more: ['fuller'], less: ['thinner'] },
  mud: {
    words: ['mud', 'muddy', 'muddiness', 'boomy', 'boominess', 'boom'],
    more: ['muddier', 'boomier'],
    less: ['clearer'],
  },
  'low-mids': { words: ['low mids', 'low-mids', 'boxy', 'boxiness'] },
  warmth: {
    words: ['warmth', 'warm'],
    opposite: ['cold'],
    more: ['warmer'],
    less: ['colder', 'cooler'],
  },
  mids: { words: ['mids', 'mid', 'middle', 'midrange'] },
  voice: { words: ['voice', 'voices', 'vocal', 'vocals', 'singer', 'singing'] },
  presence: { words: ['presence', 'present', 'upper mids', 'bite'] },
  harshness: {
    words: ['harshness', 'harsh', 'shrill', 'shrillness', 'piercing', 'edgy', 'edge'],
    opposite: ['smooth'],
    more: ['harsher', 'edgier'],
    less: ['smoother'],
  },
  brightness: {
    words: ['brightness', 'bright'],
    opposite: ['dark', 'dull', 'muffled'],
    more: ['brighter'],
    less: ['darker', 'duller'],
  },
  treble: { words: ['treble', 'highs', 'top', 'top end'] },
  air: { words: ['air', 'airy', 'sparkle'], more: ['airier'] },
  sibilance: { words: ['sibilance', 'sibilant', 'esses', 'hissy'] },
  width: {
    words: ['width', 'wide', 'stereo', 'sides'],
    opposite: ['narrow'],
    more: ['wider', 'broader'],
    less: ['narrower'],
  },
  punch: { words: ['punch', 'punchy', 'attack', 'attacks', 'snap'], more: ['punchier', 'snappier'] },
  compression: {
    words: ['compression', 'compressed', 'squashed', 'squash', 'glued'],
    opposite: ['dynamics', 'dynamic', 'open'],
    more: ['denser', 'tighter'],
    less: ['looser'],
  },
  pumping: { words: ['pumping', 'pump', 'pumps', 'breathing'] },
  loudness: {
    words: ['loudness', 'loud', 'level', 'volume'],
    opposite: ['quiet', 'soft'],
    more: ['louder'],
    less: ['quieter', 'softer'],
  },
};

export const DIRECTION_WORDS: Readonly<Record<'more' | 'less', readonly string[]>> = {
  more: ['more', 'add', 'boost', 'raise', 'not enough', 'too little', 'lacks', 'needs'],
  less: ['less', 'too much', 'too', 'reduce', 'lower', 'cut', 'tame', 'not so', 'not as'],
};

export const TURN_WORDS: Readonly<Record<'up' | 'down', readonly string[]>> = { up: ['up'], down: ['down'] };

export const DEGREE_WORDS: Readonly<Record<keyof typeof SIZES, readonly string[]>> = {
  little: ['a bit', 'a little', 'slightly', 'a touch', 'a tad', 'somewhat', 'a little bit'],
  plain: [],
  much: ['much', 'a lot', 'far', 'way', 'lots of', 'a lot of', 'considerably'],
};

/** What is left of the move that is named behind them. */
export const SHARE_WORDS: readonly (readonly [share: number, words: readonly string[]])[] = [
  [0, ['without', 'undo', 'no', 'remove', 'drop', 'lose', 'skip']],
  [0.5, ['half', 'halve', 'half of']],
  [1, ['all of', 'full strength']],
];

export const SECTION_WORDS: Readonly<Record<SectionName, readonly string[]>> = {
  chorus: ['chorus', 'choruses', 'refrain', 'loud parts', 'loud part'],
  verse: ['verse', 'verses', 'quiet parts', 'quiet part'],
  intro: ['intro', 'introduction', 'beginning', 'opening'],
  outro: ['outro', 'ending', 'end'],
};

const PLACE_WORDS = {
  at: ['at', 'around', 'near'],
  from: ['from', 'between', 'after'],
  to: ['to', 'until', 'till', 'before', '-', '–'],
  onwards: ['on', 'onwards', 'onward'],
} as const;

const JOINTS = {
  by: ['by'],
  join: ['and', '&', '+', ','],
  end: [';', '.', '!', 'but', 'then'],
  filler:
    "the a an of in with please make making it it's its is be sounds sound bit give me i want would like some just still also overall everything song during for this that whole".split(
      ' ',
    ),
} as const;

/** Most words in a phrase. */
export const LONGEST_PHRASE = 3;

/** Every phrase and its meaning; lower case, single spaces. */
export const PHRASES: ReadonlyMap<string, Meaning> = new Map(meanings());

function* meanings(): Generator<[string, Meaning]> {
  for (const [is, words] of Object.entries({ ...JOINTS, ...PLACE_WORDS })) {
    for (const word of words) yield [word, { is } as Meaning];
  }
  for (const [id, { words, opposite, more, less }] of Object.entries(SUBJECT_WORDS)) {
    const subject = id as SubjectId;
    for (const word of words) yield [word, { is: 'subject', subject, sign: 1 }];
    for (const word of opposite ?? []) yield [word, { is: 'subject', subject, sign: -1 }];
    for (const word of more ?? []) yield [word, { is: 'comparative', subject, sign: 1 }];
    for (const word of less ?? []) yield [word, { is: 'comparative', subject, sign: -1 }];
  }
  for (const word of DIRECTION_WORDS.more) yield [word, { is: 'direction', sign: 1 }];
  for (const word of DIRECTION_WORDS.less) yield [word, { is: 'direction', sign: -1 }];
  for (const word of TURN_WORDS.up) yield [word, { is: 'turn', sign: 1 }];
  for (const word of TURN_WORDS.down) yield [word, { is: 'turn', sign: -1 }];
  for (const [size, words] of Object.entries(DEGREE_WORDS)) {
    for (const word of words) yield [word, { is: 'degree', db: SIZES[size as keyof typeof SIZES] }];
  }
  for (const [share, words] of SHARE_WORDS) {
    for (const word of words) yield [word, { is: 'share', share }];
  }
  for (const [section, words] of Object.entries(SECTION_WORDS)) {
    for (const word of words) yield [word, { is: 'section', section: section as SectionName }];
  }
}

/** Other names for moves, beside their ids, their processors and their stages: an id, a processor or a stage. */
export const MOVE_WORDS: Readonly<Record<string, string>> = {
  compressor: 'dynamics',
  compression: 'dynamics',
  equaliser: 'eq',
  equalizer: 'eq',
  limiting: 'limiter',
  gain: 'level',
  saturation: 'colour',
  color: 'colour',
  repairs: 'repair',
  'my changes': 'own',
  'my words': 'own',
};
