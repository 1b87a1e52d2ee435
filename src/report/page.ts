// Page: the report as one HTML file that needs no network and no script.
import { explainSection } from './explain-section.ts';
import { formatWords } from './format-words.ts';
import { grooveDisc } from './groove.ts';
import { escapeText } from './markup.ts';
import { pageHead } from './page-head.ts';
import {
  chartsSection,
  fairSection,
  figuresSection,
  filesSection,
  findingsSection,
  movesSection,
  restraintsSection,
} from './page-sections.ts';
import type { Report } from './report.ts';
import { verdict } from './verdict.ts';

/** Whatever the report says is escaped; the page may load nothing (its own policy forbids it). */
export function reportPage(report: Report): string {
  return `${pageHead({ title: `${report.plan.song.name}: mastering report` })}
${sleeve(report)}
<main>
${figuresSection(report)}${findingsSection(report)}${movesSection(report)}${restraintsSection(report)}${chartsSection(report)}${filesSection(report)}${explainSection(report.explained)}${fairSection(report)}</main>
${smallPrint(report)}
</body>
</html>
`;
}

function sleeve(report: Report): string {
  const disc = report.after.overview === null ? '' : grooveDisc(report.after.overview);
  return `<header class="sleeve">
<div>
<h1>${escapeText(report.plan.song.name)}</h1>
<p class="verdict">${escapeText(verdict(report))}</p>
<p class="quiet">${escapeText(formatWords(report.source))}</p>
</div>
${disc}
</header>`;
}

function smallPrint({ tool, date, plan }: Report): string {
  const { style, amount } = plan.intent;
  const made = date === null ? '' : `, ${date.slice(0, 10)}`;
  return `<footer class="small">
<p>All figures of the master were measured on the files as they were written: each was opened again and decoded to its end. Loudness and loudness range after ITU-R BS.1770-5, EBU R 128 and EBU Tech 3342; true peak oversampled at least four times. The pictures show the 24-bit master.</p>
<p>Style ${escapeText(style)}, amount ${escapeText(String(amount))} %. The plan beside this page (plan.json) renders the same files again, bit for bit.</p>
<p>${escapeText(`${tool.name} ${tool.version}${made}`)}</p>
</footer>`;
}
