// Vinyl delivery: sides that read back as they were cut, and every way in which they are refused.
import { describe, expect, it } from 'vitest';
import { VINYL } from '../../../src/deliver/vinyl/vinyl-delivery.ts';
import { CUT_FILE } from '../../../src/deliver/vinyl/cut-names.ts';
import type { VinylCut } from '../../../src/deliver/vinyl/vinyl-cut.ts';
import type { DeliveryRoom } from '../../../src/deliver/delivery.ts';
import type { Move, Plan } from '../../../src/master/plan.ts';
import { unlimitedPlan } from '../../../src/master/unlimited-plan.ts';
import { createChain, processSource } from '../../../src/process/chain.ts';
import { GAIN } from '../../../src/process/level/gain.ts';
import { openAudio } from '../../../src/files/open.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { collect } from '../../../src/signal/stream.ts';
import { deliveryContract } from '../../contracts/delivery.ts';
import { FOLDER, madeRoom } from '../made-room.ts';
import { vinylProfile } from './vinyl-profile.ts';

/** Heard once for all tests. */
const ROOM = madeRoom();
const SIDE_A = 'Café Élan - Side A.wav';

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

deliveryContract('vinyl', {
  kind: VINYL,
  profile: vinylProfile(),
  room: () => ROOM,
  spoilt: [
    {
      what: 'a flipped sample',
      code: 'other-sound',
      spoil: ({ bytes }) => (bytes(SIDE_A)[5001]! ^= 64),
    },
    { what: 'a missing side', code: 'missing-file', spoil: ({ put }) => put(SIDE_A, null) },
    {
      what: 'half a side',
      code: 'wrong-shape',
      spoil: ({ bytes, put }) => put(SIDE_A, bytes(SIDE_A).slice(0, 200_000)),
    },
    {
      what: 'what is no sound',
      code: 'unreadable-file',
      spoil: ({ put }) => put(SIDE_A, new TextEncoder().encode('no sound')),
    },
    {
      what: 'a side under the name of another',
      code: 'other-sound',
      spoil: ({ bytes, put }) => put(SIDE_A, bytes('Café Élan - Side B.wav')),
    },
    { what: 'a stranger', code: 'stray-file', spoil: ({ put }) => put('notes.doc', new Uint8Array(3)) },
    { what: 'no cut', code: 'missing-file', spoil: ({ put }) => put(CUT_FILE, null) },
    {
      what: 'a broken cut',
      code: 'changed-file',
      spoil: ({ bytes, put }) => put(CUT_FILE, bytes(CUT_FILE).slice(0, 100)),
    },
    {
      what: 'a cut of another record',
      code: 'vinyl-other-cut',
      spoil: ({ bytes, put }) => {
        const text = textOf(bytes(CUT_FILE)).replaceAll('Zweite', 'Dritte');
        put(CUT_FILE, new TextEncoder().encode(text));
      },
    },
  ],
});

describe('files of a side', () => {
  it('one a band, which joined together are the side', async () => {
    const made = await ROOM;
    const files = new Map(made.files);
    await VINYL.make(made.roomOn(files), vinylProfile({ files: 'both', inches: 7, rpm: 45 }));
    const cut = JSON.parse(textOf(files.get(`${FOLDER}/${CUT_FILE}`)!)) as VinylCut;
    const sound = async (path: string): Promise<Float64Array> => {
      const { source } = await openAudio(memoryPlace(files), `${FOLDER}/${path}`);
      return (await collect(source))[0]!;
    };
    for (const { name } of cut.sides) {
      const own = cut.files.filter(({ side }) => side === name);
      const whole = await sound(own.find(({ label }) => label === null)!.path);
      const parts = await Promise.all(
        own.filter(({ label }) => label !== null).map(({ path }) => sound(path)),
      );
      expect(parts.reduce((sum, { length }) => sum + length, 0)).toBe(whole.length);
      let at = 0;
      for (const part of parts) {
        const start = at;
        expect(part.every((sample, n) => sample === whole[start + n])).toBe(true);
        at += part.length;
      }
    }
    expect(cut.files.map(({ path }) => path)).toContain('A1 Première.wav');
  });

  it('peaks stay under the plant’s ceiling, and one gain serves all sides', async () => {
    const made = await ROOM;
    const files = new Map(made.files);
    const profile = vinylProfile({ ceilingDbtp: -12 });
    await VINYL.make(made.roomOn(files), profile);
    const { files: told, refusals } = await VINYL.accept(made.roomOn(files), profile);
    expect(refusals).toEqual([]);
    const peaks = told.flatMap(({ truePeakDbtp }) => truePeakDbtp ?? []);
    expect(Math.max(...peaks)).toBeLessThanOrEqual(-12);
    expect(Math.max(...peaks)).toBeGreaterThan(-12.1);
  });
});

describe('limited masters', () => {
  const LIMITER = { stage: 'loudness', kind: 'limiter', params: {} } as unknown as Move;
  /** What the sides were cut from, and the cut; the unlimited sound stands 6 dB higher. */
  async function cutOf(
    plrDb: number,
    leastPlrDb: number | null,
  ): Promise<{ asked: string[]; cut: VinylCut }> {
    const made = await ROOM;
    const files = new Map(made.files);
    const room = made.roomOn(files);
    const plan = { moves: [LIMITER] } as unknown as Plan;
    const passages = made.mastered.passages.map((passage) => ({
      ...passage,
      plan,
      measurements: {
        ...passage.measurements,
        dynamics: { ...passage.measurements.dynamics, plrDb },
      },
    }));
    const asked: string[] = [];
    const openTimeline: DeliveryRoom['openTimeline'] = async (timeline, rate, peaks = 'held') => {
      asked.push(peaks);
      const source = await room.openTimeline(timeline, rate);
      const chain = createChain([{ kind: GAIN, params: { gainDb: 6 } }], source.format);
      return peaks === 'held' ? source : processSource(source, chain);
    };
    const profile = vinylProfile({ leastPlrDb });
    await VINYL.make({ ...room, mastered: { ...made.mastered, passages }, openTimeline }, profile);
    return { asked, cut: JSON.parse(textOf(files.get(`${FOLDER}/${CUT_FILE}`)!)) as VinylCut };
  }

  it('are cut from the sound before the limiting, turned down together', async () => {
    const { asked, cut } = await cutOf(7, 12);
    expect(new Set(asked)).toEqual(new Set(['unlimited']));
    expect(cut.peaks).toBe('unlimited');
    expect(cut.notes.map(({ code }) => code)).toContain('vinyl-before-limiting');
    const peaks = cut.sides.map(({ figures }) => figures.truePeakDbtp!);
    expect(Math.max(...peaks)).toBeLessThanOrEqual(-0.1);
  });

  it('are cut as they are where peaks stand high enough, or nobody asks', async () => {
    expect((await cutOf(14, 12)).cut.peaks).toBe('held');
    expect((await cutOf(7, null)).asked).not.toContain('unlimited');
  });

  it('plans without their limiter keep everything else, and promise nothing', () => {
    const eq = { stage: 'tone', kind: 'eq' } as Move;
    const gain = { stage: 'loudness', kind: 'gain' } as Move;
    const own = { stage: 'own', kind: 'limiter' } as Move;
    const plan = { moves: [eq, gain, LIMITER, own], promise: { integratedLufs: -9, ceilingDbtp: -1 } };
    const { moves, promise } = unlimitedPlan(plan as unknown as Plan);
    expect(moves).toEqual([eq, gain, own]);
    expect(promise).toEqual({ integratedLufs: null, ceilingDbtp: null });
  });

  it('stop when told to, and leave no side', async () => {
    const made = await ROOM;
    const files = new Map(made.files);
    const signal = AbortSignal.abort();
    await expect(VINYL.make({ ...made.roomOn(files), signal }, vinylProfile())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect([...files.keys()].filter((path) => path.startsWith(FOLDER))).toEqual([]);
  });
});
