// Check verdict: how a checked file stands, in one sentence.
import type { CheckRecord } from '../check-record.ts';
import { groupFindings } from '../finding-groups.ts';
import { open } from '../standing.ts';
import { things } from '../verdict.ts';

/** Worst first; what was waived does not count. */
export function checkVerdict({ peak, findings, mixNotes }: CheckRecord): string {
  if (peak.samplePeakDbfs === null) return 'There is no sound in this file: every sample is zero.';
  const groups = groupFindings(open(findings));
  const kinds = (severity: string): number => groups.filter((group) => group.severity === severity).length;
  const errors = kinds('error');
  const warnings = kinds('warning');
  const notes = groups.length - errors - warnings;
  const mix = groupFindings(open(mixNotes)).length;
  const forMix = mix === 0 ? '' : `, with ${things(mix, 'thought', 'thoughts')} for the mix`;
  if (errors > 0)
    return `${capital(things(errors, 'fault', 'faults'))} to mend${warnings === 0 ? '' : ` and ${things(warnings, 'thing', 'things')} to look at`}${forMix}.`;
  if (warnings > 0)
    return `No fault for certain, but ${things(warnings, 'thing', 'things')} worth a look${forMix}.`;
  if (notes > 0)
    return `Nothing that needs your attention; ${things(notes, 'thing', 'things')} good to know${forMix}.`;
  return `Nothing found that needs your attention${forMix}.`;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
