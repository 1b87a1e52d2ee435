// Shadows: what follows from another fault is dropped or softened; what stands by itself is left.
import { describe, expect, it } from 'vitest';
import { withoutShadows } from '../../src/inspect/shadows.ts';
import type { Finding } from '../../src/inspect/finding.ts';

function found(code: string, more: Partial<Finding> = {}): Finding {
  const whole = { channel: 'both', startS: null, endS: null, value: null, unit: null } as const;
  return { code, severity: 'warning', confidence: 0.9, ...whole, ...more };
}

const told = (...findings: Finding[]): string[] =>
  withoutShadows(findings).map(({ code, severity }) => `${severity} ${code}`);

describe('shadows', () => {
  it('takes from a late side that the sides oppose, and from a step that the mean is off', () => {
    expect(told(found('channel-delay'), found('antiphase'))).toEqual(['warning channel-delay']);
    const step = found('dc-step', { startS: 1, endS: 2 });
    expect(told(step, found('dc-offset', { value: 0.8 }))).toEqual(['warning dc-step']);
  });

  it('keeps lows that oppose as the likelier cause of sides that oppose, but not beside a side turned over', () => {
    expect(told(found('antiphase'), found('low-antiphase'))).toHaveLength(2);
    expect(told(found('polarity', { startS: 0, endS: 9 }), found('low-antiphase'))).toEqual([
      'warning polarity',
    ]);
  });

  it('lets no guess take away what is surer', () => {
    expect(told(found('channel-delay', { severity: 'note' }), found('antiphase'))).toHaveLength(2);
  });

  it('drops overs that ring around a wrap, on that side and there', () => {
    const wrap = found('overflow', { severity: 'error', startS: 1, endS: 1.01, channel: 'left' });
    const over = (startS: number, channel: Finding['channel']) =>
      found('intersample-over', { startS, endS: startS + 0.5, channel });
    expect(told(wrap, over(0.8, 'left'))).toEqual(['error overflow']);
    expect(told(wrap, over(0.8, 'right'))).toHaveLength(2);
    expect(told(wrap, over(2, 'left'))).toHaveLength(2);
  });

  it('only notes breaks in clipped places, and leaves them elsewhere', () => {
    const clipped = found('clipping', { severity: 'error', startS: 1, endS: 2 });
    expect(told(clipped, found('click', { startS: 1.5, endS: 1.5 }))).toEqual([
      'error clipping',
      'note click',
    ]);
    expect(told(clipped, found('click', { startS: 1.5, endS: 1.5, channel: null }))[1]).toBe('note click');
    expect(told(clipped, found('click', { startS: 2.5, endS: 2.5 }))).toEqual([
      'error clipping',
      'warning click',
    ]);
  });

  it('only notes a small offset of bent waves; a large one has another cause', () => {
    const bent = found('distortion');
    expect(told(bent, found('dc-offset', { value: -0.4 }))).toEqual(['warning distortion', 'note dc-offset']);
    expect(told(bent, found('dc-offset', { value: -2 }))).toEqual([
      'warning distortion',
      'warning dc-offset',
    ]);
    expect(told(found('dc-offset', { value: 0.4 }))).toEqual(['warning dc-offset']);
  });
});
