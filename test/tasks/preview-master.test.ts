// Preview master: what is played is what would be delivered, corrected where it missed, measured as it is.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { Move, Plan } from '../../src/master/plan.ts';
import { renderPlan } from '../../src/master/render.ts';
import { pump } from '../../src/measure/measure.ts';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { collect, type Sink, type Source } from '../../src/signal/stream.ts';
import { planSong } from '../../src/tasks/plan-song.ts';
import { previewMaster } from '../../src/tasks/preview-master.ts';
import { dullBeats } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

interface KeptSink extends Sink {
  readonly left: number[];
  end: 'close' | 'abort' | null;
}

function keepingSink(): KeptSink {
  const kept: KeptSink = {
    left: [],
    end: null,
    async write(block) {
      for (const value of block.channels[0]!.subarray(0, block.frames)) kept.left.push(value);
    },
    async close() {
      kept.end = 'close';
    },
    async abort() {
      kept.end = 'abort';
    },
  };
  return kept;
}

const place = memoryPlace();
const open = async (): Promise<Source> => (await openAudio(place, 'song.wav')).source;
let plan: Plan;

beforeAll(async () => {
  await writeWavFile(place, 'song.wav', dullBeats(5 * 44100, 44100, 3), 44100);
  plan = (await planSong(place, 'song.wav', DEFAULT_INTENT)).plan;
});

/** The plan with its level off by so much, so that it misses its promise. */
const missing = (byDb: number): Plan => ({
  ...plan,
  moves: plan.moves.map(
    (move): Move =>
      move.id === 'level'
        ? { ...move, params: { ...move.params, gainDb: (move.params.gainDb as number) + byDb } }
        : move,
  ),
});

describe('a master to be played', () => {
  it('is the rendered plan, measured on its way', async () => {
    const sink = keepingSink();
    const made = await previewMaster(open, plan, () => sink);
    const [left] = await collect(renderPlan(await open(), made.plan));
    expect(sink.left).toEqual([...left!]);
    expect(sink.end).toBe('close');
    const meter = createSongMeter({ sampleRateHz: 44100, channels: 2 });
    await pump(renderPlan(await open(), made.plan), [meter]);
    expect(made.measurements).toEqual(meter.result());
    expect(made.verification.kept).toBe(true);
    expect(made.pyramid.frames).toBe(5 * 44100);
    expect(made.gainReduction!.reductionDb.length).toBeGreaterThan(0);
  });

  it('is corrected where it missed its promise, each time into a sink of its own', async () => {
    const sinks: KeptSink[] = [];
    const made = await previewMaster(open, missing(-0.5), (_, corrections) => {
      expect(corrections).toBe(sinks.length);
      sinks.push(keepingSink());
      return sinks.at(-1)!;
    });
    expect(made.verification.kept).toBe(true);
    expect(made.verification.corrections).toBe(sinks.length - 1);
    expect(sinks.length).toBeGreaterThan(1);
    expect(sinks.map(({ end }) => end)).toEqual(sinks.map(() => 'close'));
    expect(Math.abs(made.measurements.loudness.integratedLufs! - plan.promise.integratedLufs!)).toBeLessThan(
      0.1,
    );
  });

  it('stands as it is where no corrections are wanted, and says so', async () => {
    const wanted = missing(-2);
    const made = await previewMaster(open, wanted, keepingSink, { mostCorrections: 0 });
    expect(made.plan).toEqual(wanted);
    expect(made.verification).toMatchObject({ kept: false, corrections: 0 });
    expect(made.verification.stoppedBy).toEqual([{ code: 'promise-missed', facts: { corrections: 0 } }]);
  });

  it('tells its waveform while it grows', async () => {
    let soFar = (): { frames: number } => ({ frames: -1 });
    const seen: number[] = [];
    const onRender = (pyramid: () => { frames: number }): void => {
      soFar = pyramid;
    };
    const progress = (): void => void seen.push(soFar().frames);
    await previewMaster(open, plan, keepingSink, { onRender, mostCorrections: 0 }, { progress });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen[0]).toBeLessThan(seen.at(-1)!);
  });

  it('leaves its sink aborted when it is stopped', async () => {
    const stop = new AbortController();
    const sink = keepingSink();
    const run = { signal: stop.signal, progress: () => stop.abort() };
    await expect(previewMaster(open, plan, () => sink, {}, run)).rejects.toThrow('cancelled');
    expect(sink.end).toBe('abort');
  });

  it('is not made of other sound', async () => {
    const other = { ...plan, song: { ...plan.song, sampleRateHz: 48000 } };
    await expect(previewMaster(open, other, keepingSink)).rejects.toThrow('plan-mismatch');
  });
});
