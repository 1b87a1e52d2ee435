// Build kernel, as the tests see it.
export function compileKernel(): Promise<Uint8Array>;
export function kernelText(binary: Uint8Array): string;
