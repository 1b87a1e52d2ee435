// History: a growing row of numbers, for the few figures a second that a meter must remember to the end.

const FIRST_CAPACITY = 1024;

/** Append-only; doubles its room as it grows. An hour of ten values a second is 288 kB. */
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
    const wider = new Float64Array(this.room.length * 2);
    wider.set(this.room);
    this.room = wider;
  }
}
