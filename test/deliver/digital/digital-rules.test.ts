// Digital rules: ceilings of shops, loudness asked for, silence, what shops ask for, and the loop that brings lossy files under their ceiling.
import { beforeAll, describe, expect, it } from 'vitest';
import { gainUnder } from '../../../src/deliver/digital/digital-gains.ts';
import { stepsDown } from '../../../src/deliver/finish/turned-down.ts';
import { DIGITAL_DELIVERY } from '../../../src/deliver/digital/digital-delivery.ts';
import type { CeilingProof } from '../../../src/deliver/digital/digital-paper.ts';
import { createEdgeSilence } from '../../../src/deliver/digital/edge-silence.ts';
import type { Delivery, DeliveryNote } from '../../../src/deliver/delivery.ts';
import { houseProfile } from '../../../src/deliver/profiles/house-profiles.ts';
import type { DigitalRules } from '../../../src/deliver/profiles/profile.ts';
import { deliveryNoteSentence } from '../../../src/report/delivery/words-delivery.ts';
import { ceilingTable } from '../../../src/report/delivery/ceiling-table.ts';
import { codedAlbum, madeRoom, type MadeRoom } from '../made-room.ts';

let made: MadeRoom;
beforeAll(async () => {
  made = await madeRoom(codedAlbum(), 48000);
});

interface Delivered extends Delivery {
  readonly made: readonly DeliveryNote[];
  readonly proofs: readonly CeilingProof[];
}

async function deliver(
  id: string,
  rules: Partial<DigitalRules> = {},
  mastered = made.mastered,
): Promise<Delivered> {
  const house = houseProfile(id);
  const profile = { ...house, digital: { ...house.digital!, ...rules } };
  const proofs: CeilingProof[] = [];
  const papers = {
    digital: (paper: Parameters<typeof ceilingTable>[0]) => {
      proofs.push(...paper.proofs);
      return ceilingTable(paper);
    },
  };
  const room = { ...made.roomOn(new Map(made.files)), papers, mastered };
  const notes = await DIGITAL_DELIVERY.make(room, profile);
  return { ...(await DIGITAL_DELIVERY.accept(room, profile)), made: notes, proofs };
}

const codes = (things: readonly { readonly code: string }[]): string[] => things.map(({ code }) => code);

describe('steps down', () => {
  it.each([
    [-0.2, 0],
    [0, 0],
    [0.001, -0.1],
    [0.1, -0.1],
    [0.1 + 1e-9, -0.1],
    [0.34, -0.4],
    [1, -1],
  ])('of %f dB over: %f dB', (over, gain) => expect(stepsDown(over)).toBeCloseTo(gain, 9));

  it('leave what stands over by no more than files may', () => {
    expect(gainUnder([-1.2, null, -0.97], -1)).toBe(0);
    expect(gainUnder([-1.2, -0.6], -1)).toBe(-0.4);
    expect(gainUnder([-1.2], null)).toBe(0);
    expect(gainUnder([null], -1)).toBe(0);
  });
});

describe('silence at the edges', () => {
  it('is what lies under −60 dBFS before the first and behind the last sound', () => {
    const meter = createEdgeSilence({ sampleRateHz: 1000, channels: 1 });
    const samples = new Float64Array(3000);
    samples.fill(0.0009, 0, 3000).fill(0.5, 500, 1200);
    for (const [from, to] of [
      [0, 700],
      [700, 3000],
    ] as const)
      meter.push({ channels: [samples.subarray(from, to)], frames: to - from });
    expect(meter.result()).toEqual({ startS: 0.5, endS: 1.8 });
  });
});

describe('a shop’s rules', () => {
  it('a lower ceiling turns the whole album down as one', async () => {
    const peaks = made.mastered.passages.map(({ measurements }) => measurements.peak.truePeakDbtp!);
    const ceilingDbtp = Math.min(...peaks) - 2;
    const { refusals, files, made: notes } = await deliver('archive', { ceilingDbtp, tags: 'clean' });
    expect(refusals).toEqual([]);
    const [note] = notes;
    expect(note).toMatchObject({ code: 'digital-turned-down', facts: { songs: 2 } });
    files.forEach(({ truePeakDbtp }, i) => {
      expect(truePeakDbtp).toBeLessThanOrEqual(ceilingDbtp + 0.05);
      expect(truePeakDbtp! - peaks[i]!).toBeCloseTo(Number(note!.facts.gainDb), 2);
    });
  });

  it('a loudness asked for is met by each song', async () => {
    const { refusals, files } = await deliver('broadcast-r128');
    expect(refusals).toEqual([]);
    for (const { integratedLufs } of files) expect(integratedLufs).toBeCloseTo(-23, 1);
  });

  it('tells what it will ask for, and what its player will do', async () => {
    const { made: notes, notes: found } = await deliver('distributor', { hearsAs: ['mp3:cbr-128'] });
    expect(codes(notes)).toEqual(['heard-as-held', 'digital-not-told', 'digital-not-told']);
    expect(notes.slice(1).map(({ facts }) => facts.what)).toEqual(['artwork', 'genre']);
    expect(codes(found)).toEqual(['digital-short']);
    for (const note of [...notes, ...found]) expect(deliveryNoteSentence(note)).toMatch(/^[A-Z“].*\.$/);
  });

  it('refuses silence that it does not take, and files too large', async () => {
    const { refusals } = await deliver('bandcamp', { mostSilenceS: 1, mostBytes: 200_000, hearsAs: [] });
    expect(new Set(codes(refusals))).toEqual(new Set(['digital-silence', 'digital-too-large']));
  });

  it('brings lossy files under their ceiling, all songs by the same steps, and tells before and after', async () => {
    // as if the encoder had brought the peaks
    const passages = made.mastered.passages.map((one) => ({
      ...one,
      measurements: { ...one.measurements, peak: { ...one.measurements.peak, truePeakDbtp: -20 } },
    }));
    const ceilingDbtp = -8.2;
    const mastered = { ...made.mastered, passages };
    const {
      refusals,
      proofs,
      files,
      made: notes,
    } = await deliver('listening-vorbis', { ceilingDbtp }, mastered);
    expect(refusals).toEqual([]);
    expect(new Set(proofs.map(({ gainDb }) => gainDb)).size).toBe(1);
    for (const { beforeDbtp, afterDbtp } of proofs) {
      expect(afterDbtp).toBeLessThanOrEqual(ceilingDbtp);
      expect(beforeDbtp).toBeGreaterThan(afterDbtp! + 0.3);
    }
    // by no more than 0.3 dB a round: bursts are gone at almost any other level
    expect(proofs.map(({ rounds }) => rounds)).toEqual([3, 3]);
    expect(Math.abs(10 * proofs[0]!.gainDb) % 1).toBeCloseTo(0, 9);
    expect(codes(notes)).toContain('ceiling-proved-lower');
    expect(files.map(({ role }) => role)).toEqual(['audio', 'audio', 'sheet']);
  });
});
