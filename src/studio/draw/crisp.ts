// Crisp: a coordinate moved onto a whole device pixel, where a hairline is a hairline.

/** `at` in CSS pixels, `ratio` device pixels to each. */
export function crisp(at: number, ratio: number): number {
  return Math.round(at * ratio) / ratio;
}
