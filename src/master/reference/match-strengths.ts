// Match strengths: reads how much of a reference's tone, width, dynamics and loudness is wanted.
import { Fault } from '../../signal/fault.ts';
import { unknownName } from '../../signal/nearest-name.ts';
import { DEFAULT_STRENGTHS, type MatchStrengths } from './signature.ts';

const PARTS = Object.keys(DEFAULT_STRENGTHS);

/**
 * `80`: of everything; `tone=80,width=50`: of these, the others as usual; in per cent. Faults: `bad-amount` for a number
 * outside 0…100, `unknown-match-part`.
 */
export function parseMatchStrengths(text: string): MatchStrengths {
  if (!text.includes('=')) {
    const share = shareOf(text);
    return { tone: share, width: share, dynamics: share, loudness: share };
  }
  const told = text.split(',').map((part): [string, number] => {
    const [name = '', value = ''] = part.split('=', 2);
    return [partNamed(name.trim()), shareOf(value)];
  });
  return { ...DEFAULT_STRENGTHS, ...Object.fromEntries(told) };
}

function partNamed(name: string): string {
  if (!PARTS.includes(name)) throw unknownName('unknown-match-part', name, PARTS, {});
  return name;
}

function shareOf(text: string): number {
  const percent = text.trim() === '' ? Number.NaN : Number(text);
  if (percent >= 0 && percent <= 100) return percent / 100;
  throw new Fault('bad-amount', 'usage', { value: text, min: 0, max: 100 });
}
