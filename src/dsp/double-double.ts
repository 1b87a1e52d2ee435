// Double-double: numbers of 106 bits as the sum of two float64, for tables that must be right to the last bit.

/** hi + lo with |lo| at most half a unit in the last place of hi (Dekker, Numer. Math. 18, 1971). */
export type Pair = readonly [hi: number, lo: number];

/** 2²⁷ + 1 splits a float64 into two halves of 26 bits, whose products are exact (Veltkamp). */
const SPLITTER = 134217729;

/** a + b exactly (Knuth). */
function twoSum(a: number, b: number): Pair {
  const sum = a + b;
  const share = sum - a;
  return [sum, a - (sum - share) + (b - share)];
}

/** a · b - product, exactly, where product is a · b rounded; overflows from about 2⁹⁹⁶ on. */
export function productError(a: number, b: number, product: number): number {
  const ta = SPLITTER * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = SPLITTER * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}

// These make tables at every start, before an engine compiles them, when taking an array apart by a pattern costs the most.

export function addPairs(a: Pair, b: Pair): Pair {
  const sum = twoSum(a[0], b[0]);
  return twoSum(sum[0], sum[1] + (a[1] + b[1]));
}

export function multiplyPairs(a: Pair, b: Pair): Pair {
  const product = a[0] * b[0];
  return twoSum(product, productError(a[0], b[0], product) + (a[0] * b[1] + a[1] * b[0]));
}

export function dividePairs(a: Pair, b: Pair): Pair {
  const first = a[0] / b[0];
  const rest = addPairs(a, multiplyPairs(b, [-first, 0]));
  return twoSum(first, rest[0] / b[0]);
}
