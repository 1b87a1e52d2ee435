// Check report page: one checked file as one HTML file that needs no network and no script.
import { formatWords } from '../format-words.ts';
import { grooveDisc } from '../groove.ts';
import { escapeText } from '../markup.ts';
import { pageHead } from '../page-head.ts';
import { CHECK_PAGE_STYLE } from './check-page-style.ts';
import { fileNameOf, type CheckReport } from './check-report.ts';
import { checkSections } from './check-sections.ts';
import { checkVerdict } from './check-verdict.ts';

/** Whatever the report says is escaped; the page may load nothing (its own policy forbids it). */
export function checkReportPage(report: CheckReport): string {
  const name = fileNameOf(report.record.path);
  return checkDocument(
    `${name}: check`,
    `${sleeve(report, name)}
<main>
${checkSections(report, '')}</main>
${methodFooter(report)}`,
  );
}

/** A whole document around `body`, which is markup. */
export function checkDocument(title: string, body: string): string {
  return `${pageHead({ title, style: CHECK_PAGE_STYLE })}
${body}
</body>
</html>
`;
}

function sleeve({ record, measurements }: CheckReport, name: string): string {
  const disc = measurements.overview === null ? '' : grooveDisc(measurements.overview);
  return `<header class="sleeve">
<div>
<h1>${escapeText(name)}</h1>
<p class="verdict">${escapeText(checkVerdict(record))}</p>
<p class="quiet">${escapeText(formatWords(record))}</p>
</div>
${disc}
</header>`;
}

/** How it was measured, by what it was judged, and with which version. */
export function methodFooter({ tool, profile, measurements }: Omit<CheckReport, 'record' | 'notes'>): string {
  const quick =
    measurements.overview === null
      ? 'This was a quick check: loudness and peaks alone were measured, and no fault was listened for. '
      : 'Every sample was listened to, from the first to the last. ';
  return `<footer class="small">
<p>${escapeText(quick)}Loudness and its range after ITU-R BS.1770-5, EBU R 128, EBU Tech 3341 and 3342; true peak oversampled at least four times; DR after the TT meter; PSR after AES e-Brief 373. Tempo, key and tuning are estimates.</p>
<p>Judged by the profile “${escapeText(profile.id)}”: ${escapeText(profile.purpose)}</p>
<p>${escapeText(`${tool.name} ${tool.version}`)}</p>
</footer>`;
}
