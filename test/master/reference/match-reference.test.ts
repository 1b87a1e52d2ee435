// Match reference: a song is brought to a reference's tone and width by ordinary moves, which render without it.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/master/analysis.ts';
import { decide } from '../../../src/master/decide.ts';
import { DEFAULT_INTENT, type Intent } from '../../../src/master/intent.ts';
import { measuredValue } from '../../../src/master/measured-value.ts';
import type { Plan } from '../../../src/master/plan.ts';
import { matchReference } from '../../../src/master/reference/match-reference.ts';
import { distanceDb, missingFrom } from '../../../src/master/reference/match-fit.ts';
import { hearReference } from '../../../src/master/reference/hear-reference.ts';
import { referenceTarget } from '../../../src/master/reference/reference-target.ts';
import { DEFAULT_STRENGTHS, type Reference } from '../../../src/master/reference/signature.ts';
import { renderPlan } from '../../../src/master/render.ts';
import { loadEveryProcessor } from '../../../src/process/catalogue.ts';
import { sourceOf, type Source } from '../../../src/signal/stream.ts';
import { pump } from '../../../src/measure/measure.ts';
import { createSongMeter } from '../../../src/measure/song-meter.ts';
import { dullBeats, musicLike } from '../../signals.ts';

const RATE = 44100;
const SECONDS = 6;
const FRAMES = SECONDS * RATE;
const SONG = { name: 'song', sampleRateHz: RATE, channels: 2, frames: FRAMES, bits: 24 };

const BLANK: Plan = {
  version: 2,
  intent: DEFAULT_INTENT,
  song: SONG,
  seed: 1,
  moves: [],
  restraints: [],
  promise: { integratedLufs: null, ceilingDbtp: null },
  weighedOn: [],
  damage: null,
};

const song = dullBeats(FRAMES, RATE, 3);
/** Another music, wider by half. */
const [left, right] = musicLike(FRAMES, RATE, 5) as [Float64Array, Float64Array];
const record = [left, right].map((own, c) =>
  own.map((x, n) => 0.5 * (1.25 * x - 0.25 * [right, left][c]![n]!)),
);

async function referenceOf(
  channels: readonly Float64Array[],
  more: Partial<Reference> = {},
): Promise<Reference> {
  const heard = await hearReference(sourceOf(channels, RATE), 'record', 1);
  return { signature: { version: 1, references: [heard] }, strengths: DEFAULT_STRENGTHS, ...more };
}

/** Measured, and without a look for faults: these sounds have none. */
async function listen(source: Source): Promise<Analysis> {
  const meter = createSongMeter(source.format, { rendered: 'master' });
  await pump(source, [meter]);
  return { version: 1, measurements: meter.result(), findings: [], mixNotes: [] };
}

async function planned(
  channels: readonly Float64Array[],
  reference: Reference,
  intent: Intent = DEFAULT_INTENT,
): Promise<{ analysis: Analysis; plan: Plan }> {
  const analysis = await listen(sourceOf(channels, RATE));
  const open = async () => sourceOf(channels, RATE);
  return { analysis, plan: (await decide(open, analysis, intent, SONG, { reference })).plan };
}

/** The match alone, without what comes before and after it. */
async function matched(channels: readonly Float64Array[], reference: Reference): Promise<Plan> {
  await loadEveryProcessor();
  const analysis = await listen(sourceOf(channels, RATE));
  return matchReference(async () => sourceOf(channels, RATE), analysis, BLANK, reference);
}

async function rendered(channels: readonly Float64Array[], plan: Plan): Promise<Analysis> {
  return listen(renderPlan(sourceOf(channels, RATE), plan));
}

function distances({ measurements }: Analysis, { signature }: Reference): { mid: number; side: number } {
  const target = referenceTarget(signature);
  const parts = measurements.loudParts!;
  const missing = missingFrom(parts, target)!;
  return {
    mid: distanceDb(missing.midDb, parts.bandsHz, target),
    side: distanceDb(missing.sideDb!, parts.bandsHz, target),
  };
}

describe('a match', () => {
  let reference: Reference;
  let before: Analysis;
  let plan: Plan;
  let after: Analysis;

  beforeAll(async () => {
    reference = await referenceOf(record);
    ({ analysis: before, plan } = await planned(song, reference));
    after = await rendered(song, JSON.parse(JSON.stringify(plan)) as Plan);
  });

  it('comes nearer in the middle and in the sides, and as loud as the budget pays for', () => {
    const [far, near] = [distances(before, reference), distances(after, reference)];
    expect(near.mid).toBeLessThan(0.5 * far.mid);
    expect(near.side).toBeLessThan(far.side);
    const asked = reference.signature.references[0]!.integratedLufs;
    const refused = plan.restraints.some(({ code }) => code === 'loudness-refused');
    if (!refused) expect(Math.abs(after.measurements.loudness.integratedLufs! - asked)).toBeLessThan(0.3);
    expect(after.measurements.peak.truePeakDbtp!).toBeLessThanOrEqual(DEFAULT_INTENT.ceilingDbtp + 0.05);
  });

  it('is made of ordinary moves, whose reasons stand in the mix', () => {
    const match = plan.moves.filter(({ id }) => id.startsWith('match-'));
    expect(match.map(({ id }) => id)).toContain('match-tone');
    for (const { because } of match) {
      for (const { measurement, value } of because) {
        const measured = measuredValue(measurement, before.measurements);
        // Moves before the match (an offset) may change the least of it.
        expect(Math.abs(measured! - value)).toBeLessThan(0.3);
      }
    }
    expect(plan.restraints.map(({ code }) => code)).toContain('reference-leads');
    expect(plan.moves.some(({ id }) => id === 'tone')).toBe(false);
  });

  it('is the same for the song turned down, and with left and right exchanged', async () => {
    const other = [song[1]!, song[0]!].map((x) => x.map((v) => 0.1 * v));
    const same = await matched(other, reference);
    const own = await matched(song, reference);
    const gains = ({ moves }: Plan): number[] =>
      moves
        .filter(({ kind }) => kind === 'match-eq')
        .flatMap(({ params }) =>
          (params.points as readonly { gainDb: number }[]).map(({ gainDb }) => gainDb),
        );
    gains(own).forEach((gain, i) => expect(Math.abs(gains(same)[i]! - gain)).toBeLessThan(0.1));
  });

  it('leaves what is not asked for', async () => {
    const intent: Intent = { ...DEFAULT_INTENT, without: ['width'], loudness: { mode: 'off' } };
    const strengths = { ...DEFAULT_STRENGTHS, tone: 0.5 };
    const { plan: part } = await planned(song, { ...reference, strengths }, intent);
    expect(part.moves.map(({ id }) => id)).not.toContain('match-width');
    expect(part.moves.find(({ id }) => id === 'match-tone')!.strength).toBe(0.5);
    expect(part.moves.map(({ id }) => id)).not.toContain('level');
  });
});

describe('references that say nothing', () => {
  it('the song itself', async () => {
    const plan = await matched(record, await referenceOf(record));
    expect(plan.restraints.map(({ code }) => code)).toContain('reference-is-the-song');
    expect(plan.moves.filter(({ id }) => id.startsWith('match-'))).toEqual([]);
  });

  it('a mono record keeps the width', async () => {
    const plan = await matched(song, await referenceOf([left]));
    expect(plan.restraints.map(({ code }) => code)).toContain('match-width-mono');
  });

  it('silence, and a few seconds', async () => {
    const silence = [new Float64Array(FRAMES), new Float64Array(FRAMES)];
    await expect(referenceOf(silence)).rejects.toMatchObject({ code: 'reference-silent' });
    const short = record.map((x) => x.subarray(0, 2 * RATE));
    await expect(referenceOf(short)).rejects.toMatchObject({ code: 'reference-too-short' });
  });
});
