// Explained figure: one number with the sentence that says what it means.
import { level } from '../figures.ts';

export interface ExplainedFigure {
  readonly name: string;
  readonly value: string;
  /** What it says, for whoever does not live with these terms. */
  readonly gloss: string;
}

export function figure(name: string, value: string, gloss: string): ExplainedFigure {
  return { name, value, gloss };
}

/** Left out where there is no value. */
export function measured(
  name: string,
  value: number | null | undefined,
  unit: string,
  gloss: string,
  digits = 1,
): ExplainedFigure | null {
  return value === null || value === undefined ? null : figure(name, level(value, unit, digits), gloss);
}
