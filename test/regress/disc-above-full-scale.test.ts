// Disc above full scale: songs taken as they are, floats for instance, are not cut off on a CD: all of it is turned down as one, and told.
import { expect, it } from 'vitest';
import type { Timeline } from '../../src/album/disc-timeline.ts';
import type { Passage } from '../../src/album/mastered-album.ts';
import { timelineSound } from '../../src/album/timeline-sound.ts';
import { discGainDb } from '../../src/deliver/cd/disc-gain.ts';
import { discSource } from '../../src/deliver/cd/write-disc.ts';
import type { DeliveryRoom } from '../../src/deliver/delivery.ts';
import { deliveryNoteSentence } from '../../src/report/delivery/words-delivery.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';

const RATE = 44100;
const passage = (samplePeakDbfs: number | null, more: Partial<Passage> = {}): Passage =>
  ({
    ceilingDbtp: null,
    sampleRateHz: RATE,
    measurements: { peak: { samplePeakDbfs, truePeakDbtp: 1.23 } },
    ...more,
  }) as Passage;

it('a song of floats that peaks at twice full scale comes out whole', async () => {
  const wave = Float64Array.from({ length: RATE / 5 }, (_, n) => 2 * (((n % 100) - 50) / 50));
  const clip = { passage: 'a', sampleRateHz: RATE, fromFrame: 0, toFrame: wave.length, startSector: 0 };
  const clips = [{ ...clip, fadeIn: null, fadeOut: null }];
  const timeline: Timeline = { version: 1, disc: 1, sectors: 15, tracks: [], clips };
  const open = async () => sourceOf([wave, wave], RATE);
  const passages = [passage(6.0206)];
  const room = {
    mastered: { seed: 7, passages },
    openTimeline: async () =>
      timelineSound(timeline, { sampleRateHz: RATE, passages: [{ id: 'a', ceilingDbtp: null }], open }),
  } as unknown as Pick<DeliveryRoom, 'openTimeline' | 'mastered'>;
  const [left] = await collect(await discSource(room, { timeline, number: 1 }));
  const gain = 10 ** (-6.1 / 20);
  expect(Math.max(...left!.map((sample, n) => Math.abs(sample - gain * wave[n]!)))).toBeLessThan(0.001);
});

it('turns no more than it must: whole samples, held songs and songs of another rate', () => {
  const gainOf = (...passages: Passage[]): number => discGainDb({ passages });
  expect(gainOf()).toBe(0);
  expect(gainOf(passage(0), passage(null))).toBe(0);
  expect(gainOf(passage(3, { ceilingDbtp: -1 }))).toBe(0);
  expect(gainOf(passage(-0.5), passage(0.31))).toBe(-0.4);
  expect(gainOf(passage(-0.5, { sampleRateHz: 48000 }))).toBe(-1.3);
  const words = deliveryNoteSentence({ code: 'cd-turned-down', facts: { gainDb: -0.4 } });
  expect(words).toMatch(/−0.4\sdB as one/);
});
