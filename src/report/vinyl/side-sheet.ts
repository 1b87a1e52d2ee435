// Side sheet: a record's cut as one HTML file to read, to print and to hand over; it needs no network and no script.
import type { RiskSpot, VinylCut, VinylSide } from '../../deliver/vinyl/vinyl-cut.ts';
import { deliveryNoteSentence } from '../delivery/words-delivery.ts';
import { clock, fixed, level, signed, spokenHertz } from '../figures.ts';
import { escapeText } from '../markup.ts';
import { figure, items, paragraph, section } from '../page-parts.ts';
import { pageHead } from '../page-head.ts';
import {
  askedWords,
  cutVerdict,
  formatLine,
  levelWords,
  matrixText,
  moveReason,
  moveTitle,
  restraintSentence,
} from './cut-words.ts';
import { discPicture } from './disc-picture.ts';
import { sideCharts } from './side-charts.ts';
import { SIDE_SHEET_STYLE } from './side-sheet-style.ts';

/** Whatever the record says is escaped; the page may load nothing (its own policy forbids it). */
export function sideSheetPage(cut: VinylCut): string {
  const title = `${cut.artists.join(', ')}: ${cut.title}`;
  return `${pageHead({ title: `${title}: side sheet`, style: SIDE_SHEET_STYLE })}
<header class="sleeve">
<div>
<h1>${escapeText(title)}</h1>
<p class="verdict">${escapeText(cutVerdict(cut))}</p>
<p class="quiet">${escapeText(headLine(cut))}</p>
</div>
</header>
<main>
${section('Sides', sidesTable(cut))}${section('Level', paragraph(levelWords(cut)))}${section('What this plant asks', askedList(cut))}${section('To know', notesList(cut))}${cut.sides.map((side) => sideSection(cut, side)).join('')}</main>
<footer class="small">
<p>Radii, slopes and bends are reckoned from the sound by the RIAA curve, at the level above, as a lathe with variable pitch would lay the groove; a cutting engineer may decide otherwise. The figures of the files were measured when they were opened again.</p>
</footer>
</body>
</html>
`;
}

function headLine(cut: VinylCut): string {
  const number = cut.catalogueNumber === null ? '' : `${cut.catalogueNumber}. `;
  return `${number}${formatLine(cut)}, for ${cut.profile.title}.`;
}

function sidesTable(cut: VinylCut): string {
  const rows = cut.sides.map((side) => {
    const { name, lengthS, figures, innerMm, bands } = side;
    const matrix = matrixText(cut, name);
    const file = cut.files.find(({ side: of }) => of === name);
    const about = [file?.path, matrix === null ? null : `matrix ${matrix}`].filter(Boolean).join('; ');
    return (
      `<tr><th scope="row">Side ${escapeText(name)}<span class="gloss">${escapeText(about)}</span></th>` +
      cell('length', clock(lengthS, 0)) +
      cell('bands', String(bands.length)) +
      cell('loudness', level(figures.integratedLufs, 'LUFS')) +
      cell('peaks', level(figures.truePeakDbtp, 'dBTP')) +
      cell('over loudness', level(figures.plrDb, 'dB')) +
      cell('correlation', fixed(figures.correlation, 2)) +
      `${cell('ends at', level(innerMm, 'mm', 0))}</tr>`
    );
  });
  const heads = ['length', 'bands', 'loudness', 'peaks', 'over loudness', 'correlation', 'ends at'];
  return `<table class="sides"><thead><tr><th></th>${heads
    .map((head) => `<th class="figure" scope="col">${head}</th>`)
    .join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function cell(head: string, text: string): string {
  return `<td class="figure" data-head="${head}">${escapeText(text)}</td>`;
}

/** Figures of one source stand together. */
function askedList({ asked }: VinylCut): string {
  const bySource = new Map<string, string[]>();
  for (const [what, source] of asked.map(askedWords))
    bySource.set(source, [...(bySource.get(source) ?? []), what]);
  const told = [...bySource].map(
    ([source, figures]) =>
      `<p>${escapeText(`${figures.join('. ')}.`)}</p><p class="gloss">${escapeText(source)}</p>`,
  );
  return items('asked', told);
}

function notesList(cut: VinylCut): string {
  return items(
    'notes',
    cut.notes.map((note) => escapeText(deliveryNoteSentence(note))),
  );
}

const DISC_CAPTION =
  'From above, true to scale. Yellow: within 3 dB of what can be cut or traced; red: beyond it.';

function sideSection(cut: VinylCut, side: VinylSide): string {
  const body =
    `<div class="laid"><figure>${discPicture(cut, side)}<figcaption>${DISC_CAPTION}</figcaption></figure>${bandsTable(side)}</div>` +
    (side.spots.length === 0 ? '' : `<h3>Where the groove asks too much</h3>${spotsTable(side.spots)}`) +
    `<h3>What was done to this side</h3>${movesList(side)}` +
    `<div class="charts">${sideCharts(side).map(figure).join('\n')}</div>`;
  return section(`Side ${side.name}`, body);
}

function bandsTable({ bands }: VinylSide): string {
  const rows = bands.map(({ label, title, isrc, startS, endS, gapS, trebleDb }) => {
    const gloss = [
      gapS > 0 ? `after ${fixed(gapS, gapS % 1 === 0 ? 0 : 2)} s of silence` : null,
      isrc,
    ].filter(Boolean);
    return (
      `<tr><th scope="row"><b>${escapeText(label)}</b> ${escapeText(title)}` +
      `<span class="gloss">${escapeText(gloss.join(', '))}</span></th>` +
      cell('treble', signed(trebleDb)) +
      cell('starts', clock(startS)) +
      `${cell('lasts', clock(endS - startS))}</tr>`
    );
  });
  return `<table class="bands"><thead><tr><th></th><th class="figure" scope="col">treble, dB</th><th class="figure" scope="col">starts</th><th class="figure" scope="col">lasts</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

const SPOT_WORDS: Readonly<Record<RiskSpot['kind'], string>> = {
  slew: 'too steep to cut',
  bend: 'too sharp to trace',
  vertical: 'too shallow to hold',
};

function spotsTable(spots: readonly RiskSpot[]): string {
  const rows = spots.map(({ kind, startS, endS, label, radiusMm, overDb, hz }) => {
    const where = `${clock(startS, 0)} to ${clock(endS, 0)}`;
    return (
      `<tr><th scope="row">${escapeText(label)}, ${where}<span class="gloss">${SPOT_WORDS[kind]}${hz === null ? '' : `, about ${escapeText(spokenHertz(hz))}`}</span></th>` +
      cell('radius', level(radiusMm, 'mm', 0)) +
      `${cell('over by', level(overDb, 'dB'))}</tr>`
    );
  });
  return `<table class="spots"><thead><tr><th></th><th class="figure" scope="col">radius</th><th class="figure" scope="col">over by</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function movesList({ moves, restraints }: VinylSide): string {
  const done = moves.map((move) => `<b>${escapeText(moveTitle(move))}.</b> ${escapeText(moveReason(move))}`);
  const left = restraints.map((restraint) => escapeText(restraintSentence(restraint)));
  return items('notes', [...done, ...left]);
}
