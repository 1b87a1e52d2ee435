// Rounded: figures of long rows, short enough to be kept as text.

/** To so many decimals (0 to 6), without a negative zero. */
export function rounded(value: number, decimals: number): number {
  const scale = SCALES[decimals]!;
  return Math.round(value * scale) / scale + 0;
}

const SCALES = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

export function roundedOrNull(value: number | null, decimals: number): number | null {
  return value === null || !Number.isFinite(value) ? null : rounded(value, decimals);
}
