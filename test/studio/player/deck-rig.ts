// Deck rig: a feeder with tracks in memory and a player in the same thread; sound is rendered on demand and kept.
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { AbPlayer } from '../../../src/preview/ab-player.ts';
import { NO_MATCH, type MatchGains } from '../../../src/preview/level-match.ts';
import { createTrackSink } from '../../../src/preview/track-write.ts';
import type { TrackFormat } from '../../../src/preview/track.ts';
import { DeckFeeder } from '../../../src/studio/player/deck-feeder.ts';
import type { DeckSong, DeckState, DeckTrack } from '../../../src/studio/player/deck-protocol.ts';
import type { PlayerCommand } from '../../../src/studio/player/player-protocol.ts';

export const RATE = 44100;
/** Between two reports. */
const REPORT_FRAMES = 768;

export class DeckRig {
  readonly place = memoryPlace();
  readonly states: DeckState[] = [];
  readonly errors: unknown[] = [];
  readonly feeder = new DeckFeeder(
    this.place,
    (state) => this.states.push(state),
    (error) => this.errors.push(error),
  );
  readonly player: AbPlayer;
  private readonly heard: Float32Array[] = [];

  constructor(rateHz = RATE) {
    this.player = new AbPlayer(rateHz);
    // A real port hands over copies, and what was transferred is gone for the sender.
    this.feeder.connect((command, transfer) => this.obey(structuredClone(command, { transfer })), rateHz);
  }

  get state(): DeckState {
    return this.states.at(-1)!;
  }

  /** Writes a track; `front` is how much of it is told to be there. */
  async track(
    folder: string,
    channels: readonly Float64Array[],
    front?: number,
    rateHz = RATE,
  ): Promise<DeckTrack> {
    const track: TrackFormat = { sampleRateHz: rateHz, channels: channels.length, encoding: 'float32' };
    const sink = createTrackSink(this.place, folder, track);
    await sink.write({ channels: [...channels], frames: channels[0]!.length });
    await sink.close();
    return { track, trackFolder: folder, frontFrames: front ?? channels[0]!.length };
  }

  /** The left output of the next `length` frames (rounded), the feeder being heard out between reports. */
  async play(length: number): Promise<Float32Array> {
    const frames = Math.round(length);
    const output = [new Float32Array(frames), new Float32Array(frames)];
    for (let at = 0; at < frames; at += REPORT_FRAMES) {
      const end = Math.min(frames, at + REPORT_FRAMES);
      this.player.render(
        output.map((samples) => samples.subarray(at, end)),
        end - at,
      );
      this.feeder.report(this.player.state());
      await settled();
    }
    this.heard.push(output[0]!);
    return output[0]!;
  }

  /** All that was heard so far, left. */
  all(): Float64Array {
    return Float64Array.from(this.heard.flatMap((part) => Array.from(part)));
  }

  private obey(command: PlayerCommand): void {
    if (command.do === 'jump') this.player.jump(command.epoch, command.songFrame);
    else if (command.do === 'chunk') this.player.push(command.chunk);
    else if (command.do === 'side') this.player.setSide(command.side);
    else if (command.do === 'match') this.player.setMatch(command.on);
    else if (command.do === 'play') this.player.play();
    else this.player.pause();
  }
}

/** Long enough for every promise of the feeder's. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

export function deckSong(
  mix: DeckTrack,
  master: DeckTrack | null = null,
  match: MatchGains = NO_MATCH,
): DeckSong {
  return { frames: mix.frontFrames, mix, master, match };
}
