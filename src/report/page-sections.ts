// Page sections: the parts of the report page, in the order a musician asks: how is it, what was wrong, what was done.
import type { Move, Restraint } from '../master/plan.ts';
import type { Measurements } from '../measure/measurements.ts';
import { chartsOf } from './charts.ts';
import { formatWords } from './format-words.ts';
import { comparedFigures, type ComparedFigure } from './compared-figures.ts';
import { fileSize, level } from './figures.ts';
import { groupFindings, placesText, severityName, type FindingGroup } from './finding-groups.ts';
import { escapeText } from './markup.ts';
import { moveFigures, strengthWords } from './move-figures.ts';
import { figure, items, paragraph, section } from './page-parts.ts';
import { fairOffsetDb, type Report, type WrittenFile } from './report.ts';
import { open } from './standing.ts';
import { fairWords, promiseWords } from './verdict.ts';
import {
  becauseWords,
  expectationWords,
  moveTitle,
  noteWords,
  purposeWords,
  wordLengthWords,
  restraintWords,
} from './words.ts';
import { tagNoteWords } from './words-tags.ts';
import { confidenceWords, damageWords, rejectedWords, trialWords } from './words-weighing.ts';

const MOST_PLACES = 24;
/** Told at once; the others on demand. */
const MOST_RESTRAINTS = 4;

export function figuresSection(report: Report): string {
  const rows = comparedFigures(report).map(figureRow).join('\n');
  const head = ['mix', 'master', 'change']
    .map((words) => `<th scope="col" class="figure">${words}</th>`)
    .join('');
  const promise = items('promise prose', promiseWords(report).map(escapeText));
  return section(
    'Before and after',
    `<table class="compared"><thead><tr><th scope="col"></th>${head}</tr></thead><tbody>\n${rows}\n</tbody></table>${promise}`,
  );
}

function figureRow({ name, gloss, before, after, change }: ComparedFigure): string {
  const cell = (value: string, className: string): string =>
    `<td class="figure ${className}">${escapeText(value)}</td>`;
  return (
    `<tr><th scope="row">${escapeText(name)}<span class="gloss">${escapeText(gloss)}</span></th>` +
    `${cell(before, 'was')}${cell(after, 'is')}${cell(change, 'by')}</tr>`
  );
}

export function findingsSection(report: Report): string {
  const groups = groupFindings(open(report.source.findings));
  const notes = report.notes
    .map((note) => paragraph(`About the file: ${noteWords(note)}`, 'prose cure'))
    .join('');
  const body =
    groups.length === 0
      ? paragraph('Nothing that needs your attention.')
      : items('findings', groups.map(finding));
  return section('What was found in the mix', body + notes);
}

function finding(group: FindingGroup): string {
  const times = placesText(group.places, MOST_PLACES);
  return (
    `<p><span class="grade ${group.severity}">${severityName(group.severity)}</span>` +
    `${times === '' ? '' : `<span class="times">${escapeText(times)}</span>`}</p>` +
    paragraph(group.words) +
    (group.cure === '' ? '' : paragraph(group.cure, 'prose cure'))
  );
}

export function movesSection({ plan, after }: Report): string {
  const body =
    plan.moves.length === 0
      ? paragraph('Nothing. Leaving a song alone is always a candidate, and here it won.')
      : items(
          'moves',
          plan.moves.map((move) => moveItem(move, after)),
        );
  const damage = damageWords(plan);
  return section(
    'What was done, and why',
    damage === '' ? body : body + paragraph(damage, 'prose cure total'),
  );
}

function moveItem(move: Move, after: Measurements): string {
  const strength = strengthWords(move);
  const settings = [...moveFigures(move), ...(strength === '' ? [] : [strength])];
  const expected = move.expects.map((expectation) => `${capital(expectationWords(expectation, after))}.`);
  const weighed = [trialWords(move), ...rejectedWords(move)].filter((words) => words !== '');
  // Who was weighed has its reason and its figures; what came of it is there for whoever asks.
  const told = weighed.length === 0 ? expected : [];
  const inside = weighed.length === 0 ? [] : [...expected, ...weighed];
  return (
    `<h3>${escapeText(moveTitle(move))}<span class="surety">${escapeText(confidenceWords(move))}</span></h3><div>` +
    move.because.map((because) => paragraph(becauseWords(because, move))).join('') +
    told.map((words) => paragraph(words, 'prose cure')).join('') +
    `${folded('Expected, measured and weighed', inside)}</div>${items('settings', settings.map(escapeText))}`
  );
}

/** Out of the way of whoever only wants to know what was done. */
function folded(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  const body = sentences.map((words) => paragraph(words)).join('');
  return `<details class="weighed"><summary>${escapeText(title)}</summary>${body}</details>`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What stops the loudness is what is asked for most; of many others the last are folded away. */
export function restraintsSection({ plan }: Report): string {
  const isLevel = ({ code }: Restraint): boolean => /^(loudness|level|limiter)-/.test(code);
  const inOrder = [...plan.restraints.filter(isLevel), ...plan.restraints.filter((one) => !isLevel(one))];
  const told = inOrder.map(restraintWords);
  const few = told.length <= MOST_RESTRAINTS + 1 ? told.length : MOST_RESTRAINTS;
  const others = told.slice(few);
  const rest = folded(`${others.length} other things that were looked at and left alone`, others);
  const first = told.slice(0, few).map((words) => paragraph(words));
  return section('What was left alone', first.join('') + rest);
}

export function chartsSection(report: Report): string {
  const figures = chartsOf(report).map(figure).join('\n');
  return section('The pictures', figures === '' ? '' : `<div class="charts">\n${figures}\n</div>`);
}

export function filesSection({ files }: Report): string {
  return section('Your files', items('files', files.map(fileItem)));
}

function fileItem(file: WrittenFile): string {
  const { path, bytes, sha256, purpose, wordLength, record, tagNotes = [] } = file;
  const measured = `${level(record.loudness.integratedLufs, 'LUFS')}, true peak ${level(record.peak.truePeakDbtp, 'dBTP', 2)}`;
  const findings = record.findings.filter(({ severity }) => severity !== 'note');
  const found =
    findings.length === 0
      ? ''
      : `; found on it: ${[...new Set(findings.map(({ code }) => code))].join(', ')}`;
  return (
    `<p class="path">${escapeText(path)}</p>` +
    `<p>${escapeText(purposeWords(purpose))}</p>` +
    `<p class="small quiet">${escapeText(`${formatWords(record)}; ${wordLengthWords(wordLength)}; ${fileSize(bytes)}; ${measured}${found}`)}</p>` +
    tagNotes.map((note) => `<p class="small quiet">${escapeText(tagNoteWords(note))}</p>`).join('') +
    `<p class="sum">SHA-256 ${escapeText(sha256)}</p>`
  );
}

export function fairSection(report: Report): string {
  const offset = fairOffsetDb(report);
  if (offset === null) return '';
  const quieter = Math.abs(offset) < 0.05 ? '' : `<p class="level">${level(-Math.abs(offset), 'dB')}</p>`;
  return section('How to hear it fairly', quieter + paragraph(fairWords(report)));
}
