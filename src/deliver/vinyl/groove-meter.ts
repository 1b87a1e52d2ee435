// Groove meter: what each revolution of a side asks of the groove, at a cutting gain of 1, so that any level can be drawn from it.
import type { Meter } from '../../measure/meter.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { GroovePath, type WallPair } from './groove-path.ts';
import { turnS, type DiscRpm } from './disc-format.ts';

/** A bend that lasts no longer is one event. */
const CELL_S = 0.005;
/** Share of the time that `bendOften` is exceeded. */
const SELDOM = 0.05;
/** A lathe looks ahead and sets its pitch anew so often a turn. */
const SECTORS_PER_TURN = 16;

/** Of one revolution, at a gain of 1 m/s for a sine of full scale at 1 kHz. */
export interface GrooveTurn {
  /** (|left| + |right|) / √2: lateral or vertical velocity, whichever is higher; m/s. */
  readonly slew: number;
  /** Highest acceleration of either wall, m/s²; and what 5 % of its cells of 5 ms exceed. */
  readonly bend: number;
  readonly bendOften: number;
  /** Frequency of a sine that has the sharpest cell's velocity and acceleration; 0 for silence. */
  readonly bendHz: number;
  /** Second of the side where that cell begins. */
  readonly bendS: number;
  /** |left - right| / √2 at most: how far the groove rises or sinks, m. */
  readonly vertical: number;
  /** How far its two edges leave their places sideways, both added: highest of each sixteenth of the turn, on average; m. */
  readonly sideways: number;
}

interface Cell {
  bend: number;
  speed: number;
  left: number;
  right: number;
}

const EMPTY: Readonly<Cell> = { bend: 0, speed: 0, left: 0, right: 0 };

/** One or two channels. The last turn may be a part of one; what it holds counts as one. */
export function createGrooveMeter(format: SignalFormat, rpm: DiscRpm): Meter<readonly GrooveTurn[]> {
  return new GrooveMeter(format, rpm);
}

class GrooveMeter implements Meter<readonly GrooveTurn[]> {
  private readonly path: GroovePath;
  /** Seldom a whole number; cells end at the nearest frame, so that turns never drift. */
  private readonly cellFrames: number;
  private readonly cellsPerTurn: number;
  private readonly turnS: number;
  private readonly turns: GrooveTurn[] = [];
  private cells: Cell[] = [];
  private cell: Cell = { ...EMPTY };
  /** Frames so far, and where the cell ends. */
  private at = 0;
  private cellEnd: number;
  private cellCount = 0;
  private isOpen = false;
  private slew = 0;
  private vertical = 0;

  constructor({ sampleRateHz }: SignalFormat, rpm: DiscRpm) {
    const turn = turnS(rpm);
    this.turnS = turn;
    this.cellsPerTurn = Math.round(turn / CELL_S);
    this.cellFrames = (turn * sampleRateHz) / this.cellsPerTurn;
    this.cellEnd = Math.round(this.cellFrames);
    this.path = new GroovePath(sampleRateHz, Math.ceil(this.cellFrames) + 1);
  }

  push({ channels, frames }: Block): void {
    const left = channels[0]!;
    const right = channels[1] ?? left;
    for (let from = 0; from < frames; ) {
      const count = Math.min(frames - from, this.cellEnd - this.at);
      const to = from + count;
      this.path.follow(left.subarray(from, to), right.subarray(from, to), count);
      this.look(count);
      this.at += count;
      this.isOpen = true;
      from = to;
      if (this.at === this.cellEnd) this.endCell();
    }
  }

  result(): readonly GrooveTurn[] {
    if (this.isOpen) this.endCell();
    if (this.cells.length > 0) this.endTurn();
    return this.turns;
  }

  private look(frames: number): void {
    const { path, cell } = this;
    cell.bend = Math.max(cell.bend, highest(path.bend, frames));
    cell.speed = Math.max(cell.speed, highest(path.speed, frames));
    const { left, right } = path.place;
    const { left: speedLeft, right: speedRight } = path.speed;
    let [slew, vertical, leftEdge, rightEdge] = [0, 0, 0, 0];
    for (let n = 0; n < frames; n++) {
      const l = left[n]!;
      const r = right[n]!;
      slew = Math.max(slew, Math.abs(speedLeft[n]!) + Math.abs(speedRight[n]!));
      vertical = Math.max(vertical, Math.abs(l - r));
      leftEdge = Math.max(leftEdge, Math.abs(l));
      rightEdge = Math.max(rightEdge, Math.abs(r));
    }
    this.slew = Math.max(this.slew, slew);
    this.vertical = Math.max(this.vertical, vertical);
    cell.left = Math.max(cell.left, leftEdge);
    cell.right = Math.max(cell.right, rightEdge);
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = { ...EMPTY };
    this.isOpen = false;
    this.cellCount++;
    this.cellEnd = Math.round((this.cellCount + 1) * this.cellFrames);
    if (this.cells.length === this.cellsPerTurn) this.endTurn();
  }

  private endTurn(): void {
    const { cells } = this;
    const bends = cells.map(({ bend }) => bend).sort((a, b) => b - a);
    const sharpest = cells.reduce((best, cell, i) => (cell.bend > cells[best]!.bend ? i : best), 0);
    const { bend, speed } = cells[sharpest]!;
    this.turns.push({
      slew: this.slew / Math.SQRT2,
      bend,
      bendOften: bends[Math.floor(SELDOM * bends.length)]!,
      bendHz: speed > 0 ? bend / speed / (2 * Math.PI) : 0,
      bendS: (this.turns.length + sharpest / this.cellsPerTurn) * this.turnS,
      vertical: this.vertical / Math.SQRT2,
      sideways: Math.SQRT2 * this.edges(),
    });
    this.cells = [];
    [this.slew, this.vertical] = [0, 0];
  }

  /** Mean over the sectors of the turn of what both edges leave their places by at most. */
  private edges(): number {
    const { cells } = this;
    const perSector = Math.max(1, Math.ceil(this.cellsPerTurn / SECTORS_PER_TURN));
    let sum = 0;
    for (let first = 0; first < cells.length; first += perSector) {
      const sector = cells.slice(first, first + perSector);
      const most = (edge: 'left' | 'right'): number => Math.max(...sector.map((cell) => cell[edge]));
      sum += sector.length * (most('left') + most('right'));
    }
    return sum / cells.length;
  }
}

function highest({ left, right }: WallPair, frames: number): number {
  let most = 0;
  for (let n = 0; n < frames; n++) most = Math.max(most, Math.abs(left[n]!), Math.abs(right[n]!));
  return most;
}
