// Tests of the tone plot's range: it grows for what sounds, stays grown, and begins afresh with other averages.
import { expect, it } from 'vitest';
import { createToneRoom } from '../../../src/studio/draw/tone-room.ts';

const peak = (db: number) => [{ hz: [100, 1000], db: [db, 0] }];

it('grows calmly until a loud band fits, and stays when it is gone', () => {
  const room = createToneRoom();
  expect(room.step([-18, 12], [], 16, false)).toEqual({ extent: [-18, 12], moving: false });
  const grown = room.step([-18, 12], peak(33), 50, false);
  expect(grown.extent[1]).toBeGreaterThan(12);
  expect(grown.extent[1]).toBeLessThan(36);
  expect(grown.moving).toBe(true);
  expect(room.step([-18, 12], [], 5000, false)).toEqual({ extent: [-18, 36], moving: false });
});

it('leaps for those who want calm', () => {
  const room = createToneRoom();
  expect(room.step([-18, 12], peak(33), 16, true).extent).toEqual([-18, 36]);
});

it('forgets with the next song', () => {
  const room = createToneRoom();
  room.step([-18, 12], peak(33), 16, true);
  expect(room.step([-24, 18], [], 16, true).extent).toEqual([-24, 18]);
});
