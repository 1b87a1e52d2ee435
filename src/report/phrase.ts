// Phrase: one message in plain words: what it is, and what to do about it.
import type { Finding } from '../inspect/finding.ts';
import { quantity } from './figures.ts';

export interface Phrase {
  /** One or two sentences: what it is and what it sounds like. */
  readonly text: string;
  /** One sentence of cure. */
  readonly cure: string;
}

/** Words by finding code. Times stand beside the words wherever they are shown, so the words leave them out. */
export type FindingTable = Readonly<Record<string, (finding: Finding) => Phrase>>;

export type Facts = Readonly<Record<string, unknown>>;

/** ` (3.2 dB)`, or nothing where there is no figure. */
export function aside(finding: Finding): string {
  return finding.value === null ? '' : ` (${quantity(finding.value, finding.unit)})`;
}

/** `The left channel`, `Both channels`; `One channel` where it is not known which. */
export function side(finding: Finding): string {
  if (finding.channel === null) return 'One channel';
  return finding.channel === 'both' ? 'Both channels' : `The ${finding.channel} channel`;
}

/** What to say of a code that this version has no words for: the bare truth, never silence. */
export function unworded(code: string, facts: Facts): string {
  const told = Object.entries(facts).map(([name, value]) => `${name} ${String(value)}`);
  return told.length > 0 ? `${code} (${told.join(', ')})` : code;
}
