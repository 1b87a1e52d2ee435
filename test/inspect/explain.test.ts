// Explain: a fault is told once, and nothing is hidden that lies elsewhere.
import { describe, expect, it } from 'vitest';
import { unexplained } from '../../src/inspect/explain.ts';
import type { Finding, FindingChannel, Severity } from '../../src/inspect/finding.ts';

function found(
  code: string,
  startS: number | null,
  endS: number | null,
  channel: FindingChannel | null = 'both',
  severity: Severity = 'warning',
): Finding {
  return { code, severity, confidence: 0.9, channel, startS, endS, value: null, unit: null };
}

const codes = (findings: readonly Finding[]): string[] => unexplained(findings).map(({ code }) => code);

describe('one fault is told once', () => {
  it('drops the ticks at the edges of a repeated buffer', () => {
    const findings = [found('repeat', 1, 1.02), found('click', 1.0201, 1.0202), found('skip', 0.9999, 1)];
    expect(codes(findings)).toEqual(['repeat']);
  });

  it('keeps what lies elsewhere, before, after or across', () => {
    const elsewhere = [found('click', 0.9, 0.9001), found('click', 1.03, 1.0301), found('skip', 0.5, 2)];
    expect(unexplained([found('repeat', 1, 1.02), ...elsewhere])).toHaveLength(4);
  });

  it('keeps what is heard on the other side only', () => {
    expect(codes([found('dropout', 1, 1.1, 'left'), found('click', 1.05, 1.0501, 'right')])).toEqual([
      'dropout',
      'click',
    ]);
    expect(codes([found('dropout', 1, 1.1, 'left'), found('click', 1.05, 1.0501, 'both')])).toEqual([
      'dropout',
    ]);
  });

  it('never drops the cause, nor two of one kind, nor what has no place', () => {
    const findings = [found('repeat', 1, 1.02), found('repeat', 1, 1.02), found('click', null, null)];
    expect(unexplained(findings)).toEqual(findings);
  });

  it('lets no guess hide what is surer than it', () => {
    const skip = found('discontinuity', 1.2, 1.2, 'right');
    expect(codes([found('polarity', 1, 1.4, 'both', 'note'), skip])).toEqual(['polarity', 'discontinuity']);
    expect(codes([found('polarity', 1, 1.4, 'both', 'warning'), skip])).toEqual(['polarity']);
  });

  it('lets a side that is turned over explain the breaks of a side, not of both', () => {
    const turned = found('polarity', 1, 2);
    expect(codes([turned, found('discontinuity', 0.8, 0.8, 'right')])).toEqual(['polarity']);
    expect(codes([turned, found('skip', 1.5, 1.5, 'both')])).toEqual(['polarity', 'skip']);
    expect(codes([turned, found('discontinuity', 0.7, 0.7, 'right')])).toHaveLength(2);
  });

  it('knows the ends of a step to a twentieth of a second', () => {
    expect(codes([found('dc-step', 1, 2), found('skip', 0.95, 0.95)])).toEqual(['dc-step']);
    expect(codes([found('dc-step', 1, 2), found('skip', 0.9, 0.9)])).toHaveLength(2);
  });

  it('lets a plosive explain its beginning only', () => {
    const breaks = [found('skip', 1.01, 1.01), found('skip', 1.06, 1.06)];
    expect(unexplained([found('plosive', 1, 1.1), ...breaks])).toHaveLength(2);
  });
});
