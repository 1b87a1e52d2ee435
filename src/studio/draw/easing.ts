// Easing: a drawn value that follows its true one calmly, the same at any frame rate.
import { exp } from '../../preview/picture-mathematics.ts';

/** Share of the way still left after `elapsedMs`, with the time constant `tauMs`; 1 when no time has passed. */
export function shareLeft(elapsedMs: number, tauMs: number): number {
  return tauMs <= 0 ? 0 : exp(-Math.max(0, elapsedMs) / tauMs);
}

/** A step from `shown` to `wanted`; arrives when it is nearer than `near`. */
export function eased(shown: number, wanted: number, elapsedMs: number, tauMs: number, near: number): number {
  const next = wanted + (shown - wanted) * shareLeft(elapsedMs, tauMs);
  return Math.abs(next - wanted) <= near ? wanted : next;
}

let calm: MediaQueryList | null = null;

/** Whether the reader of the page asked for less motion; asked at every picture, so the question is put once. */
export function calmMotion(): boolean {
  calm ??= matchMedia('(prefers-reduced-motion: reduce)');
  return calm.matches;
}
