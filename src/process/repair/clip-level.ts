// Clip level: where a channel's wave runs into a ceiling, above or below.

/** What lies so near the ceiling is cut: a step of 16 bits and its dither, or so much of the level. */
const TOLERANCE = 2.2 / 32768;
const TOLERANCE_SHARE = 1e-4;
/** A ceiling is touched by so many samples, two of them side by side: a crest that only peaks is not. */
const LEAST_TOUCHING = 3;
/**
 * Round crests have as many samples in the next three widths below as in the uppermost (the square root's law); below a
 * ceiling the wave is steep.
 */
const BELOW_WIDTHS = 4;
const LEAST_STEEP = 2;

/** Samples that come so near the ceiling tell how far the wave would have gone above it. */
const NEAR_SHARE = 0.05;

/** The ceiling on one side (1 above, -1 below) of one place, as it becomes known. */
export class ClipLevel {
  private readonly side: number;
  /** Size of the ceiling; 0: none known. */
  ceiling = 0;
  /** How high crests are above the ceiling, as a rule; 0 where none is known. */
  excess = 0;

  constructor(side: number) {
    this.side = side;
  }

  forget(): void {
    this.ceiling = 0;
    this.excess = 0;
  }

  /** Samples from here on, times the side, are cut; Infinity where no ceiling is known. */
  get threshold(): number {
    const { ceiling } = this;
    return ceiling > 0 ? ceiling - Math.max(TOLERANCE, TOLERANCE_SHARE * ceiling) : Number.POSITIVE_INFINITY;
  }

  /** Looks for the ceiling among samples as they came. What rises above the one known shows that it was none. */
  look(x: Float64Array, from: number, to: number): void {
    const { side } = this;
    let highest = 0;
    for (let n = from; n < to; n++) highest = Math.max(highest, side * x[n]!);
    if (highest <= this.ceiling || highest === 0) return;
    const width = Math.max(TOLERANCE, TOLERANCE_SHARE * highest);
    const least = highest - width;
    let below = 0;
    let touching = 0;
    let pairs = 0;
    for (let n = from; n < to; n++) {
      if (side * x[n]! < highest - BELOW_WIDTHS * width) continue;
      if (side * x[n]! < least) {
        below++;
        continue;
      }
      touching++;
      if (n > from && side * x[n - 1]! >= least) pairs++;
    }
    const isCeiling = pairs > 0 && touching >= Math.max(LEAST_TOUCHING, LEAST_STEEP * below);
    if (isCeiling || highest > this.ceiling + width) this.ceiling = isCeiling ? highest : 0;
  }

  /**
   * Learns the usual excess. A parabola of height h that is cut over n frames meets the ceiling with a slope of 4 h / n on
   * both sides: n samples are cut, n / 2h lie in every unit just below. Music that was pressed flat before has many there.
   */
  weigh(x: Float64Array, from: number, to: number): void {
    const { side, ceiling, threshold } = this;
    this.excess = 0;
    if (ceiling === 0) return;
    const low = ceiling * (1 - NEAR_SHARE);
    let cut = 0;
    let below = 0;
    for (let n = from; n < to; n++) {
      const size = side * x[n]!;
      if (size < low) continue;
      if (size >= threshold) cut++;
      else below++;
    }
    this.excess = (0.5 * NEAR_SHARE * ceiling * cut) / Math.max(1, below);
  }
}
