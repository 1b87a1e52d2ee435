// History: a growing row of numbers, for the few figures a second that a meter must remember to the end.

const FIRST_CAPACITY = 1024;
/** A row of an hour is a large part of all the memory there is: it grows by a quarter only. */
const LARGE = 1 << 15;
const LARGE_GROWTH = 1.25;
/** The largest number that 32 bits hold. */
const MOST_SINGLE = 3.4028234663852886e38;

/** Append-only; makes more room as it grows. An hour of ten values a second is 288 kB. */
export class History {
  private room = new Float64Array(FIRST_CAPACITY);
  length = 0;

  push(value: number): void {
    if (this.length === this.room.length) this.grow();
    this.room[this.length++] = value;
  }

  /** A view of what was pushed; valid until the next push. */
  values(): Float64Array {
    return this.room.subarray(0, this.length);
  }

  /** Forgets the values and keeps the room. */
  clear(): void {
    this.length = 0;
  }

  private grow(): void {
    const wider = new Float64Array(widerThan(this.room.length));
    wider.set(this.room);
    this.room = wider;
  }
}

/** The same at half the size, for long rows that need no more than seven digits. Values are held to what 32 bits can tell. */
export class CompactHistory {
  private room = new Float32Array(FIRST_CAPACITY);
  length = 0;

  push(value: number): void {
    if (this.length === this.room.length) this.grow();
    this.room[this.length++] = Math.max(-MOST_SINGLE, Math.min(MOST_SINGLE, value));
  }

  /** A view of what was pushed; valid until the next push. */
  values(): Float32Array {
    return this.room.subarray(0, this.length);
  }

  private grow(): void {
    const wider = new Float32Array(widerThan(this.room.length));
    wider.set(this.room);
    this.room = wider;
  }
}

function widerThan(length: number): number {
  return length < LARGE ? 2 * length : Math.ceil(LARGE_GROWTH * length);
}
