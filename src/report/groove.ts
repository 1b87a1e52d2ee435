// Groove: the song's own waveform wound up as the groove of a lacquer disc; an ornament that no two songs share.
import { cos, sin } from '../dsp/math.ts';
import type { Overview } from '../measure/measurements.ts';
import { columnsOf } from './chart-waveform.ts';
import { coordinate, type Point } from './plot.ts';

/** The disc's measures, in units of its picture, which is 320 wide; the studio cuts the same disc. */
export const DISC = { size: 320, edge: 158, outer: 148, inner: 62, label: 46, hole: 5, turns: 12 } as const;
const POINTS_PER_TURN = 150;
const CENTRE = DISC.size / 2;
const PITCH = (DISC.outer - DISC.inner) / DISC.turns;
/** Share of the pitch that full scale swings to either side; neighbours never touch. */
const SWING = 0.42;
const TWO_PI = 2 * Math.PI;

/** Decoration: it is hidden from screen readers, which have the charts. */
export function grooveDisc(overview: Overview): string {
  const columns = columnsOf(overview, DISC.turns * POINTS_PER_TURN);
  const points = columns.map(({ min, max }, i) => {
    const share = columns.length < 2 ? 0 : i / (columns.length - 1);
    const { x, y } = groovePoint(share, i % 2 === 0 ? max : min);
    return `${coordinate(CENTRE + x)} ${coordinate(CENTRE + y)}`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="disc" viewBox="0 0 ${DISC.size} ${DISC.size}" aria-hidden="true" fill="none">` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.edge}" class="lacquer"/><path d="M${points.join('L')}" class="groove"/>` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.label}" class="label"/>` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.hole}" class="hole"/></svg>`
  );
}

/** Where the groove runs, from the middle of the disc, after `share` (0…1) of the song with a sample `swing` (−1…1); begins at the top. */
export function groovePoint(share: number, swing: number): Point {
  const radius = DISC.outer - (DISC.outer - DISC.inner) * share + swing * SWING * PITCH;
  const angle = TWO_PI * (DISC.turns * share - 0.25);
  return { x: radius * cos(angle), y: radius * sin(angle) };
}
