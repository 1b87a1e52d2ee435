// Phase words: where a song is on its way, in a word or two.
import { stageWords } from '../../report/words.ts';
import type { Song } from './song.svelte.ts';

/** For lists; the page of the song itself tells the stage in full. */
export function phaseWords(song: Song): string {
  switch (song.phase) {
    case 'queued':
      return 'waiting';
    case 'copying':
      return `taking it in, ${percent(song.share)}`;
    case 'listening':
      return `listening, ${percent(song.share)}`;
    case 'deciding':
      return 'deciding';
    case 'rendering':
      return `making the master, ${percent(song.share)}`;
    case 'ready':
      return 'ready';
    case 'failed':
      return 'could not be mastered';
    case 'cancelled':
      return 'stopped';
  }
}

/** The stage as a headline. */
export function stageHeadline(song: Song): string {
  if (song.phase === 'queued') return 'Waiting for its turn';
  if (song.phase === 'cancelled') return 'Stopped';
  if (song.stage === 'copy') return 'Taking the mix in';
  return stageWords(song.stage);
}

/** `34 %`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)}\u00a0%`;
}
