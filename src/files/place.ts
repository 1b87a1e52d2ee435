// Place: where bytes live. Disk, browser and object store each implement it; formats know nothing else.

/** Random access to the bytes of one thing that does not change while open. */
export interface ByteSource {
  readonly name: string;
  readonly bytes: number;
  /** Up to `length` bytes from `offset`; fewer only at the end. The array is the caller's. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** The same into memory of the caller, from its start; gives the bytes read. Spares a new array a burst. */
  readInto(offset: number, target: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** Bytes on their way out: whole after `commit`, absent after `abort` or a crash. */
export interface ByteSink {
  /** Appends. The array may be reused once the promise resolves. */
  write(bytes: Uint8Array): Promise<void>;
  /** Overwrites bytes already written (headers that know their length only at the end). */
  rewrite(offset: number, bytes: Uint8Array): Promise<void>;
  /** Makes the result durable and visible under its final name, replacing nothing unless created with `replace`. */
  commit(): Promise<void>;
  abort(): Promise<void>;
}

export interface CreateOptions {
  /** May an existing thing of that name be replaced? Default false: an `exists` Fault. */
  readonly replace?: boolean;
  /** Bytes expected, so that a full disk is found before the work; 0 or absent when unknown. */
  readonly expectedBytes?: number;
  /** Read again by whoever writes it, and removed before the work is over: it need not outlive a power cut. */
  readonly passing?: boolean;
}

/** Faults: `not-found`, `not-readable`, `not-writable`, `exists`, `disk-full`, `is-folder`. */
export interface Place {
  open(path: string): Promise<ByteSource>;
  create(path: string, options?: CreateOptions): Promise<ByteSink>;
  /** Paths of all files below `path`, sorted; `path` itself when it is a file. */
  list(path: string): Promise<string[]>;
  exists(path: string): Promise<boolean>;
  /** Gives a thing its final name in one step, so that a kill leaves the old thing or the new one; folders and `exists` as for `create`. */
  move(from: string, to: string, options?: Pick<CreateOptions, 'replace'>): Promise<void>;
  /** Removes a thing; quiet when there is none. */
  remove(path: string): Promise<void>;
  /** Removes `path` and every folder below it that holds nothing; quiet. Absent where a folder goes with the last thing in it. */
  tidy?(path: string): Promise<void>;
}
