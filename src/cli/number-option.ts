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
