// Wave scale: at what gain each side is drawn and which amplitude fills the lane; a change is followed smoothly.
import { eased } from './easing.ts';

export interface WaveScale {
  /** Linear gains of the two sides. */
  readonly mix: number;
  readonly master: number;
  /** Amplitude at the lane's edge. */
  readonly range: number;
}

export interface WaveScaleFollower {
  /** A step of `elapsedMs` towards what is wanted; the first is there at once, as is every one when `calm`. */
  step(
    wanted: WaveScale,
    elapsedMs: number,
    calm: boolean,
  ): { readonly shown: WaveScale; readonly moving: boolean };
}

const TAU_MS = 110;
const NEAR = 0.002;

export function createWaveScale(): WaveScaleFollower {
  let shown: WaveScale | null = null;
  return {
    step(wanted, elapsedMs, calm) {
      const from = shown ?? wanted;
      const tau = calm ? 0 : TAU_MS;
      const follow = (a: number, b: number): number => eased(a, b, elapsedMs, tau, b * NEAR);
      const next = {
        mix: follow(from.mix, wanted.mix),
        master: follow(from.master, wanted.master),
        range: follow(from.range, wanted.range),
      };
      shown = next;
      const moving = next.mix !== wanted.mix || next.master !== wanted.master || next.range !== wanted.range;
      return { shown: next, moving };
    },
  };
}
