// Seam words: how two songs are joined, and which gap would suit them better, in sentences.
import type { Seam } from '../../album/flow/seam.ts';
import { level } from '../figures.ts';
import { flowWords, type TitleOf } from '../words-flow.ts';

/** By less than this no gap is worth changing. */
const AS_GOOD_S = 0.5;

/** `Gap of 2.0 s; 3.1 s of silence as it is heard. It dies away over 1.4 s.` */
export function joinWords({ join, gapS, restS, ending }: Seam): string {
  if (join === 'gapless') return 'One recording: it runs on without a seam.';
  if (join === 'crossfade') return `They overlap for ${level(-gapS, 's')}.`;
  const gap = Math.abs(gapS) < 0.005 ? 'No gap' : `A gap of ${level(gapS, 's')}`;
  const dying =
    ending.kind === 'cold'
      ? 'the song stops at once'
      : `the song dies away over ${level(ending.decayS, 's')}`;
  return `${gap}, ${level(restS, 's')} of silence as it is heard; ${dying}.`;
}

export function gapFits({ suggestion, gapS }: Seam): boolean {
  return suggestion !== null && Math.abs(suggestion.gapS - gapS) < AS_GOOD_S;
}

/** Empty where there is no gap to set. */
export function gapWords(seam: Seam, titleOf: TitleOf): string {
  const { suggestion } = seam;
  if (suggestion === null) return '';
  if (gapFits(seam)) return 'This gap suits them.';
  const because = suggestion.because.map((reason) => flowWords(reason, titleOf)).join('; ');
  const why = because === '' ? 'two seconds are what records usually have' : because;
  return `Try a gap of ${level(suggestion.gapS, 's')} (gap: ${suggestion.sectors} sectors): ${why}.`;
}
