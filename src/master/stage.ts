// Stage: the parts of the judgement in the order of the chain, and what an artist may lock against it.
import { unknownName } from '../signal/nearest-name.ts';

/**
 * `repair` mends damage, `balance` sets the two channels right, `resonance` takes back what rings or hisses, `tone` draws the
 * spectrum back, `dynamics` holds or gives back, `low-end` orders the bass, `colour` adds what is missing, `width` sets the
 * sides, `loudness` is level and limiter. `own`: moves that somebody wrote into the plan by hand or by words.
 */
export const STAGES = [
  'repair',
  'balance',
  'resonance',
  'tone',
  'dynamics',
  'low-end',
  'colour',
  'width',
  'own',
  'loudness',
] as const;

export type Stage = (typeof STAGES)[number];

/** Fault `unknown-stage`, with the nearest name. */
export function stageNamed(name: string): Stage {
  const found = STAGES.find((stage) => stage === name);
  if (found === undefined) throw unknownName('unknown-stage', name, STAGES);
  return found;
}

/** A stretch of the spectrum, Hz. */
export interface HzRange {
  readonly lowHz: number;
  readonly highHz: number;
}

/** What a lock keeps: no move of these stages is made, and none changes the level within this range. */
export interface LockKeeps {
  readonly stages: readonly Stage[];
  readonly range: HzRange | null;
  readonly caption: string;
}

export const LOCKS = {
  bass: { stages: ['low-end'], range: { lowHz: 0, highHz: 160 }, caption: 'nothing changes below 160 Hz' },
  middle: {
    stages: [],
    range: { lowHz: 160, highHz: 4000 },
    caption: 'nothing changes from 160 Hz to 4 kHz',
  },
  treble: { stages: [], range: { lowHz: 4000, highHz: 24000 }, caption: 'nothing changes above 4 kHz' },
  tone: { stages: ['resonance', 'tone', 'colour'], range: null, caption: 'no equaliser, no colour' },
  dynamics: { stages: ['dynamics'], range: null, caption: 'no compressor, no expander' },
  width: { stages: ['balance', 'width'], range: null, caption: 'the stereo picture stays' },
  loudness: { stages: ['loudness'], range: null, caption: 'neither level nor limiter' },
} as const satisfies Record<string, LockKeeps>;

export type Lock = keyof typeof LOCKS;

/** Fault `unknown-lock`, with the nearest name. */
export function lockNamed(name: string): Lock {
  const locks = Object.keys(LOCKS) as Lock[];
  const found = locks.find((lock) => lock === name);
  if (found === undefined) throw unknownName('unknown-lock', name, locks);
  return found;
}

/** Whether one of the locks keeps something between these frequencies. */
export function isLocked(locks: readonly Lock[], lowHz: number, highHz: number): boolean {
  return locks.some((lock) => {
    const { range } = LOCKS[lock];
    return range !== null && range.lowHz < highHz && lowHz < range.highHz;
  });
}
