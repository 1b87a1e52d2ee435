// Disc format: the measures of the three sizes of discs, their speeds, and how loud sides of a length are usually cut.
import { Fault } from '../../signal/fault.ts';
import type { SideLevel, SideLimit, VinylRules } from '../profiles/profile.ts';

export type DiscInches = 7 | 10 | 12;
export type DiscRpm = 33 | 45;

/**
 * Outermost and innermost radius of modulated grooves, mm. 12" and 7" after J. Boden, Basic Disc Mastering; 10" is the same inner
 * radius on a disc 50 mm smaller (not confirmed by a standard's own text).
 */
export const MODULATED_MM: Readonly<Record<DiscInches, { readonly outer: number; readonly inner: number }>> =
  {
    7: { outer: 84, inner: 54 },
    10: { outer: 121, inner: 60 },
    12: { outer: 146, inner: 60 },
  };

/** Turns a minute. */
export const TURNS: Readonly<Record<DiscRpm, number>> = { 33: 100 / 3, 45: 45 };

/** One revolution. */
export function turnS(rpm: DiscRpm): number {
  return 60 / TURNS[rpm];
}

/** Speed of the groove under the needle, m/s. */
export function grooveSpeed(radiusMm: number, rpm: DiscRpm): number {
  return (2 * Math.PI * (radiusMm / 1000) * TURNS[rpm]) / 60;
}

/** Minutes of a side against level over the reference (lossenderosstudio.com chart 24); what is used where a plant tells nothing. */
const USUAL_MINUTES: Readonly<
  Record<DiscRpm, Readonly<Record<DiscInches, readonly (readonly [minutes: number, levelDb: number])[]>>>
> = {
  33: {
    7: [
      [6.5, 0],
      [7.5, -3],
      [9.5, -6],
    ],
    10: [
      [13, 0],
      [17, -3],
      [19, -6],
    ],
    12: [
      [20, 0],
      [24, -3],
      [28, -6],
    ],
  },
  45: {
    7: [
      [4, 3],
      [5, 0],
      [6, -3],
    ],
    10: [
      [8, 3],
      [10, 0],
      [12, -3],
    ],
    12: [
      [10.5, 3],
      [13.5, 0],
      [16, -3],
    ],
  },
};

export const USUAL_LEVELS: readonly SideLevel[] = ([33, 45] as const).flatMap((rpm) =>
  ([7, 10, 12] as const).flatMap((inches) =>
    USUAL_MINUTES[rpm][inches].map(([minutes, levelDb]) => ({ inches, rpm, minutes, levelDb })),
  ),
);

/** The plant's own limit for the size and speed it is asked for. Fault `no-such-disc` where it has none. */
export function sideLimitOf({ sides, inches, rpm }: VinylRules, profile: string): SideLimit {
  const limit = sides.find((side) => side.inches === inches && side.rpm === rpm);
  if (limit === undefined) throw new Fault('no-such-disc', 'usage', { profile, inches, rpm });
  return limit;
}
