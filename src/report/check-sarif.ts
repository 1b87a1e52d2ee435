// Check SARIF: the findings as code hosts and editors read them (OASIS SARIF 2.1.0).
import { artifactUri } from './artifact-uri.ts';
import type { CheckOutcome } from './check-outcome.ts';
import type { CheckedFinding, CheckFault, CheckRecord } from './check-record.ts';
import { clock } from './figures.ts';
import { ruleList, severityIn } from './rules/rule-list.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** One run. Every rule is listed; a waived finding carries an accepted suppression with its note. */
export function checkSarif(outcome: CheckOutcome): string {
  const rules = sarifRules(outcome);
  const indexOf = new Map(rules.map(({ id }, i) => [id, i]));
  const results = outcome.records.flatMap((record) =>
    [...record.findings, ...record.mixNotes].map((finding) => result(record, finding, indexOf)),
  );
  const notifications = outcome.faults.map(notification);
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Lacquer', version: outcome.tool.version, rules } },
        invocations: [
          { executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications },
        ],
        artifacts: outcome.records.map(artifact),
        results,
        properties: { profile: outcome.profile.id, quick: outcome.quick },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifRules({ profile }: CheckOutcome) {
  return ruleList().map((rule) => {
    const severity = severityIn(profile, rule);
    const fixed = severity === null || severity === 'as found' ? null : severity;
    return {
      id: rule.id,
      shortDescription: { text: firstSentence(rule.words) },
      fullDescription: { text: rule.words },
      help: { text: `${rule.words} ${rule.cure}`, markdown: `${rule.words}\n\n**What to do:** ${rule.cure}` },
      ...(fixed === null ? {} : { defaultConfiguration: configuration(fixed) }),
      properties: { tags: ['audio', rule.kind] },
    };
  });
}

function configuration(severity: string): { enabled: boolean; level?: string } {
  return severity === 'off' ? { enabled: false } : { enabled: true, level: severity };
}

const firstSentence = (words: string): string => /^.*?[.!?](?=\s|$)/s.exec(words)?.[0] ?? words;

function artifact({ path, format }: CheckRecord) {
  const { container, codec, sampleRateHz, channels, bits, durationS } = format;
  return {
    location: { uri: artifactUri(path) },
    roles: ['analysisTarget'],
    properties: { container, codec, sampleRateHz, channels, bits, durationS },
  };
}

function result(record: CheckRecord, finding: CheckedFinding, indexOf: ReadonlyMap<string, number>) {
  const { code, severity, confidence, channel, startS, endS, value, unit, words, cure, waived } = finding;
  const place = startS === null ? '' : ` At ${clock(startS, 3)}.`;
  const index = indexOf.get(code);
  return {
    ruleId: code,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: severity,
    message: { text: `${words}${place} ${cure}`.trim() },
    locations: [
      {
        // Sound has no lines; code hosts show only what has one.
        physicalLocation: {
          artifactLocation: { uri: artifactUri(record.path) },
          region: { startLine: 1 },
        },
        properties: { startS, endS, channel },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `${fingerprint(finding)}:1` },
    ...(waived === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: waived.note }] }),
    properties: { confidence, value, unit },
  };
}

/** The same for the same finding in the next run: to a tenth of a second. */
function fingerprint({ code, channel, startS }: CheckedFinding): string {
  return `${code}-${channel ?? 'all'}-${startS === null ? 'file' : Math.round(startS * 10)}`;
}

function notification({ path, code, words, cure }: CheckFault) {
  return {
    level: 'error',
    message: { text: `${words} ${cure}`.trim() },
    descriptor: { id: code },
    locations: [{ physicalLocation: { artifactLocation: { uri: artifactUri(path) } } }],
  };
}
