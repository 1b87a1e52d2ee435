// Candidates page: every candidate with its players and figures, as one HTML file that needs no network and no script.
import { CANDIDATE_FIGURES } from './candidate-figures-text.ts';
import type { CandidateEntry, CandidatePreview, CandidatesRecord, PreviewPart } from './candidates-record.ts';
import { clock } from './figures.ts';
import { escapeText } from './markup.ts';
import { items, paragraph, section } from './page-parts.ts';
import { pageHead } from './page-head.ts';
import { CANDIDATE_NAMES, candidateWords } from './words-candidates.ts';
import { moveTitle, restraintWords } from './words.ts';

const PART_NAMES: Readonly<Record<PreviewPart, string>> = {
  loud: 'Loudest part',
  quiet: 'Quietest part',
  whole: 'The song',
};

const STYLE = `
.candidate h2 .place { color: var(--quiet); margin-right: 0.6em; font-variant-numeric: tabular-nums; }
.players { display: grid; gap: 14px; margin: 16px 0 6px; } .players p { margin-bottom: 4px; }
audio { width: 100%; max-width: 520px; display: block; }
.foretold { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 14px 24px; margin-top: 18px; }
.foretold dt { font-size: 0.88rem; color: var(--quiet); } .foretold dd { font-variant-numeric: tabular-nums; }
.foretold .gloss { font-size: 0.8rem; } .foretold + .cure { margin-top: 16px; }
`.trim();

/** Stands beside its previews, which it names by their file names; it may load nothing else (its own policy forbids it). */
export function candidatesPage(record: CandidatesRecord): string {
  const { song, candidates, missing } = record;
  return `${pageHead({ title: `${song.name}: candidates`, style: STYLE, allowed: "media-src 'self' file:" })}
<header class="sleeve">
<div>
<h1>${escapeText(song.name)}</h1>
<p class="verdict">${escapeText(headline(record))}</p>
<p class="quiet">Listen to the same part of each, at one volume: all previews of a part are equally loud, so that none wins by level.</p>
</div>
</header>
<main>
${candidates.map((one, i) => candidateSection(one, i)).join('')}${section(
  'Not among them',
  missing.map((one) => paragraph(candidateWords(one))).join(''),
)}</main>
${smallPrint(record)}
</body>
</html>
`;
}

/** What to hear first. */
export function headline({ candidates }: CandidatesRecord): string {
  const [first] = candidates;
  if (first === undefined) return 'There is nothing to compare.';
  if (first.id === 'alone') return 'Leave it alone: that is the best there is to do.';
  const others = candidates.length - 1;
  return `${CANDIDATE_NAMES[first.id][0]} comes first, before ${others} ${others === 1 ? 'other' : 'others'}.`;
}

function candidateSection(entry: CandidateEntry, place: number): string {
  const [name, character] = CANDIDATE_NAMES[entry.id];
  const command = `lacquer master … --candidate ${entry.id}`;
  return `<section class="candidate">
<h2><span class="place">${place + 1}</span>${escapeText(name)}</h2>
<div>${paragraph(character)}${paragraph(candidateWords(entry.reason), 'prose quiet')}
${items('players', entry.previews.map(player))}
<dl class="foretold">${CANDIDATE_FIGURES.map(
    ({ name: term, gloss, told }) =>
      `<div><dt>${escapeText(term)}</dt><dd>${escapeText(told(entry.figures))}<span class="gloss">${escapeText(gloss)}</span></dd></div>`,
  ).join('')}</dl>
${paragraph(movesWords(entry), 'prose cure')}${entry.id === 'alone' ? '' : paragraph(command, 'settings')}</div>
</section>
`;
}

function player({ part, path, startS, endS, gainDb }: CandidatePreview): string {
  const down = gainDb > -0.05 ? '' : `, turned down by ${(-gainDb).toFixed(1)} dB`;
  const what = `${PART_NAMES[part]}, ${clock(startS)} to ${clock(endS)}${down}`;
  return (
    `<p class="small quiet">${escapeText(what)}</p>` +
    `<audio controls preload="none" src="${escapeText(encodeURIComponent(path))}" aria-label="${escapeText(what)}"></audio>`
  );
}

function movesWords({ plan }: CandidateEntry): string {
  if (plan.moves.length > 0) return `What is done: ${plan.moves.map(moveTitle).join(', ')}.`;
  return plan.restraints.length === 0 ? 'Nothing is done.' : plan.restraints.map(restraintWords).join(' ');
}

function smallPrint({ tool, date, intent }: CandidatesRecord): string {
  const made = date === null ? '' : `, ${date.slice(0, 10)}`;
  return `<footer class="small">
<p>Loudness and true peak are forecast for the whole song; the other figures were measured on its loudest and quietest parts, rendered. Style ${escapeText(intent.style)}, amount ${escapeText(String(intent.amount))} %.</p>
<p>${escapeText(`${tool.name} ${tool.version}${made}`)}</p>
</footer>`;
}
