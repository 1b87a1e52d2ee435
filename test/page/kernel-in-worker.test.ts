// Kernels in a worker of the page: compiled there too, with the page's own bits.
import { expect, it } from 'vitest';
import { kernel } from '../../src/dsp/kernel.ts';
import type { WorkerKernels } from './kernel-worker.ts';
import { limited } from './limited.ts';

function fromWorker(): Promise<WorkerKernels> {
  const worker = new Worker(new URL('./kernel-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<WorkerKernels>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerKernels>) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(`The worker failed: ${message}`)));
  }).finally(() => worker.terminate());
}

it('are SIMD and WebAssembly, and give what the page gives', async () => {
  const found = await fromWorker();
  expect(kernel().name).toBe('simd');
  expect(found.name).toBe('simd');
  expect(found.flacCompiled).toBe(true);
  expect(found.limited).toEqual(limited());
});
