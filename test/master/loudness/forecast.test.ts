// The forecast tells the loudness that the limiter then gives, for each of its characters.
import { beforeAll, describe, expect, it } from 'vitest';
import { gainFromDb } from '../../../src/dsp/decibel.ts';
import { openAudio } from '../../../src/files/open.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { Forecaster } from '../../../src/master/loudness/forecast.ts';
import { LoudnessSketcher } from '../../../src/master/loudness/loudness-sketch.ts';
import { checkParams } from '../../../src/process/params.ts';
import { LIMITER } from '../../../src/process/peaks/limiter.ts';
import { padded, runProcessor } from '../../contracts/processor.ts';
import { bytesOfUrl } from '../../fixture.ts';
import { dullBeats, musicLike } from '../../signals.ts';
import exampleUrl from '../../../examples/first-light/first-light.flac?inline';

const RATE = 44100;
/** The first bars of the example, and as much of what repeats itself sooner. */
const EXAMPLE_FRAMES = 8 * RATE;
const FRAMES = 4 * RATE;
const CEILING_DBTP = -1;
const LOOK_AHEAD_MS = 24;
/** What `verify` allows a master to be off. */
const NEAR_LU = 0.1;

interface Song {
  readonly sampleRateHz: number;
  /** Peaks at the ceiling. */
  readonly channels: readonly Float64Array[];
  readonly forecaster: Forecaster;
}

function forecasterOf(channels: readonly Float64Array[], sampleRateHz: number, floor: number): Forecaster {
  const sketcher = new LoudnessSketcher({ sampleRateHz, channels: channels.length }, floor);
  sketcher.push({ channels: channels.map((x) => x.slice()), frames: channels[0]!.length });
  return new Forecaster(sketcher.result());
}

function song(sound: readonly Float64Array[], sampleRateHz = RATE): Song {
  const scale = gainFromDb(CEILING_DBTP) / forecasterOf(sound, sampleRateHz, 0).peak;
  const channels = sound.map((x) => x.map((v) => scale * v));
  return { sampleRateHz, channels, forecaster: forecasterOf(channels, sampleRateHz, 0.1) };
}

async function example(): Promise<Song> {
  const { source } = await openAudio(
    memoryPlace(new Map([['song.flac', bytesOfUrl(exampleUrl)]])),
    'song.flac',
  );
  const channels = Array.from({ length: source.format.channels }, () => new Float64Array(EXAMPLE_FRAMES));
  for (let at = 0; at < EXAMPLE_FRAMES; ) {
    const block = (await source.pull(EXAMPLE_FRAMES - at))!;
    block.channels.forEach((x, c) => channels[c]!.set(x.subarray(0, block.frames), at));
    at += block.frames;
  }
  const { sampleRateHz } = source.format;
  await source.close();
  return song(channels, sampleRateHz);
}

/** Integrated loudness of the sound driven and limited in truth. */
function rendered({ channels, sampleRateHz }: Song, driveDb: number, character: string): number {
  const params = checkParams(LIMITER.params, { ceilingDbtp: CEILING_DBTP, character }, 'limiter');
  const limiter = LIMITER.create(params, { sampleRateHz, channels: channels.length });
  const drive = gainFromDb(driveDb);
  const driven = channels.map((x) => x.map((v) => drive * v));
  const out = runProcessor(limiter, padded(driven, limiter.latencyFrames), [4096]);
  const heard = out.map((x) => x.subarray(limiter.latencyFrames));
  const untouched = { ceilingDbtp: 0, lookAheadMs: LOOK_AHEAD_MS, character };
  return forecasterOf(heard, sampleRateHz, 10).at(0, untouched).integratedLufs!;
}

describe('the forecast', () => {
  const songs = new Map<string, Song>();
  beforeAll(async () => {
    songs.set('the example', await example());
    songs.set('plucked notes', song(musicLike(FRAMES, RATE, 3)));
    songs.set('beats', song(dullBeats(FRAMES, RATE, 3)));
  });

  const names = ['the example', 'plucked notes', 'beats'];
  const cases = names.flatMap((name) =>
    Object.entries({ transparent: 9, punchy: 9, loud: 6 }).map(([character, most]) => ({
      name,
      character,
      most,
    })),
  );
  it.each(cases)('is what $name become when $character, up to $most dB over', ({ name, character, most }) => {
    const given = songs.get(name)!;
    for (const driveDb of [most / 3, most]) {
      const setting = { ceilingDbtp: CEILING_DBTP, lookAheadMs: LOOK_AHEAD_MS, character };
      const told = given.forecaster.at(driveDb, setting).integratedLufs!;
      expect(Math.abs(told - rendered(given, driveDb, character))).toBeLessThan(NEAR_LU);
    }
  });

  it('is lower for a limiter that turns down more', () => {
    const { forecaster } = songs.get('beats')!;
    const told = ['transparent', 'punchy', 'loud'].map(
      (character) =>
        forecaster.at(9, { ceilingDbtp: CEILING_DBTP, lookAheadMs: LOOK_AHEAD_MS, character })
          .integratedLufs!,
    );
    expect(told[1]).toBeGreaterThan(told[0]!);
    expect(told[2]).toBeGreaterThan(told[1]!);
  });
});
