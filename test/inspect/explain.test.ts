// Explain: a fault is told once, and nothing is hidden that lies elsewhere.
import { describe, expect, it } from 'vitest';
import { unexplained } from '../../src/inspect/explain.ts';
import type { Finding, FindingChannel } from '../../src/inspect/finding.ts';

function found(
  code: string,
  startS: number | null,
  endS: number | null,
  channel: FindingChannel | null = 'both',
): Finding {
  return { code, severity: 'warning', confidence: 0.9, channel, startS, endS, value: null, unit: null };
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
});
