// Deck protocol: what page, deck worker and player worklet say to one another; plain records.
import type { LiveReading } from '../../measure/live-meter.ts';
import type { MatchGains } from '../../preview/level-match.ts';
import type { TrackFormat } from '../../preview/track.ts';

export type Side = 'mix' | 'master';

/** A track that can be played up to `frontFrames`. */
export interface DeckTrack {
  readonly track: TrackFormat;
  readonly trackFolder: string;
  readonly frontFrames: number;
}

/** What lies on the deck. A changed `master` folder is a new master: it is faded to where it is written already. */
export interface DeckSong {
  readonly frames: number;
  readonly mix: DeckTrack;
  readonly master: DeckTrack | null;
  /** Applied while the level match is on. */
  readonly match: MatchGains;
}

export type DeckCommand =
  | { readonly do: 'load'; readonly song: DeckSong | null }
  /** Same song, tracks grown, or another master. */
  | { readonly do: 'update'; readonly song: DeckSong }
  | { readonly do: 'play' }
  | { readonly do: 'pause' }
  | { readonly do: 'seek'; readonly frame: number }
  | { readonly do: 'side'; readonly side: Side }
  | { readonly do: 'match'; readonly on: boolean }
  /** Repeats this stretch; null plays through. */
  | {
      readonly do: 'loop';
      readonly range: { readonly startFrame: number; readonly endFrame: number } | null;
    };

/** About 60 a second while playing, and once after every command. */
export interface DeckState {
  readonly frame: number;
  readonly playing: boolean;
  /** Playing, but the sound is not there yet (a master still being rendered): silence until it is. */
  readonly waiting: boolean;
  readonly ended: boolean;
  readonly side: Side;
  readonly match: boolean;
  /** Readings at `frame`, of the sound as delivered, before any level match; null before the first play. */
  readonly mix: LiveReading | null;
  readonly master: LiveReading | null;
}
