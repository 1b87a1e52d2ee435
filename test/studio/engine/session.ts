// Session: an engine over files in memory, and calls whose tellings are kept.
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { createAudio } from '../../../src/files/save.ts';
import type { Place } from '../../../src/files/place.ts';
import { DEFAULT_INTENT } from '../../../src/master/intent.ts';
import { Engine } from '../../../src/studio/engine/engine.ts';
import type { EngineVerbs, TrackFront, Verb, Wish } from '../../../src/studio/engine/protocol.ts';
import { dullBeats } from '../../signals.ts';
import { rounded } from '../../write-wav.ts';

export type Files = Map<string, Uint8Array>;

export const WISH: Wish = { intent: DEFAULT_INTENT, strengths: {} };

/** What a call told while it ran. */
export interface Told {
  readonly stages: [string, number][];
  readonly fronts: TrackFront[];
}

export interface Session {
  readonly files: Files;
  readonly place: Place;
  readonly engine: Engine;
  /** `hears` is called with every telling, and may abort `stop`. */
  call<V extends Verb>(
    verb: V,
    request: Parameters<EngineVerbs[V]>[0],
    hears?: (stage: string, share: number) => void,
    stop?: AbortController,
  ): Promise<Awaited<ReturnType<EngineVerbs[V]>>> & { told: Told };
}

/** `over`: the place to put over the files, for tests that spoil it. */
export function session(files: Files = new Map(), over: (place: Place) => Place = (place) => place): Session {
  const place = over(memoryPlace(files));
  const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const engine = new Engine({ place, root: '', breathe });
  return {
    files,
    place,
    engine,
    call(verb, request, hears = () => {}, stop = new AbortController()) {
      const told: Told = { stages: [], fronts: [] };
      const answer = engine.call(verb, request, {
        signal: stop.signal,
        progress(stage, share) {
          told.stages.push([stage, share]);
          hears(stage, share);
        },
        front: (front) => void told.fronts.push(front),
      });
      return Object.assign(answer, { told });
    },
  };
}

/** A dull song of `seconds` as the bytes of a file, 24 bits. */
export async function songBytes(
  seconds: number,
  rateHz = 44100,
  container: 'wav' | 'flac' = 'wav',
  seed = 3,
): Promise<Uint8Array> {
  const files: Files = new Map();
  const channels = rounded(dullBeats(Math.round(seconds * rateHz), rateHz, seed), 24);
  const frames = channels[0]!.length;
  const format = { sampleRateHz: rateHz, channels: 2, encoding: 'pcm' as const, bits: 24, frames };
  const sink = await createAudio(memoryPlace(files), 'song', container, format);
  await sink.write({ channels, frames });
  await sink.close();
  return files.get('song')!;
}

/** Dropped on the page. */
export function dropped(bytes: Uint8Array, name = 'song.wav'): File {
  return new File([bytes as BlobPart], name);
}

/** What a call was refused with. */
export async function faultOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'no fault',
    (fault: { code: string; facts: { what?: unknown } }) =>
      fault.code === 'assertion' ? `assertion: ${String(fault.facts.what)}` : fault.code,
  );
}

export const below = (files: Files, folder: string): string[] =>
  [...files.keys()].filter((path) => path.startsWith(folder)).sort();
