// Kernels: the WebAssembly in src is what the sources in kernel/ compile to.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { KERNELS, kernelText } from '../../scripts/build-kernel.mjs';

it.each(KERNELS)('$title are compiled from their source', async (kernel) => {
  expect(await kernelText(kernel)).toBe(
    readFileSync(new URL(`../../${kernel.written}`, import.meta.url), 'utf8'),
  );
});
