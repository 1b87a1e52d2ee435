// Check batch page: many checked files on one page: a table with what stands apart, then every file, or links to their pages.
import { columnById, type CheckColumn } from '../check-columns.ts';
import type { CheckFault, CheckRecord } from '../check-record.ts';
import { formatWords } from '../format-words.ts';
import { groupFindings } from '../finding-groups.ts';
import { escapeText } from '../markup.ts';
import { items, paragraph, section } from '../page-parts.ts';
import { open } from '../standing.ts';
import { things } from '../verdict.ts';
import { checkDocument, methodFooter } from './check-report-page.ts';
import { fileNameOf, type CheckReport } from './check-report.ts';
import { checkSections } from './check-sections.ts';
import { checkVerdict } from './check-verdict.ts';
import { outliersOf, type Outlier } from './outliers.ts';

export interface CheckBatch {
  /** At least one, in the order in which they are to be told. */
  readonly reports: readonly CheckReport[];
  readonly faults: readonly CheckFault[];
  /** Ids of check-columns. */
  readonly columns: readonly string[];
  /** Where each report's own page lies, relative to this one; null: all stand on this page. */
  readonly pages: readonly string[] | null;
}

export const BATCH_COLUMNS: readonly string[] = [
  'file',
  'length',
  'rate',
  'lufs',
  'lra',
  'peak',
  'plr',
  'dr',
  'errors',
  'warnings',
  'findings',
];

export function checkBatchPage(batch: CheckBatch): string {
  const { reports, faults, pages } = batch;
  const [first] = reports;
  const articles = pages === null ? reports.map((report, i) => article(report, i)).join('\n') : '';
  return checkDocument(
    'Check of several files',
    `<header class="sleeve" id="top"><div>
<h1>${things(reports.length + faults.length, 'file', 'files')} checked</h1>
<p class="verdict">${escapeText(batchVerdict(reports, faults))}</p>
</div></header>
<main>
${table(batch)}${faultsSection(faults)}${articles}</main>
${first === undefined ? '' : methodFooter(first)}`,
  );
}

function batchVerdict(reports: readonly CheckReport[], faults: readonly CheckFault[]): string {
  const worst = reports.map(({ record }) => groupFindings(open(record.findings))[0]?.severity ?? 'none');
  const many = (severity: string): number => worst.filter((one) => one === severity).length;
  const parts = [
    faults.length > 0 ? `${things(faults.length, 'file', 'files')} could not be read` : '',
    many('error') > 0 ? `${things(many('error'), 'file has', 'files have')} faults to mend` : '',
    many('warning') > 0 ? `${things(many('warning'), 'file is', 'files are')} worth a look` : '',
    many('note') + many('none') > 0
      ? `${things(many('note') + many('none'), 'file needs', 'files need')} nothing`
      : '',
  ].filter((words) => words !== '');
  const told = parts.join(', ');
  return `${told.slice(0, 1).toUpperCase()}${told.slice(1)}.`;
}

function table({ reports, columns, pages }: CheckBatch): string {
  const shown = columns.flatMap((id) => columnById(id) ?? []);
  const records = reports.map(({ record }) => record);
  const outliers = outliersOf(records, shown);
  const head = shown.map(
    (column) => `<th scope="col" class="${cellClass(column)}">${escapeText(column.head)}</th>`,
  );
  const rows = records.map((record, i) => row(record, shown, outliers, pages?.[i] ?? `#file-${i + 1}`));
  const odd =
    outliers.length === 0
      ? ''
      : items(
          'odds prose',
          outliers.map(({ words }) => escapeText(words)),
        );
  const body = `<div class="scroll"><table class="batch"><thead><tr>${head.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
  return section('All files', body + odd).replace('<section>', '<section class="full">');
}

function row(
  record: CheckRecord,
  columns: readonly CheckColumn[],
  outliers: readonly Outlier[],
  href: string,
): string {
  const cells = columns.map((column) => {
    const isOdd = outliers.some((one) => one.record === record && one.column === column.id);
    const kind = `${cellClass(column)}${isOdd ? ' odd' : ''}`;
    if (column.id === 'file') {
      const link = `<a href="${escapeText(href)}">${escapeText(fileNameOf(record.path))}</a>`;
      return `<th scope="row" class="${kind}">${link}</th>`;
    }
    const text = column.text(record);
    return `<td class="${kind}">${escapeText(column.id === 'findings' ? text.replaceAll(' ', ', ') : text)}</td>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

function cellClass({ id, side }: CheckColumn): string {
  return id === 'file' ? 'name' : id === 'findings' ? 'codes' : side === 'right' ? 'figure' : 'word';
}

function faultsSection(faults: readonly CheckFault[]): string {
  const told = faults.map(
    ({ path, words, cure }) =>
      `<p class="path">${escapeText(fileNameOf(path))}</p>${paragraph(words)}${cure === '' ? '' : paragraph(cure, 'prose cure')}`,
  );
  return section('Could not be read', items('files', told));
}

function article(report: CheckReport, i: number): string {
  const { record } = report;
  return `<article id="file-${i + 1}">
<header><h2>${escapeText(fileNameOf(record.path))}</h2>
<p class="verdict">${escapeText(checkVerdict(record))}</p>
<p class="quiet">${escapeText(formatWords(record))}</p>
<p><a class="back" href="#top">All files</a></p></header>
${checkSections(report, `file-${i + 1}-`)}</article>`;
}
