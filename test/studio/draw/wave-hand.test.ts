// The hand on the waveform: what taps, drags, pinches and keys mean.
import { describe, expect, it } from 'vitest';
import { createGestures } from '../../../src/studio/draw/wave-gestures.ts';
import { waveKey, type WaveSituation } from '../../../src/studio/draw/wave-keys.ts';

function recorded(anchor: (x: number) => number = (x) => x) {
  const heard: string[] = [];
  const gestures = createGestures({
    tap: (x) => heard.push(`tap ${x}`),
    anchor,
    drag: (from, to) => heard.push(`drag ${from} ${to}`),
    dragEnd: (from, to) => heard.push(`end ${from} ${to}`),
    pinch: (factor, from, to) => heard.push(`pinch ${factor} ${from} ${to}`),
  });
  return { heard, gestures };
}

describe('gestures', () => {
  it('a press that trembles is a tap', () => {
    const { heard, gestures } = recorded();
    gestures.down(1, 100);
    gestures.move(1, 102);
    gestures.up(1, 103);
    expect(heard).toEqual(['tap 103']);
  });

  it('a drag begins where the press was, or at the far end of what was taken hold of', () => {
    const { heard, gestures } = recorded();
    gestures.down(1, 100);
    gestures.move(1, 110);
    gestures.move(1, 101);
    gestures.up(1, 101);
    expect(heard).toEqual(['drag 100 110', 'drag 100 101', 'end 100 101']);
    const held = recorded(() => 40);
    held.gestures.down(1, 100);
    held.gestures.move(1, 130);
    held.gestures.up(1, 130);
    expect(held.heard).toEqual(['drag 40 130', 'end 40 130']);
  });

  it('two fingers pinch around their middle, and the one that stays means nothing', () => {
    const { heard, gestures } = recorded();
    gestures.down(1, 100);
    gestures.down(2, 200);
    gestures.move(2, 300);
    gestures.up(2, 300);
    gestures.move(1, 150);
    gestures.up(1, 150);
    expect(heard).toEqual(['pinch 2 150 200']);
    gestures.down(1, 20);
    gestures.up(1, 20);
    expect(heard.at(-1)).toBe('tap 20');
  });

  it('a pointer that is only passing, and one taken away, mean nothing', () => {
    const { heard, gestures } = recorded();
    gestures.move(1, 50);
    gestures.up(1, 50);
    gestures.down(1, 50);
    gestures.cancel(1);
    gestures.up(1, 50);
    expect(heard).toEqual([]);
  });
});

describe('keys', () => {
  const at = (frame: number, loop: WaveSituation['loop'] = null): WaveSituation => ({
    frames: 100_000,
    sampleRateHz: 1000,
    frame,
    loop,
  });

  it('seek in steps that end at the song’s ends', () => {
    expect(waveKey('ArrowRight', false, at(10_000))).toEqual({ seek: 12_000 });
    expect(waveKey('ArrowLeft', true, at(20_000))).toEqual({ seek: 10_000 });
    expect(waveKey('ArrowLeft', false, at(1500))).toEqual({ seek: 0 });
    expect(waveKey('PageUp', false, at(90_000))).toEqual({ seek: 100_000 });
    expect(waveKey('Home', false, at(5))).toEqual({ seek: 0 });
    expect(waveKey('End', false, at(5))).toEqual({ seek: 100_000 });
  });

  it('set and end a loop at the playhead', () => {
    expect(waveKey('i', false, at(4000))).toEqual({ loop: { startFrame: 4000, endFrame: 100_000 } });
    expect(waveKey('o', false, at(9000, { startFrame: 4000, endFrame: 100_000 }))).toEqual({
      loop: { startFrame: 4000, endFrame: 9000 },
    });
    expect(waveKey('i', false, at(9500, { startFrame: 4000, endFrame: 9000 }))).toEqual({
      loop: { startFrame: 9500, endFrame: 100_000 },
    });
    expect(waveKey('o', false, at(0))).toBeNull();
    expect(waveKey('Escape', false, at(0, { startFrame: 1, endFrame: 2 }))).toEqual({ loop: null });
  });

  it('leave to others what means nothing here', () => {
    for (const key of ['Escape', ' ', 'a', '[', 'l', 'Tab', 'Enter'])
      expect(waveKey(key, false, at(0))).toBeNull();
  });
});
