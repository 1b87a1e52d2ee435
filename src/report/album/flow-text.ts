// Flow text: arc, seams and a proposed running order for a terminal.
import type { OrderProposal } from '../../album/flow/propose-order.ts';
import type { Seam } from '../../album/flow/seam.ts';
import type { Album } from '../../album/album.ts';
import { clock, fixed } from '../figures.ts';
import { clipped, printable, wrapped, type TextStyle } from '../text-style.ts';
import { textTable, type TextColumn } from '../text-table.ts';
import { flowWords, type TitleOf } from '../words-flow.ts';
import type { AlbumReport } from './album-report.ts';
import { counted, flowVerdict, keyText, ROUGH_SCORE, tempoText, titlesOf } from './album-words.ts';
import { gapWords, joinWords } from './seam-words.ts';

interface Paper {
  readonly width: number;
  readonly style: TextStyle;
}

const LONGEST_TITLE = 28;
const WELL_SCORE = 80;

/** The running order with its figures, and what is worth telling of it. */
export function arcText(report: AlbumReport, paper: Paper): string {
  const { arc, album } = report;
  const titleOf = printableTitles(album);
  const heads: TextColumn[] = [
    { head: '', side: 'right' },
    { head: 'song', side: 'left' },
    ...['length', 'LUFS', 'loud', 'bright', 'dense', 'wide', 'tempo'].map(
      (head) => ({ head, side: 'right' }) as const,
    ),
    { head: 'key', side: 'left' },
  ];
  const rows = arc.songs.map((song, i) => [
    String(i + 1),
    clipped(titleOf(song.id), LONGEST_TITLE),
    clock(song.toS - song.fromS, 0),
    fixed(song.integratedLufs),
    fixed(song.loudLufs),
    fixed(song.brightnessDb, 0),
    fixed(song.densityDb, 0),
    fixed(song.widthDb, 0),
    tempoText(song),
    keyText(song),
  ]);
  const [head = '', ...lines] = textTable(heads, rows);
  const remarks = arc.remarks.flatMap((remark) => wrapped(flowWords(remark, titleOf), paper.width));
  return [
    headline(report, paper),
    '',
    paper.style.dim(head),
    ...lines,
    ...gapped(remarks),
    '',
    ...legend(paper),
  ].join('\n');
}

function legend({ width, style }: Paper): string[] {
  return wrapped(
    'loud: short-term loudness of the loud parts, LUFS. bright: treble over middle; dense: peaks over loudness, the fewer the denser; wide: sides over middle; all in dB.',
    width,
  ).map(style.dim);
}

/** Every seam in two or three lines, and where the sounds are: `shown`, null where none were written. */
export function seamsText(report: AlbumReport, shown: string | null, paper: Paper): string {
  const { seams, album } = report;
  const titleOf = printableTitles(album);
  const parts = seams.flatMap((seam) => ['', ...seamLines(seam, titleOf, paper)]);
  const where = shown === null ? [] : ['', ...wrapped(`To hear them: ${printable(shown)}`, paper.width)];
  return [headline(report, paper), ...wrapped(flowVerdict(seams), paper.width), ...parts, ...where].join(
    '\n',
  );
}

function seamLines(seam: Seam, titleOf: TitleOf, { width, style }: Paper): string[] {
  const name = `${titleOf(seam.before)} → ${titleOf(seam.after)}`;
  const told = [
    joinWords(seam),
    ...seam.remarks.map((remark) => flowWords(remark, titleOf)),
    gapWords(seam, titleOf),
  ];
  return [
    `${scoreText(seam, style)}  ${style.strong(name)}`,
    ...told.filter((words) => words !== '').flatMap((words) => wrapped(words, width, '     ')),
  ];
}

function scoreText({ score }: Seam, style: TextStyle): string {
  const text = (score === null ? '–' : fixed(score, 0)).padStart(3);
  if (score === null) return style.dim(text);
  return score >= WELL_SCORE ? style.good(text) : score < ROUGH_SCORE ? style.bad(text) : style.warn(text);
}

/** The order proposed, how it stands to the one there is, and why; nothing was changed by it. */
export function orderText(proposal: OrderProposal, album: Album, paper: Paper): string {
  const { now, proposed, because, keeps } = proposal;
  const titleOf = printableTitles(album);
  const reasons = because.flatMap((reason) => wrapped(flowWords(reason, titleOf), paper.width));
  if (keeps) return reasons.join('\n');
  const rows = proposed.map((id, i) => {
    const was = now.indexOf(id) + 1;
    return [String(i + 1), titleOf(id), was === i + 1 ? '' : `was ${was}`];
  });
  const [, ...lines] = textTable(
    [
      { head: '', side: 'right' },
      { head: 'song', side: 'left' },
      { head: '', side: 'left' },
    ],
    rows,
  );
  const closing =
    'A proposal: nothing was changed. To follow it, put the songs of the album file in this order.';
  return [...lines, '', ...reasons, '', ...wrapped(closing, paper.width).map(paper.style.dim)].join('\n');
}

function headline({ album, arc }: AlbumReport, { style }: Paper): string {
  return style.strong(
    `${printable(album.title)}: ${counted(arc.songs.length, 'song')}, ${clock(arc.durationS, 0)}`,
  );
}

function printableTitles(album: Album): TitleOf {
  const titleOf = titlesOf(album);
  return (id) => printable(titleOf(id));
}

function gapped(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}
