// Build kernel: compiles kernel/ to WebAssembly SIMD and writes it as text into src/dsp/kernel-bytes.ts.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/**
 * Four megabytes from the start, which cost nothing until they are touched: growing detaches the buffer, and engines then
 * throw away what they had compiled for typed arrays.
 */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '64'];
const COLUMNS = 100;

/** The compiled module. */
export async function compileKernel() {
  let binary = null;
  const { error, stderr } = await asc.main(
    ['kernel/kernel.ts', '--baseDir', ROOT, '--outFile', 'kernel.wasm', ...OPTIONS],
    { writeFile: (_name, contents) => void (binary = contents) },
  );
  if (error || binary === null)
    throw new Error(`asc: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  return binary;
}

/** The whole text of src/dsp/kernel-bytes.ts for a module. */
export function kernelText(binary) {
  const text = Buffer.from(binary).toString('base64');
  const lines = text.match(new RegExp(`.{1,${COLUMNS}}`, 'g')).map((line) => `  '${line}'`);
  return [
    '// Kernel bytes: kernel/ compiled by scripts/build-kernel.mjs, in base64; not written by hand.',
    '',
    `export const KERNEL_BASE64 =`,
    `${lines.join(' +\n')};`,
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const binary = await compileKernel();
  writeFileSync(join(ROOT, 'src/dsp/kernel-bytes.ts'), kernelText(binary));
  console.log(`src/dsp/kernel-bytes.ts: ${binary.length} bytes of WebAssembly`);
}
