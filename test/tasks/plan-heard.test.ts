// Plan of a heard song: from the kept track to the last figure the plan of the file, and as the artist wishes it.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { Place } from '../../src/files/place.ts';
import { createAudio } from '../../src/files/save.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { Plan } from '../../src/master/plan.ts';
import { trackSource } from '../../src/preview/track-read.ts';
import { createTrackSink } from '../../src/preview/track-write.ts';
import type { TrackFormat } from '../../src/preview/track.ts';
import type { Source } from '../../src/signal/stream.ts';
import type { AnalysedSong } from '../../src/tasks/analyse-song.ts';
import { hearSong } from '../../src/tasks/hear-song.ts';
import { planHeard, planSong } from '../../src/tasks/plan-song.ts';
import { dullBeats } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

interface Heard {
  readonly place: Place;
  readonly mix: AnalysedSong;
  readonly track: TrackFormat;
  open(): Promise<Source>;
}

async function hear(place: Place): Promise<Heard> {
  const { mix, track } = await hearSong(place, 'song.wav', (format) => createTrackSink(place, 'mix', format));
  const { frames } = mix.analysis.measurements;
  return { place, mix, track, open: async () => trackSource(place, 'mix', track, frames) };
}

/** Dull and with peaks enough to be given tone and glue. */
const music = dullBeats(4 * 44100, 44100, 3);

async function wideFile(encoding: 'pcm' | 'float', bits: number): Promise<Place> {
  const place = memoryPlace();
  const frames = music[0]!.length;
  const scale = 2 ** 31;
  const sound = music.map((samples) => samples.map((value) => Math.round(value * scale) / scale));
  const format = { sampleRateHz: 44100, channels: 2, encoding, bits, frames };
  const sink = await createAudio(place, 'song.wav', 'wav', format);
  await sink.write({ channels: sound, frames });
  await sink.close();
  return place;
}

describe('a plan from the kept track', () => {
  it.each([
    ['pcm', 32],
    ['float', 64],
    ['float', 32],
  ] as const)('equals that of the file: %s %i', async (encoding, bits) => {
    const { place, mix, track, open } = await hear(await wideFile(encoding, bits));
    expect(track.encoding).toBe(bits === 32 && encoding === 'float' ? 'float32' : 'float64');
    const plan = await planHeard(open, 'song.wav', mix, { intent: DEFAULT_INTENT, strengths: {} });
    const asked = await planSong(place, 'song.wav', DEFAULT_INTENT);
    expect(mix).toEqual(asked.mix);
    expect(JSON.stringify(plan)).toBe(JSON.stringify(asked.plan));
  });
});

describe('a plan as wished', () => {
  let heard: Heard;
  let usual: Plan;
  const planned = (strengths: Record<string, number>, intent = DEFAULT_INTENT): Promise<Plan> =>
    planHeard(heard.open, 'song.wav', heard.mix, { intent, strengths });

  beforeAll(async () => {
    const place = memoryPlace();
    await writeWavFile(place, 'song.wav', music, 44100);
    heard = await hear(place);
    usual = await planned({});
  });

  it('has the strengths that were asked for, and a level that follows them', async () => {
    const tone = usual.moves.find(({ id }) => id.startsWith('tone'));
    expect(tone).toBeDefined();
    const plan = await planned({ [tone!.id]: 0 });
    expect(plan.moves.map(({ id }) => id)).toEqual(usual.moves.map(({ id }) => id));
    const { kind, params } = tone!;
    expect(plan.moves.find(({ id }) => id === tone!.id)).toMatchObject({ kind, params, strength: 0 });
    const level = (of: Plan): unknown => of.moves.find(({ id }) => id === 'level')?.params;
    expect(level(plan)).toBeDefined();
    expect(level(plan)).not.toEqual(level(usual));
  });

  it('does not let level and limiter be turned: loudness and ceiling govern them', async () => {
    expect(await planned({ level: 0.1, limiter: 0 })).toEqual(usual);
  });

  it('passes over moves that this style does not have', async () => {
    expect(await planned({ sparkle: 0.3 })).toEqual(usual);
  });

  it('tells its stages', async () => {
    const stages: [string, number][] = [];
    const run = { progress: (stage: string, share: number): void => void stages.push([stage, share]) };
    await planHeard(heard.open, 'song.wav', heard.mix, { intent: DEFAULT_INTENT, strengths: {} }, run);
    expect([...new Set(stages.map(([stage]) => stage))]).toEqual(['decide', 'weigh', 'forecast']);
    expect(stages.at(-1)).toEqual(['forecast', 1]);
  });
});
