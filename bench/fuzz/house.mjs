// House: what the fuzzer needs of the product: from dist, or from src where this Node reads TypeScript.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Loads `signal/fault` and the like. */
export async function load(file, root = ROOT) {
  const source = join(root, 'src', `${file}.ts`);
  const useSource = process.features.typescript && existsSync(source);
  return import(pathToFileURL(useSource ? source : join(root, 'dist', `${file}.js`)).href);
}

/** Everything that `seeds` and `attempt` ask for. */
export async function loadHouse(root = ROOT) {
  const parts = await Promise.all(
    [
      'files/open',
      'files/formats',
      'files/save',
      'files/writers',
      'files/memory-place',
      'files/tags/tag-carriers',
      'files/ogg/ogg-pages',
      'files/decoder-registry',
      'signal/fault',
      'signal/random',
    ].map((file) => load(file, root)),
  );
  return Object.assign({}, ...parts);
}
