// Draw disc: the lacquer under a lamp: its groove turns, the light on it stands still.
import { DISC, groovePoint } from '../../report/groove.ts';
import { discLight } from './disc-light.ts';
import type { Sheet } from './surface.ts';

export interface DiscPicture {
  /** The groove, drawn by `createGroove`; null: blank. */
  readonly groove: CanvasImageSource | null;
  /** Radians the disc has turned. */
  readonly turned: number;
  /** Where the song is, 0…1, marked by the stylus; null: no stylus. */
  readonly stylusShare: number | null;
  /** What is printed on the label; null: no label yet. */
  readonly title: string | null;
}

const TWO_PI = 2 * Math.PI;
/** Size of the label's type, in units of the disc. */
const TYPE = 8;
export function drawDisc(sheet: Sheet, picture: DiscPicture): void {
  const { ctx, width, height, palette } = sheet;
  const scale = Math.min(width, height) / DISC.size;
  const light = discLight(Math.round(DISC.size * scale * sheet.ratio), picture.groove === null);
  ctx.save();
  ctx.translate(width / 2, height / 2);
  ctx.scale(scale, scale);
  disc(ctx, DISC.edge, palette.lacquer);
  ctx.save();
  ctx.rotate(picture.turned);
  if (picture.groove !== null)
    ctx.drawImage(picture.groove, -DISC.size / 2, -DISC.size / 2, DISC.size, DISC.size);
  ctx.restore();
  ctx.drawImage(light, -DISC.size / 2, -DISC.size / 2, DISC.size, DISC.size);
  if (picture.title === null) drawBlankHoles(sheet, picture.turned);
  else drawLabel(sheet, picture.title, picture.turned, scale);
  disc(ctx, DISC.hole, palette.paper);
  if (picture.stylusShare !== null) drawStylus(sheet, picture.stylusShare, picture.turned);
  ctx.restore();
}

function disc(ctx: CanvasRenderingContext2D, radius: number, fill: string): void {
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, TWO_PI);
  ctx.fillStyle = fill;
  ctx.fill();
}

/** A blank lacquer has a second hole, by which the lathe holds it. */
function drawBlankHoles({ ctx, palette }: Sheet, turned: number): void {
  ctx.save();
  ctx.rotate(turned);
  ctx.beginPath();
  ctx.arc(30, 0, 3.5, 0, TWO_PI);
  ctx.fillStyle = palette.paper;
  ctx.fill();
  ctx.restore();
}

function drawLabel({ ctx, palette }: Sheet, title: string, turned: number, scale: number): void {
  disc(ctx, DISC.label, palette.after);
  ctx.save();
  ctx.rotate(turned);
  ctx.beginPath();
  ctx.arc(0, 0, DISC.label - 4, 0, TWO_PI);
  ctx.lineWidth = 0.6;
  ctx.strokeStyle = palette.paper;
  ctx.globalAlpha = 0.6;
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.fillStyle = palette.paper;
  ctx.textAlign = 'center';
  // Under 6 pixels on the screen type is only dirt.
  if (scale * TYPE >= 6) {
    ctx.font = `600 ${TYPE - 1}px ${palette.sans}`;
    ctx.fillText('LACQUER', 0, -15);
    ctx.font = `${TYPE}px ${palette.sans}`;
    ctx.fillText(fitting(ctx, title, 2 * DISC.label - 18), 0, 21);
  }
  ctx.restore();
}

function fitting(ctx: CanvasRenderingContext2D, words: string, room: number): string {
  if (ctx.measureText(words).width <= room) return words;
  let kept = words.length;
  while (kept > 1 && ctx.measureText(`${words.slice(0, kept)}…`).width > room) kept--;
  return `${words.slice(0, kept).trimEnd()}…`;
}

/** An arm's shadow from the rim to the groove, and the point itself. */
function drawStylus({ ctx, palette }: Sheet, share: number, turned: number): void {
  const { x, y } = groovePoint(share, 0);
  const radius = Math.sqrt(x * x + y * y);
  ctx.save();
  ctx.rotate(turned);
  ctx.beginPath();
  ctx.moveTo((x / radius) * DISC.edge, (y / radius) * DISC.edge);
  ctx.lineTo(x, y);
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = palette.after;
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x, y, 3, 0, TWO_PI);
  ctx.fillStyle = palette.after;
  ctx.fill();
  ctx.restore();
}
