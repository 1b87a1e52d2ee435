// Nearest name: slips find the name that was meant, and strangers find none.
import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/signal/nearest-name.ts';

const KNOWN = ['thresholdDb', 'ratio', 'attackMs', 'releaseMs', 'gainDb', 'mix', 'width', 'de-esser'];

describe('nearestName', () => {
  it.each([
    ['a letter missing', 'tresholdDb', 'thresholdDb'],
    ['a letter too many', 'rattio', 'ratio'],
    ['a wrong letter', 'retio', 'ratio'],
    ['neighbours swapped', 'ratoi', 'ratio'],
    ['capitals', 'RATIO', 'ratio'],
    ['another hyphen', 'de_esser', 'de-esser'],
    ['no unit', 'threshold', 'thresholdDb'],
    ['another unit', 'attackS', 'attackMs'],
    ['the name itself', 'mix', 'mix'],
  ])('finds %s', (_, given, meant) => {
    expect(nearestName(given, KNOWN)).toBe(meant);
  });

  it.each(['', '   ', 'q', 'sparkle', 'xy', 'x'.repeat(100_000)])('finds none for %j', (given) => {
    expect(nearestName(given, KNOWN)).toBe(null);
  });

  it('takes the fewest slips, and of equals the first', () => {
    expect(nearestName('bat', ['cats', 'bad', 'cat', 'bat'])).toBe('bat');
    expect(nearestName('bat', ['cat', 'rat'])).toBe('cat');
    expect(nearestName('anything', [])).toBe(null);
  });
});
