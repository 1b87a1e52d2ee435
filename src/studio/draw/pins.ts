// Pins: the findings that have a place in the song, gathered where they would cover one another, and hit by a pointer.
import type { Finding, Severity } from '../../inspect/finding.ts';
import type { Scale } from '../../report/plot.ts';

export interface Pin {
  readonly id: string;
  readonly severity: Severity;
  readonly startS: number;
  readonly endS: number;
  /** What it is called, for the tooltip. */
  readonly words: string;
}

/** Pins at one place of the picture; `x` is where the mark stands, `endX` where its longest span ends. */
export interface PinMark {
  readonly x: number;
  readonly endX: number;
  readonly severity: Severity;
  /** Worst first. */
  readonly pins: readonly Pin[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** Findings of the whole file have no place and no pin, waived ones no pin either. `id` is the finding's index in the list. */
export function pinsOf(findings: readonly Finding[], words: (finding: Finding) => string): Pin[] {
  return findings.flatMap((finding, i) => {
    if (finding.startS === null || finding.waived !== undefined) return [];
    const { severity, startS, endS } = finding;
    return [{ id: String(i), severity, startS, endS: endS ?? startS, words: words(finding) }];
  });
}

/** Marks from left to right; pins nearer than `apart` to the mark before join it. `x` turns seconds into coordinates. */
export function pinMarks(pins: readonly Pin[], x: Scale, apart: number): PinMark[] {
  const marks: { x: number; endX: number; pins: Pin[] }[] = [];
  for (const pin of [...pins].sort((a, b) => a.startS - b.startS)) {
    const at = x(pin.startS);
    const last = marks.at(-1);
    if (last !== undefined && at - last.x < apart) {
      last.pins.push(pin);
      last.endX = Math.max(last.endX, x(pin.endS));
    } else {
      marks.push({ x: at, endX: x(pin.endS), pins: [pin] });
    }
  }
  return marks.map(({ x: at, endX, pins: joined }) => {
    const sorted = joined.sort((a, b) => rank(a) - rank(b) || a.startS - b.startS);
    return { x: at, endX, severity: sorted[0]!.severity, pins: sorted };
  });
}

/** The mark nearest to `x` within `reach`; undefined where there is none. */
export function markAt(marks: readonly PinMark[], x: number, reach: number): PinMark | undefined {
  let nearest: PinMark | undefined;
  for (const mark of marks) {
    const distance = Math.abs(mark.x - x);
    if (distance <= reach && (nearest === undefined || distance < Math.abs(nearest.x - x))) nearest = mark;
  }
  return nearest;
}

/** The pin a press on a mark means: its worst, and with every further press the next. */
export function nextPin(mark: PinMark, chosen: string | null): Pin {
  const at = mark.pins.findIndex((pin) => pin.id === chosen);
  return mark.pins[(at + 1) % mark.pins.length]!;
}

function rank(pin: Pin): number {
  return SEVERITIES.indexOf(pin.severity);
}
