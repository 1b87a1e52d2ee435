// Write check pages: the check as pages with pictures: one HTML file, or a folder with a page for every song and an index.
import { writeWhole } from '../files/whole-file.ts';
import { diskPlace } from '../places/disk.ts';
import { BATCH_COLUMNS, checkBatchPage } from '../report/check/check-batch-page.ts';
import { checkReportPage } from '../report/check/check-report-page.ts';
import { fileNameOf, type CheckReport } from '../report/check/check-report.ts';
import { sortRecords } from '../report/check-columns.ts';
import { TOOL } from '../tasks/version.ts';
import type { Checked, Unchecked } from './check-files.ts';
import type { CheckRequest } from './check-output.ts';

/** Pages of an earlier check are replaced. Gives where to begin reading; null when no file could be read. Faults of the disk. */
export async function writeCheckPages(
  results: readonly (Checked | Unchecked)[],
  request: CheckRequest,
  path: string,
): Promise<string | null> {
  const reports = reportsOf(results, request);
  const faults = results.flatMap((result) => ('fault' in result ? [result.fault] : []));
  if (reports.length === 0) return null;
  const columns = request.columns ?? BATCH_COLUMNS;
  if (isPage(path)) {
    const [only] = reports;
    const isAlone = results.length === 1 && only !== undefined;
    await writePage(
      path,
      isAlone ? checkReportPage(only) : checkBatchPage({ reports, faults, columns, pages: null }),
    );
    return path;
  }
  const pages = pageNames(reports);
  for (const [i, report] of reports.entries())
    await writePage(inFolder(path, pages[i]!), checkReportPage(report));
  const hrefs = pages.map(encodeURIComponent);
  await writePage(inFolder(path, 'index.html'), checkBatchPage({ reports, faults, columns, pages: hrefs }));
  return inFolder(path, 'index.html');
}

function isPage(path: string): boolean {
  return /\.html?$/i.test(path);
}

function inFolder(folder: string, name: string): string {
  return `${folder.replace(/[\\/]+$/, '')}/${name}`;
}

/** In the order that was asked for. */
function reportsOf(results: readonly (Checked | Unchecked)[], request: CheckRequest): CheckReport[] {
  const checked = results.filter((result) => 'record' in result);
  const records = sortRecords(
    checked.map(({ record }) => record),
    request.order,
  );
  return records.map((record) => {
    const { measurements, notes } = checked.find((one) => one.record === record)!;
    if (measurements === undefined)
      throw new Error('A page was asked for, and the measurements were not kept.');
    return { tool: TOOL, profile: request.profile, record, measurements, notes };
  });
}

/** `song.wav.html`; a second of that name from another folder `song.wav-2.html`. */
function pageNames(reports: readonly CheckReport[]): string[] {
  const taken = new Set(['index.html']);
  return reports.map(({ record }) => {
    const name = fileNameOf(record.path);
    let page = `${name}.html`;
    for (let n = 2; taken.has(page.toLowerCase()); n++) page = `${name}-${n}.html`;
    taken.add(page.toLowerCase());
    return page;
  });
}

async function writePage(path: string, page: string): Promise<void> {
  const bytes = new TextEncoder().encode(page);
  await writeWhole(diskPlace(), path, {}, (sink) => sink.write(bytes));
}
