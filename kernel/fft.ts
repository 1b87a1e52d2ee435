// FFT kernel: the complex Stockham transform of radix 4 and the real transform around it, two float64 lanes at a time.
//
// Twin: src/dsp/fft-plain.ts, the same operations in the same order. `table` holds, stage by stage, the twiddles of the
// complex transform (three complex numbers for each p), then cos and sin of the real transform's last step for k = 0 … M/2.

// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 {
  return load<f64>(p + (<usize>i << 3));
}

/** First stage (stride 1): one butterfly at a time, its four results side by side. */
function firstRadix4(m: i32, w: usize, xr: usize, xi: usize, yr: usize, yi: usize): void {
  for (let p = 0; p < m; p++) {
    const a1 = load<f64>(w), b1 = load<f64>(w, 8), a2 = load<f64>(w, 16);
    const b2 = load<f64>(w, 24), a3 = load<f64>(w, 32), b3 = load<f64>(w, 40);
    w += 48;
    const ar = at(xr, p), ai = at(xi, p), br = at(xr, p + m), bi = at(xi, p + m);
    const cr = at(xr, p + 2 * m), ci = at(xi, p + 2 * m), dr = at(xr, p + 3 * m), di = at(xi, p + 3 * m);
    const sumR = ar + cr, sumI = ai + ci, difR = ar - cr, difI = ai - ci;
    const oddR = br + dr, oddI = bi + di, turnR = di - bi, turnI = br - dr;
    store<f64>(yr, sumR + oddR);
    store<f64>(yi, sumI + oddI);
    let vr = difR - turnR, vi = difI - turnI;
    store<f64>(yr, vr * a1 - vi * b1, 8);
    store<f64>(yi, vr * b1 + vi * a1, 8);
    vr = sumR - oddR;
    vi = sumI - oddI;
    store<f64>(yr, vr * a2 - vi * b2, 16);
    store<f64>(yi, vr * b2 + vi * a2, 16);
    vr = difR + turnR;
    vi = difI + turnI;
    store<f64>(yr, vr * a3 - vi * b3, 24);
    store<f64>(yi, vr * b3 + vi * a3, 24);
    yr += 32;
    yi += 32;
  }
}

/** Any later stage: the stride is a multiple of two, so two neighbours share their twiddles. */
function laterRadix4(m: i32, s: i32, w: usize, xr: usize, xi: usize, yr: usize, yi: usize): void {
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

/** Last stage where the length is an odd power of two: length 2, twiddle 1. */
function lastRadix2(s: i32, xr: usize, xi: usize, yr: usize, yi: usize): void {
  const sb = <usize>s << 3;
  for (let q: usize = 0; q < sb; q += 8) {
    const ar = load<f64>(xr + q), ai = load<f64>(xi + q), br = load<f64>(xr + q + sb), bi = load<f64>(xi + q + sb);
    store<f64>(yr + q, ar + br);
    store<f64>(yi + q, ai + bi);
    store<f64>(yr + q + sb, ar - br);
    store<f64>(yi + q + sb, ai - bi);
  }
}

/** Complex transform of `half` points from a to b and back again as often as it takes; gives where it ended. */
function transform(half: i32, w: usize, a: usize, b: usize): usize {
  const imag = <usize>half << 3;
  let length = half, stride = 1;
  while (length > 1) {
    if ((length & 3) == 0) {
      const m = length >> 2;
      if (stride == 1) firstRadix4(m, w, a, a + imag, b, b + imag);
      else laterRadix4(m, stride, w, a, a + imag, b, b + imag);
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

/** Bytes of stage twiddles before the last step's. */
function stageBytes(half: i32): usize {
  let bytes: usize = 0;
  for (let length = half; (length & 3) == 0 && length > 1; length >>= 2) bytes += <usize>(length >> 2) * 48;
  return bytes;
}

/** size reals at x to size/2 + 1 bins at re and im; `work` has room for 2·size float64. */
export function forward(size: i32, table: usize, work: usize, x: usize, re: usize, im: usize): void {
  const half = size >> 1;
  const hb = <usize>half << 3;
  for (let i: usize = 0; i < hb; i += 16) {
    const u = v128.load(x + 2 * i), v = v128.load(x + 2 * i, 16);
    v128.store(work + i, v128.shuffle<f64>(u, v, 0, 2));
    v128.store(work + hb + i, v128.shuffle<f64>(u, v, 1, 3));
  }
  const xr = transform(half, table, work, work + 2 * hb);
  const xi = xr + hb;
  const t = table + stageBytes(half);
  const r0 = load<f64>(xr), i0 = load<f64>(xi);
  store<f64>(re, r0 + i0);
  store<f64>(im, 0);
  store<f64>(re + hb, r0 - i0);
  store<f64>(im + hb, 0);
  for (let k = 1, l = half - 1; k <= l; k++, l--) {
    const ar = at(xr, k), ai = at(xi, k), br = at(xr, l), bi = at(xi, l);
    const er = (ar + br) * 0.5, ei = (ai - bi) * 0.5, or = (ai + bi) * 0.5, oi = (br - ar) * 0.5;
    const c = load<f64>(t + (<usize>k << 4)), s = load<f64>(t + (<usize>k << 4), 8);
    const tr = or * c - oi * s, ti = or * s + oi * c;
    store<f64>(re + (<usize>k << 3), er + tr);
    store<f64>(im + (<usize>k << 3), ei + ti);
    store<f64>(re + (<usize>l << 3), er - tr);
    store<f64>(im + (<usize>l << 3), ti - ei);
  }
}

/** size/2 + 1 bins at re and im to size reals at x, scaled by 1/size; `work` has room for 2·size float64. */
export function inverse(size: i32, table: usize, work: usize, re: usize, im: usize, x: usize): void {
  const half = size >> 1;
  const hb = <usize>half << 3;
  const t = table + stageBytes(half);
  const first = load<f64>(re), last = load<f64>(re + hb);
  store<f64>(work, 0.5 * (first + last));
  store<f64>(work + hb, -0.5 * (first - last));
  for (let k = 1, l = half - 1; k <= l; k++, l--) {
    const ar = at(re, k), ai = at(im, k), br = at(re, l), bi = at(im, l);
    const er = (ar + br) * 0.5, ei = (ai - bi) * 0.5, dr = (ar - br) * 0.5, di = (ai + bi) * 0.5;
    const c = load<f64>(t + (<usize>k << 4)), s = load<f64>(t + (<usize>k << 4), 8);
    const or = dr * c + di * s, oi = di * c - dr * s;
    store<f64>(work + (<usize>k << 3), er - oi);
    store<f64>(work + hb + (<usize>k << 3), -(ei + or));
    store<f64>(work + (<usize>l << 3), er + oi);
    store<f64>(work + hb + (<usize>l << 3), ei - or);
  }
  const xr = transform(half, table, work, work + 2 * hb);
  const xi = xr + hb;
  const scale = f64x2.splat(1.0 / <f64>half);
  const minus = f64x2.splat(-1.0 / <f64>half);
  for (let i: usize = 0; i < hb; i += 16) {
    const u = f64x2.mul(v128.load(xr + i), scale), v = f64x2.mul(v128.load(xi + i), minus);
    v128.store(x + 2 * i, v128.shuffle<f64>(u, v, 0, 2));
    v128.store(x + 2 * i, v128.shuffle<f64>(u, v, 1, 3), 16);
  }
}

/**
 * Filters and changes the rate by a power of two in one go: `sizeIn` reals at x, a real gain for every bin at `gains`
 * (bins that both spectra have), `sizeOut` reals at y. `table`: in's table, out's table, gains. `work`: 5·max + 8 float64.
 */
export function filterSpectrum(
  sizeIn: i32, sizeOut: i32, tableIn: usize, tableOut: usize, gains: usize, work: usize, x: usize, y: usize,
): void {
  const most = sizeIn > sizeOut ? sizeIn : sizeOut;
  const re = work + (<usize>most << 4);
  const im = re + (<usize>most << 2) + 16;
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
