// Boxed bytes, as the tests see them.
export const BOXED_BYTES_A_FRAME: number;
