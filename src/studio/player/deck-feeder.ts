// Deck feeder: the deck behind its ports: commands and the player's reports come in, sound and the page's states go out.
import type { Place } from '../../files/place.ts';
import { HeardMeters } from '../../preview/heard-meters.ts';
import type { DeckCommand, DeckSong, DeckState } from './deck-protocol.ts';
import { DeckStream, type ToPlayer } from './deck-stream.ts';
import { DeckTape } from './deck-tape.ts';
import type { PlayerReport } from './player-protocol.ts';

/** Reports in a row: a jump's own few milliseconds of silence are no waiting. */
const WAITING_REPORTS = 8;

/** A song on the deck. */
interface Laid {
  readonly tape: DeckTape;
  readonly stream: DeckStream;
  readonly meters: HeardMeters;
}

/** Frames of the page are the song's; all others are the player's, which may run at another rate. */
export class DeckFeeder {
  private readonly place: Place;
  private readonly toPage: (state: DeckState) => void;
  private readonly onError: (error: unknown) => void;
  private toPlayer: ToPlayer | null = null;
  private playerRateHz: number | null = null;
  private laid: Laid | null = null;
  private epoch = 0;
  private playing = false;
  private ended = false;
  private side: DeckState['side'] = 'mix';
  private matched = true;
  private loop: { readonly startFrame: number; readonly endFrame: number } | null = null;
  private latencySeconds = 0;
  /** Of the stream. */
  private heardFrames = 0;
  private waitingReports = 0;

  /** `onError` hears what went wrong while reading; the player then waits. */
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
    toPlayer?.({ do: 'side', side: this.side });
    toPlayer?.({ do: 'match', on: this.matched });
    if (this.laid === null) return;
    this.lay(this.laid.tape.song, at);
    if (this.playing) toPlayer?.({ do: 'play' });
    this.laid.stream.pump();
  }

  /** From rendering to the ear: the page is told what is heard, not what is rendered. */
  setLatency(seconds: number): void {
    this.latencySeconds = seconds;
  }

  take(command: DeckCommand): void {
    this.obey(command);
    this.tell();
    this.laid?.stream.pump();
  }

  /** Reports of streams that were left are passed over. */
  report(report: PlayerReport): void {
    if (report.epoch !== this.epoch || this.laid === null) return;
    const { stream } = this.laid;
    this.waitingReports = report.waiting ? this.waitingReports + 1 : 0;
    stream.playedFrames = report.playedFrames;
    stream.still = report.waiting;
    if (report.ended && this.playing) {
      this.playing = false;
      this.ended = true;
    }
    this.hear(this.laid, report);
    this.tell();
    stream.pump();
  }

  private hear({ tape, stream, meters }: Laid, { playedFrames, waiting }: PlayerReport): void {
    const latency = this.playing && !waiting ? Math.round(this.latencySeconds * tape.rateHz) : 0;
    const heard = Math.max(this.heardFrames, playedFrames - latency);
    meters.hear(stream.map, this.heardFrames, heard);
    this.heardFrames = heard;
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
        return this.toPlayer?.({ do: 'pause' });
      case 'seek':
        return this.jump(command.frame * this.ratio);
      case 'side':
        this.side = command.side;
        return this.toPlayer?.({ do: 'side', side: command.side });
      case 'match':
        this.matched = command.on;
        return this.toPlayer?.({ do: 'match', on: command.on });
      case 'loop':
        this.loop = command.range;
        return this.layLoop();
    }
  }

  private load(song: DeckSong | null): void {
    this.playing = false;
    this.loop = null;
    this.toPlayer?.({ do: 'pause' });
    if (song !== null) return this.lay(song, 0);
    void this.laid?.stream.close();
    this.laid = null;
    this.newEpoch();
    this.toPlayer?.({ do: 'jump', epoch: this.epoch, songFrame: 0 });
  }

  /** Opens the song anew at the player's rate and goes to `songFrame` of the song. */
  private lay(song: DeckSong, songFrame: number): void {
    void this.laid?.stream.close();
    const { sampleRateHz, channels } = song.mix.track;
    const rateHz = this.playerRateHz ?? sampleRateHz;
    const tape = new DeckTape(this.place, song, rateHz);
    const stream = new DeckStream(tape, this.toPlayer, this.onError);
    this.laid = { tape, stream, meters: new HeardMeters({ sampleRateHz: rateHz, channels }) };
    this.jump(songFrame * tape.ratio);
    this.layLoop();
  }

  private update(song: DeckSong): void {
    if (this.laid === null) return this.load(song);
    const { tape, stream } = this.laid;
    const { mixDb, masterDb } = tape.match;
    tape.update(song);
    const dropped = tape.dropMaster();
    const rematched = tape.match.mixDb !== mixDb || tape.match.masterDb !== masterDb;
    if (dropped || rematched || tape.hasMaster) stream.refresh(dropped || rematched);
  }

  private play(): void {
    if (this.laid === null) return;
    if (this.ended) this.jump(this.laid.stream.startFrame);
    this.playing = true;
    this.toPlayer?.({ do: 'play' });
  }

  private jump(frame: number): void {
    this.newEpoch();
    this.laid?.meters.reset();
    this.laid?.stream.jump(frame, this.epoch);
  }

  private newEpoch(): void {
    this.epoch++;
    this.ended = false;
    this.heardFrames = 0;
    this.waitingReports = 0;
  }

  private layLoop(): void {
    const { laid, loop, ratio } = this;
    if (laid === null) return;
    const range = loop && { startFrame: loop.startFrame * ratio, endFrame: loop.endFrame * ratio };
    if (!laid.stream.setLoop(range)) this.jump(laid.stream.startFrame);
  }

  /** Frames of the player for one of the song. */
  private get ratio(): number {
    return this.laid?.tape.ratio ?? 1;
  }

  private songFrame(): number {
    const { laid } = this;
    return laid === null ? 0 : Math.round(laid.stream.map.spotAt(this.heardFrames).songFrame / this.ratio);
  }

  private tell(): void {
    const { playing, ended, side, matched, laid } = this;
    this.toPage({
      frame: this.songFrame(),
      playing,
      waiting: playing && this.waitingReports >= WAITING_REPORTS,
      ended,
      side,
      match: matched,
      mix: laid?.meters.mix ?? null,
      master: laid?.tape.song.master ? laid.meters.master : null,
    });
  }
}
