// Deck stream: what is sent to the player, a second ahead, and sent again where song, loop or master have changed.
import { fadeFrames } from '../../preview/fade-time.ts';
import { StreamMap } from '../../preview/stream-map.ts';
import type { TwinStretch } from '../../preview/twin-reader.ts';
import type { DeckTape } from './deck-tape.ts';
import type { PlayerCommand } from './player-protocol.ts';

const AHEAD_SECONDS = 1;
const CHUNK_SECONDS = 0.1;
/** What is queued for sooner than this may be playing by the time a message arrives. */
const SAFE_SECONDS = 0.15;
/** Of a new master, beyond the place that is heard, before it is turned to. */
const COVER_SECONDS = 0.5;

export type ToPlayer = (command: PlayerCommand, transfer?: ArrayBuffer[]) => void;

export interface Loop {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** One for a song on the deck. All frames are the player's. */
export class DeckStream {
  map: StreamMap;
  /** Of the stream, by the player's last report. */
  playedFrames = 0;
  /** The player stands still for want of sound: all it has can be changed. */
  still = false;
  private readonly tape: DeckTape;
  private readonly toPlayer: ToPlayer | null;
  private readonly onError: (error: unknown) => void;
  private readonly fadeLength: number;
  private loop: Loop | null = null;
  private epoch = 0;
  /** Changes whenever what is being read just now would come too late. */
  private generation = 0;
  private pumping = false;
  private open = true;

  constructor(tape: DeckTape, toPlayer: ToPlayer | null, onError: (error: unknown) => void) {
    this.tape = tape;
    this.toPlayer = toPlayer;
    this.onError = onError;
    this.fadeLength = fadeFrames(tape.rateHz);
    this.map = new StreamMap(0, this.fadeLength);
  }

  get startFrame(): number {
    return this.loop?.startFrame ?? 0;
  }

  /** A new stream begins, at `songFrame` or the nearest there is. */
  jump(songFrame: number, epoch: number): void {
    const at = Math.max(0, Math.min(this.tape.frames - 1, Math.round(songFrame)));
    this.epoch = epoch;
    this.generation++;
    this.playedFrames = 0;
    this.still = false;
    this.map = new StreamMap(at, this.fadeLength);
    this.tape.forgetFormer();
    this.turnWhereCovered(0);
    this.toPlayer?.({ do: 'jump', epoch, songFrame: at });
  }

  /** Tells whether the place that is heard lies in it; if not, it is time to jump. No loop is shorter than two fades. */
  setLoop(range: Loop | null): boolean {
    const safe = this.safeFrame();
    const at = this.map.spotAt(safe).songFrame;
    this.loop = range === null ? null : this.possible(range);
    const inside = this.loop === null || (at >= this.loop.startFrame && at < this.loop.endFrame);
    if (inside) this.resend(safe);
    return inside;
  }

  /** After a change of the song's tracks or of the match. */
  refresh(all: boolean): void {
    const safe = this.safeFrame();
    const from = all || !this.tape.hasMaster ? safe : this.map.firstWithoutMaster(safe);
    if (from !== null) this.resend(from);
  }

  /** Sends what can be sent. */
  pump(): void {
    if (this.pumping || this.toPlayer === null) return;
    this.pumping = true;
    this.feed(this.toPlayer)
      .catch(this.onError)
      .finally(() => {
        this.pumping = false;
      });
  }

  async close(): Promise<void> {
    this.open = false;
    this.generation++;
    await this.tape.close();
  }

  private possible({ startFrame, endFrame }: Loop): Loop | null {
    const start = Math.max(0, Math.round(startFrame));
    const least = start + 2 * this.fadeLength;
    const end = Math.min(this.tape.frames, Math.max(least, Math.round(endFrame)));
    return end < least ? null : { startFrame: start, endFrame: end };
  }

  private resend(streamFrame: number): void {
    this.generation++;
    this.map.rewind(streamFrame);
  }

  /** From here on the stream can still be changed. */
  private safeFrame(): number {
    const margin = this.still || this.toPlayer === null ? 0 : Math.round(SAFE_SECONDS * this.tape.rateHz);
    return Math.min(this.playedFrames + margin, this.map.next.streamFrame);
  }

  /** A new master is turned to as soon as it is written around the place where that would be heard. */
  private turnWhereCovered(streamFrame: number): void {
    const { tape, map } = this;
    const turn = Math.max(streamFrame, tape.freeFrame);
    if (!tape.pending || turn > map.next.streamFrame) return;
    if (!tape.pendingReaches(map.spotAt(turn).songFrame + COVER_SECONDS * tape.rateHz)) return;
    this.resend(turn);
    tape.turn(turn > 0 ? turn : null);
  }

  private async feed(toPlayer: ToPlayer): Promise<void> {
    while (this.open) {
      this.turnWhereCovered(this.safeFrame());
      const { tape, map, generation } = this;
      if (map.next.songFrame === this.loop?.endFrame) map.wrap(this.loop.startFrame);
      const { next } = map;
      const wanted = this.wanted(next.songFrame);
      if (next.streamFrame - this.playedFrames >= AHEAD_SECONDS * tape.rateHz || wanted <= 0) return;
      const stretch = await tape.read(next, wanted);
      if (generation !== this.generation) continue;
      if (stretch === null) return;
      this.sendChunk(toPlayer, stretch);
    }
  }

  private wanted(songFrame: number): number {
    const { tape, loop } = this;
    const end = loop !== null && songFrame < loop.endFrame ? loop.endFrame : tape.frames;
    return Math.min(Math.ceil(CHUNK_SECONDS * tape.rateHz), end - songFrame);
  }

  /** The player gets copies: what was sent is still to be measured when it is heard. */
  private sendChunk(toPlayer: ToPlayer, stretch: TwinStretch): void {
    const { epoch, tape } = this;
    const { streamFrame, songFrame } = this.map.next;
    const { frames } = stretch;
    const mix = stretch.mix.map((samples) => samples.slice());
    const master = stretch.master?.map((samples) => samples.slice()) ?? null;
    const end = songFrame + frames;
    const last = end === tape.frames && end !== this.loop?.endFrame;
    const chunk = { epoch, streamFrame, songFrame, frames, mix, master, match: tape.match, last };
    this.map.add(stretch);
    toPlayer(
      { do: 'chunk', chunk },
      [...mix, ...(master ?? [])].map((samples) => samples.buffer),
    );
  }
}
