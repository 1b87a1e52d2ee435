// Explain section: which files beside the report let each move be heard by itself, and what it costs and gives in figures.
import type { ExplainedMove, ExplainRecord } from './explain-record.ts';
import { change, clock, level } from './figures.ts';
import { escapeText } from './markup.ts';
import { items, paragraph, section } from './page-parts.ts';
import { moveTitle } from './words-moves.ts';

export function explainSection(explained: ExplainRecord | undefined): string {
  if (explained === undefined || explained.moves.length === 0) return '';
  const about = `For every move there are two files: the master without it, as loud as the master itself, and what it changed, alone: silence where it does nothing. ${stretchWords(explained)}`;
  return section(
    'To hear each move',
    paragraph(about) + items('files explained', explained.moves.map(moveItem)),
  );
}

function stretchWords({ spans }: ExplainRecord): string {
  if (spans.length === 0) return 'They hold the whole song.';
  const told = spans.map(({ startS, endS }) => `${clock(startS)} to ${clock(endS)}`).join(', then ');
  return `They hold ${told}.`;
}

function moveItem(move: ExplainedMove): string {
  return (
    `<h3>${escapeText(moveTitle(move))}</h3>` +
    `<p class="path">${escapeText(move.without.path)}</p><p class="small quiet">${escapeText(withoutWords(move))}</p>` +
    `<p class="path">${escapeText(move.delta.path)}</p><p class="small quiet">${escapeText(deltaWords(move))}</p>`
  );
}

function withoutWords({ without, gainDb }: ExplainedMove): string {
  const turned = Math.abs(gainDb) < 0.05 ? 'as it is' : `turned by ${change(gainDb)}`;
  return `The master without it, ${turned}: ${level(without.integratedLufs, 'LUFS')}, true peak ${level(without.truePeakDbtp, 'dBTP')}.`;
}

function deltaWords({ delta, damage }: ExplainedMove): string {
  const { distortionDb, crestLossDb, toneChangeDb } = damage;
  const heard =
    delta.integratedLufs === null ? 'too faint to have a loudness' : `${level(delta.integratedLufs, 'LUFS')}`;
  const parts = [
    ...(distortionDb === null ? [] : [`distortion ${level(distortionDb, 'dB')}`]),
    ...(Math.abs(crestLossDb) < 0.05 ? [] : [`peaks ${change(-crestLossDb)}`]),
    ...(toneChangeDb < 0.05 ? [] : [`tone moved by ${level(toneChangeDb, 'dB')} on average`]),
  ];
  return `What it changed: ${heard}${parts.length === 0 ? '' : `; ${parts.join(', ')}`}.`;
}
