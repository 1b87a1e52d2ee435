// Boxed bytes: what an engine itself may leave on the heap while a processor works: told once, for the tests and for the bench.

/**
 * V8 boxes numbers handed back by functions that it chose not to inline, 16 bytes each; which ones, changes from run to run.
 * 40 bytes a frame leave two such numbers free and still tell of a pair or a record a frame, which take 64 and more.
 */
export const BOXED_BYTES_A_FRAME = 40;
