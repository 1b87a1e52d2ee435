// Mastering by ear of the meters: a few seconds of synthetic music, judged, rendered and measured again.
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/master/decide.ts';
import type { Intent, LoudnessIntent } from '../../src/master/intent.ts';
import { listen } from '../../src/master/listen.ts';
import type { Plan } from '../../src/master/plan.ts';
import { renderPlan } from '../../src/master/render.ts';
import { verify } from '../../src/master/verify.ts';
import { collect, sourceOf, type Source } from '../../src/signal/stream.ts';
import golden from '../golden/plan.json';
import { musicLike, noise, sine } from '../signals.ts';
import { intentOf } from './analyses.ts';

const RATE = 44100;
const SECONDS = 4;

/** Music with a beat: hits of noise over it give the peaks that a mix has. */
function mix(gain = 1, channels = 2): Float64Array[] {
  const music = musicLike(SECONDS * RATE, RATE, 3).slice(0, channels);
  const hit = noise(0.6, Math.round(0.1 * RATE), 9);
  for (let start = 0; start + hit.length < music[0]!.length; start += Math.round(0.5 * RATE)) {
    for (let n = 0; n < hit.length; n++) {
      const value = hit[n]! * Math.exp(-n / (0.012 * RATE));
      for (const channel of music) channel[start + n]! += value;
    }
  }
  return music.map((channel) => channel.map((value) => value * gain));
}

const open = (channels: readonly Float64Array[]): Source => sourceOf(channels, RATE);

async function judge(
  channels: readonly Float64Array[],
  intent: Partial<Intent> = {},
  bits: number | null = 24,
) {
  const analysis = await (channels === MIX ? heard : listen(open(channels)));
  const song = {
    name: 'mix',
    sampleRateHz: RATE,
    channels: channels.length,
    frames: channels[0]!.length,
    bits,
  };
  return { analysis, ...(await decide(async () => open(channels), analysis, intentOf(intent), song)) };
}

async function master(channels: readonly Float64Array[], plan: Plan): Promise<Float64Array[]> {
  return collect(renderPlan(open(channels), plan));
}

/** The mix, its analysis, its judgement with the default intent, and the master of that; nothing changes them. */
const MIX = mix();
const heard = listen(open(MIX));
const judged = judge(MIX);
const made = judged.then(({ plan }) => master(MIX, plan));

const target = (lufs: number): { loudness: LoudnessIntent } => ({ loudness: { mode: 'target', lufs } });

function gainOf(plan: Plan): number {
  return (plan.moves.find((move) => move.id === 'level')?.params.gainDb as number | undefined) ?? 0;
}

/** Largest difference in dB re the largest sample. */
function differenceDb(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let worst = 0;
  let peak = 0;
  a.forEach((channel, c) =>
    channel.forEach((value, n) => {
      worst = Math.max(worst, Math.abs(value - b[c]![n]!));
      peak = Math.max(peak, Math.abs(value));
    }),
  );
  return 20 * Math.log10(worst / peak);
}

describe('decide, render, verify', () => {
  it.each([
    ['auto', {}],
    ['-16', target(-16)],
    ['-12', target(-12)],
    ['keep', { loudness: { mode: 'keep' } as const }],
    ['auto, loud', { style: 'loud' }],
  ])('foretells the loudness of the render within 0.1 LU and keeps the ceiling: %s', async (_, intent) => {
    const isDefault = Object.keys(intent).length === 0;
    const { plan } = await (isDefault ? judged : judge(MIX, intent));
    const { measurements } = await listen(open(await (isDefault ? made : master(MIX, plan))));
    expect(plan.promise.integratedLufs).not.toBeNull();
    expect(Math.abs(measurements.loudness.integratedLufs! - plan.promise.integratedLufs!)).toBeLessThan(0.1);
    expect(verify(plan, measurements)).toMatchObject({ kept: true });
  });

  it('makes the same master of the mix 20 dB lower', async () => {
    const quiet = mix(0.1);
    const [a, b] = [await judged, await judge(quiet)];
    expect(gainOf(b.plan) - gainOf(a.plan)).toBeCloseTo(20, 2);
    const difference = differenceDb(await made, await master(quiet, b.plan));
    // 0.01 dB is -58.8 dB re the sound itself.
    expect(difference).toBeLessThan(-60);
  });

  it('leaves its own master alone', async () => {
    const again = await judge(await made);
    expect(again.plan.moves).toEqual([]);
    expect(again.plan.restraints.map((one) => one.code)).toEqual([
      'finished',
      'loudness-finished',
      'level-left-alone',
    ]);
  });

  it('with amount 0 changes only level', async () => {
    const { plan } = await judge(MIX, { amount: 0, ...target(-20) });
    expect(plan.moves.map((move) => move.kind)).toEqual(['gain']);
  });

  it('with amount 0 and loudness off gives the same samples', async () => {
    const song = MIX;
    const { plan } = await judge(song, { amount: 0, loudness: { mode: 'off' } });
    expect(plan.moves).toEqual([]);
    expect(differenceDb(await master(song, plan), song)).toBe(-Infinity);
  });

  it('refuses a loudness beyond the budget, with the limit that stopped it', async () => {
    const { plan } = await judge(MIX, target(-5));
    const refusal = plan.restraints.find((one) => one.code === 'loudness-refused');
    expect(refusal!.facts).toMatchObject({
      askedLufs: -5,
      limit: expect.any(String),
      allowed: expect.any(Number),
    });
    expect(refusal!.facts.value).toBeGreaterThan(0);
    expect(plan.promise.integratedLufs).toBeLessThan(-5.5);
    expect(plan.promise.integratedLufs).toBeCloseTo(refusal!.facts.lufs as number, 1);
  });

  it('knows that louder costs more', async () => {
    const cost = (await judged).cost!;
    expect(cost.points).toHaveLength(8);
    expect(cost.points[0]).toMatchObject({ distortionDb: null, crestLossDb: 0, meanReductionDb: 0 });
    for (let i = 1; i < cost.points.length; i++) {
      const [before, now] = [cost.points[i - 1]!, cost.points[i]!];
      expect(now.lufs).toBeGreaterThan(before.lufs);
      expect(now.distortionDb).toBeGreaterThanOrEqual(before.distortionDb ?? -200);
      expect(now.crestLossDb).toBeGreaterThanOrEqual(before.crestLossDb);
      expect(now.meanReductionDb).toBeGreaterThanOrEqual(before.meanReductionDb);
    }
    expect(cost.recommendedLufs).toBeLessThanOrEqual(cost.kneeLufs);
    expect(cost.kneeLufs).toBeLessThan(cost.mostLufs);
  });

  it('masters mono', async () => {
    const song = mix(1, 1);
    const { plan } = await judge(song, target(-18));
    const { measurements } = await listen(open(await master(song, plan)));
    expect(verify(plan, measurements)).toMatchObject({ kept: true, promisedLufs: -18 });
  });

  it('only keeps the peaks of what is too short to have a loudness', async () => {
    const { plan } = await judge([sine(440, 0.99, 4410, RATE), sine(440, 0.99, 4410, RATE)]);
    expect(plan.moves.map((move) => move.id)).toEqual(['limiter']);
    expect(plan.promise).toEqual({ integratedLufs: null, ceilingDbtp: -1 });
    expect(plan.restraints.map((one) => one.code)).toContain('loudness-unmeasurable');
  });

  it('has nothing to do with silence', async () => {
    const { plan } = await judge([new Float64Array(RATE), new Float64Array(RATE)]);
    expect(plan.moves).toEqual([]);
    expect(plan.restraints).toEqual([{ code: 'silence', facts: {} }]);
  });

  it('renders the same bits for any blocks, as many frames as came', async () => {
    const song = MIX.map((channel) => channel.slice(0, RATE));
    const { plan } = await judged;
    const whole = await master(song, plan);
    const pieces: number[][] = [[], []];
    const source = renderPlan(open(song), plan);
    for (let size = 1; ; size = (size * 7 + 3) % 997) {
      const block = await source.pull(size + 1);
      if (block === null) break;
      block.channels.forEach((channel, c) => pieces[c]!.push(...channel.subarray(0, block.frames)));
    }
    expect(pieces.map((channel) => Float64Array.from(channel))).toEqual(whole);
    expect(whole[0]).toHaveLength(RATE);
  });

  it('refuses a plan made for another sound', async () => {
    const { plan } = await judged;
    expect(() => renderPlan(sourceOf(MIX, 48000), plan)).toThrow(
      expect.objectContaining({ code: 'plan-mismatch' }),
    );
  });

  it('still plans the golden song as it did', async () => {
    const { plan } = await judged;
    if (import.meta.env.UPDATE_GOLDEN) {
      await expect(`${JSON.stringify(plan, null, 2)}\n`).toMatchFileSnapshot('../golden/plan.json');
    } else {
      expectClose(plan, golden, 'plan');
    }
  });
});

/** The same structure, texts and figures; figures within 0.02, which nobody hears, so that a meter's last digits may improve. */
function expectClose(found: unknown, golden: unknown, where: string): void {
  if (typeof golden === 'number') {
    expect(Math.abs((found as number) - golden), where).toBeLessThan(0.02);
  } else if (typeof golden === 'object' && golden !== null) {
    expect(Object.keys(found as object), where).toEqual(Object.keys(golden));
    for (const [key, value] of Object.entries(golden))
      expectClose((found as Record<string, unknown>)[key], value, `${where}.${key}`);
  } else {
    expect(found, where).toEqual(golden);
  }
}
