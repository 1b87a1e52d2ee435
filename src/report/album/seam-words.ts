// Seam words: how two songs are joined, and which gap would suit them better, in sentences.
import type { Seam } from '../../album/flow/seam.ts';
import { level } from '../figures.ts';
import { flowWords, type TitleOf } from '../words-flow.ts';

/** As good as none. */
const HARDLY_S = 0.02;

/** `A gap of 2.0 s, 3.1 s of silence as it is heard; the song dies away over 1.4 s.` */
export function joinWords({ join, gapS, restS, ending }: Seam): string {
  if (join === 'gapless') return 'One recording: it runs on without a seam.';
  if (join === 'crossfade') return `They overlap for ${level(-gapS, 's')}.`;
  const gap = gapS < HARDLY_S ? 'No gap' : `A gap of ${level(gapS, 's')}`;
  const dying =
    ending.kind === 'cold'
      ? 'the song stops at once'
      : `the song dies away over ${level(ending.decayS, 's')}`;
  return `${gap}, ${level(restS, 's')} of silence as it is heard; ${dying}.`;
}

/** Empty where there is no gap to set, and where no gap can be shorter than it is. */
export function gapWords({ suggestion, gapS, ease }: Seam, titleOf: TitleOf): string {
  if (suggestion === null) return '';
  if (ease.rest === 1) return 'This gap suits them.';
  if (suggestion.sectors === 0)
    return gapS < HARDLY_S ? '' : 'Try no gap at all (gap: 0 sectors): the recordings bring silence enough.';
  const because = suggestion.because.map((reason) => flowWords(reason, titleOf)).join('; ');
  const why = because === '' ? 'two seconds are what records usually have' : because;
  return `Try a gap of ${level(suggestion.gapS, 's')} (gap: ${suggestion.sectors} sectors): ${why}.`;
}
