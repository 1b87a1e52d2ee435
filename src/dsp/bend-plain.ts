// Bend, plain: a curve in cubic pieces, read at every sample; twin of kernel/bend.ts.

/** Numbers behind the pieces: value and slope a piece below and above them all, step and start, what is 0, scale. */
export const BEND_REST = 8;

/** The curve at one value: place = step · u + start, of piece ⌊place⌋ the cubic, less what is 0, times the scale. */
export function bendAt(form: Float64Array, u: number): number {
  const rest = form.length - BEND_REST;
  return (bendPlace(form, form[rest + 4]! * u + form[rest + 5]!) - form[rest + 6]!) * form[rest + 7]!;
}

/** The curve itself at a place of its table. */
export function bendPlace(form: Float64Array, place: number): number {
  const rest = form.length - BEND_REST;
  const last = rest / 4;
  if (place >= 0 && place < last) {
    const piece = Math.floor(place);
    const t = place - piece;
    const c = 4 * piece;
    return ((form[c + 3]! * t + form[c + 2]!) * t + form[c + 1]!) * t + form[c]!;
  }
  if (place < 0) return form[rest]! + form[rest + 1]! * place;
  return form[rest + 2]! + form[rest + 3]! * (place - last);
}

export function plainBend(form: Float64Array, x: Float64Array, count: number): void {
  for (let n = 0; n < count; n++) x[n] = bendAt(form, x[n]!);
}
