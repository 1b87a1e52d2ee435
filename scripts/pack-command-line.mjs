// Pack command line: main.ts and all it needs in a handful of files that start fast, beside what tsc makes of each source.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { licencesText, packageFolderOf } from './licences.mjs';
import { ROOT } from './sources.mjs';

const CLI = join(ROOT, 'src', 'cli');
const MAIN = join(CLI, 'main.ts');
/** Its static imports are the start: the commonest command finds all of itself in one file. */
const COMMONEST = join(CLI, 'check-command.ts');
/** Other packages are loaded by few commands, or may be replaced by their users (see NOTICE). */
const OUTSIDE = /^(node:|(?!commander$)[a-z@])/;
const STARTS_PROGRAMS = 'node:child_process';

/** commander can start programs, which costs the net and datagram modules at every start; none of our commands is one. */
const withoutPrograms = {
  name: 'lacquer-without-programs',
  resolveId: (id) => (id === STARTS_PROGRAMS ? '\0no-programs' : null),
  load: (id) => (id === '\0no-programs' ? 'export {};' : null),
};

/** Knows which modules are in the start, and which packages are packed, whose licences then lie beside. */
function packing() {
  const start = new Set();
  const folders = new Set();
  return {
    isStart: (id) => start.has(id),
    plugin: {
      name: 'lacquer-packing',
      buildEnd() {
        const add = (id) => {
          if (start.has(id)) return;
          start.add(id);
          for (const imported of this.getModuleInfo(id)?.importedIds ?? []) add(imported);
        };
        add(MAIN);
        add(COMMONEST);
        // The entry awaits the command; a chunk that imported it would wait for itself.
        start.delete(MAIN);
        for (const id of this.getModuleIds()) {
          const folder = packageFolderOf(id);
          if (folder !== null) folders.add(folder);
        }
      },
      generateBundle() {
        const source = licencesText([...folders]);
        this.emitFile({ type: 'asset', fileName: 'packed/licences.txt', source });
      },
    },
  };
}

/**
 * Pages and detectors stand by themselves, but for the papers of deliveries and albums: what lays them out is shared, and two files
 * that import each other would use what is not there yet.
 */
const SHARED = /src\/(?!inspect|report\/(?!delivery|album))/;

/**
 * A handful of files instead of 180: every file costs a millisecond to find, and every 25 kB one to parse. What all commands
 * and a quick check need is one file, what several others share is another, and the rest stands by command: the detectors
 * are loaded only to listen.
 */
export async function packCommandLine(dist) {
  const { isStart, plugin } = packing();
  const packed = await rolldown({
    input: MAIN,
    platform: 'node',
    external: (id, importer) =>
      OUTSIDE.test(id) && !(id === STARTS_PROGRAMS && /[\\/]commander[\\/]/.test(importer ?? '')),
    plugins: [withoutPrograms, plugin],
    preserveEntrySignatures: false,
  });
  const { output } = await packed.write({
    dir: join(dist, 'cli'),
    format: 'esm',
    entryFileNames: 'main.js',
    chunkFileNames: 'packed/[name].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        { name: 'start', test: isStart, priority: 1 },
        { name: 'shared', minShareCount: 2, test: SHARED },
      ],
    },
    minify: true,
    sourcemap: true,
  });
  await packed.close();
  refuseCircles(output);
  chmodSync(join(dist, 'cli', 'main.js'), 0o755);
}

/** Packed files that import each other break only when a command is run: told here. */
function refuseCircles(output) {
  const importsOf = new Map(output.map(({ fileName, imports = [] }) => [fileName, imports]));
  for (const start of importsOf.keys()) {
    const reached = new Set(importsOf.get(start));
    for (const file of reached) for (const next of importsOf.get(file) ?? []) reached.add(next);
    if (reached.has(start)) throw new Error(`${start} is packed in a circle: ${[...reached].join(', ')}`);
  }
}
