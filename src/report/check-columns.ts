// Check columns: every column that a table of checked files can show and be sorted by.
import type { CheckRecord } from './check-record.ts';
import { clock, fixed, rate } from './figures.ts';
import { groupFindings } from './finding-groups.ts';
import { open, standing } from './standing.ts';

export interface CheckColumn {
  /** As it is asked for. */
  readonly id: string;
  readonly head: string;
  readonly side: 'left' | 'right';
  /** For sorting and for programs; null where there is no such value. */
  value(record: CheckRecord): string | number | null;
  /** For people. */
  text(record: CheckRecord): string;
}

type Read = (record: CheckRecord) => number | null;

const figure = (id: string, head: string, value: Read, digits = 1): CheckColumn => ({
  id,
  head,
  side: 'right',
  value,
  text: (record) => fixed(value(record), digits),
});

const word = (id: string, head: string, value: (record: CheckRecord) => string): CheckColumn => ({
  id,
  head,
  side: 'left',
  value,
  text: value,
});

const many = (id: string, head: string, severity: string): CheckColumn =>
  figure(id, head, (record) => standing(record).filter((one) => one.severity === severity).length, 0);

/** The whole list of codes, each once, worst first. */
const codes = (record: CheckRecord): string =>
  [...new Set(groupFindings(open(record.findings)).map((group) => group.code))].join(' ') || 'none';

export const CHECK_COLUMNS: readonly CheckColumn[] = [
  word('file', 'File', ({ path }) => path),
  {
    id: 'length',
    head: 'Length',
    side: 'right',
    value: ({ format }) => format.durationS,
    text: ({ format }) => clock(format.durationS, 0),
  },
  word('format', 'Format', ({ format }) => format.container),
  word('codec', 'Codec', ({ format }) => format.codec),
  {
    id: 'rate',
    head: 'Rate',
    side: 'right',
    value: ({ format }) => format.sampleRateHz,
    text: ({ format }) => rate(format.sampleRateHz),
  },
  figure('bits', 'Bits', ({ format }) => format.bits, 0),
  figure('channels', 'Ch', ({ format }) => format.channels, 0),
  figure('lufs', 'LUFS', ({ loudness }) => loudness.integratedLufs),
  figure('lra', 'LRA', ({ loudness }) => loudness.rangeLu),
  figure('momentary', 'Max M', ({ loudness }) => loudness.maxMomentaryLufs),
  figure('short-term', 'Max S', ({ loudness }) => loudness.maxShortTermLufs),
  figure('peak', 'dBTP', ({ peak }) => peak.truePeakDbtp),
  figure('sample-peak', 'dBFS', ({ peak }) => peak.samplePeakDbfs),
  figure('crest', 'Crest', ({ dynamics }) => dynamics.crestDb),
  figure('plr', 'PLR', ({ dynamics }) => dynamics.plrDb),
  figure('psr', 'PSR', ({ dynamics }) => dynamics.psrDb),
  figure('dr', 'DR', ({ dynamics }) => dynamics.dr14, 0),
  many('errors', 'Errors', 'error'),
  many('warnings', 'Warnings', 'warning'),
  many('notes', 'Notes', 'note'),
  figure(
    'waived',
    'Waived',
    (record) => [...record.findings, ...record.mixNotes].filter((one) => one.waived).length,
    0,
  ),
  {
    id: 'findings',
    head: 'Findings',
    side: 'left',
    value: (record) => open(record.findings).length,
    text: codes,
  },
];

/** What a table shows unless told. */
export const USUAL_COLUMNS: readonly string[] = [
  'file',
  'length',
  'lufs',
  'lra',
  'peak',
  'plr',
  'dr',
  'findings',
];

export function columnById(id: string): CheckColumn | undefined {
  return CHECK_COLUMNS.find((column) => column.id === id);
}

export const columnIds = (): string => CHECK_COLUMNS.map(({ id }) => id).join(', ');

export interface SortOrder {
  readonly column: CheckColumn;
  readonly falling: boolean;
}

/** Equal values keep their order; what has no value comes last, whichever way. */
export function sortRecords(records: readonly CheckRecord[], order: SortOrder | null): CheckRecord[] {
  if (order === null) return [...records];
  const { column, falling } = order;
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : Number(a > b));
  return [...records].sort((left, right) => {
    const a = column.value(left);
    const b = column.value(right);
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return falling ? compare(b, a) : compare(a, b);
  });
}
