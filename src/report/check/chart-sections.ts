// Chart of the sections: the quiet, middle and loud parts of the song as blocks, as high as they are loud.
import type { Section, SectionsResult } from '../../measure/measurements.ts';
import { clock, fixed } from '../figures.ts';
import {
  BEFORE_COLOUR,
  coordinate,
  hairline,
  label,
  linearScale,
  plotArea,
  svg,
  timeGrid,
  type Area,
  type Scale,
  type Size,
} from '../plot.ts';

const HEIGHT = 164;
const DEEPEST_LU = 24;
const OPACITY: Readonly<Record<Section['kind'], number>> = { quiet: 0.16, middle: 0.36, loud: 0.6 };
/** Narrower and lower blocks go without words. */
const ROOM_FOR_WORDS = 46;
const ROOM_FOR_LINES = 38;

export function sectionsChart(
  id: string,
  { parts, loudest15S }: SectionsResult,
  durationS: number,
  size: Size,
): string {
  const whole = { width: size.width, height: HEIGHT };
  const area: Area = { ...plotArea(whole), left: 14, top: 34 };
  const x = linearScale(0, Math.max(durationS, 1e-3), area.left, area.right);
  const loudest = parts.reduce((most, { lufs }) => Math.max(most, lufs ?? -70), -70);
  const y = linearScale(loudest - DEEPEST_LU, loudest, area.bottom - 4, area.top + 4);
  const bracket =
    loudest15S === null
      ? ''
      : hairline(x(loudest15S.startS), area.top - 6, x(loudest15S.endS), area.top - 6, '1 0') +
        label(Math.min(area.right - 96, x(loudest15S.startS)), area.top - 12, 'loudest 15 seconds');
  const body =
    timeGrid(area, x, durationS, size) + parts.map((part) => block(part, area, x, y)).join('') + bracket;
  return svg(id, whole, 'Sections', sectionsDescription(parts), body);
}

function block({ kind, startS, endS, lufs }: Section, area: Area, x: Scale, y: Scale): string {
  const left = x(startS) + 1;
  const right = Math.max(left, x(endS) - 1);
  const top = Math.min(area.bottom - 3, y(lufs ?? -200));
  const shape = `<path d="M${coordinate(left)} ${coordinate(area.bottom)}V${coordinate(top)}H${coordinate(right)}V${coordinate(area.bottom)}Z" fill="${BEFORE_COLOUR}" fill-opacity="${OPACITY[kind]}"/>`;
  if (right - left < ROOM_FOR_WORDS || area.bottom - top < ROOM_FOR_LINES) return shape;
  const middle = (left + right) / 2;
  return (
    shape + label(middle, top + 16, fixed(lufs), 'middle') + label(middle, area.bottom - 7, kind, 'middle')
  );
}

function sectionsDescription(parts: readonly Section[]): string {
  const told = parts.map(
    ({ kind, startS, endS, lufs }) =>
      `${kind} from ${clock(startS, 0)} to ${clock(endS, 0)}, ${fixed(lufs)} LUFS`,
  );
  return `Parts of the song: ${told.join('; ')}.`;
}
