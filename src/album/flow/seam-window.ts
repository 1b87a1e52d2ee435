// Seam window: which stretches of a disc are a seam as one listens to it: the last ten seconds, the rest, the first ten.
import { EDGE_S } from './song-edge.ts';
import type { Seam } from './seam.ts';

/** Seconds of the disc, from the image's first sector. */
export interface DiscStretch {
  readonly fromS: number;
  readonly toS: number;
}

export interface SeamWindow {
  /** One after the other; two where a long silence was shortened. */
  readonly stretches: readonly DiscStretch[];
  /** Silence that was left out. */
  readonly cutS: number;
}

/** Nobody waits longer to hear what comes next: half of it after the one song, half before the other. */
const LONGEST_REST_S = 20;

/** `discS`: length of the disc. What is silent at the songs' own ends counts as rest. */
export function seamWindow(seam: Seam, discS: number): SeamWindow {
  const lastS = seam.endS - seam.ending.silenceS;
  const firstS = seam.startS + seam.opening.silenceS;
  const fromS = Math.max(0, Math.min(lastS, firstS) - EDGE_S);
  const toS = Math.min(discS, Math.max(lastS, firstS) + EDGE_S);
  const cutS = firstS - lastS - LONGEST_REST_S;
  if (cutS <= 0) return { stretches: [{ fromS, toS }], cutS: 0 };
  const half = LONGEST_REST_S / 2;
  return {
    stretches: [
      { fromS, toS: lastS + half },
      { fromS: firstS - half, toS },
    ],
    cutS,
  };
}
