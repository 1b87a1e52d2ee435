// Compared figures: the measurements a musician cares for, before, after and the change between.
import { change, fixed, level } from './figures.ts';
import type { Report } from './report.ts';

export interface ComparedFigure {
  readonly name: string;
  /** In plain words, for whoever does not live with these terms. */
  readonly gloss: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

export function comparedFigures({ before, after }: Pick<Report, 'before' | 'after'>): ComparedFigure[] {
  const row = (
    name: string,
    gloss: string,
    unit: string,
    changeUnit: string,
    [from, to]: readonly [number | null, number | null],
  ): ComparedFigure => ({
    name,
    gloss,
    before: level(from, unit),
    after: level(to, unit),
    change: from === null || to === null ? fixed(null) : change(to - from, changeUnit),
  });
  const l = [before.loudness, after.loudness] as const;
  const p = [before.peak, after.peak] as const;
  const d = [before.dynamics, after.dynamics] as const;
  return [
    row('Loudness', 'how loud the whole song feels', 'LUFS', 'LU', [
      l[0].integratedLufs,
      l[1].integratedLufs,
    ]),
    row('Loudest 3 seconds', 'the chorus at its fullest', 'LUFS', 'LU', [
      l[0].maxShortTermLufs,
      l[1].maxShortTermLufs,
    ]),
    row('Loudness range', 'from the quiet parts to the loud ones', 'LU', 'LU', [l[0].rangeLu, l[1].rangeLu]),
    row('True peak', 'the highest point, also between the samples', 'dBTP', 'dB', [
      p[0].truePeakDbtp,
      p[1].truePeakDbtp,
    ]),
    row('Peak over loudness', 'room for drums to jump out: 8 dB is dense, 14 dB open', 'dB', 'dB', [
      d[0].plrDb,
      d[1].plrDb,
    ]),
    row('The same, typical 3 seconds', 'punch from moment to moment', 'dB', 'dB', [d[0].psrDb, d[1].psrDb]),
  ];
}
