// Arena: the memory of the WebAssembly module: tables that stay, and scratch that is good for one call.

const PAGE_BYTES = 65536;
/** Below this address nothing is put, so that margins may be read. */
const START_BYTES = 1024;
/** Tables beyond this are all forgotten and placed again on demand: memory stays bounded however many filters come and go. */
const TABLES_LIMIT_BYTES = 16 * 1024 * 1024;

/** So few numbers are copied one by one sooner than as a whole. */
const FEW = 48;

interface Placed {
  readonly generation: number;
  readonly offset: number;
}

/**
 * Nothing in it belongs to anyone between two calls, so objects need no freeing and any number of them share one
 * instance: sound is copied in and out, only tables are remembered (weakly, by identity; they must never change).
 */
export class Arena {
  private readonly memory: WebAssembly.Memory;
  private readonly placed = new WeakMap<Float64Array, Placed>();
  private generation = 0;
  private tablesEnd = START_BYTES;
  private view: Float64Array;

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.view = new Float64Array(memory.buffer);
  }

  /** Address of a table, copied in when it is not there. One a call: placing another may move the first. */
  table(table: Float64Array): number {
    const known = this.placed.get(table);
    if (known !== undefined && known.generation === this.generation) return known.offset;
    if (this.tablesEnd + table.byteLength > TABLES_LIMIT_BYTES) {
      this.generation++;
      this.tablesEnd = START_BYTES;
    }
    const offset = this.tablesEnd;
    this.tablesEnd = (offset + table.byteLength + 31) & ~15;
    this.reserve(this.tablesEnd);
    this.view.set(table, offset >> 3);
    this.placed.set(table, { generation: this.generation, offset });
    return offset;
  }

  /** Address of room for `length` float64 behind the tables, not cleared; ask once a call, after `table`. */
  scratch(length: number): number {
    const offset = this.tablesEnd + 64;
    this.reserve(offset + 8 * length + 64);
    return offset;
  }

  /** Copies samples in. */
  put(offset: number, samples: Float64Array, length: number): void {
    this.view.set(samples.length === length ? samples : samples.subarray(0, length), offset >> 3);
  }

  /** Zeros. */
  clear(offset: number, length: number): void {
    this.view.fill(0, offset >> 3, (offset >> 3) + length);
  }

  /** Copies samples out. */
  take(offset: number, samples: Float64Array, length: number): void {
    const { view } = this;
    const from = offset >> 3;
    if (length > FEW) samples.set(view.subarray(from, from + length));
    else for (let n = 0; n < length; n++) samples[n] = view[from + n]!;
  }

  /** Growing detaches every view of the memory, so the one view is made anew here and kept nowhere else. */
  private reserve(bytes: number): void {
    const missing = bytes - this.view.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    if (missing > 0) this.view = new Float64Array(this.memory.buffer);
  }
}
