// Build FLAC kernel: compiles kernel/flac.ts to WebAssembly SIMD and writes it as text into src/files.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The memory comes from outside, as large as the stream at hand needs. */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
const COLUMNS = 100;

/** The compiled module. */
export async function compileFlacKernel() {
  let binary = null;
  const { error, stderr } = await asc.main(
    ['kernel/flac.ts', '--baseDir', ROOT, '--outFile', 'flac.wasm', ...OPTIONS],
    { writeFile: (_name, contents) => void (binary = contents) },
  );
  if (error || binary === null)
    throw new Error(`asc: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  return binary;
}

/** The whole text of src/files/flac-kernel-bytes.ts for a module. */
export function flacKernelText(binary) {
  const text = Buffer.from(binary).toString('base64');
  const lines = text.match(new RegExp(`.{1,${COLUMNS}}`, 'g')).map((line) => `  '${line}'`);
  return [
    '// FLAC kernel bytes: kernel/flac.ts compiled by scripts/build-flac-kernel.mjs, in base64; not written by hand.',
    '',
    `export const FLAC_KERNEL_BASE64 =`,
    `${lines.join(' +\n')};`,
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const binary = await compileFlacKernel();
  writeFileSync(join(ROOT, 'src/files/flac-kernel-bytes.ts'), flacKernelText(binary));
  console.log(`src/files/flac-kernel-bytes.ts: ${binary.length} bytes of WebAssembly`);
}
