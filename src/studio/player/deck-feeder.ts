// Deck feeder: keeps the player supplied with both tracks a second ahead, and tells the page what is heard at this moment.
import type { Place } from '../../files/place.ts';
import { fadeFrames } from '../../preview/fade-curve.ts';
import { StreamMap } from '../../preview/stream-map.ts';
import type { TwinStretch } from '../../preview/twin-reader.ts';
import { HeardMeters } from './heard-meters.ts';
import type { DeckCommand, DeckSong, DeckState } from './deck-protocol.ts';
import { DeckTape } from './deck-tape.ts';
import type { PlayerCommand, PlayerReport } from './player-protocol.ts';

const AHEAD_SECONDS = 1;
const CHUNK_SECONDS = 0.1;
/** What is queued for sooner than this may be playing by the time a message arrives. */
const SAFE_SECONDS = 0.15;
/** Of a new master, beyond the place that is heard, before it is turned to. */
const COVER_SECONDS = 0.5;
/** Reports in a row: a jump's own few milliseconds of silence are no waiting. */
const WAITING_REPORTS = 8;

export type ToPlayer = (command: PlayerCommand, transfer?: ArrayBuffer[]) => void;

interface Loop {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** All but the ports: commands come in, chunks and states go out. Frames of the page are the song's, frames here the player's. */
export class DeckFeeder {
  private readonly place: Place;
  private readonly toPage: (state: DeckState) => void;
  private readonly onError: (error: unknown) => void;
  private toPlayer: ToPlayer | null = null;
  private playerRateHz: number | null = null;
  private tape: DeckTape | null = null;
  private meters: HeardMeters | null = null;
  private map = new StreamMap(0, 0);
  private epoch = 0;
  /** Changes whenever what is being read just now would come too late. */
  private generation = 0;
  private pumping = false;
  private playing = false;
  private ended = false;
  private side: DeckState['side'] = 'mix';
  private matched = true;
  private loop: Loop | null = null;
  private latencySeconds = 0;
  private playedFrames = 0;
  private heardFrames = 0;
  private waitingReports = 0;

  constructor(place: Place, toPage: (state: DeckState) => void, onError: (error: unknown) => void) {
    this.place = place;
    this.toPage = toPage;
    this.onError = onError;
  }

  /** A newborn player, which runs at `sampleRateHz`; null when there is none any more. */
  connect(toPlayer: ToPlayer | null, sampleRateHz: number): void {
    const at = this.songFrame();
    this.toPlayer = toPlayer;
    this.playerRateHz = toPlayer === null ? null : sampleRateHz;
    this.send({ do: 'side', side: this.side });
    this.send({ do: 'match', on: this.matched });
    if (this.tape !== null) this.lay(this.tape.song, at);
    if (this.playing) this.send({ do: 'play' });
  }

  setLatency(seconds: number): void {
    this.latencySeconds = seconds;
  }

  take(command: DeckCommand): void {
    this.obey(command);
    this.tell();
    this.pump();
  }

  /** Reports of streams that were left are passed over. */
  report(report: PlayerReport): void {
    const { tape, meters } = this;
    if (report.epoch !== this.epoch || tape === null || meters === null) return;
    this.playedFrames = report.playedFrames;
    this.waitingReports = report.waiting ? this.waitingReports + 1 : 0;
    if (report.ended && this.playing) {
      this.playing = false;
      this.ended = true;
    }
    const latency = this.playing && !report.waiting ? Math.round(this.latencySeconds * tape.rateHz) : 0;
    const heard = Math.max(this.heardFrames, this.playedFrames - latency);
    meters.hear(this.map, this.heardFrames, heard);
    this.heardFrames = heard;
    this.tell();
    this.pump();
  }

  private obey(command: DeckCommand): void {
    switch (command.do) {
      case 'load':
        return this.load(command.song);
      case 'update':
        return this.update(command.song);
      case 'play':
        return this.play();
      case 'pause':
        this.playing = false;
        return this.send({ do: 'pause' });
      case 'seek':
        return this.jump(command.frame * this.ratio);
      case 'side':
        this.side = command.side;
        return this.send({ do: 'side', side: command.side });
      case 'match':
        this.matched = command.on;
        return this.send({ do: 'match', on: command.on });
      case 'loop':
        return this.setLoop(command.range);
    }
  }

  private load(song: DeckSong | null): void {
    this.playing = false;
    this.loop = null;
    this.send({ do: 'pause' });
    if (song !== null) return this.lay(song, 0);
    void this.tape?.close();
    this.tape = null;
    this.meters = null;
    this.jump(0);
  }

  /** Opens the song anew at the player's rate and goes to `songFrame`. */
  private lay(song: DeckSong, songFrame: number): void {
    void this.tape?.close();
    const rateHz = this.playerRateHz ?? song.mix.track.sampleRateHz;
    this.tape = new DeckTape(this.place, song, rateHz);
    this.meters = new HeardMeters(this.tape.rateHz, song);
    this.jump(songFrame * this.ratio);
  }

  private update(song: DeckSong): void {
    const { tape } = this;
    if (tape === null) return this.load(song);
    const before = tape.song;
    tape.update(song);
    if (tape.dropMaster()) this.refeed(this.safeFrame());
    const bare = this.map.firstWithoutMaster(this.safeFrame());
    if (bare !== null && tape.hasMaster) this.refeed(bare);
    const { mixDb, masterDb } = before.match;
    const changed = mixDb !== song.match.mixDb || masterDb !== song.match.masterDb;
    if (changed && !tape.pending) this.refeed(this.safeFrame());
  }

  private play(): void {
    if (this.tape === null) return;
    if (this.ended) this.jump(this.loop?.startFrame ?? 0);
    this.playing = true;
    this.send({ do: 'play' });
  }

  private jump(frame: number): void {
    const last = Math.max(0, (this.tape?.frames ?? 0) - 1);
    const at = Math.max(0, Math.min(last, Math.round(frame)));
    this.epoch++;
    this.generation++;
    this.ended = false;
    this.playedFrames = 0;
    this.heardFrames = 0;
    this.waitingReports = 0;
    this.map = new StreamMap(at, fadeFrames(this.tape?.rateHz ?? 0));
    this.meters?.reset();
    this.tape?.forgetFormer();
    this.turnWhereCovered(0);
    this.send({ do: 'jump', epoch: this.epoch, songFrame: at });
  }

  /** No loop is shorter than two fades. */
  private setLoop(range: Loop | null): void {
    const { tape, ratio } = this;
    if (tape === null) return;
    this.loop = null;
    if (range !== null) {
      const startFrame = Math.max(0, Math.round(range.startFrame * ratio));
      const least = startFrame + 2 * fadeFrames(tape.rateHz);
      const endFrame = Math.min(tape.frames, Math.max(least, Math.round(range.endFrame * ratio)));
      if (endFrame >= least) this.loop = { startFrame, endFrame };
    }
    const safe = this.safeFrame();
    const at = this.map.spotAt(safe).songFrame;
    const inside = this.loop === null || (at >= this.loop.startFrame && at < this.loop.endFrame);
    if (inside) this.refeed(safe);
    else this.jump(this.loop!.startFrame);
  }

  /** All from `streamFrame` on is read and sent again. */
  private refeed(streamFrame: number): void {
    this.generation++;
    this.map.rewind(streamFrame);
  }

  /** From here on the stream can still be changed. */
  private safeFrame(): number {
    const rateHz = this.tape?.rateHz ?? 0;
    const still = this.waitingReports > 0 || this.toPlayer === null;
    const safe = this.playedFrames + (still ? 0 : Math.round(SAFE_SECONDS * rateHz));
    return Math.min(safe, this.map.next.streamFrame);
  }

  /** A new master is turned to as soon as it is written around the place where that would be heard. */
  private turnWhereCovered(streamFrame: number): void {
    const { tape, map } = this;
    if (tape === null || !tape.pending) return;
    const turn = Math.max(streamFrame, tape.freeFrame);
    if (turn > map.next.streamFrame) return;
    const cover = map.spotAt(turn).songFrame + COVER_SECONDS * tape.rateHz;
    if (!tape.pendingReaches(cover)) return;
    this.refeed(turn);
    tape.turn(turn > 0 ? turn : null);
  }

  private pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    this.feed()
      .catch(this.onError)
      .finally(() => {
        this.pumping = false;
      });
  }

  private async feed(): Promise<void> {
    while (this.tape !== null && this.toPlayer !== null) {
      this.turnWhereCovered(this.safeFrame());
      const { tape, map, generation } = this;
      if (map.next.songFrame === this.loop?.endFrame) map.wrap(this.loop.startFrame);
      const { next } = map;
      const wanted = this.wanted(next.songFrame);
      if (next.streamFrame - this.playedFrames >= AHEAD_SECONDS * tape.rateHz || wanted <= 0) return;
      const stretch = await tape.read(next, wanted);
      if (generation !== this.generation) continue;
      if (stretch === null) return;
      this.sendChunk(tape, stretch);
    }
  }

  private wanted(songFrame: number): number {
    const { tape, loop } = this;
    const end = loop !== null && songFrame < loop.endFrame ? loop.endFrame : tape!.frames;
    return Math.min(Math.ceil(CHUNK_SECONDS * tape!.rateHz), end - songFrame);
  }

  private sendChunk(tape: DeckTape, stretch: TwinStretch): void {
    const { streamFrame, songFrame } = this.map.next;
    const { frames } = stretch;
    const mix = stretch.mix.map((samples) => samples.slice());
    const master = stretch.master?.map((samples) => samples.slice()) ?? null;
    const end = songFrame + frames;
    const last = end === tape.frames && end !== this.loop?.endFrame;
    const chunk = { epoch: this.epoch, streamFrame, songFrame, frames, mix, master, match: tape.match, last };
    this.map.add(stretch);
    this.send(
      { do: 'chunk', chunk },
      [...mix, ...(master ?? [])].map((samples) => samples.buffer),
    );
  }

  private send(command: PlayerCommand, transfer: ArrayBuffer[] = []): void {
    this.toPlayer?.(command, transfer);
  }

  /** Frames here for one of the song. */
  private get ratio(): number {
    return this.tape?.ratio ?? 1;
  }

  private songFrame(): number {
    return Math.round(this.map.spotAt(this.heardFrames).songFrame / this.ratio);
  }

  private tell(): void {
    const { playing, ended, side, matched } = this;
    this.toPage({
      frame: this.songFrame(),
      playing,
      waiting: playing && this.waitingReports >= WAITING_REPORTS,
      ended,
      side,
      match: matched,
      mix: this.meters?.mix ?? null,
      master: this.tape?.song.master ? (this.meters?.master ?? null) : null,
    });
  }
}
