// Tags of values: named values as the vocabulary: aliases understood, values checked, all else kept as it was read.
import { isOurReference, parseGain, parsePeak, parseR128 } from './checks/replay-gain.ts';
import { checkedText } from './checks/refusal.ts';
import {
  isOfEncoding,
  MULTIPLE_NAMES,
  meaningOf,
  SINGLE_NAMES,
  type NamedValue,
  type TagContent,
} from './named-values.ts';
import type { TagNote } from './tag-carrier.ts';
import { tell } from './tag-note.ts';
import type { MultipleField, Position, ReplayGain, SingleField, Tags } from './tags.ts';

const inverse = <Field extends string>(names: Readonly<Record<Field, string>>): Map<string, Field> =>
  new Map(Object.entries(names).map(([field, name]) => [name as string, field as Field]));

const SINGLE = inverse<SingleField>(SINGLE_NAMES);
const MULTIPLE = inverse<MultipleField>(MULTIPLE_NAMES);

const EXPLICIT: Readonly<Record<string, NonNullable<Tags['explicit']>>> = {
  '0': 'none',
  '1': 'explicit',
  '2': 'clean',
  '4': 'explicit',
  EXPLICIT: 'explicit',
  CLEAN: 'clean',
  NONE: 'none',
};

/** Gains by our name: where they go, and how they are read. Opus' own count more than others. */
const GAINS: Readonly<Record<string, { field: keyof ReplayGain; parse: (text: string) => number | null }>> = {
  R128TRACKGAIN: { field: 'trackGainDb', parse: parseR128 },
  R128ALBUMGAIN: { field: 'albumGainDb', parse: parseR128 },
  REPLAYGAINTRACKGAIN: { field: 'trackGainDb', parse: parseGain },
  REPLAYGAINALBUMGAIN: { field: 'albumGainDb', parse: parseGain },
  REPLAYGAINTRACKPEAK: { field: 'trackPeak', parse: parsePeak },
  REPLAYGAINALBUMPEAK: { field: 'albumPeak', parse: parsePeak },
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What is collected on the way. */
interface Gathering {
  readonly tags: Writable<Tags>;
  readonly other: NamedValue[];
  /** Values in order, each once. */
  readonly lists: Map<MultipleField, Set<string>>;
  readonly gain: Partial<Writable<ReplayGain>>;
  readonly counts: Map<string, { value: NamedValue; count: number }>;
  readonly notes: TagNote[];
}

/** The tags of what a codec read. Values that are none of their field are kept in `other` under their own name, with a note. */
export function tagsOfContent(content: TagContent, notes: TagNote[]): Tags {
  const gathering: Gathering = { tags: {}, other: [], lists: new Map(), gain: {}, counts: new Map(), notes };
  for (const value of content.values) gather(value, gathering);
  const { tags, other, gain } = gathering;
  for (const [field, texts] of gathering.lists) tags[field] = [...texts];
  place('TRACK', 'track', gathering);
  place('DISC', 'disc', gathering);
  if (Object.keys(gain).length > 0) {
    tags.replayGain = { trackGainDb: null, trackPeak: null, albumGainDb: null, albumPeak: null, ...gain };
  }
  if (content.artwork.length > 0) tags.artwork = content.artwork;
  if (other.length > 0) tags.other = other;
  return tags;
}

function gather(value: NamedValue, gathering: Gathering): void {
  const text = value[1].trim();
  const name = meaningOf(value[0]);
  if (text === '') return;
  const single = SINGLE.get(name);
  const multiple = MULTIPLE.get(name);
  if (single !== undefined) takeSingle(single, value, text, gathering);
  else if (multiple !== undefined) takeMultiple(multiple, text, gathering);
  else if (!takeOdd(name, value, text, gathering)) gathering.other.push(value);
}

/** The first value counts; another one is kept beside it. */
function takeSingle(field: SingleField, value: NamedValue, text: string, gathering: Gathering): void {
  const { tags, other, notes } = gathering;
  const found = checkedText(field, text);
  if ('reason' in found) {
    tell(notes, 'value-refused', { field, value: text, reason: found.reason });
    other.push(value);
  } else if (tags[field] === undefined) tags[field] = found.text;
  else if (tags[field] !== found.text) other.push(value);
}

function takeMultiple(field: MultipleField, text: string, { lists }: Gathering): void {
  const before = lists.get(field) ?? new Set();
  lists.set(field, before.add(text));
}

/** Places, advisories, gains, and what is no tag; false for what is none of them. */
function takeOdd(name: string, value: NamedValue, text: string, gathering: Gathering): boolean {
  if (isOfEncoding(name)) return true;
  if (name in GAINS) return takeGain(name, value, text, gathering);
  if (name === 'REPLAYGAINREFERENCELOUDNESS') return isOurReference(text);
  if (name === 'ITUNESADVISORY') return takeAdvisory(text, gathering);
  if (/^(TRACK|DISC)(NUMBER|TOTAL)$/.test(name)) return takeCount(name, value, text, gathering);
  return false;
}

function takeGain(name: string, value: NamedValue, text: string, { gain, notes, other }: Gathering): boolean {
  const { field, parse } = GAINS[name]!;
  const number = parse(text);
  if (number === null) {
    tell(notes, 'value-refused', { field: value[0], value: text, reason: 'no-gain' });
    other.push(value);
  } else if (gain[field] === undefined || name.startsWith('R128')) gain[field] = number;
  return true;
}

function takeAdvisory(text: string, { tags }: Gathering): boolean {
  const advisory = EXPLICIT[text.toUpperCase()];
  if (advisory !== undefined) tags.explicit ??= advisory;
  return advisory !== undefined;
}

/** `3`, `03`, `3/11`; a total may come by itself. */
function takeCount(name: string, value: NamedValue, text: string, gathering: Gathering): boolean {
  const { counts } = gathering;
  const found = /^(\d{1,5})(?:\s*(?:\/|of)\s*(\d{1,5}))?$/.exec(text);
  const count = Number(found?.[1] ?? 0);
  if (count < 1 || count > 65535) return isZero(text);
  if (counts.has(name)) return counts.get(name)!.count === count;
  counts.set(name, { value, count });
  const total = name.replace('NUMBER', 'TOTAL');
  if (Number(found?.[2] ?? 0) > 0 && !counts.has(total))
    counts.set(total, { value, count: Number(found![2]) });
  return true;
}

/** `0` and `0/0` are how some programs say nothing. */
const isZero = (text: string): boolean => /^0+(\/0*)?$/.test(text);

/** Number and total, once all values are known. */
function place(name: string, field: 'track' | 'disc', { tags, counts, other }: Gathering): void {
  const number = counts.get(`${name}NUMBER`);
  const total = counts.get(`${name}TOTAL`);
  const of = total !== undefined && total.count <= 65535 ? total.count : null;
  if (number !== undefined) tags[field] = { number: number.count, of } satisfies Position;
  else if (total !== undefined) other.push(total.value);
}
