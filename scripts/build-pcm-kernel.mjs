// Build PCM kernel: compiles kernel/pcm.ts to WebAssembly SIMD and writes it as text into src/files.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The memory comes from outside, as large as the bursts at hand need. */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
const COLUMNS = 100;

/** The compiled module. */
export async function compilePcmKernel() {
  let binary = null;
  const { error, stderr } = await asc.main(
    ['kernel/pcm.ts', '--baseDir', ROOT, '--outFile', 'pcm.wasm', ...OPTIONS],
    { writeFile: (_name, contents) => void (binary = contents) },
  );
  if (error || binary === null)
    throw new Error(`asc: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  return binary;
}

/** The whole text of src/files/pcm-kernel-bytes.ts for a module. */
export function pcmKernelText(binary) {
  const text = Buffer.from(binary).toString('base64');
  const lines = text.match(new RegExp(`.{1,${COLUMNS}}`, 'g')).map((line) => `  '${line}'`);
  return [
    '// PCM kernel bytes: kernel/pcm.ts compiled by scripts/build-pcm-kernel.mjs, in base64; not written by hand.',
    '',
    `export const PCM_KERNEL_BASE64 =`,
    `${lines.join(' +\n')};`,
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const binary = await compilePcmKernel();
  writeFileSync(join(ROOT, 'src/files/pcm-kernel-bytes.ts'), pcmKernelText(binary));
  console.log(`src/files/pcm-kernel-bytes.ts: ${binary.length} bytes of WebAssembly`);
}
