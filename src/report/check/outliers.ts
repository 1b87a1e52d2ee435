// Outliers: which figures of which files stand apart from the other files of the same check.
import type { CheckColumn } from '../check-columns.ts';
import type { CheckRecord } from '../check-record.ts';
import { fixed } from '../figures.ts';
import { fileNameOf } from './check-report.ts';

export interface Outlier {
  readonly record: CheckRecord;
  /** Id of the column. */
  readonly column: string;
  readonly words: string;
}

/** Fewer files have no middle to stand apart from. */
const FEWEST_FILES = 4;
/** Deviations over this many robust standard deviations are odd, if they are also large enough to matter. */
const ODD_DEVIATIONS = 2.5;
/** Median absolute deviation to standard deviation, for a normal distribution. */
const MAD_TO_SIGMA = 1.4826;

/** Smaller differences between the songs of a release are nothing to tell. */
const LEAST_TOLD: Readonly<
  Record<string, { readonly by: number; readonly what: string; readonly unit: string }>
> = {
  lufs: { by: 2, what: 'louder', unit: 'LU' },
  lra: { by: 5, what: 'wider in loudness', unit: 'LU' },
  peak: { by: 1, what: 'higher in its true peak', unit: 'dB' },
  plr: { by: 4, what: 'freer in its peaks', unit: 'dB' },
  psr: { by: 4, what: 'freer in its peaks', unit: 'dB' },
  dr: { by: 4, what: 'higher in DR', unit: '' },
};
const OPPOSITE: Readonly<Record<string, string>> = {
  louder: 'quieter',
  'wider in loudness': 'narrower in loudness',
  'higher in its true peak': 'lower in its true peak',
  'freer in its peaks': 'tighter in its peaks',
  'higher in DR': 'lower in DR',
};
/** So many of the files make what the others have the usual. */
const USUAL_SHARE = 0.75;
/** Of these, most files of a release have the same. */
const SAME: readonly string[] = ['rate', 'bits', 'channels', 'format', 'codec'];

/** In the order of the files, for the columns that are shown. */
export function outliersOf(records: readonly CheckRecord[], columns: readonly CheckColumn[]): Outlier[] {
  if (records.length < FEWEST_FILES) return [];
  const found = columns.flatMap((column) => [...farFigures(records, column), ...otherKinds(records, column)]);
  return found.sort((a, b) => records.indexOf(a.record) - records.indexOf(b.record));
}

function farFigures(records: readonly CheckRecord[], column: CheckColumn): Outlier[] {
  const told = LEAST_TOLD[column.id];
  const values = records.map((record) => column.value(record)).filter((value) => typeof value === 'number');
  if (told === undefined || values.length < FEWEST_FILES) return [];
  const middle = median(values);
  const spread = MAD_TO_SIGMA * median(values.map((value) => Math.abs(value - middle)));
  const far = Math.max(told.by, ODD_DEVIATIONS * spread);
  return records.flatMap((record) => {
    const value = column.value(record);
    if (typeof value !== 'number' || Math.abs(value - middle) < far) return [];
    const way = value > middle ? told.what : OPPOSITE[told.what]!;
    const by = `${fixed(Math.abs(value - middle))}${told.unit === '' ? '' : `\u00a0${told.unit}`}`;
    const words = `${fileNameOf(record.path)} is ${by} ${way} than the middle of the others (${fixed(middle)}).`;
    return [{ record, column: column.id, words }];
  });
}

/** A file of another kind, where nearly all are of one. */
function otherKinds(records: readonly CheckRecord[], column: CheckColumn): Outlier[] {
  if (!SAME.includes(column.id)) return [];
  const kinds = new Map<string, number>();
  for (const record of records) kinds.set(column.text(record), (kinds.get(column.text(record)) ?? 0) + 1);
  const usual = [...kinds].find(([, files]) => files >= USUAL_SHARE * records.length)?.[0];
  if (usual === undefined) return [];
  return records
    .filter((record) => column.text(record) !== usual)
    .map((record) => ({
      record,
      column: column.id,
      words: `${fileNameOf(record.path)}: ${column.head.toLowerCase()} ${column.text(record)}, where most have ${usual}.`,
    }));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
