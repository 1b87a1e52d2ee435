// Kernel worker: tells which kernels a worker of the page runs, and what a limiter makes there of a given sound.
import { kernel } from '../../src/dsp/kernel.ts';
import { createFlacKernel } from '../../src/files/flac/flac-kernel-choice.ts';
import { PLAIN_FLAC_KERNEL } from '../../src/files/flac/flac-kernel-plain.ts';
import { limited } from './limited.ts';

export interface WorkerKernels {
  readonly name: string;
  readonly flacCompiled: boolean;
  readonly limited: readonly Float64Array[];
}

const found: WorkerKernels = {
  name: kernel().name,
  flacCompiled: createFlacKernel(65536) !== PLAIN_FLAC_KERNEL,
  limited: limited(),
};
postMessage(found);
