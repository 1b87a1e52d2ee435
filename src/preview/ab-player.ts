// A/B player: mix and master in step, one of them heard, with no click whatever is done to it.
import { gainFromDb } from '../dsp/decibel.ts';
import { ChunkQueue, type Chunk, type Piece } from './chunk-queue.ts';
import { fadeCurve } from '../dsp/fade-curve.ts';
import { fadeFrames } from './fade-time.ts';
import { Glide } from './glide.ts';
import { NO_MATCH, type MatchGains } from './level-match.ts';

/** Decisions are made this often. */
const RUN_FRAMES = 128;
/** In lengths of a fade: what has to be there before silence ends. */
const START_FADES = 4;

/** What the player tells of itself. */
export interface PlayerState {
  readonly epoch: number;
  /** Of the stream. */
  readonly playedFrames: number;
  /** Of the song: the next to be heard. */
  readonly songFrame: number;
  readonly playing: boolean;
  /** Playing, but silent for want of sound. */
  readonly waiting: boolean;
  readonly ended: boolean;
}

/**
 * Sides, match gains, play, pause and jumps all go along the fade curve; sides at equal gain, which is right for two versions of
 * one music. A fade that is under way is finished first. Where sound will be missing it fades to silence before, keeps its
 * place, and fades in again once there is enough. No clock, no allocation while it renders.
 */
export class AbPlayer {
  private readonly fadeLength: number;
  private readonly queue = new ChunkQueue();
  /** Of the stream that a jump leads to, while the old one fades. */
  private readonly upcoming = new ChunkQueue();
  /** 0 silent, 1 heard. */
  private readonly fade: Glide;
  /** 0 mix, 1 master. */
  private readonly side: Glide;
  private readonly mixGain: Glide;
  private readonly masterGain: Glide;
  private readonly fades = new Float64Array(RUN_FRAMES);
  private readonly sides = new Float64Array(RUN_FRAMES);
  private readonly mixGains = new Float64Array(RUN_FRAMES);
  private readonly masterGains = new Float64Array(RUN_FRAMES);
  private wanted: 0 | 1 = 0;
  private matched = true;
  private match: MatchGains | null = null;
  private matchGains: readonly [number, number] = [1, 1];
  private epoch = 0;
  private jumping = false;
  private playing = false;
  private starved = false;
  private ended = false;
  private playedFrames = 0;
  private songFrame = 0;

  constructor(sampleRateHz: number) {
    this.fadeLength = fadeFrames(sampleRateHz);
    const curve = fadeCurve(this.fadeLength);
    this.fade = new Glide(0, curve);
    this.side = new Glide(0, curve);
    this.mixGain = new Glide(1, curve);
    this.masterGain = new Glide(1, curve);
  }

  play(): void {
    this.playing = !this.ended;
  }

  pause(): void {
    this.playing = false;
  }

  setSide(side: 'mix' | 'master'): void {
    this.wanted = side === 'master' ? 1 : 0;
  }

  setMatch(on: boolean): void {
    this.matched = on;
  }

  /** Fades out, then plays the chunks of stream `epoch`, which follow; `songFrame` is where they begin. */
  jump(epoch: number, songFrame: number): void {
    this.epoch = epoch;
    this.upcoming.clear();
    this.jumping = true;
    this.ended = false;
    this.songFrame = songFrame;
    if (this.silent) this.land();
  }

  /** The queue keeps the chunk's arrays. Chunks of streams that were left are passed over. */
  push(chunk: Chunk): void {
    if (chunk.epoch !== this.epoch) return;
    if (this.jumping) this.upcoming.push(chunk, 0);
    else this.queue.push(chunk, this.playedFrames);
  }

  state(): PlayerState {
    const { epoch, playing, ended, jumping, songFrame } = this;
    const waiting = playing && this.starved && this.silent && !jumping;
    return { epoch, playedFrames: jumping ? 0 : this.playedFrames, songFrame, playing, waiting, ended };
  }

  /** Fills `outputs[c][0 … frames-1]`; mono goes to all outputs. */
  render(outputs: readonly Float32Array[], frames: number): void {
    let done = 0;
    while (done < frames) {
      this.decide();
      const head = this.queue.head;
      // Only a queue cut short by mistake can be empty here before its end: then silence has to be sudden.
      if (head === null) this.fade.snap(0);
      if (head === null || this.silent) break;
      const count = Math.min(RUN_FRAMES, frames - done, head.end - head.start);
      this.renderRun(head, outputs, done, count);
      this.advance(head, count);
      done += count;
    }
    for (const output of outputs) output.fill(0, done, frames);
  }

  private get silent(): boolean {
    return this.fade.value === 0 && !this.fade.moving;
  }

  /** What the next run is to do, from what is wanted and what is there. */
  private decide(): void {
    if (this.silent) {
      if (this.jumping) this.land();
      this.side.snap(this.wanted);
    }
    this.aimGains();
    const turns = this.side.goal !== this.wanted;
    const canTurn = !this.side.moving && this.enough(true, this.fadeLength + RUN_FRAMES);
    if (turns && canTurn) this.side.set(this.wanted);
    const blocked = turns && !canTurn && !this.side.moving;
    const usesMaster = this.side.moving || this.side.value === 1;
    const reserve = this.silent
      ? START_FADES * this.fadeLength
      : this.fadeLength + this.fade.framesLeft + RUN_FRAMES;
    this.starved = !this.enough(usesMaster, reserve);
    const heard = this.playing && !this.jumping && !blocked && !this.starved;
    if (heard && this.silent) this.begin();
    else this.fade.set(heard ? 1 : 0);
  }

  private enough(master: boolean, frames: number): boolean {
    return this.queue.supply(master) > frames;
  }

  /** A song that begins loudly keeps its attack. */
  private begin(): void {
    if (this.playedFrames === 0 && this.songFrame === 0) this.fade.snap(1);
    else this.fade.set(1);
  }

  /** At the end of a jump's fade. */
  private land(): void {
    this.jumping = false;
    this.playedFrames = 0;
    this.queue.takeOver(this.upcoming);
  }

  /** Each chunk says how far its sides are turned down. */
  private aimGains(): void {
    const head = this.queue.head;
    if (head === null) return;
    const match = this.matched ? head.chunk.match : NO_MATCH;
    if (match !== this.match) {
      this.match = match;
      this.matchGains = [gainFromDb(match.mixDb), gainFromDb(match.masterDb)];
    }
    this.aim(this.mixGain, this.matchGains[0]);
    this.aim(this.masterGain, this.matchGains[1]);
  }

  private aim(gain: Glide, goal: number): void {
    if (this.silent) gain.snap(goal);
    else gain.set(goal);
  }

  private renderRun(head: Piece, outputs: readonly Float32Array[], at: number, count: number): void {
    const oneSide = this.side.moving ? null : this.side.value;
    this.fade.fill(this.fades, count);
    this.side.fill(this.sides, count);
    this.mixGain.fill(this.mixGains, count);
    this.masterGain.fill(this.masterGains, count);
    const { mix, master } = head.chunk;
    for (let c = 0; c < outputs.length; c++) {
      const output = outputs[c]!;
      const x = mix[Math.min(c, mix.length - 1)]!;
      const y = master === null ? x : master[Math.min(c, master.length - 1)]!;
      if (oneSide === 0) this.renderOne(x, this.mixGains, head.start, output, at, count);
      else if (oneSide === 1) this.renderOne(y, this.masterGains, head.start, output, at, count);
      else this.renderBoth(x, y, head.start, output, at, count);
    }
  }

  private renderOne(
    x: Float32Array,
    gains: Float64Array,
    start: number,
    output: Float32Array,
    at: number,
    count: number,
  ): void {
    const { fades } = this;
    for (let n = 0; n < count; n++) output[at + n] = fades[n]! * gains[n]! * x[start + n]!;
  }

  /** a + s·(b − a) rather than (1 − s)·a + s·b: two sides that are the same stay the same to the bit. */
  private renderBoth(
    x: Float32Array,
    y: Float32Array,
    start: number,
    output: Float32Array,
    at: number,
    count: number,
  ): void {
    const { fades, sides, mixGains, masterGains } = this;
    for (let n = 0; n < count; n++) {
      const a = mixGains[n]! * x[start + n]!;
      const b = masterGains[n]! * y[start + n]!;
      output[at + n] = fades[n]! * (a + sides[n]! * (b - a));
    }
  }

  private advance({ chunk, start }: Piece, count: number): void {
    this.playedFrames += count;
    if (!this.jumping) this.songFrame = chunk.songFrame + start + count;
    const over = chunk.last && start + count === chunk.frames;
    this.queue.take(count);
    if (over) this.end();
  }

  private end(): void {
    this.fade.snap(0);
    if (this.jumping) return;
    this.ended = true;
    this.playing = false;
  }
}
