// Groove: the song's own waveform wound up as the groove of a lacquer disc; an ornament that no two songs share.
import { cos, sin } from '../dsp/math.ts';
import type { Overview } from '../measure/measurements.ts';
import { columnsOf } from './chart-waveform.ts';
import { coordinate } from './plot.ts';

const TURNS = 12;
const POINTS_PER_TURN = 150;
const OUTER = 148;
const INNER = 62;
const CENTRE = 160;
const PITCH = (OUTER - INNER) / TURNS;
/** Share of the pitch that full scale swings to either side; neighbours never touch. */
const SWING = 0.42;
const TWO_PI = 2 * Math.PI;

/** Decoration: it is hidden from screen readers, which have the charts. */
export function grooveDisc(overview: Overview): string {
  const columns = columnsOf(overview, TURNS * POINTS_PER_TURN);
  const points = columns.map(({ min, max }, i) => {
    const share = columns.length < 2 ? 0 : i / (columns.length - 1);
    const swing = (i % 2 === 0 ? max : min) * SWING * PITCH;
    const radius = OUTER - (OUTER - INNER) * share + swing;
    const angle = TWO_PI * (TURNS * share - 0.25);
    return `${coordinate(CENTRE + radius * cos(angle))} ${coordinate(CENTRE + radius * sin(angle))}`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="disc" viewBox="0 0 320 320" aria-hidden="true" fill="none">` +
    `<circle cx="160" cy="160" r="158" class="lacquer"/><path d="M${points.join('L')}" class="groove"/>` +
    `<circle cx="160" cy="160" r="46" class="label"/><circle cx="160" cy="160" r="5" class="hole"/></svg>`
  );
}
