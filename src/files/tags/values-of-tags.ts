// Values of tags: the vocabulary as named values, checked on the way; what is no such value is left out and told.
import { isHoldable } from './checks/artwork.ts';
import { gainText, parseGain, parsePeak, peakText, REFERENCE_LOUDNESS } from './checks/replay-gain.ts';
import { refusal } from './checks/refusal.ts';
import type { TagNote } from './tag-carrier.ts';
import { tell } from './tag-note.ts';
import {
  MULTIPLE_FIELDS,
  SINGLE_FIELDS,
  type MultipleField,
  type Position,
  type ReplayGain,
  type Tags,
} from './tags.ts';
import { MULTIPLE_NAMES, SINGLE_NAMES, type NamedValue, type TagContent } from './named-values.ts';

/** `ITUNESADVISORY`: what Apple's `rtng` says. */
const ADVISORY = { explicit: '1', clean: '2', none: '0' } as const;

/** Fields in front of which the several people and the places go, so that a listing reads well. */
const LEADING = ['title', 'version'] as const;

/** The content that a codec writes. Broadcast is not in it: only bext has words for that. */
export function contentOfTags(tags: Tags, notes: TagNote[]): TagContent {
  const artwork = (tags.artwork ?? []).filter((each) => isHoldable(each.bytes, notes));
  return { values: valuesOfTags(tags, notes), artwork };
}

function valuesOfTags(tags: Tags, notes: TagNote[]): NamedValue[] {
  const rest = SINGLE_FIELDS.filter((field) => !(LEADING as readonly string[]).includes(field));
  return [
    ...LEADING.flatMap((field) => single(field, tags, notes)),
    ...MULTIPLE_FIELDS.flatMap((field) => multiple(field, tags)),
    ...position('TRACK', 'track', tags.track, notes),
    ...position('DISC', 'disc', tags.disc, notes),
    ...rest.flatMap((field) => single(field, tags, notes)),
    ...(tags.explicit === undefined ? [] : [['ITUNESADVISORY', ADVISORY[tags.explicit]] as const]),
    ...(tags.replayGain === undefined ? [] : gains(tags.replayGain, notes)),
    ...(tags.other ?? []).map(([name, value]) => [name, withoutNul(value)] as const),
  ].filter(([, value]) => value !== '');
}

function single(field: (typeof SINGLE_FIELDS)[number], tags: Tags, notes: TagNote[]): NamedValue[] {
  const value = withoutNul(tags[field] ?? '').trim();
  if (value === '') return [];
  const reason = refusal(field, value);
  if (reason === null) return [[SINGLE_NAMES[field], value]];
  tell(notes, 'value-refused', { field, value, reason });
  return [];
}

function multiple(field: MultipleField, tags: Tags): NamedValue[] {
  return (tags[field] ?? []).map((value) => [MULTIPLE_NAMES[field], withoutNul(value).trim()] as const);
}

function position(name: string, field: string, place: Position | undefined, notes: TagNote[]): NamedValue[] {
  if (place === undefined) return [];
  const { number, of } = place;
  const isCount = (count: number): boolean => Number.isInteger(count) && count >= 1 && count <= 65535;
  if (!isCount(number) || (of !== null && !isCount(of))) {
    tell(notes, 'value-refused', { field, value: `${number}/${of ?? ''}`, reason: 'no-position' });
    return [];
  }
  const total: NamedValue[] = of === null ? [] : [[`${name}TOTAL`, String(of)]];
  return [[`${name}NUMBER`, String(number)], ...total];
}

/** Written as text, and refused where that text could not be read again: infinite, or beyond all sense. */
function gains(gain: ReplayGain, notes: TagNote[]): NamedValue[] {
  const { trackGainDb, trackPeak, albumGainDb, albumPeak } = gain;
  const told = (name: string, value: number | null, form: GainForm): NamedValue[] => {
    if (value === null) return [];
    const text = form.write(value);
    if (form.parse(text) !== null) return [[`REPLAYGAIN_${name}`, text]];
    tell(notes, 'value-refused', { field: `REPLAYGAIN_${name}`, value: text, reason: 'no-gain' });
    return [];
  };
  const values = [
    ...told('TRACK_GAIN', trackGainDb, GAIN),
    ...told('TRACK_PEAK', trackPeak, PEAK),
    ...told('ALBUM_GAIN', albumGainDb, GAIN),
    ...told('ALBUM_PEAK', albumPeak, PEAK),
  ];
  const isTold = values.some(([name]) => name.endsWith('GAIN'));
  return isTold ? [...values, ['REPLAYGAIN_REFERENCE_LOUDNESS', REFERENCE_LOUDNESS]] : values;
}

interface GainForm {
  readonly write: (value: number) => string;
  readonly parse: (text: string) => number | null;
}

const GAIN: GainForm = { write: gainText, parse: parseGain };
const PEAK: GainForm = { write: peakText, parse: parsePeak };

/** A NUL would end the text in half of all formats. */
const withoutNul = (text: string): string => text.replaceAll('\0', ' ');
