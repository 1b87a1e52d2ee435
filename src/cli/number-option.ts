// Number option: numbers of the command line, told with their range where they are none.
import { InvalidArgumentError } from 'commander';

/** A number from `min` to `max`, whole or not. */
export function numberIn(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };
}

/** More than any machine that masters records has. */
const MOST_THREADS = 64;

/** A whole number from 1 to 64. */
export function threadCount(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST_THREADS) return value;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_THREADS}.`);
}
