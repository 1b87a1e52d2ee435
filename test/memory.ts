// Memory: what this engine holds now, in Node and in the page, so that a test can see what a call allocates.

export interface BytesHeld {
  readonly heap: number;
  /** Of arrays of samples; where the engine does not tell them apart, 0, and `heap` has them too. */
  readonly samples: number;
}

/** Chromium's own measure, exact when it is started with --enable-precise-memory-info. */
interface PageMemory {
  readonly memory?: { readonly usedJSHeapSize: number };
}

export function bytesHeld(): BytesHeld {
  const { memory } = performance as unknown as PageMemory;
  if (memory !== undefined) return { heap: memory.usedJSHeapSize, samples: 0 };
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, samples: arrayBuffers };
}
