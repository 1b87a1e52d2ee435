// Delivered words: what each finished file is for.
import { rate } from '../../report/figures.ts';
import type { Report } from '../../report/report.ts';
import { purposeWords } from '../../report/words.ts';
import type { DeliveredFile } from '../engine/protocol.ts';

const RECORDS: Readonly<Record<string, string>> = {
  'plan.json': 'The moves, to edit and render again.',
  'report.html': 'The whole story with its pictures, for any browser.',
  'report.json': 'The same as figures, for other programs.',
};

export function deliveredWords({ name }: DeliveredFile, report: Report): string {
  const sound = report.files.find(({ path }) => path === name);
  if (!sound) return RECORDS[name] ?? '';
  const { bits, sampleRateHz } = sound.record.format;
  return `${purposeWords(sound.purpose)}. ${bits} bit, ${rate(sampleRateHz)},`;
}
