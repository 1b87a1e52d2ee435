// Polyphase and FIR kernels: dot products of sound with rows of a filter bank, two float64 lanes at a time.
//
// Twins: src/dsp/polyphase-plain.ts and fir-plain.ts, the same operations in the same order.

/** Four partial sums, as two pairs. `taps` is a multiple of 4. */
function dot(x: usize, h: usize, taps: i32): f64 {
  let a = f64x2.splat(0), b = a;
  const end = x + (<usize>taps << 3);
  while (x < end) {
    a = f64x2.add(a, f64x2.mul(v128.load(x), v128.load(h)));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), v128.load(h, 16)));
    x += 32;
    h += 32;
  }
  a = f64x2.add(a, b);
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/** y[o] = bank[phase] · x[at …]; after each output the phase moves by `step` of `phases`, each wrap one sample on. */
export function polyphase(x: usize, y: usize, outputs: i32, bank: usize, taps: i32, phases: i32, step: i32, phase: i32): void {
  const rowBytes = <usize>taps << 3;
  for (let o = 0; o < outputs; o++) {
    store<f64>(y, dot(x, bank + <usize>phase * rowBytes, taps));
    y += 8;
    phase += step;
    const wraps = phase / phases;
    phase -= wraps * phases;
    x += <usize>wraps << 3;
  }
}

/**
 * As `polyphase` for ratios with too many phases to store: rows at -1 … rows + 1 of `rows` (so rows + 3 in the bank), the
 * four around the wanted phase weighted by Lagrange's cubic.
 */
export function polyphaseBetween(
  x: usize, y: usize, outputs: i32, bank: usize, taps: i32, rows: i32, phases: i32, step: i32, phase: i32,
): void {
  const rowBytes = <usize>taps << 3;
  const scale = <f64>rows / <f64>phases;
  for (let o = 0; o < outputs; o++) {
    const place = <f64>phase * scale;
    const row = <i32>place;
    const t = place - <f64>row;
    const h = bank + <usize>row * rowBytes;
    const before = t + 1, after = t - 1, last = t - 2;
    const d0 = dot(x, h, taps), d1 = dot(x, h + rowBytes, taps);
    const d2 = dot(x, h + 2 * rowBytes, taps), d3 = dot(x, h + 3 * rowBytes, taps);
    const outer = (before * t * after * d3 - t * after * last * d0) / 6;
    const inner = (before * after * last * d1 - before * t * last * d2) / 2;
    store<f64>(y, outer + inner);
    y += 8;
    phase += step;
    const wraps = phase / phases;
    phase -= wraps * phases;
    x += <usize>wraps << 3;
  }
}

/** y[n] = Σ h[k] x[n + k] for n = 0 … frames-1, eight or four outputs a pass; `taps` any, x padded to frames + taps + 3. */
export function correlate(x: usize, y: usize, frames: i32, h: usize, taps: i32): void {
  const end = h + (<usize>taps << 3);
  let n = 0;
  for (; n + 8 <= frames; n += 8) {
    let a = f64x2.splat(0), b = a, c = a, d = a;
    let p = x;
    for (let q = h; q < end; q += 8) {
      const w = v128.load_splat<f64>(q);
      a = f64x2.add(a, f64x2.mul(w, v128.load(p)));
      b = f64x2.add(b, f64x2.mul(w, v128.load(p, 16)));
      c = f64x2.add(c, f64x2.mul(w, v128.load(p, 32)));
      d = f64x2.add(d, f64x2.mul(w, v128.load(p, 48)));
      p += 8;
    }
    v128.store(y, a);
    v128.store(y, b, 16);
    v128.store(y, c, 32);
    v128.store(y, d, 48);
    x += 64;
    y += 64;
  }
  for (; n < frames; n += 4) {
    let a = f64x2.splat(0), b = a;
    let p = x;
    for (let q = h; q < end; q += 8) {
      const w = v128.load_splat<f64>(q);
      a = f64x2.add(a, f64x2.mul(w, v128.load(p)));
      b = f64x2.add(b, f64x2.mul(w, v128.load(p, 16)));
      p += 8;
    }
    v128.store(y, a);
    v128.store(y, b, 16);
    x += 32;
    y += 32;
  }
}
