// Wave gestures: what one or two pointers mean on the waveform: a tap, a drag from here to there, a pinch.

export interface GestureListener {
  tap(x: number): void;
  /** Where a drag that begins at `x` is anchored: `x`, or the far end of what is taken hold of. */
  anchor(x: number): number;
  drag(fromX: number, toX: number): void;
  dragEnd(fromX: number, toX: number): void;
  /** `factor` over 1: the fingers parted; their middle moved from `fromX` to `toX`. */
  pinch(factor: number, fromX: number, toX: number): void;
}

export interface Gestures {
  down(pointer: number, x: number): void;
  move(pointer: number, x: number): void;
  up(pointer: number, x: number): void;
  /** The system took the pointer away: nothing is meant. */
  cancel(pointer: number): void;
}

/** CSS pixels; less is a trembling hand. */
const DRAGS_FROM = 4;
const LEAST_SPREAD = 12;

export function createGestures(listener: GestureListener): Gestures {
  const at = new Map<number, number>();
  let began = 0;
  let anchor = 0;
  let dragging = false;
  /** After a pinch the finger that is left means nothing. */
  let spent = false;

  const pinch = (pointer: number, x: number): void => {
    const before = [...at.values()];
    at.set(pointer, x);
    const after = [...at.values()];
    listener.pinch(spread(after) / spread(before), middle(before), middle(after));
  };
  const end = (pointer: number): void => {
    at.delete(pointer);
    if (at.size > 0) return;
    dragging = false;
    spent = false;
  };
  return {
    down(pointer, x) {
      if (at.size === 2) return;
      at.set(pointer, x);
      if (at.size === 2) spent = true;
      else began = x;
    },
    move(pointer, x) {
      if (!at.has(pointer)) return;
      if (at.size === 2) return pinch(pointer, x);
      if (spent) return;
      if (!dragging && Math.abs(x - began) < DRAGS_FROM) return;
      if (!dragging) anchor = listener.anchor(began);
      dragging = true;
      at.set(pointer, x);
      listener.drag(anchor, x);
    },
    up(pointer, x) {
      if (!at.has(pointer)) return;
      if (dragging && !spent) listener.dragEnd(anchor, x);
      else if (!spent) listener.tap(x);
      end(pointer);
    },
    cancel: end,
  };
}

function spread(xs: readonly number[]): number {
  return Math.max(LEAST_SPREAD, Math.abs(xs[0]! - xs[1]!));
}

function middle(xs: readonly number[]): number {
  return (xs[0]! + xs[1]!) / 2;
}
