// Kernel: everything that the WebAssembly module offers to src/dsp/kernel-simd.ts.
export { filterBank } from './bank';
export { bend } from './bend';
export { cascade } from './cascade';
export { crossing } from './crossing';
export { filterSpectrum, forward, inverse } from './fft';
export { foretell } from './foretell';
export { doubleRate, halveRate } from './half-band';
export { hannSpectrum } from './hann';
export { hear } from './hear';
export { lapped } from './lapped';
export { envelope, peak, peaks } from './peak';
export { correlate, polyphase, polyphaseBetween } from './polyphase';
export { requantise } from './requantise';
export { weigh } from './weigh';
