// Delimit gives a limited song a good part of its peaks back, hardly changes its tone, and leaves what was not limited alone.
import { describe, expect, it } from 'vitest';
import { createDynamicsMeter } from '../../../src/measure/dynamics.ts';
import { DELIMIT } from '../../../src/process/dynamics/delimit.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { LIMITER } from '../../../src/process/peaks/limiter.ts';
import type { ProcessorKind } from '../../../src/process/processor.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, noise } from '../../signals.ts';
import { thirdOctavesDb } from './third-octaves-of.ts';

const RATE = 44100;

processorContract(DELIMIT, [{}, { amountDb: 9, crestDb: 20, windowMs: 20 }]);

function through(kind: ProcessorKind, given: ParamRecord, sound: readonly Float64Array[]): Float64Array[] {
  const params = checkParams(kind.params, given, kind.id);
  const processor = kind.create(params, { sampleRateHz: RATE, channels: sound.length });
  return runProcessor(processor, padded(sound, processor.latencyFrames)).map((x) =>
    x.subarray(processor.latencyFrames),
  );
}

/** Music and a drum kit: a falling tone on the beat, noise between. */
function drummed(seconds: number): Float64Array[] {
  const frames = seconds * RATE;
  const music = musicLike(frames, RATE, 5);
  const hiss = noise(1, frames, 9);
  return music.map((x) =>
    x.map((v, n) => {
      const beat = (n % (RATE / 2)) / RATE;
      const between = ((n + RATE / 4) % (RATE / 2)) / RATE;
      const kick =
        Math.sin(2 * Math.PI * (55 * beat + 0.8 * (1 - Math.exp(-40 * beat)))) * Math.exp(-12 * beat);
      const snare = hiss[n]! * (Math.exp(-25 * between) + 0.5 * Math.exp(-60 * beat));
      return v + 0.6 * kick + 0.7 * snare;
    }),
  );
}

function figures(sound: readonly Float64Array[]): { plr: number; psr: number } {
  const meter = createDynamicsMeter({ sampleRateHz: RATE, channels: sound.length });
  meter.push({ channels: [...sound], frames: sound[0]!.length });
  const { plrDb, psrDb } = meter.result();
  return { plr: plrDb!, psr: psrDb! };
}

function scaledToPeak(sound: readonly Float64Array[], db: number): Float64Array[] {
  const peak = sound.reduce((most, x) => x.reduce((p, v) => Math.max(p, Math.abs(v)), most), 0);
  return sound.map((x) => x.map((v) => (v * 10 ** (db / 20)) / peak));
}

describe('a song limited by 6 dB', () => {
  const song = scaledToPeak(drummed(8), 5);
  const limited = through(LIMITER, { ceilingDbtp: -1 }, song);
  const given = { amountDb: 3, crestDb: 14 };
  const back = through(DELIMIT, given, limited);

  it('gets back at least two fifths of the PLR and of the PSR that it lost', () => {
    const [was, is, now] = [song, limited, back].map(figures) as [
      ReturnType<typeof figures>,
      ReturnType<typeof figures>,
      ReturnType<typeof figures>,
    ];
    expect(was.plr - is.plr).toBeGreaterThan(3);
    expect((now.plr - is.plr) / (was.plr - is.plr)).toBeGreaterThan(0.4);
    expect((now.psr - is.psr) / (was.psr - is.psr)).toBeGreaterThan(0.4);
    expect(now.plr).toBeLessThan(was.plr);
  });

  it('keeps its tone within half a decibel in every third of an octave', () => {
    const before = thirdOctavesDb(limited, RATE);
    const after = thirdOctavesDb(back, RATE);
    const apart = after.map((db, i) => db - before[i]!);
    expect(Math.max(...apart.map(Math.abs))).toBeLessThan(0.5);
  });

  it('is raised by no more than the amount anywhere, lowered nowhere', () => {
    const most = 10 ** (3 / 20) * (1 + 1e-12);
    back.forEach((x, c) => {
      const wrong = x.findIndex((v, n) => {
        const before = Math.abs(limited[c]![n]!);
        return Math.abs(v) > most * before || Math.abs(v) < before * (1 - 1e-12);
      });
      expect(wrong).toBe(-1);
    });
  });

  it('gets the same back 18 dB lower', () => {
    const low = through(
      DELIMIT,
      given,
      limited.map((x) => x.map((v) => v / 8)),
    );
    const apart = low.map((x, c) =>
      x.reduce((most, v, n) => Math.max(most, Math.abs(8 * v - back[c]![n]!)), 0),
    );
    expect(Math.max(...apart)).toBeLessThan(1e-9);
  });
});

describe('what was not limited', () => {
  it('passes to the last bit', () => {
    const song = drummed(5);
    expectSameBits(through(DELIMIT, { amountDb: 6, crestDb: 10 }, song), song);
  });

  it('is told by its crest: steady sound, however dense, has no onsets', () => {
    const steady = Float64Array.from({ length: 4 * RATE }, (_, n) => 0.8 * Math.sin(0.03 * n));
    const out = through(DELIMIT, { amountDb: 6, crestDb: 18 }, [steady]);
    expectSameBits([out[0]!.subarray(RATE)], [steady.subarray(RATE)]);
  });
});
