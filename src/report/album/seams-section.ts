// Seams section: every seam with its sound, its figures, what one may stumble over, and the gap that would suit.
import type { Seam } from '../../album/flow/seam.ts';
import { change, fixed, level } from '../figures.ts';
import { escapeText } from '../markup.ts';
import { items, paragraph, section } from '../page-parts.ts';
import { flowWords, keyWords, tempoWords, type TitleOf } from '../words-flow.ts';
import type { AlbumReport, SeamAudition } from './album-report.ts';
import { flowVerdict, titlesOf } from './album-words.ts';
import { gapWords, joinWords } from './seam-words.ts';

export function seamsSection({ seams, auditions, album }: AlbumReport): string {
  const titleOf = titlesOf(album);
  const bodies = seams.map((seam) => {
    const audition = auditions.find(({ before, after }) => before === seam.before && after === seam.after);
    return seamPart(seam, audition, titleOf);
  });
  if (bodies.length === 0) return '';
  return section('From song to song', paragraph(flowVerdict(seams)) + heardAs(auditions) + bodies.join('\n'));
}

/** How they are to be listened to. */
function heardAs(auditions: readonly SeamAudition[]): string {
  const gainDb = auditions[0]?.gainDb;
  if (gainDb === undefined) return '';
  const down =
    gainDb < -0.05 ? ` All are turned down by ${level(-gainDb, 'dB')}, so that nothing clips.` : '';
  return paragraph(`To hear: the last ten seconds, the gap, the first ten seconds.${down}`, 'prose cure');
}

function seamPart(seam: Seam, audition: SeamAudition | undefined, titleOf: TitleOf): string {
  const name = `${titleOf(seam.before)} → ${titleOf(seam.after)}`;
  const score = seam.score === null ? '' : `<span class="score"><b>${fixed(seam.score, 0)}</b> of 100</span>`;
  const remarks = seam.remarks.map((remark) => escapeText(flowWords(remark, titleOf)));
  return (
    `<div class="seam"><h3><span>${escapeText(name)}</span>${score}</h3>` +
    (audition === undefined ? '' : player(audition, name)) +
    (seam.join === 'gapless' ? '' : figures(seam)) +
    items('remarks', remarks) +
    paragraph(joinWords(seam), 'prose cure') +
    (seam.suggestion === null ? '' : paragraph(gapWords(seam, titleOf), 'prose cure')) +
    '</div>'
  );
}

function player({ path, cutS }: SeamAudition, name: string): string {
  const source = path.split('/').map(encodeURIComponent).join('/');
  return (
    `<audio controls preload="none" src="${escapeText(source)}" aria-label="${escapeText(name)}"></audio>` +
    (cutS > 0 ? paragraph(`${level(cutS, 's', 0)} of its silence are left out here.`, 'small quiet') : '')
  );
}

function figures(seam: Seam): string {
  const { level: levels, tone, tempo, key } = seam;
  const facts: [term: string, value: string, gloss: string][] = [
    [
      'Level',
      change(levels.jumpLu, 'LU'),
      `from ending to beginning; loud parts ${change(levels.loudJumpLu, 'LU')}`,
    ],
    ['Tone', level(tone.apartDb, 'dB'), `apart where both are loud; ${brighter(tone.brighterDb)}`],
    ['Tempo', tempoWords(tempo), tempo === null ? 'no steady beat in one of them' : 'beats a minute'],
    ['Key', keyWords(key), key === null ? 'no key found in one of them' : ''],
  ];
  const told = facts.map(
    ([term, value, gloss]) =>
      `<div><dt>${term}</dt><dd>${escapeText(value)}${gloss === '' ? '' : `<span class="gloss">${escapeText(gloss)}</span>`}</dd></div>`,
  );
  return `<dl class="between">${told.join('')}</dl>`;
}

function brighter(db: number | null): string {
  if (db === null || Math.abs(db) < 0.5) return 'equally bright';
  return `the second ${level(Math.abs(db), 'dB')} ${db > 0 ? 'brighter' : 'darker'}`;
}
