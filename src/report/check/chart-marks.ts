// Chart of the marks: the waveform with every finding at its place, numbered, its severity told by colour and by shape.
import type { Severity } from '../../inspect/finding.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { waveShape } from '../chart-waveform.ts';
import { escapeText } from '../markup.ts';
import {
  BEFORE_COLOUR,
  coordinate,
  hairline,
  linearScale,
  plotArea,
  svg,
  timeGrid,
  type Area,
  type Scale,
  type Size,
} from '../plot.ts';
import type { NumberedFindings, NumberedGroup } from './numbered-findings.ts';

type Kind = Severity | 'mix';

/** A sign as it is drawn: one place, or several that lie too close to be told apart. */
interface Sign {
  readonly x: number;
  readonly sign: string;
  readonly kind: Kind;
}

const LANE = 24;
/** Signs closer than this would cover each other. */
const LEAST_APART = 21;
const RADIUS = 8.5;
const WAVE_HEIGHT = 170;
const COLOURS: Readonly<Record<Kind, string>> = {
  error: 'var(--serious, #a3111f)',
  warning: 'var(--after, #d55e00)',
  note: 'var(--quiet, #585e63)',
  mix: 'var(--before, #0072b2)',
};

/** As high as its lanes of signs ask for. Findings above the waveform, notes for the mix below. */
export function marksChart(id: string, m: Measurements, numbered: NumberedFindings, size: Size): string {
  const frame = plotArea(size);
  const sides = { left: 14, right: frame.right - 6 };
  const x = linearScale(0, Math.max(m.durationS, 1e-3), sides.left, sides.right);
  const above = lanesOf(numbered.findings, x, null);
  const below = lanesOf(numbered.mixNotes, x, 'mix');
  const top = 6 + above.length * LANE;
  const wave: Area = { ...sides, top, bottom: top + WAVE_HEIGHT };
  const whole = { width: size.width, height: wave.bottom + 26 + below.length * LANE };
  const body =
    timeGrid(wave, x, m.durationS, size) +
    stretches(numbered.findings, x, wave, null) +
    stretches(numbered.mixNotes, x, wave, 'mix') +
    waveform(m, wave) +
    above.map((lane, i) => laneMarks(lane, top - 4 - (i + 0.5) * LANE, wave.top)).join('') +
    below.map((lane, i) => laneMarks(lane, wave.bottom + 26 + (i + 0.4) * LANE, wave.bottom)).join('');
  return svg(id, whole, 'Where it was found', marksDescription(numbered), body);
}

function waveform(m: Measurements, area: Area): string {
  const { min, max } = m.overview ?? { min: [], max: [] };
  // Floating point may go over full scale: then the scale grows, and dashes show where full scale is.
  const most = [...min, ...max].reduce((held, value) => Math.max(held, Math.abs(value)), 1);
  const y = linearScale(-most, most, area.bottom, area.top);
  const lines = most > 1 ? [1, 0, -1] : [0];
  const grid = lines
    .map((at) => hairline(area.left, y(at), area.right, y(at), at === 0 ? '' : '4 4'))
    .join('');
  return m.overview === null || max.length === 0
    ? grid
    : grid + waveShape(m.overview, area, y, BEFORE_COLOUR);
}

/** Each group keeps to one lane; groups that do not meet share one. */
function lanesOf(groups: readonly NumberedGroup[], x: Scale, kind: Kind | null): Sign[][] {
  const lanes: Sign[][] = [];
  for (const group of groups.filter(({ marks }) => marks.length > 0)) {
    const signs = signsOf(group, x, kind);
    const free = lanes.find((lane) => signs.every((sign) => isFree(lane, sign)));
    if (free === undefined) lanes.push(signs);
    else free.push(...signs);
  }
  return lanes;
}

function isFree(lane: readonly Sign[], { x }: Sign): boolean {
  return lane.every((other) => Math.abs(other.x - x) >= LEAST_APART);
}

function signsOf({ marks, sign }: NumberedGroup, x: Scale, kind: Kind | null): Sign[] {
  const signs: Sign[] = [];
  for (const mark of marks) {
    const at = x((mark.startS + mark.endS) / 2);
    const last = signs.at(-1);
    if (last === undefined || at - last.x >= LEAST_APART)
      signs.push({ x: at, sign, kind: kind ?? mark.severity });
  }
  return signs;
}

/** Every single place as a line or a tint on the waveform, those under one sign too. */
function stretches(groups: readonly NumberedGroup[], x: Scale, wave: Area, kind: Kind | null): string {
  const kinds: readonly Kind[] = kind === null ? ['note', 'warning', 'error'] : [kind];
  return kinds
    .map((one) => {
      const marks = groups.flatMap((group) => group.marks).filter((m) => kind !== null || m.severity === one);
      const path = marks
        .map(({ startS, endS }) => {
          const width = Math.max(1, x(endS) - x(startS));
          return `M${coordinate(x(startS))} ${coordinate(wave.top)}h${coordinate(width)}v${WAVE_HEIGHT}h-${coordinate(width)}Z`;
        })
        .join('');
      return path === '' ? '' : `<path d="${path}" fill="${COLOURS[one]}" fill-opacity="0.2"/>`;
    })
    .join('');
}

function laneMarks(signs: readonly Sign[], y: number, edge: number): string {
  return signs
    .map((sign) => {
      const towards = y < edge ? y + RADIUS : y - RADIUS;
      const stem = `<path d="M${coordinate(sign.x)} ${coordinate(towards)}V${coordinate(edge)}" stroke="${COLOURS[sign.kind]}" stroke-opacity="0.5"/>`;
      return stem + signMark(sign, y);
    })
    .join('');
}

/** A lozenge for what is serious, a disc for what is worth a look, a ring for notes, a square for the mix. */
export function signMark({ x, sign, kind }: Sign, y: number): string {
  const colour = COLOURS[kind];
  const isFilled = kind === 'error' || kind === 'warning';
  const ink = isFilled ? 'var(--paper, #fff)' : colour;
  const dress = isFilled
    ? `fill="${colour}"`
    : `fill="var(--paper, #fff)" stroke="${colour}" stroke-width="1.5"`;
  return (
    `<path d="${outline(kind, x, y)}" ${dress}/>` +
    `<text x="${coordinate(x)}" y="${coordinate(y + 3.7)}" text-anchor="middle" font-size="10.5" ` +
    `font-weight="600" fill="${ink}">${escapeText(sign)}</text>`
  );
}

function outline(kind: Kind, x: number, y: number): string {
  const r = RADIUS;
  if (kind === 'error') {
    const d = r * 1.35;
    return `M${coordinate(x)} ${coordinate(y - d)}l${d} ${d}l${-d} ${d}l${-d} ${-d}Z`;
  }
  if (kind === 'mix')
    return `M${coordinate(x - r + 0.5)} ${coordinate(y - r + 0.5)}h${2 * r - 1}v${2 * r - 1}h${1 - 2 * r}Z`;
  return `M${coordinate(x - r)} ${coordinate(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function marksDescription({ findings, mixNotes }: NumberedFindings): string {
  const told = [...findings, ...mixNotes].filter(({ marks }) => marks.length > 0);
  if (told.length === 0) return 'The waveform of the song. Nothing was found at a place of its own.';
  const one = ({ sign, code, places }: NumberedGroup): string => `${sign}: ${code}, ${places.length} times`;
  return `The waveform of the song with the places of the findings. ${told.map(one).join('; ')}.`.replaceAll(
    ', 1 times',
    ', once',
  );
}

/** The sign alone, for the list: the same shape as in the picture. */
export function signIcon(sign: string, kind: Kind): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="sign" width="26" height="26" viewBox="0 0 26 26" fill="none" ` +
    `font-family="inherit" aria-hidden="true">${signMark({ x: 13, sign, kind }, 13)}</svg>`
  );
}
