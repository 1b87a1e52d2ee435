// Build kernel, as the tests see it.
interface KernelSource {
  readonly title: string;
  readonly source: string;
  readonly written: string;
  readonly name: string;
}
export const KERNELS: readonly KernelSource[];
export function kernelText(kernel: KernelSource): Promise<string>;
