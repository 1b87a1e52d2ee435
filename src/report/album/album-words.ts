// Album words: a record in one sentence, and what its songs are called.
import type { Album } from '../../album/album.ts';
import type { ArcSong } from '../../album/flow/arc.ts';
import { keyName } from '../../album/flow/key-relation.ts';
import { clock, count, fixed } from '../figures.ts';
import type { TitleOf } from '../words-flow.ts';
import type { AlbumReport } from './album-report.ts';

/** Up to here numbers are written as words. */
const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** `twelve songs`, `one song`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${NUMBERS[number] ?? count(number)} ${number === 1 ? one : many}`;
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The song's title by its id; an id that the album does not know stands for itself. */
export function titlesOf({ songs }: Pick<Album, 'songs'>): TitleOf {
  const titles = new Map(
    songs.map(({ id, title, version }) => [id, version === null ? title : `${title} (${version})`]),
  );
  return (id) => titles.get(id) ?? id;
}

/** How it stands, for whoever reads one sentence. */
export function albumVerdict({ arc, seams, deliveries }: AlbumReport): string {
  const songs = `${capitalised(counted(arc.songs.length, 'song'))}, ${clock(arc.durationS, 0)}`;
  const refused = deliveries.filter(({ folder }) => folder === null);
  if (refused.length > 0) {
    const which = refused.map(({ title }) => title).join(', ');
    if (deliveries.length === 1) return `${songs}. The delivery was refused: ${which}.`;
    return `${songs}. ${capitalised(counted(refused.length, 'delivery', 'deliveries'))} of ${deliveries.length} refused: ${which}.`;
  }
  const made = deliveries.length === 0 ? '' : ` ${capitalised(deliveredWords(deliveries.length))}`;
  return `${songs}.${made || ` ${flowVerdict(seams)}`}`;
}

function deliveredWords(number: number): string {
  return number === 1
    ? 'the delivery was opened again and found as it should be.'
    : `${counted(number, 'delivery', 'deliveries')}, each opened again and found as it should be.`;
}

/** Under it a seam is worth listening to before all others. */
export const ROUGH_SCORE = 60;

/** Of the seams alone. */
export function flowVerdict(seams: AlbumReport['seams']): string {
  const judged = seams.filter(({ score }) => score !== null);
  if (judged.length === 0) return 'There is no seam to judge.';
  const rough = judged.filter(({ score }) => score! < ROUGH_SCORE).length;
  if (rough === judged.length && rough > 1) return 'No seam leads on by itself yet.';
  if (rough > 0)
    return `${capitalised(counted(rough, 'seam'))} of ${judged.length} ${rough === 1 ? 'is' : 'are'} worth another listen.`;
  return judged.some(({ remarks }) => remarks.length > 0)
    ? 'No seam is rough; what one may notice is told with each.'
    : 'Every song leads on to the next.';
}

/** Estimates that are less sure are told as such. */
const SURE = 0.4;

/** Beats a minute; a dash where there is no steady beat. */
export function tempoText({ tempo }: ArcSong): string {
  if (tempo === null) return '–';
  return `${tempo.confidence < SURE ? '≈ ' : ''}${fixed(tempo.bpm, 0)}`;
}

/** A dash where none was found. */
export function keyText({ key }: ArcSong): string {
  if (key === null) return '–';
  return `${key.confidence < SURE ? '≈ ' : ''}${keyName(key)}`;
}
