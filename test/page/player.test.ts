// The player in the page: what the real worklet plays, and the whole deck on a real AudioContext.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLoudnessMeter } from '../../src/measure/loudness-meter.ts';
import { fadeFrames } from '../../src/preview/fade-time.ts';
import { matchGains, type MatchGains } from '../../src/preview/level-match.ts';
import { SEGMENT_FRAMES } from '../../src/preview/track.ts';
import { Deck } from '../../src/studio/player/deck-client.ts';
import type { DeckSong, DeckState, DeckTrack, Side } from '../../src/studio/player/deck-protocol.ts';
import type { PlayerCommand } from '../../src/studio/player/player-protocol.ts';
// oxlint-disable-next-line import/default -- made by Vite
import workletUrl from '../../src/studio/player/player-worklet.ts?worker&url';
import { measure } from '../contracts/meter.ts';
import { chunkOf, clickDb, decibels, type Programme } from '../preview/player-rig.ts';
import { musicLike, sine } from '../signals.ts';

const RATE = 44100;
const QUANTUM = 128;

/** What the worklet plays of a programme on `side`, offline; at half of it the commands of `midway` reach it. */
async function heard(
  programme: Programme,
  side: Side,
  midway: PlayerCommand[] = [],
): Promise<Float64Array[]> {
  const frames = programme.mix[0]!.length;
  const context = new OfflineAudioContext({ numberOfChannels: 2, length: frames, sampleRate: RATE });
  await context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(context, 'lacquer-player', {
    numberOfInputs: 0,
    outputChannelCount: [2],
  });
  node.connect(context.destination);
  const { port1, port2 } = new MessageChannel();
  node.port.postMessage({ feeder: port1 }, [port1]);
  const tell = (command: PlayerCommand) => port2.postMessage(command);
  tell({ do: 'side', side });
  for (let at = 0; at < frames; at += 4410) {
    tell({ do: 'chunk', chunk: chunkOf(programme, at, Math.min(frames, at + 4410)) });
  }
  tell({ do: 'play' });
  const echo = await echoOf(context);
  // Offline nothing waits: it is held until the messages have come through.
  await held(context, QUANTUM, []);
  await held(context, QUANTUM * Math.round(frames / 2 / QUANTUM), midway);
  const rendered = await context.startRendering();
  port2.close();
  return [0, 1].map((c) => Float64Array.from(rendered.getChannelData(c)));

  async function held(on: OfflineAudioContext, frame: number, commands: PlayerCommand[]): Promise<void> {
    void on.suspend(frame / RATE).then(async () => {
      for (const command of commands) tell(command);
      for (let turn = 0; turn < 3; turn++) await echo();
      await on.resume();
    });
  }
}

/** Asks a second processor of the audio thread, which answers once that thread has done what it was told before. */
async function echoOf(context: OfflineAudioContext): Promise<() => Promise<void>> {
  const source = `registerProcessor('echo', class extends AudioWorkletProcessor {
    constructor() { super(); this.port.onmessage = () => this.port.postMessage(0); }
    process() { return true; }
  });`;
  const module = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(module);
  const { port } = new AudioWorkletNode(context, 'echo');
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => {
      port.onmessage = resolve;
      port.postMessage(0);
    });
  };
}

function single(channels: readonly Float64Array[]): Float32Array[] {
  return channels.map((samples) => Float32Array.from(samples));
}

function loudness(channels: readonly Float64Array[]): number {
  return measure(createLoudnessMeter, channels, RATE).integratedLufs!;
}

describe('the worklet', () => {
  const mix = musicLike(8 * RATE, RATE, 21);
  const master = mix.map((samples) => samples.map((x) => Math.max(-0.8, Math.min(0.8, 3 * x))));
  const match: MatchGains = matchGains(loudness(mix), loudness(master));
  const programme: Programme = { mix: single(mix), master: single(master), match };

  it('plays mix and master equally loud within 0.1 LU', async () => {
    const played = [await heard(programme, 'mix'), await heard(programme, 'master')].map(loudness);
    expect(match.masterDb).toBeLessThan(-6);
    expect(Math.abs(played[0]! - played[1]!)).toBeLessThan(0.1);
    expect(Math.abs(played[0]! - loudness(mix))).toBeLessThan(0.1);
  });

  it('plays both as they are with the match off', async () => {
    const asIs = { ...programme, match: { mixDb: 0, masterDb: 0 } };
    expect(Math.abs(loudness(await heard(asIs, 'master')) - loudness(master))).toBeLessThan(0.1);
  });

  it('switches sides in the middle without a click', async () => {
    const bass = single([sine(41, 0.9, 2 * RATE, RATE, 1)]);
    const opposed = { mix: bass, master: bass.map((samples) => samples.map((x) => -x)) };
    const [left] = await heard(opposed, 'mix', [{ do: 'side', side: 'master' }]);
    const begins = left!.findIndex((x) => x !== 0);
    expect(begins).toBeLessThan(4 * QUANTUM);
    const end = 2 * RATE - 1000;
    const at = (n: number) => opposed.master[0]![n - begins]!;
    expect(left![RATE + 5 * fadeFrames(RATE)]).toBe(at(RATE + 5 * fadeFrames(RATE)));
    expect(clickDb(left!.subarray(0, end), RATE, 0.4 * RATE) - decibels(0.9)).toBeLessThan(-80);
  });
});

async function stored(folder: string, channels: readonly Float64Array[], rateHz: number): Promise<DeckTrack> {
  const root = await navigator.storage.getDirectory();
  let at = root;
  for (const step of folder.split('/')) at = await at.getDirectoryHandle(step, { create: true });
  const frames = channels[0]!.length;
  const samples = new Float32Array(frames * channels.length);
  channels.forEach((plane, c) => plane.forEach((x, n) => (samples[n * channels.length + c] = x)));
  for (let segment = 0; segment * SEGMENT_FRAMES < frames; segment++) {
    const name = `${String(segment).padStart(6, '0')}.pcm`;
    const file = await (await at.getFileHandle(name, { create: true })).createWritable();
    const [from, to] = [segment, segment + 1].map((n) => n * SEGMENT_FRAMES * channels.length);
    await file.write(samples.slice(from, to));
    await file.close();
  }
  const track = { sampleRateHz: rateHz, channels: channels.length, encoding: 'float32' } as const;
  return { track, trackFolder: folder, frontFrames: frames };
}

const sixTimes = (channels: readonly Float64Array[]): Float64Array[] =>
  channels.map((samples) => {
    const out = new Float64Array(6 * samples.length);
    for (let n = 0; n < 6; n++) out.set(samples, n * samples.length);
    return out;
  });

async function until(states: DeckState[], holds: (state: DeckState) => boolean): Promise<DeckState> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    const state = states.at(-1);
    if (state !== undefined && holds(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never: ${holds}, but ${JSON.stringify(states.at(-1))}`);
}

describe.each([8000, 44100, 96000, 384000])('the deck at %i Hz', (rateHz) => {
  it('plays from the private files, seeks, switches, reads both meters, and ends', async () => {
    const frames = 3 * rateHz;
    const mix = await stored(`deck/${rateHz}/mix`, sixTimes(musicLike(rateHz / 2, rateHz, 1)), rateHz);
    const master = await stored(`deck/${rateHz}/m1`, sixTimes(musicLike(rateHz / 2, rateHz, 2)), rateHz);
    const song: DeckSong = { frames, mix, master, match: { mixDb: 0, masterDb: -1 } };
    const states: DeckState[] = [];
    const deck = new Deck(
      (state) => states.push(state),
      (what) => expect.fail(what),
    );
    deck.load(song);
    await deck.play();
    const begun = await until(
      states,
      ({ frame, waiting, mix: reading }) => frame > frames / 16 && !waiting && reading !== null,
    );
    expect(begun).toMatchObject({ playing: true, side: 'mix' });
    deck.setSide('master');
    await until(states, ({ side, master: reading }) => side === 'master' && reading !== null);
    deck.pause();
    deck.seek(2.5 * rateHz);
    await until(states, ({ frame, playing }) => !playing && frame === 2.5 * rateHz);
    await deck.play();
    const end = await until(states, ({ ended }) => ended);
    expect(end).toMatchObject({ frame: frames, playing: false });
    deck.close();
    await (await navigator.storage.getDirectory()).removeEntry('deck', { recursive: true });
  });
});

describe('a deck that is kept from sounding', () => {
  const Real = AudioContext;
  const frames = 4 * RATE;

  afterEach(() => vi.unstubAllGlobals());

  async function laid(): Promise<{ deck: Deck; states: DeckState[]; troubles: string[] }> {
    const mix = await stored('silent/mix', musicLike(frames, RATE, 1), RATE);
    const states: DeckState[] = [];
    const troubles: string[] = [];
    const deck = new Deck(
      (state) => states.push(state),
      (what) => troubles.push(what),
    );
    deck.load({ frames, mix, master: null, match: { mixDb: 0, masterDb: 0 } });
    return { deck, states, troubles };
  }

  it.each([
    [
      'there is no sound card',
      class {
        constructor() {
          throw new DOMException('no device', 'NotSupportedError');
        }
      },
    ],
    [
      'its player cannot be loaded',
      class extends Real {
        override get audioWorklet(): AudioWorklet {
          const addModule = () => Promise.reject(new DOMException('not loaded', 'AbortError'));
          return { addModule } as unknown as AudioWorklet;
        }
      },
    ],
  ])('says so and stands still where %s, and tries again', async (_, Broken) => {
    const { deck, states, troubles } = await laid();
    vi.stubGlobal('AudioContext', Broken);
    await deck.play();
    expect(troubles).toHaveLength(1);
    await until(states, ({ playing }) => !playing);
    vi.unstubAllGlobals();
    await deck.play();
    await until(states, ({ frame }) => frame > 1000);
    expect(troubles).toHaveLength(1);
    deck.close();
  });

  it('pauses where the system takes the sound away, and goes on from there', async () => {
    const made: AudioContext[] = [];
    vi.stubGlobal(
      'AudioContext',
      class extends Real {
        constructor(options: AudioContextOptions) {
          super(options);
          made.push(this);
        }
      },
    );
    const { deck, states, troubles } = await laid();
    await deck.play();
    const { frame } = await until(states, (state) => state.frame > 1000);
    await made[0]!.suspend();
    await until(states, ({ playing }) => !playing);
    await deck.play();
    await until(states, (state) => state.playing && state.frame > frame + RATE / 4);
    expect([troubles, made.length]).toEqual([[], 1]);
    deck.close();
  });
});
