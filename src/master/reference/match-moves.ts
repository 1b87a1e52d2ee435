// Match moves: fitted curves as ordinary moves of a plan, each with what was measured, what is expected, and how sure it is.
import { dbFromPower } from '../../dsp/decibel.ts';
import { hundredth, moveOf } from '../decider.ts';
import type { Because, Expectation, Move } from '../plan.ts';
import { isWithin, powerOf, sidesIn, type MiddleAndSides } from '../sides-in.ts';

/** Bands beyond what the reference tells are held at the last gain, but lifted by no more. */
const BEYOND_LIFT_DB = 3;
/** Between third octaves the curve is smooth on this scale; the fit has reckoned with it. */
const SMOOTHING_OCTAVES = 0.25;
/** As far as the processor reaches: the curve keeps its own bounds. */
const RANGE_DB = 24;
/** A match that was measured on the very sound is as sure as the choice of the reference. */
const SURE = 0.8;

/** Edges of the regions that reasons are told in, Hz: centres of third octaves, the last of one before the first of the next. */
export const TOLD_REGIONS = [
  { lowHz: 25, highHz: 63 },
  { lowHz: 80, highHz: 200 },
  { lowHz: 250, highHz: 630 },
  { lowHz: 800, highHz: 2000 },
  { lowHz: 2500, highHz: 6300 },
  { lowHz: 8000, highHz: 16000 },
] as const;
/** Told is what differs by so much; of all that differs, the most. */
const LEAST_TOLD_DB = 1;
const MOST_TOLD = 3;

/** The song and the reference at loudness 0, and the song as the match leaves it. */
export interface Compared {
  readonly song: MiddleAndSides;
  readonly target: MiddleAndSides;
  readonly after: MiddleAndSides;
}

/** One curve as a processor's points. `knownTo`: the highest frequency that the reference tells of. */
export function curveParams(
  bandsHz: readonly number[],
  gainsDb: readonly number[],
  channel: 'mid' | 'side',
  knownTo: number,
): Move['params'] {
  const known = bandsHz.flatMap((hz, b) => (hz <= knownTo ? [{ hz, gainDb: hundredth(gainsDb[b]!) }] : []));
  const last = known.at(-1);
  const beyond = bandsHz.find((hz) => hz > knownTo);
  const held =
    last !== undefined && beyond !== undefined && last.gainDb > BEYOND_LIFT_DB
      ? [{ hz: beyond, gainDb: BEYOND_LIFT_DB }]
      : [];
  return {
    channel,
    rangeDb: RANGE_DB,
    smoothingOctaves: SMOOTHING_OCTAVES,
    phase: 'minimum',
    points: [...known, ...held],
  };
}

export function toneMove(params: Move['params'], compared: Compared): Move {
  return moveOf({
    id: 'match-tone',
    stage: 'tone',
    kind: 'match-eq',
    params,
    confidence: SURE,
    ...told('match-tone', 'tone', compared, toneDb),
  });
}

export function widthMove(params: Move['params'], compared: Compared): Move {
  return moveOf({
    id: 'match-width',
    stage: 'width',
    kind: 'match-eq',
    params,
    confidence: SURE,
    ...told('match-width', 'sides', compared, sidesIn),
  });
}

type ReadRegion = (sound: MiddleAndSides, lowHz: number, highHz: number) => number | null;

/** The regions in which song and reference differ most, as reasons and expectations. */
function told(
  code: string,
  key: string,
  { song, target, after }: Compared,
  read: ReadRegion,
): { because: Because[]; expects: Expectation[] } {
  const regions = TOLD_REGIONS.flatMap(({ lowHz, highHz }) => {
    const [value, wanted, reached] = [song, target, after].map((sound) => read(sound, lowHz, highHz));
    if (typeof value !== 'number' || typeof wanted !== 'number' || typeof reached !== 'number') return [];
    return [{ measurement: `${key}-${lowHz}-${highHz}`, value, wanted, reached }];
  }).sort((a, b) => Math.abs(b.wanted - b.value) - Math.abs(a.wanted - a.value));
  const most = regions.filter(
    ({ value, wanted }, i) => i === 0 || (i < MOST_TOLD && Math.abs(wanted - value) >= LEAST_TOLD_DB),
  );
  return {
    because: most.map(({ measurement, value, wanted }) => ({
      code,
      measurement,
      value: hundredth(value),
      target: hundredth(wanted),
      unit: 'dB',
    })),
    expects: most.map(({ measurement, value, reached }) => ({
      measurement,
      before: hundredth(value),
      after: hundredth(reached),
      unit: 'dB',
    })),
  };
}

/** Mean power of the channels from low to high against all the rest, dB. */
function toneDb({ bandsHz, midDb, sideDb }: MiddleAndSides, lowHz: number, highHz: number): number | null {
  let part = 0;
  let rest = 0;
  bandsHz.forEach((hz, b) => {
    const power = powerOf(midDb[b]) + powerOf(sideDb?.[b]);
    if (isWithin(hz, lowHz, highHz)) part += power;
    else rest += power;
  });
  return part > 0 && rest > 0 ? dbFromPower(part / rest) : null;
}
