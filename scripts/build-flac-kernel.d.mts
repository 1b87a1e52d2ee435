// Build FLAC kernel, as the tests see it.
export function compileFlacKernel(): Promise<Uint8Array>;
export function flacKernelText(binary: Uint8Array): string;
