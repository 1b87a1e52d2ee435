// Picture mathematics: the core's own decibels, logarithm and circle, for the page's drawings, which may not reach into dsp.

export { dbFromGain, gainFromDb } from '../dsp/decibel.ts';
export { cos, exp, log2, sin } from '../dsp/math.ts';
