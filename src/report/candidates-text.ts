// Candidates text: what `lacquer candidates` prints: the candidates in order, their figures side by side, and why.
import { CANDIDATE_FIGURES } from './candidate-figures-text.ts';
import { headline } from './candidates-page.ts';
import type { CandidatesRecord } from './candidates-record.ts';
import type { TextOptions } from './check-text.ts';
import { clipped, PLAIN, printable, shortened, wrapped } from './text-style.ts';
import { textTable } from './text-table.ts';
import { CANDIDATE_NAMES, candidateWords } from './words-candidates.ts';

/** `folder`: where the previews are, as the user wrote it. */
export function candidatesSummary(
  record: CandidatesRecord,
  folder: string,
  options: TextOptions = {},
): string {
  const { width = 80, style = PLAIN } = options;
  const { song, candidates, missing } = record;
  const page = `${song.name}.candidates.html`;
  return [
    style.strong(shortened(printable(song.name), width)),
    '',
    ...wrapped(headline(record), width).map(style.strong),
    '',
    ...figureTable(record, width, style.dim),
    '',
    ...candidates.flatMap((one) => [
      style.strong(`  ${CANDIDATE_NAMES[one.id][0]}`),
      ...wrapped(`${CANDIDATE_NAMES[one.id][1]} ${candidateWords(one.reason)}`, width, '    '),
    ]),
    ...missing.flatMap((one) => wrapped(candidateWords(one), width, '  ')),
    '',
    ...wrapped(
      `Hear them: open ${printable(page)} in ${printable(folder)}. All previews of a part are equally loud. Take one: lacquer master … --candidate ${candidates[0]?.id ?? 'recommended'}`,
      width,
      '  ',
    ),
  ].join('\n');
}

function figureTable(
  { candidates }: CandidatesRecord,
  width: number,
  dim: (text: string) => string,
): string[] {
  const columns = [
    { head: '', side: 'left' as const },
    ...candidates.map(({ id }) => ({ head: id, side: 'right' as const })),
  ];
  const rows = CANDIDATE_FIGURES.map(({ name, told }) => [
    name,
    ...candidates.map(({ figures }) => told(figures)),
  ]);
  const [head, ...lines] = textTable(columns, rows);
  return [dim(clipped(`  ${head!}`, width)), ...lines.map((text) => clipped(`  ${text}`, width))];
}
