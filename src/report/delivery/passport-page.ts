// Passport page: a passport as one HTML file for people, to read and to print; it needs no network and no script.
import type {
  Passport,
  PassportDelivery,
  PassportFile,
  PassportLimit,
  PassportPassage,
  PassportSource,
} from '../../deliver/passport/passport.ts';
import { count, fileSize, fixed, level } from '../figures.ts';
import { escapeText } from '../markup.ts';
import { items, paragraph, section } from '../page-parts.ts';
import { pageHead } from '../page-head.ts';
import { limitWords } from './limit-words.ts';
import { deliveryNoteSentence, doubtSentence } from './words-delivery.ts';

const STYLE = `
.scroll { overflow-x: auto; } .scroll table { min-width: 640px; }
.passport td, .passport tbody th { padding-top: 7px; padding-bottom: 7px; font-size: 0.92rem; }
.passport .path { font-weight: 500; } .delivery + .delivery { margin-top: 34px; } .delivery h3 { margin-bottom: 8px; }
.delivery .prose { margin-top: 6px; } .delivery details { margin-top: 12px; } summary { cursor: pointer; }
@media (max-width: 899px) { .passport section { grid-template-columns: minmax(0, 1fr); } }
.scroll .limits { table-layout: fixed; } .limits td, .limits th { overflow-wrap: anywhere; vertical-align: top; }
.limits th:first-child { width: 20%; } .limits th:nth-child(2) { width: 36%; } .limits th:nth-child(4) { width: 150px; }
@media (max-width: 560px) {
  .scroll .limits { min-width: 0; } .limits tr { display: block; padding: 10px 0; border-top: 1px solid var(--rule); }
  .limits thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .passport .limits td, .passport .limits tbody th { display: block; width: auto; padding: 1px 0; border: 0; }
}
@media print { .scroll table { min-width: 0; } }
 .doubt::marker { color: var(--after); }
`.trim();

/** Whatever the passport says is escaped; the page may load nothing (its own policy forbids it). */
export function passportPage(passport: Passport): string {
  const { album, deliveries, passages, sources, limits, doubts, standards, recipe, tool, date } = passport;
  return `${pageHead({ title: `${album.title}: passport`, style: STYLE })}
<header class="sleeve">
<div>
<h1>${escapeText(`${album.artists.join(', ')}: ${album.title}`)}</h1>
<p class="verdict">${escapeText(passportHeadline(passport))}</p>
<p class="quiet">${escapeText(albumLine(passport))}</p>
</div>
</header>
<main class="passport">
${section('Deliveries', deliveries.map(deliveryPart).join(''))}${section('The songs as rendered', songsTable(passages))}${section(
  'What was handed in',
  sourcesTable(sources),
)}${section('The rules, and whose they are', limitsTable(limits))}${section(
  'Not known for sure',
  items(
    'findings',
    doubts.map((one) => paragraph(doubtSentence(one))),
  ),
)}${section(
  'To look again',
  paragraph(
    `“lacquer verify” on this folder reads every file again; with --rerender it makes everything anew from ${recipe.path} and compares bit for bit.`,
  ) +
    paragraph(
      `Measured by ${standards.join('; ')}. Seed of every dither: ${recipe.seed}.`,
      'prose quiet small',
    ) +
    `<p class="sum">${escapeText(`${recipe.sha256}  ${recipe.path}`)}</p>`,
)}</main>
<footer class="small"><p>${escapeText(`${tool.name} ${tool.version}, ${date}`)}</p></footer>
</body>
</html>
`;
}

/** How much there is, in one sentence. */
export function passportHeadline({ deliveries, album }: Passport): string {
  const files = deliveries.reduce((sum, one) => sum + one.files.length, 0);
  const songs = `${count(album.songs)} ${album.songs === 1 ? 'song' : 'songs'}`;
  return `${songs}, ${count(deliveries.length)} ${deliveries.length === 1 ? 'delivery' : 'deliveries'}, ${count(files)} files: each was opened again and found as it should be.`;
}

function albumLine({ album }: Passport): string {
  const codes = [
    album.catalogueNumber === null ? null : `Catalogue number ${album.catalogueNumber}`,
    album.barcode === null ? null : `barcode ${album.barcode}`,
    `${level(album.integratedLufs, 'LUFS')} as a whole`,
    `${level(album.truePeakDbtp, 'dBTP')} at most`,
  ];
  return `${codes.filter((text) => text !== null).join(', ')}.`;
}

/** What is worth telling first; the files, many and much alike, behind it. */
function deliveryPart({ title, files, notes }: PassportDelivery): string {
  const rows = files.map(fileRow).join('');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const told = `${count(files.length)} ${files.length === 1 ? 'file' : 'files'}, ${fileSize(bytes)}`;
  const said = notes.map((note) => paragraph(deliveryNoteSentence(note), 'prose quiet small')).join('');
  const list = table(['File', 'What it is', 'Size', 'LUFS', 'dBTP'], rows, 2);
  return `<div class="delivery"><h3>${escapeText(title)}</h3>${said}<details><summary>${escapeText(told)}</summary>${list}</details></div>`;
}

function fileRow({ path, format, role, bytes, sha256, integratedLufs, truePeakDbtp }: PassportFile): string {
  return row(
    `<span class="path">${escapeText(path)}</span><span class="sum gloss">${escapeText(sha256)}</span>`,
    [escapeText(format ?? role)],
    [fileSize(bytes), fixed(integratedLufs), fixed(truePeakDbtp, 2)],
  );
}

function songsTable(passages: readonly PassportPassage[]): string {
  const rows = passages.map((one) =>
    row(
      `${escapeText(one.songs.join(', '))}<span class="gloss">${escapeText(one.moves.length === 0 ? 'left as it was' : one.moves.join(', '))}</span>`,
      [],
      [
        fixed(one.integratedLufs),
        fixed(one.rangeLu),
        fixed(one.maxShortTermLufs),
        fixed(highest(one.truePeakDbtp), 2),
        fixed(one.plrDb),
        one.dr14 === null ? '–' : String(one.dr14),
      ],
    ),
  );
  return table(['Song', 'LUFS', 'LU', 'loudest 3 s', 'dBTP', 'PLR', 'DR'], rows.join(''), 1);
}

function highest(peaks: readonly (number | null)[]): number | null {
  const there = peaks.filter((peak) => peak !== null);
  return there.length === 0 ? null : Math.max(...there);
}

function sourcesTable(sources: readonly PassportSource[]): string {
  const rows = sources.map(({ path, format, bytes, sha256, findings }) => {
    const standing = findings.filter((one) => !one.waived && one.severity === 'error').length;
    const found =
      findings.length === 0 ? 'nothing found' : `${findings.length} found, ${standing} of them errors`;
    const name = `<span class="path">${escapeText(path)}</span><span class="sum gloss">${escapeText(sha256)}</span>`;
    return row(name, [escapeText(format), escapeText(found)], [fileSize(bytes)]);
  });
  return table(['File', 'What it is', 'Check', 'Size'], rows.join(''), 3);
}

function limitsTable(limits: readonly PassportLimit[]): string {
  if (limits.length === 0) return '';
  const rows = limits.map(({ profile, field, value, source, date, confidence }) =>
    row(
      escapeText(`${profile}: ${field.replace(/^[a-z]+\./, '')}`),
      [
        escapeText(limitWords(value)),
        escapeText(source),
        `<span class="trust">${escapeText(`${confidence}, ${date}`)}</span>`,
      ],
      [],
    ),
  );
  return table(['Figure', 'Value', 'Source', 'How sure'], rows.join(''), 4, 'limits');
}

/** Cells are markup already, figures are text; the first `words` columns are words. */
function row(head: string, words: readonly string[], figures: readonly string[]): string {
  const told = words.map((cell) => `<td>${cell}</td>`).join('');
  const counted = figures.map((cell) => `<td class="figure">${escapeText(cell)}</td>`).join('');
  return `<tr><th scope="row">${head}</th>${told}${counted}</tr>`;
}

function table(titles: readonly string[], rows: string, words: number, kind = 'figures'): string {
  const heads = titles.map(
    (title, i) => `<th scope="col"${i >= words ? ' class="figure"' : ''}>${escapeText(title)}</th>`,
  );
  return `<div class="scroll"><table class="${kind}"><thead><tr>${heads.join('')}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
