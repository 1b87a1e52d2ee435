// The detector contract: finds its planted fault at its place, stays quiet on clean sound, for any cutting into blocks.
import { describe, expect, it } from 'vitest';
import type { DetectorKind, Finding } from '../../src/inspect/finding.ts';
import { Hearing, UNKNOWN_ORIGIN } from '../../src/inspect/hearing.ts';
import { musicLike, sine } from '../signals.ts';

const RATE = 44100;

/** Runs a detector over `channels`, cut into blocks of the sizes given in turn. */
export function detect(
  kind: DetectorKind,
  channels: Float64Array[],
  sizes: readonly number[] = [4096],
  rate = RATE,
  origin = UNKNOWN_ORIGIN,
): Finding[] {
  const hearing = new Hearing({ sampleRateHz: rate, channels: channels.length }, origin);
  const detector = kind.create(hearing);
  const frames = channels[0]!.length;
  for (let at = 0, turn = 0; at < frames; turn++) {
    const end = Math.min(frames, at + sizes[turn % sizes.length]!);
    const block = { channels: channels.map((samples) => samples.subarray(at, end)), frames: end - at };
    hearing.push(block);
    detector.push(block);
    at = end;
  }
  hearing.finish();
  return detector.result();
}

export interface PlantedFault {
  readonly name: string;
  readonly code: string;
  readonly channels: Float64Array[];
  /** Where it was planted; null for the whole file. */
  readonly startS: number | null;
  readonly endS: number | null;
  readonly channel?: Finding['channel'];
}

/** Made once for all the detectors whose tests run in one worker; nothing changes it. */
const MUSIC = [1, 2, 3].map((seed) => musicLike(4 * RATE, RATE, seed));

/** `clean`: sounds that must leave the detector silent; music unless something else is the point. */
export function detectorContract(
  kind: DetectorKind,
  planted: readonly PlantedFault[],
  clean: readonly Float64Array[][] = MUSIC,
): void {
  describe(`${kind.id} keeps the detector contract`, () => {
    it.each(planted.map((fault) => [fault.name, fault] as const))('finds %s', (_, fault) => {
      const hits = detect(kind, fault.channels).filter((finding) => finding.code === fault.code);
      expect(hits.length).toBeGreaterThan(0);
      if (fault.startS === null || fault.endS === null) return;
      const hit = hits.find(
        (finding) => finding.startS! <= fault.endS! + 0.001 && finding.endS! >= fault.startS! - 0.001,
      );
      expect(hit, JSON.stringify(hits)).toBeDefined();
      if (fault.channel !== undefined) expect(hit!.channel).toBe(fault.channel);
    });

    it('stays quiet on clean sound', () => {
      for (const sound of clean) expect(detect(kind, sound)).toEqual([]);
      for (const [left] of clean.slice(0, 1)) expect(detect(kind, [left!])).toEqual([]);
    });

    it('says the same for any cutting into blocks', () => {
      for (const { channels } of planted) {
        const whole = detect(kind, channels, [channels[0]!.length]);
        expect(detect(kind, channels, [1])).toEqual(whole);
        expect(detect(kind, channels, [997, 128, 4096, 3])).toEqual(whole);
      }
    });

    it('names only codes it declares, with sane places', () => {
      for (const { channels } of planted) {
        for (const finding of detect(kind, channels)) {
          expect(kind.codes).toContain(finding.code);
          expect(finding.confidence).toBeGreaterThan(0);
          expect(finding.confidence).toBeLessThanOrEqual(1);
          if (finding.startS !== null) expect(finding.endS!).toBeGreaterThanOrEqual(finding.startS);
          if (finding.endS !== null)
            expect(finding.endS).toBeLessThanOrEqual(channels[0]!.length / RATE + 1e-9);
        }
      }
    });

    it('copes with silence, DC, full scale, one sample and nothing', () => {
      const square = Float64Array.from({ length: RATE }, (_, n) => (Math.floor(n / 50) % 2 === 0 ? 1 : -1));
      const sounds = [
        new Float64Array(RATE),
        new Float64Array(RATE).fill(0.5),
        square,
        sine(997, 1, RATE, RATE),
        new Float64Array(1),
        new Float64Array(0),
      ];
      for (const sound of sounds) {
        for (const finding of detect(kind, [sound, sound])) {
          expect(Number.isFinite(finding.value ?? 0)).toBe(true);
        }
      }
    });
  });
}
