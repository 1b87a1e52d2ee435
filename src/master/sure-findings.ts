// Sure findings: which findings are sure enough that somebody may act on them unasked, and the figures they tell.
import type { Finding } from '../inspect/finding.ts';
import type { Analysis } from './analysis.ts';

/**
 * Least confidence by code. `told`: a note is never acted on; otherwise how loud it is decides over notes and warnings, and
 * what is quiet in a quiet mix is loud in its master. Limits lie between clean pieces and planted faults
 * (docs/theory/judgement.md, repair): a click note is at most 0.7 sure, a hum of the music's own 0.7, rumble of 24 dB
 * under the lows 0.715.
 */
const LEAST: Readonly<Record<string, { readonly confidence: number; readonly told: boolean }>> = {
  click: { confidence: 0.75, told: true },
  pop: { confidence: 0.75, told: true },
  'bit-error': { confidence: 0.9, told: true },
  crackle: { confidence: 0.8, told: true },
  dropout: { confidence: 0.8, told: true },
  gap: { confidence: 0.8, told: true },
  'channel-dropout': { confidence: 0.8, told: true },
  'buffer-glitch': { confidence: 0.8, told: true },
  'level-dip': { confidence: 0.8, told: true },
  'dc-step': { confidence: 0.8, told: true },
  clipping: { confidence: 0.7, told: true },
  hum: { confidence: 0.77, told: false },
  rumble: { confidence: 0.715, told: false },
  polarity: { confidence: 0.6, told: true },
  'channel-delay': { confidence: 0.85, told: true },
};

/** Findings of one code that nobody waived and that are sure enough, in their order; none of a code that nobody acts on. */
export function sureFindings({ findings }: Analysis, code: string): Finding[] {
  const least = LEAST[code];
  if (least === undefined) return [];
  return findings.filter(
    (finding) =>
      finding.code === code &&
      finding.waived === undefined &&
      finding.confidence >= least.confidence &&
      !(least.told && finding.severity === 'note'),
  );
}

/**
 * What a reason tells of findings, read again from an analysis. `found-CODE`: how many there are that are sure;
 * `found-CODE-db`: the level of the loudest of them in dB against the loudness of the song; `found-CODE-ms`: the first one's
 * value. null where there are none, for the latter two, and for other keys.
 */
export function foundValue(key: string, analysis: Analysis): number | null {
  const [, code, unit] = /^found-([a-z-]+?)(-db|-ms)?$/.exec(key) ?? [];
  if (code === undefined || LEAST[code] === undefined) return null;
  const found = sureFindings(analysis, code);
  if (unit === undefined) return found.length;
  const values = found.flatMap(({ value }) => value ?? []);
  if (unit === '-ms') return values[0] ?? null;
  const { integratedLufs } = analysis.measurements.loudness;
  return values.length === 0 || integratedLufs === null ? null : Math.max(...values) - integratedLufs;
}
