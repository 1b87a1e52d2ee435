// FFT kernel: the complex Stockham transform of radix 4 and the real transform around it, two float64 lanes at a time.
//
// Twin: src/dsp/fft-plain.ts, the same operations in the same order. `table` holds, stage by stage, the twiddles of the
// complex transform (three complex numbers for each p), then cos and sin of the real transform's last step for k = 0 … M/2.

/**
 * Bytes between neighbouring buffers: at powers of two apart, their sixteen streams would fall into the same few lines of
 * the first-level cache and drive each other out.
 */
const PAD: usize = 576;

// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 {
  return load<f64>(p + (<usize>i << 3));
}

/** First stage (stride 1) of `half` points, from reals by turns: two butterflies at a time where there are two. */
function firstRadix4(m: i32, w: usize, x: usize, yr: usize, yi: usize): void {
  const step = <usize>m << 4;
  if (m < 2) return firstButterfly(x, yr, yi);
  const end = x + step;
  for (let p = x; p < end; p += 32) {
    const u1 = v128.load(w), u2 = v128.load(w, 16), u3 = v128.load(w, 32);
    const v1 = v128.load(w, 48), v2 = v128.load(w, 64), v3 = v128.load(w, 80);
    w += 96;
    const a1 = v128.shuffle<f64>(u1, v1, 0, 2), b1 = v128.shuffle<f64>(u1, v1, 1, 3);
    const a2 = v128.shuffle<f64>(u2, v2, 0, 2), b2 = v128.shuffle<f64>(u2, v2, 1, 3);
    const a3 = v128.shuffle<f64>(u3, v3, 0, 2), b3 = v128.shuffle<f64>(u3, v3, 1, 3);
    let e = v128.load(p), f = v128.load(p, 16);
    const ar = v128.shuffle<f64>(e, f, 0, 2), ai = v128.shuffle<f64>(e, f, 1, 3);
    e = v128.load(p + step);
    f = v128.load(p + step, 16);
    const br = v128.shuffle<f64>(e, f, 0, 2), bi = v128.shuffle<f64>(e, f, 1, 3);
    e = v128.load(p + 2 * step);
    f = v128.load(p + 2 * step, 16);
    const cr = v128.shuffle<f64>(e, f, 0, 2), ci = v128.shuffle<f64>(e, f, 1, 3);
    e = v128.load(p + 3 * step);
    f = v128.load(p + 3 * step, 16);
    const dr = v128.shuffle<f64>(e, f, 0, 2), di = v128.shuffle<f64>(e, f, 1, 3);
    const sumR = f64x2.add(ar, cr), sumI = f64x2.add(ai, ci), difR = f64x2.sub(ar, cr), difI = f64x2.sub(ai, ci);
    const oddR = f64x2.add(br, dr), oddI = f64x2.add(bi, di), turnR = f64x2.sub(di, bi), turnI = f64x2.sub(br, dr);
    const r0 = f64x2.add(sumR, oddR), i0 = f64x2.add(sumI, oddI);
    let vr = f64x2.sub(difR, turnR), vi = f64x2.sub(difI, turnI);
    const r1 = f64x2.sub(f64x2.mul(vr, a1), f64x2.mul(vi, b1)), i1 = f64x2.add(f64x2.mul(vr, b1), f64x2.mul(vi, a1));
    v128.store(yr, v128.shuffle<f64>(r0, r1, 0, 2));
    v128.store(yi, v128.shuffle<f64>(i0, i1, 0, 2));
    v128.store(yr, v128.shuffle<f64>(r0, r1, 1, 3), 32);
    v128.store(yi, v128.shuffle<f64>(i0, i1, 1, 3), 32);
    vr = f64x2.sub(sumR, oddR);
    vi = f64x2.sub(sumI, oddI);
    const r2 = f64x2.sub(f64x2.mul(vr, a2), f64x2.mul(vi, b2)), i2 = f64x2.add(f64x2.mul(vr, b2), f64x2.mul(vi, a2));
    vr = f64x2.add(difR, turnR);
    vi = f64x2.add(difI, turnI);
    const r3 = f64x2.sub(f64x2.mul(vr, a3), f64x2.mul(vi, b3)), i3 = f64x2.add(f64x2.mul(vr, b3), f64x2.mul(vi, a3));
    v128.store(yr, v128.shuffle<f64>(r2, r3, 0, 2), 16);
    v128.store(yi, v128.shuffle<f64>(i2, i3, 0, 2), 16);
    v128.store(yr, v128.shuffle<f64>(r2, r3, 1, 3), 48);
    v128.store(yi, v128.shuffle<f64>(i2, i3, 1, 3), 48);
    yr += 64;
    yi += 64;
  }
}

/** Four points: one butterfly, its twiddles 1. */
function firstButterfly(x: usize, yr: usize, yi: usize): void {
  const ar = at(x, 0), ai = at(x, 1), br = at(x, 2), bi = at(x, 3);
  const cr = at(x, 4), ci = at(x, 5), dr = at(x, 6), di = at(x, 7);
  const sumR = ar + cr, sumI = ai + ci, difR = ar - cr, difI = ai - ci;
  const oddR = br + dr, oddI = bi + di, turnR = di - bi, turnI = br - dr;
  store<f64>(yr, sumR + oddR);
  store<f64>(yi, sumI + oddI);
  store<f64>(yr, difR - turnR, 8);
  store<f64>(yi, difI - turnI, 8);
  store<f64>(yr, sumR - oddR, 16);
  store<f64>(yi, sumI - oddI, 16);
  store<f64>(yr, difR + turnR, 24);
  store<f64>(yi, difI + turnI, 24);
}

/** Any later stage: the stride is a multiple of two, so two neighbours share their twiddles. */
export function laterRadix4(m: i32, s: i32, w: usize, xr: usize, xi: usize, yr: usize, yi: usize): void {
  const sb = <usize>s << 3;
  const step = (<usize>m * <usize>s) << 3;
  for (let p = 0; p < m; p++) {
    const a1 = v128.load_splat<f64>(w), b1 = v128.load_splat<f64>(w, 8), a2 = v128.load_splat<f64>(w, 16);
    const b2 = v128.load_splat<f64>(w, 24), a3 = v128.load_splat<f64>(w, 32), b3 = v128.load_splat<f64>(w, 40);
    w += 48;
    const offset = <usize>p * sb;
    let pr = xr + offset, pi = xi + offset, qr = yr + (offset << 2), qi = yi + (offset << 2);
    const end = pr + sb;
    while (pr < end) {
      const ar = v128.load(pr), ai = v128.load(pi), br = v128.load(pr + step), bi = v128.load(pi + step);
      const cr = v128.load(pr + 2 * step), ci = v128.load(pi + 2 * step);
      const dr = v128.load(pr + 3 * step), di = v128.load(pi + 3 * step);
      const sumR = f64x2.add(ar, cr), sumI = f64x2.add(ai, ci), difR = f64x2.sub(ar, cr), difI = f64x2.sub(ai, ci);
      const oddR = f64x2.add(br, dr), oddI = f64x2.add(bi, di), turnR = f64x2.sub(di, bi), turnI = f64x2.sub(br, dr);
      v128.store(qr, f64x2.add(sumR, oddR));
      v128.store(qi, f64x2.add(sumI, oddI));
      let vr = f64x2.sub(difR, turnR), vi = f64x2.sub(difI, turnI);
      v128.store(qr + sb, f64x2.sub(f64x2.mul(vr, a1), f64x2.mul(vi, b1)));
      v128.store(qi + sb, f64x2.add(f64x2.mul(vr, b1), f64x2.mul(vi, a1)));
      vr = f64x2.sub(sumR, oddR);
      vi = f64x2.sub(sumI, oddI);
      v128.store(qr + 2 * sb, f64x2.sub(f64x2.mul(vr, a2), f64x2.mul(vi, b2)));
      v128.store(qi + 2 * sb, f64x2.add(f64x2.mul(vr, b2), f64x2.mul(vi, a2)));
      vr = f64x2.add(difR, turnR);
      vi = f64x2.add(difI, turnI);
      v128.store(qr + 3 * sb, f64x2.sub(f64x2.mul(vr, a3), f64x2.mul(vi, b3)));
      v128.store(qi + 3 * sb, f64x2.add(f64x2.mul(vr, b3), f64x2.mul(vi, a3)));
      pr += 16;
      pi += 16;
      qr += 16;
      qi += 16;
    }
  }
}

/** Last stage where the length is an odd power of two: length 2, twiddle 1. The stride is a multiple of two. */
export function lastRadix2(s: i32, xr: usize, xi: usize, yr: usize, yi: usize): void {
  const sb = <usize>s << 3;
  for (let q: usize = 0; q < sb; q += 16) {
    const ar = v128.load(xr + q), ai = v128.load(xi + q), br = v128.load(xr + q + sb), bi = v128.load(xi + q + sb);
    v128.store(yr + q, f64x2.add(ar, br));
    v128.store(yi + q, f64x2.add(ai, bi));
    v128.store(yr + q + sb, f64x2.sub(ar, br));
    v128.store(yi + q + sb, f64x2.sub(ai, bi));
  }
}

/** Complex transform of `half` points, re and im by turns at x, through the buffers a and b; gives where it ended. */
function transform(half: i32, w: usize, x: usize, a: usize, b: usize): usize {
  const imag = (<usize>half << 3) + PAD;
  if ((half & 3) != 0) return tiny(half, x, a, imag);
  let m = half >> 2;
  firstRadix4(m, w, x, a, a + imag);
  w += <usize>m * 48;
  let length = m, stride = 4;
  while (length > 1) {
    if ((length & 3) == 0) {
      m = length >> 2;
      laterRadix4(m, stride, w, a, a + imag, b, b + imag);
      w += <usize>m * 48;
      length = m;
      stride <<= 2;
    } else {
      lastRadix2(stride, a, a + imag, b, b + imag);
      length = 1;
    }
    const swap = a;
    a = b;
    b = swap;
  }
  return a;
}

/** One point or two. */
function tiny(half: i32, x: usize, a: usize, imag: usize): usize {
  if (half == 1) {
    store<f64>(a, at(x, 0));
    store<f64>(a + imag, at(x, 1));
    return a;
  }
  store<f64>(a, at(x, 0) + at(x, 2));
  store<f64>(a + imag, at(x, 1) + at(x, 3));
  store<f64>(a, at(x, 0) - at(x, 2), 8);
  store<f64>(a + imag, at(x, 1) - at(x, 3), 8);
  return a;
}

/** Bytes of stage twiddles before the last step's. */
function stageBytes(half: i32): usize {
  let bytes: usize = 0;
  for (let length = half; (length & 3) == 0 && length > 1; length >>= 2) bytes += <usize>(length >> 2) * 48;
  return bytes;
}

/** Bytes of room that a transform of `size` reals works in. */
function workBytes(size: i32): usize {
  return (<usize>size << 4) + 4 * PAD;
}

/** size reals at x to size/2 + 1 bins at re and im; `work` has room for 2·size + 288 float64. */
export function forward(size: i32, table: usize, work: usize, x: usize, re: usize, im: usize): void {
  const half = size >> 1;
  const hb = <usize>half << 3;
  const xr = transform(half, table, x, work, work + 2 * (hb + PAD));
  const xi = xr + hb + PAD;
  const t = table + stageBytes(half);
  const r0 = load<f64>(xr), i0 = load<f64>(xi);
  store<f64>(re, r0 + i0);
  store<f64>(im, 0);
  store<f64>(re + hb, r0 - i0);
  store<f64>(im + hb, 0);
  let k = 1, l = half - 1;
  for (; k + 1 < l - 1; k += 2, l -= 2) forwardPair(xr, xi, t, re, im, <usize>k << 3, <usize>(l - 1) << 3);
  for (; k <= l; k++, l--) forwardOne(xr, xi, t, re, im, <usize>k << 3, <usize>l << 3);
}

/** The real transform's last step for bins k and l = size/2 - k, given as offsets in bytes. */
function forwardOne(xr: usize, xi: usize, t: usize, re: usize, im: usize, k: usize, l: usize): void {
  const ar = load<f64>(xr + k), ai = load<f64>(xi + k), br = load<f64>(xr + l), bi = load<f64>(xi + l);
  const er = (ar + br) * 0.5, ei = (ai - bi) * 0.5, or = (ai + bi) * 0.5, oi = (br - ar) * 0.5;
  const c = load<f64>(t + 2 * k), s = load<f64>(t + 2 * k, 8);
  const tr = or * c - oi * s, ti = or * s + oi * c;
  store<f64>(re + k, er + tr);
  store<f64>(im + k, ei + ti);
  store<f64>(re + l, er - tr);
  store<f64>(im + l, ti - ei);
}

/** The same for bins k, k + 1 and their partners, which stand at l + 1 and l. */
// @ts-ignore: decorator
@inline function forwardPair(xr: usize, xi: usize, t: usize, re: usize, im: usize, k: usize, l: usize): void {
  const half = f64x2.splat(0.5);
  const ar = v128.load(xr + k), ai = v128.load(xi + k);
  const lr = v128.load(xr + l), li = v128.load(xi + l);
  const br = v128.shuffle<f64>(lr, lr, 1, 0), bi = v128.shuffle<f64>(li, li, 1, 0);
  const er = f64x2.mul(f64x2.add(ar, br), half), ei = f64x2.mul(f64x2.sub(ai, bi), half);
  const or = f64x2.mul(f64x2.add(ai, bi), half), oi = f64x2.mul(f64x2.sub(br, ar), half);
  const u = v128.load(t + 2 * k), v = v128.load(t + 2 * k, 16);
  const c = v128.shuffle<f64>(u, v, 0, 2), s = v128.shuffle<f64>(u, v, 1, 3);
  const tr = f64x2.sub(f64x2.mul(or, c), f64x2.mul(oi, s)), ti = f64x2.add(f64x2.mul(or, s), f64x2.mul(oi, c));
  v128.store(re + k, f64x2.add(er, tr));
  v128.store(im + k, f64x2.add(ei, ti));
  const dr = f64x2.sub(er, tr), di = f64x2.sub(ti, ei);
  v128.store(re + l, v128.shuffle<f64>(dr, dr, 1, 0));
  v128.store(im + l, v128.shuffle<f64>(di, di, 1, 0));
}

/** size/2 + 1 bins at re and im to size reals at x, scaled by 1/size; `work` as for forward. x is written early. */
export function inverse(size: i32, table: usize, work: usize, re: usize, im: usize, x: usize): void {
  const half = size >> 1;
  const hb = <usize>half << 3;
  const t = table + stageBytes(half);
  const first = load<f64>(re), last = load<f64>(re + hb);
  store<f64>(x, 0.5 * (first + last));
  store<f64>(x, -0.5 * (first - last), 8);
  let k = 1, l = half - 1;
  for (; k + 1 < l - 1; k += 2, l -= 2) inversePair(re, im, t, x, <usize>k << 3, <usize>(l - 1) << 3);
  for (; k <= l; k++, l--) inverseOne(re, im, t, x, <usize>k << 3, <usize>l << 3);
  const xr = transform(half, table, x, work, work + 2 * (hb + PAD));
  const xi = xr + hb + PAD;
  const scale = f64x2.splat(1.0 / <f64>half);
  const minus = f64x2.splat(-1.0 / <f64>half);
  for (let i: usize = 0; i < hb; i += 16) {
    const u = f64x2.mul(v128.load(xr + i), scale), v = f64x2.mul(v128.load(xi + i), minus);
    v128.store(x + 2 * i, v128.shuffle<f64>(u, v, 0, 2));
    v128.store(x + 2 * i, v128.shuffle<f64>(u, v, 1, 3), 16);
  }
}

/** Bins k and l into two conjugate points of the complex transform, re and im by turns. */
function inverseOne(re: usize, im: usize, t: usize, x: usize, k: usize, l: usize): void {
  const ar = load<f64>(re + k), ai = load<f64>(im + k), br = load<f64>(re + l), bi = load<f64>(im + l);
  const er = (ar + br) * 0.5, ei = (ai - bi) * 0.5, dr = (ar - br) * 0.5, di = (ai + bi) * 0.5;
  const c = load<f64>(t + 2 * k), s = load<f64>(t + 2 * k, 8);
  const or = dr * c + di * s, oi = di * c - dr * s;
  store<f64>(x + 2 * k, er - oi);
  store<f64>(x + 2 * k, -(ei + or), 8);
  store<f64>(x + 2 * l, er + oi);
  store<f64>(x + 2 * l, ei - or, 8);
}

/** The same for bins k, k + 1 and their partners, which stand at l + 1 and l. */
// @ts-ignore: decorator
@inline function inversePair(re: usize, im: usize, t: usize, x: usize, k: usize, l: usize): void {
  const half = f64x2.splat(0.5);
  const ar = v128.load(re + k), ai = v128.load(im + k);
  const lr = v128.load(re + l), li = v128.load(im + l);
  const br = v128.shuffle<f64>(lr, lr, 1, 0), bi = v128.shuffle<f64>(li, li, 1, 0);
  const er = f64x2.mul(f64x2.add(ar, br), half), ei = f64x2.mul(f64x2.sub(ai, bi), half);
  const dr = f64x2.mul(f64x2.sub(ar, br), half), di = f64x2.mul(f64x2.add(ai, bi), half);
  const u = v128.load(t + 2 * k), v = v128.load(t + 2 * k, 16);
  const c = v128.shuffle<f64>(u, v, 0, 2), s = v128.shuffle<f64>(u, v, 1, 3);
  const or = f64x2.add(f64x2.mul(dr, c), f64x2.mul(di, s)), oi = f64x2.sub(f64x2.mul(di, c), f64x2.mul(dr, s));
  const kr = f64x2.sub(er, oi), ki = f64x2.neg(f64x2.add(ei, or));
  v128.store(x + 2 * k, v128.shuffle<f64>(kr, ki, 0, 2));
  v128.store(x + 2 * k, v128.shuffle<f64>(kr, ki, 1, 3), 16);
  const mr = f64x2.add(er, oi), mi = f64x2.sub(ei, or);
  v128.store(x + 2 * l, v128.shuffle<f64>(mr, mi, 1, 3));
  v128.store(x + 2 * l, v128.shuffle<f64>(mr, mi, 0, 2), 16);
}

/**
 * Filters and changes the rate by a power of two in one go: `sizeIn` reals at x, a real gain for every bin at `gains`
 * (bins that both spectra have), `sizeOut` reals at y. `table`: in's table, out's table, gains. `work`: 3·max + 400 float64.
 */
export function filterSpectrum(
  sizeIn: i32, sizeOut: i32, tableIn: usize, tableOut: usize, gains: usize, work: usize, x: usize, y: usize,
): void {
  const most = sizeIn > sizeOut ? sizeIn : sizeOut;
  const re = work + workBytes(most);
  const im = re + (<usize>most << 2) + PAD;
  forward(sizeIn, tableIn, work, x, re, im);
  const binsIn = (sizeIn >> 1) + 1, binsOut = (sizeOut >> 1) + 1;
  const shared = binsIn < binsOut ? binsIn : binsOut;
  for (let k = 0; k < shared; k++) {
    const o = <usize>k << 3;
    const g = load<f64>(gains + o);
    store<f64>(re + o, load<f64>(re + o) * g);
    store<f64>(im + o, load<f64>(im + o) * g);
  }
  for (let k = shared; k < binsOut; k++) {
    const o = <usize>k << 3;
    store<f64>(re + o, 0);
    store<f64>(im + o, 0);
  }
  inverse(sizeOut, tableOut, work, re, im, y);
}
