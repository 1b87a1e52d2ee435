// Angle: any float64 angle brought within ±π/4 and a quadrant, exactly enough for the last bit of a sine.
import { productError } from './double-double.ts';

/** π/2 in three parts; the first two have 33 bits, so that their products with 20-bit numbers are exact. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;
const HALF_PI_HI = 1.5707963267948966;
const HALF_PI_LO = 6.123233995736766e-17;
const TWO_OVER_PI = 0.6366197723675814;
/** Above this the three parts no longer reach. */
const NEAR = 1e6;
/** 1.5 · 2⁵²: adding and taking it away rounds to the nearest whole number. */
const ROUNDER = 6755399441055744;

/** 2/π in 1216 binary places: enough for the largest float64. */
const TWO_OVER_PI_PLACES = 1216;
const TWO_OVER_PI_HEX =
  'a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129' +
  'a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf' +
  '27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6bab';

/** x = quadrant · π/2 + hi + lo (quadrant modulo 4). One object, written over by every call. */
export const reduced = { quadrant: 0, hi: 0, lo: 0 };

/** Reduces a finite angle into `reduced`. */
export function reduceAngle(x: number): void {
  if (Math.abs(x) > NEAR) reduceFar(x);
  else reduceNear(x);
}

/** Cody and Waite: x - k·π/2 in three parts, what each subtraction rounds away kept. */
function reduceNear(x: number): void {
  const k = x * TWO_OVER_PI + ROUNDER - ROUNDER;
  const first = x - k * HALF_PI_1;
  const step = k * HALF_PI_2;
  const second = first - step;
  const share = second - first;
  const lost = first - (second - share) - (step + share);
  const tail = lost - k * HALF_PI_3;
  const hi = second + tail;
  reduced.quadrant = k & 3;
  reduced.hi = hi;
  reduced.lo = second - hi + tail;
}

/** Payne and Hanek: the fraction of x · 2/π in whole-number arithmetic. Rare: angles above a million. */
function reduceFar(x: number): void {
  let exponent = 0;
  let mantissa = Math.abs(x);
  while (mantissa >= 9007199254740992) {
    mantissa /= 2;
    exponent++;
  }
  while (mantissa !== Math.floor(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  const places = BigInt(TWO_OVER_PI_PLACES - exponent);
  const turns = BigInt(mantissa) * BigInt(`0x${TWO_OVER_PI_HEX}`);
  let quadrant = turns >> places;
  let rest = turns - (quadrant << places);
  if (rest >> (places - 1n) === 1n) {
    quadrant += 1n;
    rest -= 1n << places;
  }
  const short = rest >> (places - 160n);
  const scale = 1 / 1461501637330902918203684832716283019655932542976; // 2⁻¹⁶⁰
  const hi = Number(short);
  const lo = Number(short - BigInt(hi)) * scale;
  settle(Number(quadrant & 3n), hi * scale, lo, x < 0);
}

function settle(quadrant: number, turnHi: number, turnLo: number, negative: boolean): void {
  const hi = turnHi * HALF_PI_HI;
  const lo = productError(turnHi, HALF_PI_HI, hi) + (turnHi * HALF_PI_LO + turnLo * HALF_PI_HI);
  reduced.quadrant = negative ? -quadrant & 3 : quadrant;
  reduced.hi = negative ? -hi : hi;
  reduced.lo = negative ? -lo : lo;
}
