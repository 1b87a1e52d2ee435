// Bend kernel: a curve in cubic pieces, read at every sample.
//
// Twin: src/dsp/bend-plain.ts, the same operations in the same order.

/** x[0 … count-1] in place; `form`: `pieces` rows of four coefficients, then eight numbers, as in the twin. */
export function bend(x: usize, count: i32, form: usize, pieces: i32): void {
  const last = <f64>pieces;
  const rest = form + (<usize>pieces << 5);
  const below = load<f64>(rest), belowSlope = load<f64>(rest, 8);
  const above = load<f64>(rest, 16), aboveSlope = load<f64>(rest, 24);
  const step = load<f64>(rest, 32), start = load<f64>(rest, 40);
  const zero = load<f64>(rest, 48), scale = load<f64>(rest, 56);
  const end = x + (<usize>count << 3);
  for (; x < end; x += 8) {
    const place = step * load<f64>(x) + start;
    let value: f64;
    if (place >= 0 && place < last) {
      const piece = <i32>place;
      const t = place - <f64>piece;
      const c = form + (<usize>piece << 5);
      value = ((load<f64>(c, 24) * t + load<f64>(c, 16)) * t + load<f64>(c, 8)) * t + load<f64>(c);
    } else if (place < 0) {
      value = below + belowSlope * place;
    } else {
      value = above + aboveSlope * (place - last);
    }
    store<f64>(x, (value - zero) * scale);
  }
}
