// Stream map: which moments of the song were sent to the player, so that what is heard can be found and measured.
import type { Seam, Spot, TwinStretch } from './twin-reader.ts';

/** A stretch as it was sent; never across the seam of a loop. */
export interface Sent {
  readonly spot: Spot;
  frames: number;
  readonly mix: readonly Float32Array[];
  readonly master: readonly Float32Array[] | null;
}

export class StreamMap {
  private readonly sent: Sent[] = [];
  private readonly fadeLength: number;
  /** What comes next. */
  next: Spot;

  constructor(songFrame: number, fadeLength: number) {
    this.fadeLength = fadeLength;
    this.next = { streamFrame: 0, songFrame, seam: null };
  }

  /** Notes what was sent from `next` on, and goes on behind it. */
  add({ frames, mix, master }: TwinStretch): void {
    this.sent.push({ spot: this.next, frames, mix, master });
    this.next = this.after(this.next, frames);
  }

  /** The loop goes back: `next` is `songFrame`, faded to from what would have come. */
  wrap(songFrame: number): void {
    const { streamFrame, songFrame: tailFrame } = this.next;
    this.next = { streamFrame, songFrame, seam: { tailFrame, at: 0 } };
  }

  /** All from `streamFrame` on will be sent again. */
  rewind(streamFrame: number): void {
    if (streamFrame >= this.next.streamFrame) return;
    this.next = this.spotAt(streamFrame);
    while (this.sent.length > 0) {
      const last = this.sent[this.sent.length - 1]!;
      last.frames = Math.min(last.frames, streamFrame - last.spot.streamFrame);
      if (last.frames > 0) return;
      this.sent.pop();
    }
  }

  /** Of what was sent and not yet dropped. */
  spotAt(streamFrame: number): Spot {
    for (let i = this.sent.length - 1; i >= 0; i--) {
      const { spot } = this.sent[i]!;
      if (spot.streamFrame <= streamFrame || i === 0) {
        return this.after(spot, Math.max(0, streamFrame - spot.streamFrame));
      }
    }
    return this.next;
  }

  /** First frame of the stream, from `streamFrame` on, that was sent without a master; null where there is none. */
  firstWithoutMaster(streamFrame: number): number | null {
    for (const { spot, frames, master } of this.sent) {
      if (master === null && spot.streamFrame + frames > streamFrame)
        return Math.max(streamFrame, spot.streamFrame);
    }
    return null;
  }

  /** Hands on, in order, what lies between two frames of the stream, and drops all before `to`. */
  hear(from: number, to: number, listen: (sent: Sent, start: number, end: number) => void): void {
    for (const piece of this.sent) {
      const start = Math.max(0, from - piece.spot.streamFrame);
      const end = Math.min(piece.frames, to - piece.spot.streamFrame);
      if (start < end) listen(piece, start, end);
    }
    while (this.sent.length > 1 && this.sent[1]!.spot.streamFrame <= to) this.sent.shift();
  }

  private after({ streamFrame, songFrame, seam }: Spot, frames: number): Spot {
    const at = (seam?.at ?? this.fadeLength) + frames;
    const rest: Seam | null =
      seam === null || at >= this.fadeLength ? null : { tailFrame: seam.tailFrame, at };
    return { streamFrame: streamFrame + frames, songFrame: songFrame + frames, seam: rest };
  }
}
