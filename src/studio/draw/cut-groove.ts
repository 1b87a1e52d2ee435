// Cut groove: the song's waveform cut into the disc, from the rim inwards, as far as it has been heard.
import { DISC, groovePoint } from '../../report/groove.ts';
import type { Pyramid } from '../engine/protocol.ts';
import { levelFor, levelsOf } from './pyramid-levels.ts';

export interface Groove {
  readonly canvas: HTMLCanvasElement;
  /** Cuts on to `share` (0…1) of the song's `frames`, or begins anew where the disc, its size or its colour is another. */
  cut(disc: GrooveDisc): void;
}

export interface GrooveDisc {
  readonly pyramid: Pyramid;
  readonly frames: number;
  readonly share: number;
  /** Device pixels across. */
  readonly pixels: number;
  readonly colour: string;
}

/** Alternating highest and lowest: finer than this the swings run together. */
const POINTS = DISC.turns * 420;
const WIDTH = 0.75;

export function createGroove(): Groove {
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d')!;
  let last: GrooveDisc | null = null;
  let cutTo = 0;
  return {
    canvas,
    cut(disc) {
      if (last === null || isAnother(last, disc)) {
        canvas.width = canvas.height = disc.pixels;
        cutTo = 0;
      }
      last = disc;
      const to = Math.floor(disc.share * POINTS);
      if (to <= cutTo) return;
      const scale = disc.pixels / DISC.size;
      ctx.setTransform(scale, 0, 0, scale, disc.pixels / 2, disc.pixels / 2);
      ctx.beginPath();
      for (let i = Math.max(0, cutTo - 1); i <= to; i++) {
        const { x, y } = groovePoint(i / POINTS, swingAt(disc, i));
        ctx.lineTo(x, y);
      }
      ctx.lineWidth = WIDTH;
      ctx.lineJoin = 'round';
      ctx.strokeStyle = disc.colour;
      ctx.globalAlpha = 0.9;
      ctx.stroke();
      cutTo = to;
    },
  };
}

/** A pyramid that only grew is the same song. */
function isAnother(before: GrooveDisc, now: GrooveDisc): boolean {
  if (before.pixels !== now.pixels || before.colour !== now.colour || before.frames !== now.frames)
    return true;
  if (before.pyramid === now.pyramid) return false;
  return before.pyramid.frames >= before.frames || now.pyramid.frames < before.pyramid.frames;
}

function swingAt({ pyramid, frames }: GrooveDisc, point: number): number {
  const level = levelFor(levelsOf(pyramid), frames / POINTS);
  const at = Math.floor(((point / POINTS) * frames) / level.framesPerPoint);
  const values = point % 2 === 0 ? level.max : level.min;
  return Math.max(-1, Math.min(1, values[Math.min(values.length - 1, at)] ?? 0));
}
