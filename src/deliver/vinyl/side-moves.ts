// Side moves: what a side is given for the groove's sake: lows to the middle and in phase, nothing below, nothing above; with reasons.
import { dbFromGain, dbFromPower, gainFromDb, powerFromDb } from '../../dsp/decibel.ts';
import { alone, hundredth, moveOf, type Decision } from '../../master/decider.ts';
import type { Because } from '../../master/plan.ts';
import { powerOf } from '../../master/sides-in.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { VinylRules } from '../profiles/profile.ts';

/** Sides this far under the middle are in the middle: they lift the groove by a thirtieth of what it swings. */
const MIDDLE_DB = -30;
/** As far apart as is told. */
const WIDEST_DB = 100;
/** Lows of less than this share of a song lift nothing. */
const HEARD_LOWS_DB = -25;
/** Sides as strong as the middle: channels that agree in nothing; then the sides come down to half its power (correlation 0.33). */
const IN_PHASE_DB = { most: 0, aim: -3 } as const;
/** Its crossover lies a third of an octave higher, so that it has done nine tenths of its work where it must. */
const CROSSOVER_SHARE = 1.25;
/** What lies below or above is worth a filter from this share of the song on. */
const BELOW_DB = -45;
const ABOVE_DB = -55;
const CUT_SLOPES = { low: '18', high: '12' } as const;
const CONFIDENCE = 0.9;

type Asked = Pick<VinylRules, 'monoBelowHz' | 'inPhaseBelowHz' | 'lowCutHz' | 'highCutHz'>;

/** Of the songs of one side, as they were mastered. What the plant asks for is done only where the music needs it. */
export function sideMoves(songs: readonly Measurements[], rules: Asked): Decision {
  const parts = [
    rules.lowCutHz === null ? [] : [cut('low', rules.lowCutHz, songs)],
    rules.monoBelowHz === null ? [] : [monoLows(rules.monoBelowHz, songs)],
    rules.inPhaseBelowHz === null ? [] : [inPhase(rules.inPhaseBelowHz, rules.monoBelowHz ?? 0, songs)],
    rules.highCutHz === null ? [] : [cut('high', rules.highCutHz, songs)],
  ].flat();
  return {
    moves: parts.flatMap(({ moves }) => moves),
    restraints: parts.flatMap(({ restraints }) => restraints),
  };
}

/** Power of the middle and of the sides in the third-octaves from `lowHz` (inclusive) to `highHz`, where the song is loud. */
function pairPower(
  sound: Measurements['loudParts'],
  lowHz: number,
  highHz: number,
): { readonly mid: number; readonly side: number } {
  let [mid, side] = [0, 0];
  sound?.bandsHz.forEach((hz, b) => {
    if (hz < lowHz || hz >= highHz) return;
    mid += powerOf(sound.midDb[b]);
    side += powerOf(sound.sideDb?.[b]);
  });
  return { mid, side };
}

/** Sides over middle of the widest song that has lows at all, dB, held to ±WIDEST_DB; null where none has. */
function widestDb(songs: readonly Measurements[], lowHz: number, highHz: number): number | null {
  const found = songs.flatMap(({ loudParts }) => {
    const { mid, side } = pairPower(loudParts, lowHz, highHz);
    const all = pairPower(loudParts, 0, Number.POSITIVE_INFINITY);
    const isHeard = mid + side > powerFromDb(HEARD_LOWS_DB) * (all.mid + all.side);
    return isHeard ? [Math.min(WIDEST_DB, Math.max(-WIDEST_DB, dbFromPower(side / mid)))] : [];
  });
  return found.length === 0 ? null : Math.max(...found);
}

function monoLows(hz: number, songs: readonly Measurements[]): Decision {
  const widest = widestDb(songs, 0, hz);
  if (widest === null) return alone('vinyl-no-lows', { hz });
  if (widest <= MIDDLE_DB) return alone('vinyl-lows-in-middle', { hz, sideToMidDb: hundredth(widest) });
  const because: Because = {
    code: 'vinyl-mono-lows',
    measurement: `side-to-mid-20-${hz}`,
    value: hundredth(widest),
    target: MIDDLE_DB,
    unit: 'dB',
  };
  return done('vinyl-mono-lows', 'width', { monoBelowHz: hz, leastCorrelation: -1 }, because);
}

/** Narrower up to `hz` by as much as the widest song needs; nothing is widened. */
function inPhase(hz: number, fromHz: number, songs: readonly Measurements[]): Decision {
  const widest = widestDb(songs, fromHz, hz);
  if (widest === null) return alone('vinyl-no-lows', { hz });
  if (widest <= IN_PHASE_DB.most) return alone('vinyl-lows-in-phase', { hz, sideToMidDb: hundredth(widest) });
  const widthPercent = Math.floor(100 * gainFromDb(IN_PHASE_DB.aim - widest));
  const params = {
    crossovers: [{ hz: Math.round(CROSSOVER_SHARE * hz) }],
    bands: [{ widthPercent }],
    leastCorrelation: -1,
  };
  const because: Because = {
    code: 'vinyl-lows-out-of-phase',
    measurement: `side-to-mid-${fromHz}-${hz}`,
    value: hundredth(widest),
    target: hundredth(widest + dbFromGain(widthPercent / 100)),
    unit: 'dB',
  };
  return done('vinyl-in-phase', 'width', params, because);
}

function cut(end: 'low' | 'high', hz: number, songs: readonly Measurements[]): Decision {
  const shares = songs.flatMap((song) => shareBeyond(song, end, hz) ?? []);
  const worst = shares.length === 0 ? null : Math.max(...shares);
  const least = end === 'low' ? BELOW_DB : ABOVE_DB;
  if (worst === null || worst < least) {
    const facts = { hz, shareDb: worst === null ? 'none' : hundredth(worst) };
    return alone(end === 'low' ? 'vinyl-nothing-below' : 'vinyl-nothing-above', facts);
  }
  const because: Because = {
    code: end === 'low' ? 'vinyl-below' : 'vinyl-above',
    measurement: `share-${end === 'low' ? 'below' : 'above'}-${hz}`,
    value: hundredth(worst),
    target: least,
    unit: 'dB',
  };
  const params = { bands: [{ type: `${end}-cut`, hz, slope: CUT_SLOPES[end] }] };
  return done(`vinyl-${end}-cut`, 'eq', params, because);
}

/** Power of the third-octaves beyond and about `hz` over that of the song, dB; null where nothing sounds there. */
function shareBeyond({ spectrum }: Measurements, end: 'low' | 'high', hz: number): number | null {
  if (spectrum === null) return null;
  let beyond = 0;
  let all = 0;
  spectrum.bandsHz.forEach((bandHz, b) => {
    const level = spectrum.levelDb[b];
    if (level === null || level === undefined) return;
    const power = powerFromDb(level);
    all += power;
    if (end === 'low' ? bandHz <= hz : bandHz >= hz) beyond += power;
  });
  return beyond > 0 ? dbFromPower(beyond / all) : null;
}

function done(
  id: string,
  kind: string,
  params: Parameters<typeof moveOf>[0]['params'],
  because: Because,
): Decision {
  const move = moveOf({ id, stage: 'own', kind, params, because: [because], confidence: CONFIDENCE });
  return { moves: [move], restraints: [] };
}
