// Deck tape: the tracks of the song on the deck, at the player's rate, and the master that is to be turned to.
import type { Place } from '../../files/place.ts';
import type { MatchGains } from '../../preview/level-match.ts';
import { openAtRate } from '../../preview/rate-reader.ts';
import { openTrack } from '../../preview/track-read.ts';
import { TwinReader, type OpenTrack, type Spot, type TwinStretch } from '../../preview/twin-reader.ts';
import type { DeckSong, DeckTrack } from './deck-protocol.ts';

const CONVERTER_SECONDS = 0.05;

/** A master by the name of its folder. */
interface Master {
  readonly folder: string;
  readonly track: OpenTrack;
}

export class DeckTape {
  song: DeckSong;
  readonly rateHz: number;
  /** Frames of the player for one of the song. */
  readonly ratio: number;
  readonly frames: number;
  /** Belongs to the master that is played now. */
  match: MatchGains;
  private readonly place: Place;
  private readonly twin: TwinReader;
  private master: Master | null;
  private waiting: Master | null = null;

  constructor(place: Place, song: DeckSong, rateHz: number) {
    this.place = place;
    this.song = song;
    this.rateHz = rateHz;
    this.ratio = rateHz / song.mix.track.sampleRateHz;
    this.frames = Math.round(song.frames * this.ratio);
    this.match = song.match;
    this.master = song.master === null ? null : this.openMaster(song.master);
    this.twin = new TwinReader(rateHz, this.open(song.mix), this.master?.track ?? null);
  }

  get hasMaster(): boolean {
    return this.master !== null;
  }

  get pending(): boolean {
    return this.waiting !== null;
  }

  /** Earliest turn to the next master. */
  get freeFrame(): number {
    return this.twin.freeFrame;
  }

  /** Tracks have grown, or another master is on its way. */
  update(song: DeckSong): void {
    this.song = song;
    this.twin.mix = this.grown(this.twin.mix, song.mix);
    const { master } = song;
    if (master === null || master.trackFolder === this.master?.folder) this.waiting = null;
    else if (this.waiting?.folder !== master.trackFolder) this.waiting = this.openMaster(master);
    else this.waiting = { ...this.waiting, track: this.grown(this.waiting.track, master) };
    if (master === null || this.waiting !== null || this.master === null) return;
    this.master = { ...this.master, track: this.grown(this.master.track, master) };
    this.twin.growMaster(this.master.track);
    this.match = song.match;
  }

  /** Lets the master go if the song has none any more; tells whether it did. */
  dropMaster(): boolean {
    if (this.song.master !== null || this.master === null) return false;
    this.master = null;
    this.match = this.song.match;
    void this.twin.turnTo(null, null);
    return true;
  }

  /** Is the next master written up to `frame`, or to the song's end? */
  pendingReaches(frame: number): boolean {
    return this.waiting !== null && this.waiting.track.frontFrames >= Math.min(this.frames, frame);
  }

  /** To the next master, faded from `streamFrame` on; at once with null, or where there was none. */
  turn(streamFrame: number | null): void {
    const had = this.master !== null;
    this.master = this.waiting;
    this.waiting = null;
    this.match = this.song.match;
    void this.twin.turnTo(this.master?.track ?? null, had ? streamFrame : null);
  }

  forgetFormer(): void {
    void this.twin.forgetFormer();
  }

  read(spot: Spot, frames: number): Promise<TwinStretch | null> {
    return this.twin.read(spot, frames);
  }

  async close(): Promise<void> {
    await this.twin.close();
    await this.waiting?.track.reader.close();
  }

  private openMaster(track: DeckTrack): Master {
    return { folder: track.trackFolder, track: this.open(track) };
  }

  private open({ track, trackFolder, frontFrames }: DeckTrack): OpenTrack {
    const reader = openAtRate(openTrack(this.place, trackFolder, track), track, this.rateHz);
    return { reader, channels: track.channels, frontFrames: this.front(frontFrames) };
  }

  private grown(track: OpenTrack, { frontFrames }: DeckTrack): OpenTrack {
    return { ...track, frontFrames: this.front(frontFrames) };
  }

  private front(frames: number): number {
    if (frames >= this.song.frames) return this.frames;
    // A converter's filter looks ahead: the last moments before the front are not whole yet.
    const ahead = this.ratio === 1 ? 0 : CONVERTER_SECONDS * this.rateHz;
    return Math.max(0, Math.floor(frames * this.ratio - ahead));
  }
}
