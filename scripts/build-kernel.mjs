// Build kernel: compiles kernel/ to WebAssembly SIMD and writes each module as text into src, for it must be there at once.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
const COLUMNS = 240;

export const KERNELS = [
  {
    title: 'Kernel bytes',
    source: 'kernel/kernel.ts',
    written: 'src/dsp/kernel-bytes.ts',
    name: 'KERNEL_HEX',
    // Four megabytes from the start, which cost nothing until they are touched: growing detaches the buffer, and engines
    // then throw away what they had compiled for typed arrays.
    memory: ['--initialMemory', '64'],
  },
  {
    title: 'FLAC kernel bytes',
    source: 'kernel/flac.ts',
    written: 'src/files/flac/flac-kernel-bytes.ts',
    name: 'FLAC_KERNEL_HEX',
    // The memory comes from outside, as large as the stream at hand needs.
    memory: ['--importMemory'],
  },
  {
    title: 'PCM kernel bytes',
    source: 'kernel/pcm.ts',
    written: 'src/files/pcm/pcm-kernel-bytes.ts',
    name: 'PCM_KERNEL_HEX',
    memory: ['--importMemory'],
  },
];

/** The whole text of the file that holds the compiled module: hexadecimal, which packs better than base64 on its way to a page. */
export async function kernelText(kernel) {
  const text = Buffer.from(await compile(kernel)).toString('hex');
  const lines = text.match(new RegExp(`.{1,${COLUMNS}}`, 'g')).map((line) => `  '${line}'`);
  return [
    `// ${kernel.title}: ${kernel.source} compiled by scripts/build-kernel.mjs, in hexadecimal; not written by hand.`,
    '',
    `export const ${kernel.name} =`,
    `${lines.join(' +\n')};`,
    '',
  ].join('\n');
}

async function compile({ source, memory }) {
  let binary = null;
  const { error, stderr } = await asc.main(
    [source, '--baseDir', ROOT, '--outFile', 'kernel.wasm', ...OPTIONS, ...memory],
    { writeFile: (_name, contents) => void (binary = contents) },
  );
  if (error || binary === null)
    throw new Error(`asc: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  return binary;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const kernel of KERNELS) {
    const text = await kernelText(kernel);
    writeFileSync(join(ROOT, kernel.written), text);
    console.log(`${kernel.written}: ${text.length} characters`);
  }
}
