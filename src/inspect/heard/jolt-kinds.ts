// Jolt kinds: which jolts are a few wrong samples, which a break between two courses, and which the music's own.
import { log2 } from '../../dsp/math.ts';
import { LOOK_ORDER } from './close-look.ts';
import type { FindingChannel } from '../finding.ts';
import type { Jolt } from './jolts.ts';
import { DIFFERENCE } from './prediction.ts';
import { channelName } from '../spans.ts';

/** The filter rings on for its length behind the last wrong sample; a few more may be clear by chance. */
const RINGING = LOOK_ORDER + 8;
/** A new note changes the sound: where errors or slopes differ by more, an attack explains the jolt. */
const MOST_BALANCE = 3;
const MOST_LEVEL_RATIO = 2;
/** Jolts that stand out so far are no attacks, though the music may change there by twice as much. */
const GLARING = 60;
/** Redrawing must take away at least so much of the error, else it explains nothing. */
const LEAST_GAIN = 2.2;
/** From so many samples on, redrawing can also bridge a break; its errors then end with the filter's length. */
const LEAST_BRIDGE = 4;
/** Jolts of a song's own edges that count: they stand out this far. */
const LEAST_OWN = 8;
const MOST_OWN = 3;
const MOST_OWN_A_SECOND = 0.4;
/** Crackle: at least six blips, none more than 0.3 s from the next. */
const LEAST_CRACKLE = 6;
const CRACKLE_GAP_S = 0.3;
const LEAST_CRACKLE_ISOLATION = 2.5;
/** A blip that stands out by so many times more than its cloud does is a click of its own. */
const OUTLIER = 6;
const MOST_OUTLIERS = 0.2;
/** A channel that shows a jolt so plainly needs no help from the difference. */
const LEAST_PLAIN = 5;
/** The channels do not hear one fault further apart than that: 0.2 ms at 44.1 kHz. */
const TOGETHER_FRAMES = 8;
/** In the other channel the jolt must stand out too, if it is to be one of both. */
const LEAST_TWIN = 2;

/** A jolt of this many times the RMS level is no small thing in the music, though it be dense: it needs to stand out less. */
const TALL = 1.4;
/** No sound of its own dies within a millisecond: where errors and slopes fall so far at once, it was broken off. */
const BROKEN_BALANCE = 0.5;
const BROKEN_LEVEL_RATIO = 0.33;

/** How sure a guess is: at the least isolation that means something, more for each doubling of it, and at most. */
const GUESS_SURE = 0.2;
const SURER_A_DOUBLING = 0.12;
const GUESS_SUREST = 0.55;
const GUESS_LEAST_SURE = 0.05;

/** Notes are for a look or two, not for a list. */
const MOST_NOTES = 12;
const MOST_HINTS = 4;

/** `blip`: a few samples are wrong. `break`: the sound goes on elsewhere. `edge`: a note begins or stops at once. `cut`: a clipped top. */
export type JoltKind = 'blip' | 'break' | 'edge' | 'attack' | 'cut' | 'hole' | 'flip';

export function kindOf(jolt: Jolt): JoltKind {
  if (jolt.edge !== 'none') return jolt.edge;
  if (jolt.clipped) return 'cut';
  if (jolt.extent > Math.max(1, jolt.length) + RINGING) return isBrokenOff(jolt) ? 'edge' : 'attack';
  if (!isEvenSided(jolt)) return 'edge';
  if (jolt.length === 0 || (jolt.length >= LEAST_BRIDGE && jolt.extent <= LOOK_ORDER)) return 'break';
  return jolt.ratio >= LEAST_GAIN * jolt.left ? 'blip' : 'attack';
}

function isBrokenOff({ balance, levelRatio }: Jolt): boolean {
  return balance <= BROKEN_BALANCE && levelRatio <= BROKEN_LEVEL_RATIO;
}

export function isTall({ amplitude, level }: Jolt): boolean {
  return amplitude >= TALL * level;
}

function isEvenSided({ balance, levelRatio, isolation }: Jolt): boolean {
  const leave = isolation >= GLARING ? 2 : 1;
  const even = (ratio: number, most: number) => ratio <= leave * most && ratio >= 1 / (leave * most);
  return even(balance, MOST_BALANCE) && even(levelRatio, MOST_LEVEL_RATIO);
}

/** A jolt heard at one place, in one channel or both. */
export interface Heard {
  /** The stronger one where both channels have it. */
  readonly jolt: Jolt;
  readonly kind: JoltKind;
  /** What the weaker channel has at that place, if anything. */
  readonly twin: JoltKind | null;
  /** Null too where only the difference of both tells. */
  readonly channel: FindingChannel | null;
}

/** Jolts of the channels in order of time; those of both at one place are one. */
export function heardTogether(jolts: readonly Jolt[], channels: number): Heard[] {
  const ordered = jolts
    .filter(({ channel }) => channel !== DIFFERENCE)
    .sort((a, b) => a.frame - b.frame || a.channel - b.channel);
  const heard: { jolt: Jolt; twin: Jolt | null; channel: FindingChannel | null }[] = [];
  for (const jolt of ordered) {
    const last = heard.at(-1);
    if (last === undefined || !isTwin(last.jolt, jolt)) {
      heard.push({ jolt, twin: null, channel: channelName(jolt.channel, channels) });
      continue;
    }
    const [stronger, weaker] = jolt.isolation > last.jolt.isolation ? [jolt, last.jolt] : [last.jolt, jolt];
    const both = weaker.isolation >= LEAST_TWIN && channels === 2;
    last.channel = both ? 'both' : channelName(stronger.channel, channels);
    last.jolt = stronger;
    last.twin = weaker;
  }
  return heard.map(({ jolt, twin, channel }) => ({
    jolt,
    channel,
    kind: kindOf(jolt),
    twin: twin === null ? null : kindOf(twin),
  }));
}

/**
 * What was heard, and the blips and breaks of the difference of two channels where neither channel shows them as
 * clearly: what both play hides them there. A channel that stirs at such a place gives its name.
 */
export function withDifference(heard: readonly Heard[], jolts: readonly Jolt[]): Heard[] {
  const all = new Set(heard);
  for (const jolt of jolts) {
    const kind = kindOf(jolt);
    if (jolt.channel !== DIFFERENCE || (kind !== 'blip' && kind !== 'break')) continue;
    const known = heard.find((one) => Math.abs(one.jolt.frame - jolt.frame) <= TOGETHER_FRAMES);
    if (known !== undefined && !isClearer(jolt, kind, known)) continue;
    if (known !== undefined) all.delete(known);
    all.add({ jolt, kind, twin: known?.twin ?? null, channel: known?.channel ?? null });
  }
  return [...all].sort((a, b) => a.jolt.frame - b.jolt.frame);
}

function isClearer(jolt: Jolt, kind: JoltKind, known: Heard): boolean {
  const comparable = known.kind === 'attack' || known.kind === 'break' || known.kind === kind;
  return comparable && known.jolt.isolation < LEAST_PLAIN && jolt.isolation > 2 * known.jolt.isolation;
}

/** Isolation as far as it can prove anything: tops cut in one channel look like blips in the difference. */
export function sureness({ channel, isolation }: Jolt): number {
  return channel === DIFFERENCE ? 0 : isolation;
}

/** Confidence, 0.05 to 0.55, of what stands out by `isolation`, where `usual` still is as good as chance. */
export function guessConfidence(isolation: number, usual: number): number {
  const sure = GUESS_SURE + SURER_A_DOUBLING * log2(isolation / usual);
  return Math.round(100 * Math.max(GUESS_LEAST_SURE, Math.min(GUESS_SUREST, sure))) / 100;
}

function isTwin(a: Jolt, b: Jolt): boolean {
  return a.channel !== b.channel && Math.abs(b.frame - a.frame) <= TOGETHER_FRAMES;
}

/**
 * Whether the song is full of sharp edges of its own: pulses, saws, samples cut to the beat. Breaks that a few new
 * samples would bridge do not count: crackle has them too.
 */
export function isEdgy(heard: readonly Heard[], seconds: number): boolean {
  const own = heard.filter(
    ({ jolt, kind }) =>
      jolt.isolation >= LEAST_OWN && (kind === 'edge' || (kind === 'break' && jolt.length === 0)),
  );
  return own.length > MOST_OWN + MOST_OWN_A_SECOND * seconds;
}

/** Groups of jolts whose places are at most `gapFrames` apart. */
export function grouped(heard: readonly Heard[], gapFrames: number): Heard[][] {
  const groups: Heard[][] = [];
  for (const one of heard) {
    const last = groups.at(-1);
    const near = last !== undefined && one.jolt.frame - last.at(-1)!.jolt.frame <= gapFrames;
    if (near) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Many blips in a row, none far louder than the rest; a break among them that a few new samples would bridge is one. */
export function crackles(heard: readonly Heard[], rate: number): Heard[][] {
  const small = heard.filter(
    ({ jolt, kind }) =>
      jolt.length > 0 && jolt.isolation >= LEAST_CRACKLE_ISOLATION && (kind === 'blip' || kind === 'break'),
  );
  return grouped(small, CRACKLE_GAP_S * rate)
    .map(withoutOutliers)
    .filter((cloud) => {
      const blips = cloud.filter(({ kind }) => kind === 'blip').length;
      return cloud.length >= LEAST_CRACKLE && 3 * blips > cloud.length;
    });
}

function withoutOutliers(cloud: Heard[]): Heard[] {
  const ordered = cloud.map(({ jolt }) => jolt.isolation).sort((a, b) => a - b);
  const most = OUTLIER * ordered[Math.floor(ordered.length / 2)]!;
  const rest = cloud.filter(({ jolt }) => jolt.isolation <= most);
  return cloud.length - rest.length > MOST_OUTLIERS * cloud.length ? cloud : rest;
}

/** The strongest, `most` of them, in order of time. */
export function strongest(heard: readonly Heard[], most: number): Heard[] {
  const ranked = [...heard].sort((a, b) => b.jolt.isolation - a.jolt.isolation);
  return ranked.slice(0, most).sort((a, b) => a.jolt.frame - b.jolt.frame);
}

/** The strongest of two kinds of guesses: those that stand out, and those that are `hints`, of which a few will do. */
export function guesses(heard: readonly Heard[], isHint: (one: Heard) => boolean): Heard[] {
  const plain = heard.filter((one) => !isHint(one));
  return [...strongest(plain, MOST_NOTES), ...strongest(heard.filter(isHint), MOST_HINTS)];
}
