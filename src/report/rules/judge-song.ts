// Judge song: what a profile makes of the findings of a song, and of its limits.
import { compareFindings, type Finding, type Severity } from '../../inspect/finding.ts';
import { fileDamage, noSound } from './file-rules.ts';
import { judgeLimit, LIMIT_RULES, type HeardSong } from './limit-rules.ts';
import { LEAST_CONFIDENCE_TO_RAISE, type RuleProfile } from './rule-profile.ts';

export interface JudgedFindings {
  /** Worst first. */
  readonly findings: Finding[];
  readonly mixNotes: Finding[];
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Findings with the profile's severities, without those it turns off, with damage of the file and what breaks the limits. */
export function judgeSong(song: HeardSong, profile: RuleProfile): JudgedFindings {
  const judged = (findings: readonly Finding[]): Finding[] =>
    findings.flatMap((finding) => judgeFinding(finding, profile)).sort(compareFindings);
  return {
    findings: judged([...fileFaults(song), ...song.findings, ...brokenLimits(song, profile)]),
    mixNotes: judged(song.mixNotes),
  };
}

function fileFaults({ notes = [], measurements }: HeardSong): Finding[] {
  return [...fileDamage(notes), ...noSound(measurements.peak)];
}

function brokenLimits(song: HeardSong, profile: RuleProfile): Finding[] {
  return LIMIT_RULES.flatMap((rule) => {
    const limit = profile.limits[rule.id];
    const broken = limit === undefined ? null : judgeLimit(rule, limit, song);
    return broken === null ? [] : [{ ...broken, severity: rule.severity }];
  });
}

function judgeFinding(finding: Finding, profile: RuleProfile): Finding[] {
  const wanted = profile.rules[finding.code] ?? finding.severity;
  if (wanted === 'off') return [];
  const asked = profile.warningsAreErrors && wanted === 'warning' ? 'error' : wanted;
  const raised = RANK[asked] < RANK[finding.severity];
  if (raised && finding.confidence < LEAST_CONFIDENCE_TO_RAISE) return [finding];
  return [{ ...finding, severity: asked }];
}
