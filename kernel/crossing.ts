// Crossing kernel: a pair of channels cut into bands, crossover by crossover, without leaving the module in between.
//
// Twin: src/dsp/crossing-plain.ts, which explains the form; the sections are those of cascade.ts.
import { four, one, two } from './cascade';

/** rows at `out`: left and right of each band by turns, `frames` each. `work` has room for four rows. */
export function crossing(
  form: usize, splits: i32, state: usize, left: usize, right: usize, frames: i32, work: usize, out: usize,
): void {
  const rowBytes = <usize>frames << 3, bytes = rowBytes << 1;
  const rest = work, band = work + bytes;
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(rest + at, v128.load_lane<f64>(right + (at >> 1), v128.load_zero<f64>(left + (at >> 1)), 1));
  }
  for (let i = 0; i < splits; i++) {
    const sections = splits + 1 - i;
    const gain = v128.load(form);
    for (let at: usize = 0; at < bytes; at += 16) v128.store(band + at, f64x2.mul(gain, v128.load(rest + at)));
    run(band, bytes, form + 16, sections, state);
    form += 16 + (<usize>sections << 6);
    state += <usize>sections << 5;
    tell(band, bytes, out, rowBytes);
    out += bytes;
    const high = v128.load(form);
    for (let at: usize = 0; at < bytes; at += 16) v128.store(rest + at, f64x2.mul(high, v128.load(rest + at)));
    two(rest, bytes, form + 16, state);
    form += 144;
    state += 64;
  }
  tell(rest, bytes, out, rowBytes);
}

function run(x: usize, bytes: usize, form: usize, sections: i32, state: usize): void {
  for (; sections >= 4; sections -= 4, form += 256, state += 128) four(x, bytes, form, state);
  if (sections >= 2) {
    two(x, bytes, form, state);
    sections -= 2;
    form += 128;
    state += 64;
  }
  if (sections > 0) one(x, bytes, form, state);
}

/** Both lanes to rows of their own. */
function tell(x: usize, bytes: usize, left: usize, rowBytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const y = v128.load(x + at);
    v128.store_lane<f64>(left + (at >> 1), y, 0);
    v128.store_lane<f64>(left + rowBytes + (at >> 1), y, 1);
  }
}
