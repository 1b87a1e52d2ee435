// Zoom: the stretch of the song in view, shared by everything that is drawn over time.
import { placed, wholeSong, zoomed, type TimeWindow } from '../draw/time-window.ts';

/** Closer than this there is nothing to see in a pyramid. */
const FEWEST_FRAMES = 4096;

export class Zoom {
  /** undefined: all of it. */
  view = $state.raw<TimeWindow | undefined>(undefined);
  readonly #at: () => { readonly frame: number; readonly frames: number };

  constructor(at: () => { readonly frame: number; readonly frames: number }) {
    this.#at = at;
  }

  /** Under 1 looks closer, around the playhead where it is in view. */
  by(factor: number): void {
    const { frame, frames } = this.#at();
    if (frames === 0) return;
    const view = this.view ?? wholeSong(frames);
    const inView = frame >= view.startFrame && frame <= view.endFrame;
    const anchor = inView ? frame : (view.startFrame + view.endFrame) / 2;
    const next = zoomed(view, factor, anchor, frames, FEWEST_FRAMES);
    this.view = next.endFrame - next.startFrame >= frames ? undefined : next;
  }

  whole(): void {
    this.view = undefined;
  }

  /** Brings a place into view, where it is not. */
  reveal(frame: number): void {
    const { frames } = this.#at();
    if (!this.view || (frame >= this.view.startFrame && frame <= this.view.endFrame)) return;
    const span = this.view.endFrame - this.view.startFrame;
    this.view = placed(frame - span / 4, span, frames);
  }
}
