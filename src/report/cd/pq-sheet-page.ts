// PQ sheet page: a disc's places as one HTML file to print and to hand over; it needs no network and no script.
import type { CdPaper } from '../../deliver/cd/cd-paper.ts';
import type { Disc } from '../../deliver/cd/disc.ts';
import type { Paper } from '../../deliver/delivery.ts';
import { msfText } from '../../deliver/cd/msf.ts';
import { escapeText } from '../markup.ts';
import { pageHead } from '../page-head.ts';
import {
  codeText,
  flagWords,
  headLines,
  indexText,
  indexWords,
  namedTrack,
  PQ_LEGEND,
  pqRows,
  trackText,
  type PqRow,
} from './pq-rows.ts';
import { pqSheetCsv, pqSheetText } from './pq-sheet-text.ts';

const STYLE = `
main { padding-bottom: 40px; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 24px; }
.facts dt { color: var(--quiet); } .facts dd { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.sheet { margin-top: 36px; }
.sheet thead th { padding: 0 0 8px 16px; } .sheet thead th:first-child, .sheet tbody td:first-child { padding-left: 0; }
.sheet td { padding: 5px 0 5px 16px; } .sheet .minor td { border-top: 0; padding-top: 0; color: var(--quiet); }
.sheet .pause td { border-top: 1px solid var(--rule); padding-top: 5px; padding-bottom: 0; } .sheet .pause + .main td { border-top: 0; }
.time, .code { white-space: nowrap; font: 0.86rem/1.7 var(--figures); } td.time, th.time { text-align: right; }
.sheet td, .sheet th { vertical-align: baseline; } thead th.time { font: inherit; font-size: 0.88rem; }
.sheet .name { overflow-wrap: anywhere; } .flags { display: block; font-size: 0.82rem; color: var(--quiet); }
.lead td { border-bottom: 1px solid var(--rule); }
.sums { margin-top: 28px; } .sums li { font: 0.76rem/1.6 var(--figures); overflow-wrap: anywhere; }
header.sleeve { padding-bottom: 28px; gap: 20px; }
@media (max-width: 560px) {
  .sheet thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .sheet tr { display: grid; grid-template-columns: 2.2rem 2.2rem 5.4rem minmax(0, 1fr); gap: 0 8px; align-items: baseline; }
  .sheet tr.main, .sheet tr.lead { border-top: 1px solid var(--rule); padding: 6px 0; } .sheet tr.pause { border-top: 1px solid var(--rule); padding-top: 6px; }
  .sheet tr.pause + tr.main { border-top: 0; padding-top: 0; }
  .sheet td, .sheet .minor td, .sheet .pause td, .lead td { padding: 0; border: 0; } .sheet td.name { grid-column: 2 / -1; grid-row: 2; } .sheet td.code { grid-column: 2 / -1; grid-row: 3; }
  .sheet tr.minor td.name { grid-column: 2 / -1; } .sheet td.code:empty { display: none; }
  .facts { gap: 2px 14px; font-size: 0.92rem; }
}
@media print {
  @page { margin: 16mm 14mm; }
  header.sleeve, main, footer { padding-left: 0; padding-right: 0; max-width: none; }
  .sheet { margin-top: 14pt; } .sheet td { padding-top: 2.5pt; padding-bottom: 2.5pt; } .sheet thead { display: table-header-group; }
}
`.trim();

/** Whatever the disc says is escaped; the page may load nothing (its own policy forbids it). */
export function pqSheetPage(paper: CdPaper): string {
  const { disc, sums } = paper;
  const title = [disc.texts.performer, disc.texts.title].filter((text) => text !== '').join(': ');
  const facts = headLines(paper)
    .filter(([name]) => name !== 'Title' && name !== 'Artist')
    .map(([name, value]) => `<dt>${escapeText(name)}</dt><dd>${escapeText(value)}</dd>`);
  return `${pageHead({ title: title === '' ? 'PQ sheet' : `${title}: PQ sheet`, style: STYLE })}
<header class="sleeve">
<div>
<h1>PQ sheet</h1>
<p class="verdict">${escapeText(title === '' ? 'A disc without a title' : title)}</p>
<dl class="facts">${facts.join('\n')}</dl>
</div>
</header>
<main>
<table class="sheet">
<thead><tr><th>Track</th><th>Index</th><th class="time">Start</th><th class="time">Length</th><th>Title</th><th>ISRC</th></tr></thead>
<tbody>
${pqRows(disc)
  .map((row) => rowMarkup(disc, row))
  .join('\n')}
</tbody>
</table>
${
  sums.length === 0
    ? ''
    : `<ul class="sums">${sums
        .map(
          ({ name, sums: { md5, crc32 } }) =>
            `<li>${escapeText(`${md5}  ${crc32.toUpperCase()}  ${name}`)}</li>`,
        )
        .join('\n')}</ul>\n`
}</main>
<footer class="small"><p>${escapeText(PQ_LEGEND)}</p></footer>
</body>
</html>
`;
}

function rowMarkup(disc: Disc, row: PqRow): string {
  const { track, index, isMain, sector, sectors } = row;
  const kind = track === null ? 'lead' : index === 0 ? 'minor pause' : isMain ? 'main' : 'minor';
  const told = track !== null && isMain ? namedTrack(track, disc) : indexWords(row);
  const flags = track !== null && isMain ? flagWords(track) : '';
  const flagMarkup = flags === '' ? '' : `<span class="flags">${escapeText(flags)}</span>`;
  const cells = [
    ['', track !== null && index > 1 ? '' : trackText(row)],
    ['', indexText(row)],
    ['time', msfText(sector)],
    ['time', track === null ? '' : msfText(sectors)],
  ].map(([name, text]) => `<td${name === '' ? '' : ` class="${name}"`}>${text}</td>`);
  const code = track !== null && isMain ? codeText(track) : '';
  return `<tr class="${kind}">${cells.join('')}<td class="name">${escapeText(told)}${flagMarkup}</td><td class="code">${escapeText(code)}</td></tr>`;
}

/** The three forms of the sheet beside a disc. */
export function cdPapers(paper: CdPaper): Paper[] {
  return [
    { name: 'pq-sheet.txt', text: pqSheetText(paper) },
    { name: 'pq-sheet.csv', text: pqSheetCsv(paper) },
    { name: 'pq-sheet.html', text: pqSheetPage(paper) },
  ];
}
