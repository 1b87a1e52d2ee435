// Kernels: the WebAssembly in src is what the sources in kernel/ compile to.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileFlacKernel, flacKernelText } from '../../scripts/build-flac-kernel.mjs';
import { compileKernel, kernelText } from '../../scripts/build-kernel.mjs';
import { compilePcmKernel, pcmKernelText } from '../../scripts/build-pcm-kernel.mjs';

const committed = (path: string): string =>
  readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');

it('of the mathematics are compiled from their source', async () => {
  expect(kernelText(await compileKernel())).toBe(committed('dsp/kernel-bytes.ts'));
});

it('of FLAC are compiled from their source', async () => {
  expect(flacKernelText(await compileFlacKernel())).toBe(committed('files/flac-kernel-bytes.ts'));
});

it('of PCM are compiled from their source', async () => {
  expect(pcmKernelText(await compilePcmKernel())).toBe(committed('files/pcm-kernel-bytes.ts'));
});
