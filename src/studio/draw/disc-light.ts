// Disc light: the lamp's light on the lacquer, which stands still while the disc turns; kept as a picture, for it is slow to draw.
import { DISC } from '../../report/groove.ts';

const TWO_PI = 2 * Math.PI;
/** Turns at which the light lies on the disc, and how bright: fine grooves throw it in two wedges. */
const WEDGES = [
  [0, 0.02],
  [0.07, 0.05],
  [0.12, 0.2],
  [0.17, 0.05],
  [0.3, 0.01],
  [0.5, 0.02],
  [0.57, 0.04],
  [0.62, 0.14],
  [0.67, 0.04],
  [0.82, 0.01],
  [1, 0.02],
] as const;
const WEDGES_FROM = -0.9;
/** Two states of a few discs of the page. */
const MOST_KEPT = 8;

const kept = new Map<string, HTMLCanvasElement>();

/** As large as the disc, `pixels` device pixels across. */
export function discLight(pixels: number, blank: boolean): HTMLCanvasElement {
  const key = `${pixels} ${blank}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = pixels;
  const ctx = canvas.getContext('2d')!;
  ctx.setTransform(pixels / DISC.size, 0, 0, pixels / DISC.size, pixels / 2, pixels / 2);
  drawLight(ctx, blank);
  kept.set(key, canvas);
  return canvas;
}

/** A blank is a mirror: its light is broader, and a soft one comes from above. */
function drawLight(ctx: CanvasRenderingContext2D, blank: boolean): void {
  const wedges = ctx.createConicGradient(WEDGES_FROM, 0, 0);
  for (const [turn, alpha] of WEDGES) wedges.addColorStop(turn, white(blank ? alpha * 0.8 : alpha));
  fillDisc(ctx, wedges);
  if (blank) {
    const above = ctx.createLinearGradient(-60, -DISC.edge, 60, DISC.edge);
    above.addColorStop(0, white(0.16));
    above.addColorStop(0.48, white(0.03));
    above.addColorStop(0.5, white(0));
    fillDisc(ctx, above);
  }
  ctx.beginPath();
  ctx.arc(0, 0, DISC.edge - 0.5, 0, TWO_PI);
  ctx.strokeStyle = white(0.22);
  ctx.stroke();
}

function fillDisc(ctx: CanvasRenderingContext2D, fill: CanvasGradient): void {
  ctx.beginPath();
  ctx.arc(0, 0, DISC.edge, 0, TWO_PI);
  ctx.fillStyle = fill;
  ctx.fill();
}

function white(alpha: number): string {
  return `rgb(255 255 255 / ${alpha})`;
}
