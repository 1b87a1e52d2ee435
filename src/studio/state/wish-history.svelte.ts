// Wish history: what was wished before and after, so that every change can be taken back.
import type { Wish } from '../../master/wish.ts';
import { RECOMMENDED, sameWish } from './wish-edit.ts';

/** Changes of one control that follow each other this fast are one step. */
const ONE_STEP_MS = 600;

export class WishHistory {
  wish = $state.raw<Wish>(RECOMMENDED);
  #past = $state.raw<readonly Wish[]>([]);
  #future = $state.raw<readonly Wish[]>([]);
  #lastControl = '';
  #lastMs = -Infinity;

  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);

  constructor(wish: Wish = RECOMMENDED) {
    this.wish = wish;
  }

  /** `control`: which knob was moved. False where nothing changed. */
  change(wish: Wish, control: string): boolean {
    if (sameWish(wish, this.wish)) return false;
    const now = performance.now();
    const oneStep = control === this.#lastControl && now - this.#lastMs < ONE_STEP_MS;
    if (!oneStep) this.#past = [...this.#past, this.wish];
    this.#lastControl = control;
    this.#lastMs = now;
    this.#future = [];
    this.wish = wish;
    return true;
  }

  undo(): boolean {
    const last = this.#past.at(-1);
    if (!last) return false;
    this.#future = [this.wish, ...this.#future];
    this.#past = this.#past.slice(0, -1);
    return this.#goTo(last);
  }

  redo(): boolean {
    const next = this.#future[0];
    if (!next) return false;
    this.#past = [...this.#past, this.wish];
    this.#future = this.#future.slice(1);
    return this.#goTo(next);
  }

  #goTo(wish: Wish): boolean {
    this.wish = wish;
    this.#lastControl = '';
    return true;
  }
}
