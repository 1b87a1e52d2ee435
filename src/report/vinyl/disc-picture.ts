// Disc picture: a side as one sees it from above, true to scale: its bands, and rings where the groove asks too much.
import { MOST_VERTICAL_UM } from '../../deliver/vinyl/cut-level.ts';
import type { VinylCut, VinylSide } from '../../deliver/vinyl/vinyl-cut.ts';
import { escapeText } from '../markup.ts';
import { coordinate } from '../plot.ts';

const SIZE = 320;
const CENTRE = SIZE / 2;
const EDGE = 156;
/** Edge of a disc over its outermost groove (12": 150.8 mm and 146). */
const RIM = 1.033;
const LABEL_MM = 50;
const HOLE_MM = 3.6;
/** Finer rings are not told apart. */
const MOST_RINGS = 72;
/** A colour says more than this is asked; the rest is groove. */
const TIGHT_DB = -3;

type Strain = 'calm' | 'tight' | 'over';

export function discPicture({ outerMm }: Pick<VinylCut, 'outerMm'>, side: VinylSide): string {
  const unit = EDGE / (outerMm * RIM);
  const circle = (mm: number, className: string, more = ''): string =>
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${coordinate(mm * unit)}" class="${className}"${more}/>`;
  const rings = ringsOf(side).map(({ radiusMm, widthMm, strain }) =>
    circle(radiusMm, strain, ` stroke-width="${coordinate(Math.max(0.8, widthMm * unit * 0.7))}"`),
  );
  const gaps = side.bands
    .slice(1)
    .map(({ startS }) => circle(radiusAt(side, startS), 'gap', ' stroke-width="2.4"'));
  const names = side.bands.map(({ label, startS, endS }) => {
    const y = CENTRE - radiusAt(side, (startS + endS) / 2) * unit + 4;
    return `<text x="${CENTRE}" y="${coordinate(y)}" text-anchor="middle" class="name">${escapeText(label)}</text>`;
  });
  const words = `Side ${side.name} from above: the groove ends ${Math.round(side.innerMm)} mm from the middle.`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="side-disc" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="${escapeText(words)}" fill="none">` +
    circle(outerMm * RIM, 'lacquer') +
    rings.join('') +
    gaps.join('') +
    circle(LABEL_MM, 'label') +
    circle(HOLE_MM, 'hole') +
    names.join('') +
    '</svg>'
  );
}

interface Ring {
  readonly radiusMm: number;
  readonly widthMm: number;
  readonly strain: Strain;
}

function ringsOf({ groove, innerMm }: VinylSide): Ring[] {
  const { radiusMm } = groove;
  const turns = radiusMm.length;
  const per = Math.max(1, Math.ceil(turns / MOST_RINGS));
  const rings: Ring[] = [];
  for (let first = 0; first < turns; first += per) {
    const end = Math.min(turns, first + per);
    const outer = radiusMm[first]!;
    const inner = radiusMm[end] ?? innerMm;
    rings.push({
      radiusMm: (outer + inner) / 2,
      widthMm: Math.max(0.05, outer - inner),
      strain: strainOf(groove, first, end),
    });
  }
  return rings;
}

function strainOf(groove: VinylSide['groove'], first: number, end: number): Strain {
  const most = (values: readonly number[]): number => Math.max(...values.slice(first, end));
  const slope = Math.max(most(groove.bendOftenDb), most(groove.slewDb));
  const rise = most(groove.verticalUm);
  if (slope > 0 || rise > MOST_VERTICAL_UM) return 'over';
  return slope > TIGHT_DB || rise > 0.8 * MOST_VERTICAL_UM ? 'tight' : 'calm';
}

function radiusAt({ groove }: VinylSide, atS: number): number {
  const turn = Math.min(groove.radiusMm.length - 1, Math.floor(atS / groove.stepS));
  return groove.radiusMm[turn] ?? 0;
}
