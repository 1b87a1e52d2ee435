// Running order: the songs as they follow, with length, level, tempo and key, and what the balance did to each.
import type { BalancedSong } from '../../album/balance/balance-record.ts';
import type { ArcSong } from '../../album/flow/arc.ts';
import type { AlbumSong } from '../../album/album.ts';
import { change, clock, fixed } from '../figures.ts';
import { escapeText } from '../markup.ts';
import { items, paragraph, section } from '../page-parts.ts';
import { restraintWords } from '../words.ts';
import type { AlbumReport } from './album-report.ts';
import { keyText, tempoText, titlesOf } from './album-words.ts';

/** Less is not heard and not told. */
const TOLD_LU = 0.05;

export function runningOrderSection(report: AlbumReport): string {
  const { arc, balance, album } = report;
  if (arc.songs.length === 0) return '';
  const heads = ['Length', 'LUFS', 'Loud parts', ...(balance === null ? [] : ['Moved']), 'Tempo', 'Key'];
  const head = heads.map((words) => `<th scope="col" class="figure">${words}</th>`).join('');
  const rows = arc.songs.map((song, i) => row(song, i, report, heads)).join('\n');
  const table = `<table class="order"><thead><tr><th scope="col">Song</th>${head}</tr></thead><tbody>\n${rows}\n</tbody></table>`;
  const unheard = album.songs.filter(({ id }) => !arc.songs.some((song) => song.id === id));
  const missing =
    unheard.length === 0
      ? ''
      : paragraph(`Not heard on any disc: ${unheard.map(({ title }) => title).join(', ')}.`, 'prose cure');
  return section('Running order', table + missing + balanceWords(report));
}

/** What holds for all songs; of each of them where somebody asks. */
function balanceWords({ balance, album, arc }: AlbumReport): string {
  if (balance === null) return '';
  const notes = balance.notes.map((note) => paragraph(restraintWords(note), 'prose cure')).join('');
  const titleOf = titlesOf(album);
  const bodies = balance.songs.flatMap((song) => {
    const reasons = reasonWords(song).map((words) => paragraph(words));
    const own = arc.songs.filter(({ passage }) => passage === song.id).map(({ id }) => titleOf(id));
    if (reasons.length === 0 || own.length === 0) return [];
    return [`<p class="path">${escapeText(own.join(', '))}</p>${reasons.join('')}`];
  });
  if (bodies.length === 0) return notes;
  const summary = '<summary>What the balance did to each song, and why</summary>';
  return `${notes}<details class="within">${summary}${items('balanced', bodies)}</details>`;
}

function row(
  song: ArcSong,
  place: number,
  { album, balance, arc }: AlbumReport,
  heads: readonly string[],
): string {
  const balanced = balance?.songs.find(({ id }) => id === song.passage) ?? null;
  const own = album.songs.find(({ id }) => id === song.id);
  const moved = balanced?.level ?? null;
  const cells = [
    clock(song.toS - song.fromS, 0),
    fixed(song.integratedLufs),
    fixed(song.loudLufs),
    ...(balance === null ? [] : [moved === null ? '–' : change(moved.movedLu, 'LU')]),
    tempoText(song),
    keyText(song),
  ].map((value, i) => `<td class="figure moved" data-head="${heads[i]!}">${escapeText(value)}</td>`);
  const told = natureWords(own, place, arc.songs);
  const gloss = told.length === 0 ? '' : `<span class="gloss">${escapeText(told.join(' '))}</span>`;
  const name = `<span class="place">${place + 1}</span>${escapeText(titlesOf(album)(song.id))}`;
  return `<tr><th scope="row">${name}${gloss}</th>${cells.join('')}</tr>`;
}

function natureWords(song: AlbumSong | undefined, place: number, songs: readonly ArcSong[]): string[] {
  if (song === undefined) return [];
  const told: string[] = [];
  if (place > 0 && songs[place - 1]!.disc !== songs[place]!.disc)
    told.push(`Begins disc ${songs[place]!.disc}.`);
  if (song.hidden) told.push('Hidden: it has no number of its own.');
  if (song.asIs) told.push('Taken as it is.');
  if (place > 0 && song.join.kind === 'gapless') told.push('Runs on from the song before.');
  if (place > 0 && song.join.kind === 'crossfade') told.push('Fades in over the song before.');
  return told;
}

/** Why the balance put it there, and what stopped it. */
function reasonWords(song: BalancedSong): string[] {
  const { level, tone } = song;
  const moved = level !== null && Math.abs(level.movedLu) >= TOLD_LU;
  const reasons = [
    ...(moved ? [level.because] : []),
    ...(level?.stoppedBy ? [level.stoppedBy] : []),
    ...(tone !== null && tone.bands.length > 0 ? [tone.because] : []),
  ];
  return reasons.map(restraintWords);
}
