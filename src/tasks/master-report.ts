// Master report: what was heard, planned, written and found again, put together as the Report.
import type { Acceptance, WordLength } from '../deliver/finish/written-files.ts';
import type { TagNote } from '../files/tags/tag-carrier.ts';
import type { LoudnessCost } from '../master/loudness/loudness-cost.ts';
import type { Plan } from '../master/plan.ts';
import type { ExplainRecord } from '../report/explain-record.ts';
import type { Style } from '../master/style/style.ts';
import { checkRecord } from '../report/check-record.ts';
import { corridorOf } from '../report/corridor.ts';
import type { GainReductionTrace, Report, Verification, WrittenFile } from '../report/report.ts';
import type { AnalysedSong } from './analyse-song.ts';
import { TOOL } from './version.ts';

/** One accepted file and the name it will bear. */
export interface NamedAcceptance extends Acceptance {
  readonly name: string;
  readonly wordLength: WordLength;
  readonly tagNotes: readonly TagNote[];
}

export interface ReportParts {
  readonly mixPath: string;
  readonly mix: AnalysedSong;
  readonly plan: Plan;
  /** By which it was judged; null where nobody knows the one that its plan names. */
  readonly style: Style | null;
  readonly cost: LoudnessCost | null;
  readonly explained: ExplainRecord | null;
  /** The first is the 24-bit master. */
  readonly accepted: readonly NamedAcceptance[];
  readonly verification: Verification;
  readonly gainReduction: GainReductionTrace | null;
  readonly date: string | null;
}

export function masterReport(parts: ReportParts): Report {
  const { mixPath, mix, plan, style, cost, explained, accepted, verification, gainReduction, date } = parts;
  const { measurements } = mix.analysis;
  return {
    version: 1,
    tool: TOOL,
    date,
    source: checkRecord(mixPath.split(/[\\/]/).at(-1) ?? mixPath, mix.file, mix.analysis),
    notes: mix.notes,
    plan,
    before: measurements,
    after: accepted[0]!.analysis.measurements,
    verification,
    corridor: style && corridorOf(style, measurements.spectrum),
    gainReduction,
    cost,
    ...(explained === null ? {} : { explained }),
    files: accepted.map(writtenFile),
  };
}

function writtenFile(accepted: NamedAcceptance): WrittenFile {
  const { name, rule, bytes, sha256, soundSha256, format, analysis, wordLength, tagNotes } = accepted;
  const record = checkRecord(name, format, analysis);
  const told = tagNotes.length === 0 ? {} : { tagNotes };
  return { path: name, bytes, sha256, soundSha256, purpose: rule.purpose, wordLength, ...told, record };
}
