// Section fit: second-order sections in cascade whose magnitude follows an analogue band's up to 20 kHz.
//
// With s = j·tan(ω/2)/tan(ω₀/2) every polynomial of a section is s^m(1 + √A·s + B·s²): whatever positive A and B are, its
// roots lie in the left half plane. So ln A and ln B of all of them, free of any condition, are moved until ln |H|² is
// nearest to the analogue one on a grid of frequencies: least squares by Levenberg (1944) and Marquardt (1963), then
// rounds that weigh each frequency by its error, which press down the largest (Lawson, 1961). Where the sections of the
// prototype do not suffice, one more joins and takes up what the bilinear transform bends near the top.
import { analogueDb, type AnalogueBand } from './analogue-band.ts';
import type { Coefficients } from './biquad.ts';
import { FitProblem, type FitGrid, type Polynomial } from './fit-problem.ts';
import type { Prototype, Terms } from './magnitude-fit.ts';
import { exp, log, tan } from './math.ts';

/** Up to here it is fitted: 20 kHz at 44.1. */
const TOP_SHARE = 0.4537;
/** From there to here only held in place. */
const HELD_SHARE = 0.497;
const HELD_POINTS = 4;
const HELD_WEIGHT = 0.02;
/** The frequency that s is measured from stays below this share of the rate. */
const CENTRE_SHARE = 0.47;
/** ln of a power a decibel. */
const NEPERS_PER_DB = 0.2302585092994046;
/** Good enough to need no further section; good enough to stop. */
const FINE = 0.01 * NEPERS_PER_DB;
const FINEST = 0.004 * NEPERS_PER_DB;
/** Attenuation at which an error counts for half. */
const DEEP_DB = 20;
const SQUARES_STEPS = 16;
const PRESS_ROUNDS = 10;
const PRESS_STEPS = 3;

/** The sections of `band`, stable and of minimum phase; one or first of all where their gain is other than 1. */
export function matchedSections(band: AnalogueBand, rate: number): Coefficients[] {
  const centre = tan((Math.PI * Math.min(band.hz, CENTRE_SHARE * rate)) / rate);
  const reach = squared(tan(Math.PI * TOP_SHARE) / centre);
  const start = band.factors.flatMap((factor, i) => polynomialsOf(factor, reach, i));
  const grid = gridFor(band, rate, centre, start);
  const plain = fit(band, start, grid);
  if (plain.worst <= FINE) return sectionsOf(plain, centre);
  const middle = squared(tan(0.3 * Math.PI) / centre);
  const helped = fit(band, [...plain.result(), ...helper(Math.sqrt(middle * reach))], grid);
  return sectionsOf(helped.worst < plain.worst ? helped : plain, centre);
}

/** 1/H: poles and zeros change places. */
export function invertedSections(sections: readonly Coefficients[]): Coefficients[] {
  return sections.map(({ b0, b1, b2, a1, a2 }) => ({
    b0: 1 / b0,
    b1: a1 / b0,
    b2: a2 / b0,
    a1: b1 / b0,
    a2: b2 / b0,
  }));
}

function fit(band: AnalogueBand, start: readonly Polynomial[], grid: FitGrid): FitProblem {
  const risesFromNothing = start.some(({ m }) => m > 0);
  const lnPower = band.factors.reduce(
    (sum, { numerator, denominator }) => sum + log(firstOf(numerator) / denominator[0]),
    log(band.power),
  );
  const problem = new FitProblem(grid, start, lnPower, risesFromNothing);
  problem.descend(SQUARES_STEPS, FINEST);
  for (let round = 0; round < PRESS_ROUNDS && problem.worst > FINE; round++)
    problem.press(PRESS_STEPS, FINEST);
  return problem;
}

function firstOf(terms: Terms): number {
  return terms.find((c) => c !== 0) ?? 1;
}

/** Numerator and denominator of a section to begin with: the bilinear transform's, but zeros at infinity come near `reach`. */
function polynomialsOf({ numerator, denominator }: Prototype, reach: number, i: number): Polynomial[] {
  const order = denominator[2] === 0 ? 1 : 2;
  const [n0, n1, n2] = numerator;
  const m = n0 !== 0 ? 0 : n1 !== 0 ? 1 : 2;
  const above = n0 === 0 || (n1 === 0 && n2 === 0) ? order - m : 0;
  const far = 0.25 / (reach * (1 + 0.3 * i));
  const zeros: Polynomial =
    m > 0 || above > 0
      ? {
          sign: 1,
          m,
          a: above > 0 ? log(2 * far) : -Infinity,
          b: above > 1 ? log(far) : -Infinity,
          free: above as 0 | 1 | 2,
        }
      : polynomial(1, numerator);
  return [zeros, polynomial(-1, denominator)];
}

/** c0 + c1·v + c2·v² = c0((1 - B·v)² + A·v). Zeros on the axis (A = 0) stay where they are. */
function polynomial(sign: 1 | -1, [c0, c1, c2]: Terms): Polynomial {
  const b = Math.sqrt(c2 / c0);
  const a = c1 / c0 + 2 * b;
  return { sign, m: 0, a: log(a), b: log(b), free: a === 0 ? 0 : c2 === 0 ? 1 : 2 };
}

/** A section that does next to nothing yet, about the point x. */
function helper(x: number): Polynomial[] {
  const b = log(1 / x);
  return [
    { sign: 1, m: 0, a: log(2.2 / x), b, free: 2 },
    { sign: -1, m: 0, a: log(2.1 / x), b, free: 2 },
  ];
}

function gridFor(band: AnalogueBand, rate: number, centre: number, start: readonly Polynomial[]): FitGrid {
  const frequencies = frequenciesFor(band, rate);
  const counted = frequencies.length - HELD_POINTS;
  const risen = start.reduce((sum, { m }) => sum + m, 0);
  const x = Float64Array.from(frequencies, (hz) => squared(tan((Math.PI * hz) / rate) / centre));
  const levels = frequencies.map((hz) => analogueDb(band, hz));
  return {
    x,
    wanted: Float64Array.from(levels, (db, i) => db * NEPERS_PER_DB - risen * log(x[i]!)),
    weight: Float64Array.from(levels, (db, i) => weightOf(db) * (i < counted ? 1 : HELD_WEIGHT)),
    counted,
  };
}

function weightOf(db: number): number {
  const depth = Math.min(0, db) / DEEP_DB;
  return 1 / (1 + depth * depth);
}

/** Six octaves below the centre up to the top, more of them near the top and about every resonance; then those only held. */
function frequenciesFor(band: AnalogueBand, rate: number): number[] {
  const top = TOP_SHARE * rate;
  const middle = Math.min(band.hz, top);
  const wide = Array.from({ length: 20 }, (_, i) => (middle / 64) * exp((i / 20) * log((64 * top) / middle)));
  const high = Array.from({ length: 33 }, (_, i) => top * (0.3 + (0.7 * i) / 32));
  const close = resonancesOf(band)
    .flatMap(pointsAbout)
    .filter((hz) => hz < top);
  const held = Array.from(
    { length: HELD_POINTS },
    (_, i) => top + ((HELD_SHARE - TOP_SHARE) * rate * (i + 1)) / HELD_POINTS,
  );
  return [...wide, ...high, ...close, ...held];
}

interface Resonance {
  readonly hz: number;
  /** Its width as a share of its frequency, 1/Q. */
  readonly width: number;
}

/** The sharpest polynomial at each frequency that polynomials of second order have. Zeros on the axis need no help. */
function resonancesOf({ hz, factors }: AnalogueBand): Resonance[] {
  const sharpest = new Map<number, Resonance>();
  for (const [c0, c1, c2] of factors.flatMap((each) => [each.numerator, each.denominator])) {
    const middle = Math.sqrt(c0 * c2);
    const width = Math.sqrt(c1 / middle + 2);
    if (!(middle > 0 && width > 0)) continue;
    const at = Math.round(64 * log(c0 / c2));
    const known = sharpest.get(at);
    if (known !== undefined && known.width <= width) continue;
    sharpest.set(at, { hz: hz * Math.sqrt(Math.sqrt(c0 / c2)), width });
  }
  return [...sharpest.values()];
}

/** Dense in the middle, two and a half widths or octaves to either side. */
function pointsAbout({ hz, width }: Resonance): number[] {
  const reach = 2.5 * Math.min(1, Math.max(0.01, width));
  return Array.from({ length: 24 }, (_, i) => {
    const u = (i - 11.5) / 11.5;
    return hz * exp(reach * u * Math.abs(u));
  });
}

function sectionsOf(problem: FitProblem, centre: number): Coefficients[] {
  const polynomials = problem.result();
  const gain = exp(0.5 * problem.lnPower);
  return Array.from({ length: polynomials.length / 2 }, (_, i) =>
    sectionOf(polynomials[2 * i]!, polynomials[2 * i + 1]!, i === 0 ? gain : 1, centre),
  );
}

/** s = (1 - z⁻¹) / (centre·(1 + z⁻¹)). */
function sectionOf(above: Polynomial, below: Polynomial, gain: number, centre: number): Coefficients {
  const [p0, p1, p2] = coefficientsOf(above, gain, centre);
  const [q0, q1, q2] = coefficientsOf(below, 1, centre);
  if (p2 === 0 && q2 === 0) {
    const scale = 1 / (q0 + q1);
    return { b0: (p0 + p1) * scale, b1: (p0 - p1) * scale, b2: 0, a1: (q0 - q1) * scale, a2: 0 };
  }
  const scale = 1 / (q0 + q1 + q2);
  return {
    b0: (p0 + p1 + p2) * scale,
    b1: 2 * (p0 - p2) * scale,
    b2: (p0 - p1 + p2) * scale,
    a1: 2 * (q0 - q2) * scale,
    a2: (q0 - q1 + q2) * scale,
  };
}

/** c²·p₀, c·p₁, p₂ of gain · s^m(1 + √A·s + B·s²); of a first-order polynomial without the last. */
function coefficientsOf({ m, a, b }: Polynomial, gain: number, centre: number): [number, number, number] {
  const r1 = exp(0.5 * a);
  const r2 = exp(b);
  const p: readonly number[] = m === 0 ? [1, r1, r2] : m === 1 ? [0, 1, r1] : [0, 0, 1];
  return [gain * p[0]! * centre * centre, gain * p[1]! * centre, gain * p[2]!];
}

function squared(value: number): number {
  return value * value;
}
