// The time window stays inside the song, keeps what is under the pointer under it, and turns its pages.
import { describe, expect, it } from 'vitest';
import {
  following,
  isWhole,
  placed,
  scrolled,
  wholeSong,
  zoomed,
} from '../../../src/studio/draw/time-window.ts';

const FRAMES = 1_000_000;

describe('the time window', () => {
  it('zooms around its anchor', () => {
    const window = zoomed(wholeSong(FRAMES), 0.5, 400_000, FRAMES, 1000);
    expect(window).toEqual({ startFrame: 200_000, endFrame: 700_000 });
    expect((400_000 - window.startFrame) / 500_000).toBeCloseTo(0.4, 12);
  });

  it('never leaves the song', () => {
    expect(zoomed({ startFrame: 0, endFrame: 1000 }, 4, 0, FRAMES, 100)).toEqual({
      startFrame: 0,
      endFrame: 4000,
    });
    expect(zoomed(wholeSong(FRAMES), 3, 10, FRAMES, 100)).toEqual(wholeSong(FRAMES));
    expect(scrolled({ startFrame: 900_000, endFrame: 950_000 }, 1e9, FRAMES).endFrame).toBe(FRAMES);
    expect(placed(-5, 100, FRAMES)).toEqual({ startFrame: 0, endFrame: 100 });
  });

  it('goes no closer than told, and not beyond a song that is shorter than that', () => {
    const near = zoomed({ startFrame: 0, endFrame: 4000 }, 0.001, 2000, FRAMES, 1000);
    expect(near.endFrame - near.startFrame).toBe(1000);
    expect(zoomed(wholeSong(300), 0.5, 100, 300, 1000)).toEqual(wholeSong(300));
  });

  it('zooming in and out again at one place comes back', () => {
    const start = { startFrame: 300_000, endFrame: 500_000 };
    const there = zoomed(start, 0.25, 420_000, FRAMES, 100);
    const back = zoomed(there, 4, 420_000, FRAMES, 100);
    expect(back.startFrame).toBeCloseTo(start.startFrame, 6);
    expect(back.endFrame).toBeCloseTo(start.endFrame, 6);
  });

  it('turns the page when the playhead runs out of it, and only then', () => {
    const window = { startFrame: 0, endFrame: 100_000 };
    expect(following(window, 50_000, FRAMES)).toBe(window);
    const next = following(window, 99_000, FRAMES);
    expect(next.startFrame).toBe(91_000);
    expect(following(window, 800_000, FRAMES)).toBe(window);
    expect(following({ startFrame: 900_000, endFrame: FRAMES }, FRAMES, FRAMES).endFrame).toBe(FRAMES);
    const whole = wholeSong(FRAMES);
    expect(following(whole, FRAMES, FRAMES)).toBe(whole);
  });

  it('knows when all is in view', () => {
    expect(isWhole(wholeSong(FRAMES), FRAMES)).toBe(true);
    expect(isWhole({ startFrame: 1, endFrame: FRAMES }, FRAMES)).toBe(false);
  });
});
