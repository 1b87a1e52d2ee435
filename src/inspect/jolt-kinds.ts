// Jolt kinds: which jolts are a few wrong samples, which a break between two courses, and which the music's own.
import { LOOK_ORDER } from './close-look.ts';
import type { FindingChannel } from './finding.ts';
import type { Jolt } from './jolts.ts';
import { channelName } from './spans.ts';

/** The filter rings on for its length behind the last wrong sample; a few more may be clear by chance. */
const RINGING = LOOK_ORDER + 8;
/** A new note changes the sound: where errors or slopes differ by more, an attack explains the jolt. */
const MOST_BALANCE = 3;
const MOST_LEVEL_RATIO = 2;
/** Redrawing must take away at least so much of the error, else it explains nothing. */
const LEAST_GAIN = 2.2;
/** From so many samples on, redrawing can also bridge a break; its errors then end with the filter's length. */
const LEAST_BRIDGE = 4;
/** Jolts of a song's own edges that count: they stand out this far. */
const LEAST_OWN = 4;
/** Crackle: at least six blips, none more than 0.4 s from the next. */
const LEAST_CRACKLE = 6;
const CRACKLE_GAP_S = 0.4;
const LEAST_CRACKLE_ISOLATION = 2.2;
/** The channels do not hear one fault further apart than that: 0.2 ms at 44.1 kHz. */
const TOGETHER_FRAMES = 8;

/** `blip`: a few samples are wrong. `break`: the sound goes on elsewhere. `edge`: a sharp beginning of a note. */
export type JoltKind = 'blip' | 'break' | 'edge' | 'attack' | 'hole' | 'flip';

export function kindOf(jolt: Jolt): JoltKind {
  if (jolt.edge !== 'none') return jolt.edge;
  if (jolt.extent > Math.max(1, jolt.length) + RINGING) return 'attack';
  if (!isEvenSided(jolt)) return 'edge';
  if (jolt.length === 0 || (jolt.length >= LEAST_BRIDGE && jolt.extent <= LOOK_ORDER)) return 'break';
  return jolt.ratio >= LEAST_GAIN * jolt.left ? 'blip' : 'attack';
}

function isEvenSided({ balance, levelRatio }: Jolt): boolean {
  const even = (ratio: number, most: number) => ratio <= most && ratio >= 1 / most;
  return even(balance, MOST_BALANCE) && even(levelRatio, MOST_LEVEL_RATIO);
}

/** How many sharp edges the song has that are no blips: pulses, saws, samples cut to the beat. */
export function ownEdges(jolts: readonly Jolt[]): number {
  return jolts.filter((jolt) => {
    const kind = kindOf(jolt);
    return jolt.isolation >= LEAST_OWN && (kind === 'edge' || kind === 'break');
  }).length;
}

/** A jolt heard at one place, in one channel or both. */
export interface Heard {
  readonly jolt: Jolt;
  readonly channel: FindingChannel | null;
}

/** Jolts in order of time; those of both channels at one place are one, told by the stronger. */
export function heardTogether(jolts: readonly Jolt[], channels: number): Heard[] {
  const ordered = [...jolts].sort((a, b) => a.frame - b.frame || a.channel - b.channel);
  const heard: { jolt: Jolt; channel: FindingChannel | null }[] = [];
  for (const jolt of ordered) {
    const last = heard.at(-1);
    const twin =
      last !== undefined &&
      last.jolt.channel !== jolt.channel &&
      jolt.frame - last.jolt.frame <= TOGETHER_FRAMES;
    if (!twin) {
      heard.push({ jolt, channel: channelName(jolt.channel, channels) });
      continue;
    }
    last.channel = channels === 2 ? 'both' : null;
    if (jolt.isolation > last.jolt.isolation) last.jolt = jolt;
  }
  return heard;
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

/** Many blips in a row; in a crowd a break that a few new samples would bridge is one of them. */
export function crackles(jolts: readonly Jolt[], channels: number, rate: number): Heard[][] {
  const small = jolts.filter((jolt) => {
    const kind = kindOf(jolt);
    return (
      jolt.length > 0 && jolt.isolation >= LEAST_CRACKLE_ISOLATION && (kind === 'blip' || kind === 'break')
    );
  });
  return grouped(heardTogether(small, channels), CRACKLE_GAP_S * rate).filter(
    (group) =>
      group.length >= LEAST_CRACKLE &&
      3 * group.filter(({ jolt }) => kindOf(jolt) === 'blip').length > group.length,
  );
}
