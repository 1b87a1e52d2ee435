// Verdict: the whole report in one sentence, and what stood between the promise and the result.
import { change, fixed, level } from './figures.ts';
import { limitationWords } from './words-restraints.ts';
import type { Move } from '../master/plan.ts';
import type { Stage } from '../master/stage.ts';
import type { CheckedFinding } from './check-record.ts';
import type { Report } from './report.ts';

/** Smaller differences of loudness are not told as a change. */
const LEAST_TOLD_LU = 0.3;

/** As much of a report as its sentence needs, so that a master which is not written yet can be told too. */
export interface Judged extends Pick<Report, 'before' | 'after' | 'plan'> {
  readonly source: { readonly findings: readonly Pick<CheckedFinding, 'code' | 'severity' | 'waived'>[] };
}

/** One sentence: how the mix is, and what became of it. */
export function verdict(report: Judged): string {
  if (report.before.loudness.integratedLufs === null && report.before.peak.samplePeakDbfs === null) {
    return 'There is no sound in this file, so there was nothing to master.';
  }
  if (report.plan.moves.every((move) => move.strength === 0))
    return `${mixWords(report.source.findings)}; it was left exactly as it is.`;
  return `${mixWords(report.source.findings)}, ${doneWords(report)}.`;
}

function mixWords(findings: Judged['source']['findings']): string {
  const kinds = (severity: string): number =>
    new Set(findings.filter((f) => f.severity === severity && f.waived === undefined).map((f) => f.code))
      .size;
  const errors = kinds('error');
  const warnings = kinds('warning');
  if (errors > 0) return `A mix with ${things(errors, 'fault', 'faults')} that should be mended first`;
  if (warnings > 0) return `A mix with ${things(warnings, 'thing', 'things')} worth a second look`;
  return 'A clean mix';
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `one thing`, `two things`, `12 things`. */
export function things(count: number, one: string, many: string): string {
  return `${NUMBERS[count] ?? count} ${count === 1 ? one : many}`;
}

/** What a stage's moves come to in a few words; the loudness is told apart. */
const STAGE_DEEDS: Partial<Readonly<Record<Stage, string>>> = {
  repair: 'its damage mended',
  balance: 'its channels set right',
  resonance: 'its sharp edges eased',
  tone: 'its tone gently corrected',
  dynamics: 'its dynamics evened',
  'low-end': 'its bass put in order',
  colour: 'a little colour added',
  width: 'its width set',
  own: 'your own moves made',
};
/** Offset and rumble go unheard: nothing to speak of in one sentence. */
const UNHEARD = new Set(['dc', 'rumble']);

/** Led by a reference; told as one. */
function isMatch({ id }: Move): boolean {
  return id.startsWith('match-');
}

function doneWords(report: Judged): string {
  const done = report.plan.moves.filter((move) => move.strength > 0 && !UNHEARD.has(move.id));
  const isMatched = done.some(isMatch);
  const stages = new Set(done.filter((move) => !isMatch(move)).map((move) => move.stage));
  const deeds = [...stages].map((stage) => STAGE_DEEDS[stage] ?? '').filter((words) => words !== '');
  return listed([loudnessWords(report), ...(isMatched ? ['led by your reference'] : []), ...deeds]);
}

/** `a`, `a, b`, `a, b and c`. */
function listed(parts: readonly string[]): string {
  return parts.length < 3 ? parts.join(', ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function loudnessWords({ before, after }: Judged): string {
  const from = before.loudness.integratedLufs;
  const to = after.loudness.integratedLufs;
  if (from === null || to === null) return 'brought to its ceiling';
  if (Math.abs(to - from) < LEAST_TOLD_LU) return 'kept at its own loudness';
  return to > from ? `made ${level(to - from, 'dB')} louder` : `made ${level(from - to, 'dB')} quieter`;
}

/** How the result stands against the promise; a sentence for each part. */
export function promiseWords({ verification }: Pick<Report, 'verification'>): string[] {
  const { promisedLufs, measuredLufs, ceilingDbtp, truePeakDbtp } = verification;
  const told: string[] = [];
  if (promisedLufs !== null) {
    const differs = measuredLufs === null ? '' : ` (${change(measuredLufs - promisedLufs, 'LU', 2)})`;
    told.push(
      `Loudness: ${level(promisedLufs, 'LUFS')} planned, ${level(measuredLufs, 'LUFS')} measured${differs}.`,
    );
  }
  if (ceilingDbtp !== null) {
    told.push(
      `True peak: ceiling ${level(ceilingDbtp, 'dBTP')}, ${level(truePeakDbtp, 'dBTP', 2)} measured.`,
    );
  }
  if (verification.corrections > 0) {
    told.push(
      `The first result missed the plan and was corrected ${verification.corrections === 1 ? 'once' : 'twice'}.`,
    );
  }
  return [...told, ...verification.stoppedBy.map(limitationWords)];
}

/** How to hear the difference fairly; empty when loudness cannot be compared. */
export function fairWords(report: Report): string {
  const from = report.before.loudness.integratedLufs;
  const to = report.after.loudness.integratedLufs;
  if (from === null || to === null) return '';
  const difference = to - from;
  if (Math.abs(difference) < 0.05) return 'Mix and master are equally loud: switch between them as they are.';
  const louder = difference > 0 ? 'master' : 'mix';
  return (
    `Turn the ${louder} down by ${level(Math.abs(difference), 'dB')}, then switch between the two. ` +
    `Both then play at ${fixed(Math.min(from, to))} LUFS. Without that, the louder one wins the first seconds, whatever was done to it.`
  );
}
