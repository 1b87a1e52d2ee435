// Check sections: the parts of a checked file's page: where it is, what was found, what it means, the figures, the pictures.
import type { CheckedFinding } from '../check-record.ts';
import { groupFindings, placesText, severityName } from '../finding-groups.ts';
import { escapeText } from '../markup.ts';
import { figure, items, paragraph, section } from '../page-parts.ts';
import { noteWords } from '../words.ts';
import { checkCharts, marksPicture } from './check-charts.ts';
import type { CheckReport } from './check-report.ts';
import { signIcon } from './chart-marks.ts';
import type { ExplainedFigure } from './explained-figure.ts';
import { explainedFigures } from './explained-figures.ts';
import { numberedFindings, type NumberedGroup } from './numbered-findings.ts';

const MOST_PLACES = 40;

/** All of one file's page below its head. `prefix`: before every id on it. */
export function checkSections(report: CheckReport, prefix: string): string {
  return (
    marksSection(report, prefix) +
    findingsSection(report) +
    mixSection(report) +
    waivedSection(report) +
    figuresSection(report) +
    picturesSection(report, prefix)
  );
}

function marksSection(report: CheckReport, prefix: string): string {
  const picture = marksPicture(report, prefix);
  return picture === null ? '' : `<section class="marks">\n${figure(picture)}\n</section>\n`;
}

function findingsSection({ record, notes }: CheckReport): string {
  const groups = numberedFindings(record).findings;
  const body =
    groups.length === 0
      ? paragraph(nothingWords(record.peak.samplePeakDbfs))
      : items(
          'findings signed',
          groups.map((group) => groupItem(group, signIcon(group.sign, group.severity))),
        );
  // What damage means for the sound is a finding already.
  const left = notes.map(noteWords).filter((note) => !groups.some(({ words }) => words.endsWith(note)));
  const read = left.map((note) => paragraph(`About the file: ${note}`, 'prose cure')).join('');
  return section('What was found', body + read);
}

function nothingWords(samplePeakDbfs: number | null): string {
  return samplePeakDbfs === null ? 'Every sample is zero.' : 'Nothing that needs your attention.';
}

function mixSection({ record }: CheckReport): string {
  const groups = numberedFindings(record).mixNotes;
  if (groups.length === 0) return '';
  const lead = paragraph(
    'No faults, and nothing that mastering will change: what to try in the mix, if it is still open.',
    'prose cure lead',
  );
  return section(
    'For the mix',
    lead +
      items(
        'findings signed',
        groups.map((group) => groupItem(group, signIcon(group.sign, 'mix'), false)),
      ),
  );
}

/** Sign, severity, places; what it is and how it sounds; what to do. */
function groupItem(group: NumberedGroup, icon: string, isGraded = true): string {
  const times = group.places.length === 0 ? 'the whole song' : placesText(group.places, MOST_PLACES);
  const grade = isGraded
    ? `<span class="grade ${group.severity}">${severityName(group.severity)}</span>`
    : '';
  return (
    `${icon}<div><p class="head">${grade}<code>${escapeText(group.code)}</code></p>` +
    `<p class="times">${escapeText(times)}</p>${paragraph(group.words)}` +
    `${group.cure === '' ? '' : paragraph(group.cure, 'prose cure')}</div>`
  );
}

function waivedSection({ record }: CheckReport): string {
  const waived = [...record.findings, ...record.mixNotes].filter((finding) => finding.waived !== undefined);
  const lead = paragraph('Found, and marked as meant to be so; it does not count.', 'prose cure lead');
  return section('Waived', waived.length === 0 ? '' : lead + items('findings', waivedItems(waived)));
}

/** Told once for each code and note. */
function waivedItems(waived: readonly CheckedFinding[]): string[] {
  const key = (finding: CheckedFinding): string => `${finding.code}\n${finding.waived!.note}`;
  return [...new Set(waived.map(key))].map((one) => {
    const same = waived.filter((finding) => key(finding) === one);
    const places = placesText(groupFindings(same)[0]!.places, MOST_PLACES);
    return (
      `<p class="head"><code>${escapeText(same[0]!.code)}</code>` +
      `${places === '' ? '' : `<span class="times">${escapeText(places)}</span>`}</p>` +
      paragraph(same[0]!.waived!.note)
    );
  });
}

function figuresSection({ record, measurements }: CheckReport): string {
  const groups = explainedFigures(record, measurements).map(
    ({ title, figures }) =>
      `<div class="group"><h3>${escapeText(title)}</h3><dl class="explained">${figures.map(figureItem).join('\n')}</dl></div>`,
  );
  return section('The figures', groups.join('\n'));
}

function figureItem({ name, value, gloss }: ExplainedFigure): string {
  return `<div><dt>${escapeText(name)}</dt><dd class="value">${escapeText(value)}</dd><dd class="gloss">${escapeText(gloss)}</dd></div>`;
}

function picturesSection(report: CheckReport, prefix: string): string {
  const figures = checkCharts(report, prefix).map(figure).join('\n');
  return section('The pictures', figures === '' ? '' : `<div class="charts">\n${figures}\n</div>`);
}
