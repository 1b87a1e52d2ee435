// The pictures as they reach the canvas: nothing outside its lane, clipping marked, what is missing hatched, extents that hold all.
import { describe, expect, it } from 'vitest';
import { loudnessExtent } from '../../../src/studio/draw/draw-loudness.ts';
import { drawPins } from '../../../src/studio/draw/draw-pins.ts';
import { toneExtent } from '../../../src/studio/draw/draw-spectrum.ts';
import { drawWaveform, type WaveSide } from '../../../src/studio/draw/draw-waveform.ts';
import { drawFigure } from '../../../src/studio/draw/figure-text.ts';
import { pinMarks } from '../../../src/studio/draw/pins.ts';
import { levelsOf } from '../../../src/studio/draw/pyramid-levels.ts';
import type { Sheet } from '../../../src/studio/draw/surface.ts';
import { wholeSong } from '../../../src/studio/draw/time-window.ts';
import { waveLanes } from '../../../src/studio/draw/wave-lanes.ts';

interface Call {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly words: string;
  readonly fill: string;
}

const COLOURS = [
  'paper',
  'ground',
  'ink',
  'quiet',
  'rule',
  'corridor',
  'before',
  'after',
  'error',
  'warning',
  'note',
  'lacquer',
  'groove',
] as const;

/** A sheet that keeps what is drawn; every sign is as wide as its code's last digit says, digits differ. */
function recordingSheet(width: number, height: number): { sheet: Sheet; calls: Call[] } {
  const calls: Call[] = [];
  const state: Record<string, unknown> = {};
  const ctx = new Proxy(state, {
    get(target, name: string) {
      if (name in target) return target[name];
      if (name === 'measureText')
        return (text: string) => ({ width: text.length * (4 + (text.charCodeAt(0) % 5)) });
      return (...args: unknown[]) => {
        const numbers = args.filter((arg) => typeof arg === 'number');
        const words = args.filter((arg) => typeof arg === 'string').join(' ');
        calls.push({ name, numbers, words, fill: String(target['fillStyle']) });
      };
    },
  });
  const palette = { ...Object.fromEntries(COLOURS.map((name) => [name, name])), sans: 'sans-serif' };
  const sheet = { ctx, width, height, ratio: 2, palette, timeMs: 0, elapsedMs: 16 } as unknown as Sheet;
  return { sheet, calls };
}

const POINTS = 4000;
const FRAMES = POINTS * 128;

function side(colour: string, points: number, peak: number): WaveSide {
  const wave = (scale: number): Float32Array =>
    Float32Array.from({ length: points }, (_, i) => (i === 1000 ? peak : 0.5) * scale);
  const pyramid = { framesPerPoint: 128, frames: points * 128, min: wave(-1), max: wave(1), rms: wave(0.3) };
  return { levels: levelsOf(pyramid), gain: 1, colour };
}

function drawn(front: WaveSide, range: number): Call[] {
  const { sheet, calls } = recordingSheet(800, 300);
  const picture = {
    window: wholeSong(FRAMES),
    frames: FRAMES,
    sampleRateHz: 44_100,
    front,
    behind: null,
    range,
  };
  drawWaveform(sheet, waveLanes(300, true, true), picture);
  return calls;
}

describe('the waveform', () => {
  const { wave } = waveLanes(300, true, true);

  it('fills its lane from left to right without a gap and never leaves it', () => {
    const bars = drawn(side('after', POINTS, 1.5), 1).filter(
      ({ name, fill }) => name === 'fillRect' && fill === 'after',
    );
    const peaks = bars.slice(0, bars.length / 2);
    expect(peaks.length).toBeGreaterThan(800);
    expect(Math.min(...peaks.map(({ numbers }) => numbers[2]!))).toBeGreaterThanOrEqual(0.5);
    peaks.forEach(({ numbers: [left, top, width, height] }, i) => {
      expect(top!).toBeGreaterThanOrEqual(wave.top);
      expect(top! + height!).toBeLessThanOrEqual(wave.bottom);
      const next = peaks[i + 1]?.numbers[0];
      if (next !== undefined) expect(next).toBeCloseTo(left! + width!, 9);
    });
    expect(peaks.at(-1)!.numbers[0]).toBeGreaterThan(798);
  });

  it('shows a level twice as high twice as high', () => {
    const heightOf = (range: number): number => {
      const bars = drawn(side('after', POINTS, 0.5), range).filter(
        ({ fill, name }) => name === 'fillRect' && fill === 'after',
      );
      return bars[10]!.numbers[3]!;
    };
    expect(heightOf(1) / heightOf(2)).toBeCloseTo(2, 1);
  });

  it('marks where the sound touches full scale, and only there', () => {
    const marks = (peak: number): Call[] =>
      drawn(side('after', POINTS, peak), 1).filter(
        ({ name, fill }) => name === 'fillRect' && fill === 'error',
      );
    expect(marks(0.99)).toEqual([]);
    const [above, below] = marks(1);
    expect(above!.numbers[0]! + 0.75).toBeCloseTo(200.1, 0);
    expect(above!.numbers[1]).toBeLessThan(wave.top);
    expect(below!.numbers[1]).toBeGreaterThan(wave.bottom - 5);
  });

  it('hatches what has not been rendered, from its front to the end', () => {
    const clipped = (points: number): Call | undefined =>
      drawn(side('after', points, 0.5), 1).find(({ name }) => name === 'rect');
    expect(clipped(POINTS)).toBeUndefined();
    expect(clipped(3000)?.numbers.slice(0, 3)).toEqual([600, wave.top, 200]);
  });
});

describe('the pins', () => {
  it('have a shape for each severity and a number where several meet', () => {
    const { sheet, calls } = recordingSheet(800, 300);
    const at = (id: string, startS: number, severity: 'error' | 'warning' | 'note') => ({
      id,
      severity,
      startS,
      endS: startS,
      words: id,
    });
    const pins = [at('a', 10, 'error'), at('b', 30, 'warning'), at('c', 50, 'note'), at('d', 50.2, 'note')];
    drawPins(sheet, waveLanes(300, true, false), {
      marks: pinMarks(pins, (s) => 10 * s, 14),
      chosen: null,
      pointed: null,
    });
    const shapes = calls.filter(({ name }) => ['arc', 'closePath', 'fillText'].includes(name));
    expect(shapes.map(({ name, words }) => `${name}${words}`)).toEqual([
      'closePath',
      'arc',
      'arc',
      'fillText2',
    ]);
    expect(calls.filter(({ name, fill }) => name === 'fill' && fill === 'ground')).toHaveLength(1);
  });
});

describe('figures', () => {
  it('keep their width while their digits change', () => {
    const widthOf = (text: string): number => drawFigure(recordingSheet(1, 1).sheet.ctx, text, 0, 0);
    expect(widthOf('−11.1')).toBe(widthOf('−48.7'));
    expect(widthOf('−11.1')).toBe(widthOf('+90.3'));
  });

  it('are set from their left, their right or their middle', () => {
    const firstAt = (align: 'left' | 'right' | 'centre'): number => {
      const { sheet, calls } = recordingSheet(1, 1);
      drawFigure(sheet.ctx, '88', 100, 0, align);
      return calls[0]!.numbers[0]!;
    };
    expect(firstAt('left')).toBeGreaterThan(100);
    expect(firstAt('right')).toBeLessThan(100);
    expect(firstAt('centre')).toBeCloseTo((firstAt('left') + firstAt('right')) / 2, 9);
  });
});

describe('extents', () => {
  it('of tone hold every curve with room for live peaks, but nothing inaudible', () => {
    expect(toneExtent([])).toEqual([-18, 12]);
    expect(toneExtent([{ hz: [10, 100, 1000], db: [90, 14, -80] }])).toEqual([-45, 24]);
  });

  it('of loudness hold all that is not far below', () => {
    expect(loudnessExtent([])).toEqual([-36, 0]);
    expect(loudnessExtent([[-14, -15, null]])).toEqual([-24, -12]);
    expect(loudnessExtent([[-9.2, -65], [-20]])).toEqual([-42, -6]);
  });

  it('of loudness show the louder part of every line, however far apart they lie', () => {
    expect(
      loudnessExtent([
        [-13, -14],
        [-51, -70],
      ]),
    ).toEqual([-60, -12]);
  });
});
