// Move figures: a move's parameters as a person reads them, straight from its record: `threshold −18.0 dB`.
import type { Move } from '../master/plan.ts';
import { change, clock, fixed, hertz, level, quantity, signed } from './figures.ts';

type Params = Move['params'];
type Value = Params[string];

/** Units by the ending of a name, longest first; the house names its parameters so. */
const ENDINGS: readonly (readonly [ending: string, told: (value: number) => string])[] = [
  ['Dbtp', (v) => level(v, 'dBTP')],
  ['Lufs', (v) => level(v, 'LUFS')],
  ['Percent', (v) => quantity(v, '%')],
  ['gainDb', (v) => change(v)],
  ['Db', (v) => level(v, 'dB')],
  ['Lu', (v) => level(v, 'LU')],
  ['Hz', (v) => hertz(v)],
  ['Ms', (v) => quantity(v, 'ms')],
  ['Octaves', (v) => quantity(v, 'octaves')],
];

/** Values that leave a processor as anyone expects it; an edited plan carries them all, and none is news. */
const UNTOLD: Params = {
  phase: 'minimum',
  link: 1,
  mix: 1,
  makeupDb: 0,
  lookAheadMs: 0,
  character: 'transparent',
  bands: 'one',
  state: 'on',
  amount: 1,
  swap: 'no',
  polarityLeft: 'as-is',
  polarityRight: 'as-is',
  delayFrames: 0,
  rotationDegrees: 0,
  balanceDb: 0,
  monoBelowHz: 0,
  monoSlope: '24',
  leastCorrelation: 0,
  lowSustainDb: 0,
  midSustainDb: 0,
  highSustainDb: 0,
  speed: 1,
};

/** Places told one by one; of more only how many there are. */
const MOST_PLACES_TOLD = 4;

/** One phrase for each parameter that says something; an EQ band is one phrase of its own; and where it acts, if not everywhere. */
export function moveFigures(move: Move): string[] {
  const set = Object.entries(move.params)
    .filter(([name, value]) => UNTOLD[name] !== value)
    .flatMap(([name, value]) => figure(name, value));
  return move.spans.length === 0 ? set : [...set, placesFigure(move.spans)];
}

/** `from 1:10.0 to 1:14.0 and from 2:00.0 to 2:30.0`, `at 12 places`. */
function placesFigure(spans: Move['spans']): string {
  if (spans.length > MOST_PLACES_TOLD) return `at ${spans.length} places`;
  return spans.map(({ startS, endS }) => `from ${clock(startS)} to ${clock(endS)}`).join(' and ');
}

/** A parameter that was set otherwise: `threshold −18.0 dB → −20.0 dB`; null where one has none. */
export function changedFigure(
  name: string,
  before: string | number | null,
  after: string | number | null,
): string {
  const [words] = numberWords(name, before ?? after ?? '');
  const told = (value: string | number | null): string =>
    value === null ? 'none' : numberWords(name, value)[1];
  return `${words} ${told(before)} → ${told(after)}`;
}

function figure(name: string, value: Value): string[] {
  if (name === 'places') return mendedFigure(value as readonly Params[]);
  if (typeof value === 'object') return name === 'points' ? [curveFigure(value)] : value.map(bandFigure);
  const [words, told] = numberWords(name, value as string | number);
  return [`${words} ${told}`];
}

/** `12 places`; where there are none it acts everywhere. */
function mendedFigure({ length }: readonly Params[]): string[] {
  return length === 0 ? [] : [length === 1 ? 'one place' : `${length} places`];
}

/** `curve of 12 points, −3.0 to +2.5 dB`. */
function curveFigure(points: readonly Params[]): string {
  const levels = points.map(({ gainDb }) => Number(gainDb));
  const range = `${signed(Math.min(...levels))} to ${signed(Math.max(...levels))}\u00a0dB`;
  return points.length === 0 ? 'no curve' : `curve of ${points.length} points, ${range}`;
}

/** `−1.4 dB at 250 Hz (bell, Q 0.8)`, `low cut at 30 Hz (24 dB an octave)`, `notch at 50 Hz (Q 8.0)`; anything else as names and values. */
function bandFigure(band: Params): string {
  const { type, hz, gainDb, q, slope, channel } = band;
  if (typeof hz !== 'number' || typeof type !== 'string') return namesAndValues(band);
  const where = channel === undefined || channel === 'stereo' ? '' : `, ${String(channel)} only`;
  if (type.endsWith('-cut'))
    return `${spaced(type)} at ${hertz(hz)} (${String(slope)}\u00a0dB an octave${where})`;
  if (type === 'notch' || type === 'band-pass')
    return `${spaced(type)} at ${hertz(hz)} (Q\u00a0${fixed(Number(q))}${where})`;
  const width = type === 'tilt' || typeof q !== 'number' ? '' : `, Q\u00a0${fixed(q)}`;
  return `${signed(Number(gainDb))}\u00a0dB at ${hertz(hz)} (${spaced(type)}${width}${where})`;
}

function namesAndValues(band: Params): string {
  return Object.entries(band)
    .map(([name, value]) => figure(name, value).join(', '))
    .join(', ');
}

function numberWords(name: string, value: string | number): [words: string, told: string] {
  if (typeof value === 'string') return [spaced(name), spaced(value)];
  const known = ENDINGS.find(([ending]) => name.endsWith(ending));
  if (name === 'hz') return ['at', hertz(value)];
  if (name === 'ratio') return ['ratio', `${fixed(value)} : 1`];
  if (known === undefined)
    return [name.length === 1 ? name : spaced(name), fixed(value, 2).replace(/\.?0+$/, '')];
  const [ending, told] = known;
  return [spaced(name.slice(0, -ending.length)) || 'gain', told(value)];
}

/** `makeupGain` and `low-shelf` as words. */
function spaced(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
}

/** How much of the recommended move was applied; empty for all of it. */
export function strengthWords(move: Move): string {
  if (move.strength === 0) return 'turned off in the plan';
  return move.strength >= 0.995 ? '' : `at ${fixed(move.strength * 100, 0)}\u00a0% strength`;
}
