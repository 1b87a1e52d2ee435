// Ceiling table: how each lossy file of a delivery came under its ceiling, before and after, for a spreadsheet.
import { CEILING_TABLE, type DigitalPaper } from '../../deliver/digital/digital-paper.ts';
import type { Paper } from '../../deliver/delivery.ts';
import { csvText } from '../csv-text.ts';

const HEAD = [
  'file',
  'ceiling dBTP',
  'master dBTP',
  'decoded before dBTP',
  'turned by dB',
  'decoded after dBTP',
  'times encoded',
];

/** A line a file. */
export function ceilingTable({ proofs }: DigitalPaper): Paper[] {
  const lines = proofs.map((proof) => [
    proof.name,
    proof.ceilingDbtp,
    hundredths(proof.masterDbtp),
    hundredths(proof.beforeDbtp),
    proof.gainDb,
    hundredths(proof.afterDbtp),
    proof.rounds,
  ]);
  return [{ name: CEILING_TABLE, text: csvText([HEAD, ...lines]) }];
}

const hundredths = (value: number | null): number | null =>
  value === null ? null : Math.round(100 * value) / 100;
