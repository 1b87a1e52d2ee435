// Bench kernels: CPU time of the plain loops against their SIMD twins, as ratios of one run. node bench/kernels.mjs (after a build)
import { fftPlan } from '../dist/dsp/fft.js';
import { peakBank } from '../dist/dsp/interpolate.js';
import { PLAIN_KERNEL } from '../dist/dsp/kernel-plain.js';
import { createSimdKernel } from '../dist/dsp/kernel-simd.js';
import { workLength } from '../dist/dsp/peak-plain.js';
import { WEIGH_STATE, weighSections } from '../dist/dsp/weigh-plain.js';
import { planRate } from '../dist/dsp/rate-plan.js';

const FRAMES = 4096;
const ROUNDS = 5;

function wave(length) {
  return Float64Array.from(
    { length },
    (_, n) => Math.sin(n * 0.05) * Math.sin(n * 0.0031) + 0.1 * Math.sin(n * n),
  );
}

/** Least CPU microseconds a call, of a few rounds of a tenth of a second. */
function cost(job) {
  let best = Infinity;
  for (let i = 0; i < 50; i++) job();
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage().user;
    let calls = 0;
    while (process.cpuUsage().user - start < 100_000) {
      job();
      calls++;
    }
    best = Math.min(best, (process.cpuUsage().user - start) / calls);
  }
  return best;
}

const x = wave(4 * FRAMES);
const y = new Float64Array(4 * FRAMES);
const re = new Float64Array(FRAMES / 2 + 1);
const im = new Float64Array(FRAMES / 2 + 1);
const fir = wave(256);
const sections = weighSections(-1.73, 0.76, -1.66, 0.71, -1.989, 0.9892);
const rates = planRate(96000, 44100);
const work = new Float64Array(workLength(FRAMES));
work.set(x.subarray(0, work.length));

const JOBS = [
  ['real FFT 4096, forward', (k) => k.forward(fftPlan(FRAMES), x, re, im)],
  ['real FFT 4096, inverse', (k) => k.inverse(fftPlan(FRAMES), re, im, y)],
  ['rate 96 to 44.1, stage one, a block', (k) => k.filterSpectrum(rates.filter, x, y)],
  ['rate 96 to 44.1, stage two, 4096 outputs', (k) => k.polyphase(rates.bank, x, y, FRAMES, 0)],
  ['FIR 256 taps, 4096 frames', (k) => k.correlate(fir, x, y, FRAMES)],
  ['peak of 4096 frames, all to be read', (k) => k.envelope(peakBank(), work, FRAMES, 0, y)],
  [
    'weighing 4096 frames of two channels',
    (k) => k.weigh(sections, new Float64Array(WEIGH_STATE), x, x, Float64Array.of(FRAMES), 1, y),
  ],
  ['peak of 4096 frames, nothing louder', (k) => k.peak(peakBank(), work, x, FRAMES, 2)],
];

const simd = createSimdKernel();
console.log('loop'.padEnd(44), 'plain us'.padStart(9), 'SIMD us'.padStart(9), 'ratio'.padStart(6));
for (const [name, job] of JOBS) {
  const plain = cost(() => job(PLAIN_KERNEL));
  const fast = simd === null ? Number.NaN : cost(() => job(simd));
  const columns = [
    plain.toFixed(1).padStart(9),
    fast.toFixed(1).padStart(9),
    (plain / fast).toFixed(1).padStart(6),
  ];
  console.log(name.padEnd(44), ...columns);
}
