// Build PCM kernel, as the tests see it.
export function compilePcmKernel(): Promise<Uint8Array>;
export function pcmKernelText(binary: Uint8Array): string;
