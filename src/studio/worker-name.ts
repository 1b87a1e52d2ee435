// Worker name: what the page calls its two threads; studio-worker.ts turns into the one that it is called.
export type WorkerName = 'lacquer engine' | 'lacquer deck';
