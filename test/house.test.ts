// The laws of the house: one way, the colonnade, no machine in the core, a caption a file, no drawers, small files.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printTree } from '../scripts/print-tree.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

/** Law 1: what each folder may import, besides itself. `folder/file` allows one file only. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  signal: [],
  dsp: ['signal'],
  files: ['signal', 'dsp/base64', 'dsp/hex', 'dsp/kernel'],
  places: [
    'files/place',
    'files/signing',
    'files/whole-file',
    'files/decoder-registry',
    'files/apart-protocol',
    'signal',
  ],
  measure: ['signal', 'dsp'],
  inspect: ['signal', 'dsp', 'measure'],
  process: ['signal', 'dsp'],
  records: ['signal', 'process/catalogue', 'process/params', 'process/processor'],
  preview: ['signal', 'dsp', 'files', 'measure', 'process'],
  master: ['signal', 'dsp', 'measure', 'inspect', 'process', 'records'],
  album: ['signal', 'dsp', 'files/tags', 'measure', 'inspect', 'process', 'records', 'master'],
  deliver: ['signal', 'dsp', 'files', 'measure', 'inspect', 'process', 'records', 'master', 'album'],
  report: [
    'signal',
    'dsp',
    'files/format',
    'files/tags/tag-carrier',
    'files/tags/tags',
    'files/tags/checks/isrc',
    'files/tags/checks/iswc',
    'measure',
    'inspect',
    'master',
    'album',
    'deliver',
  ],
  tasks: [
    'signal',
    'dsp',
    'files',
    'measure',
    'inspect',
    'process',
    'records',
    'preview',
    'master',
    'album',
    'deliver',
    'report',
  ],
  cli: ['signal', 'files', 'tasks', 'report', 'master', 'album', 'deliver', 'process', 'places'],
  studio: [
    'signal',
    'files',
    'tasks',
    'report',
    'preview',
    'places',
    'master/intent',
    'master/style/style-names',
    'master/style/style-corridors',
  ],
};

/** Types cost nothing and change nothing: the faces may know the shape of every record below them. */
const MAY_IMPORT_TYPES: Record<string, readonly string[]> = {
  studio: ['measure', 'inspect', 'process', 'master', 'album', 'deliver'],
};

/**
 * Law 2: in these rows siblings do not know each other: whatever does not match is a sibling, what matches is contract, list,
 * door or shared part.
 */
const ROWS: Record<string, RegExp> = {
  inspect: /^inspect\/(heard\/)?[^/]+$/,
};

const MACHINE_FOLDERS = ['places', 'cli', 'studio'];
/** What stands in src: each says in its first line what it is. */
const SOURCE_FILE = /(?<!\.d)\.ts$|\.svelte$|\.css$/;
const DRAWERS = /^(utils?|helpers?|misc|types|common|shared|lib|index)$/;
/** Law 10. Longer for a reason: one contract's loops that are read side by side with their WASM twin. */
const MOST_LINES = 250;
const LONGER = ['files/flac/flac-kernel-plain.ts'];
/** `Math` functions whose last bits differ between engines. */
const UNPORTABLE =
  /\bMath\.(sin|cos|tan|asin|acos|atan2?|exp|expm1|log|log2|log10|log1p|pow|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot|random)\b|\bDate\.now\b|\bnew Date\(|\bperformance\.now\b/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return SOURCE_FILE.test(path) ? [path] : [];
  });
}

function testsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

/** Comments and strings blanked, so that prose is not taken for code. */
function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
}

const FILES = filesBelow(SRC).map((path) => {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/(import type [^;]*?from|from|import)\s*\(?\s*'([^'?]+)[^']*'/g)].map(
    (match) => ({ specifier: match[2]!, isType: match[1]!.startsWith('import type') }),
  );
  const inSource = ({ specifier }: { specifier: string }): string =>
    relative(SRC, resolve(dirname(path), specifier)).replaceAll('\\', '/');
  const inside = imports.filter(({ specifier }) => specifier.startsWith('.'));
  return {
    name: relative(SRC, path).replaceAll('\\', '/'),
    folder: dirname(relative(SRC, path)).split(/[\\/]/)[0]!,
    text,
    code: codeOf(text),
    packages: imports.map(({ specifier }) => specifier).filter((specifier) => !specifier.startsWith('.')),
    inside: inside.map(inSource),
    /** Of these, what is needed only to compile. */
    types: new Set(inside.filter(({ isType }) => isType).map(inSource)),
  };
});

describe('the laws of the house', () => {
  it('1: folders import only downward', () => {
    const wrong = FILES.filter((file) => file.folder !== '.').flatMap((file) =>
      file.inside
        .filter((target) => !allowed(file.folder, target, file.types.has(target)))
        .map((target) => `${file.name} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('1: nothing imports in a circle', () => {
    expect(circles()).toEqual([]);
  });

  it('2: siblings of a row do not know each other', () => {
    const wrong = FILES.flatMap((file) => {
      const known = ROWS[file.folder];
      if (known === undefined || known.test(file.name)) return [];
      return file.inside
        .filter((target) => target.startsWith(`${file.folder}/`) && !known.test(target))
        .map((target) => `${file.name} imports its sibling ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('2: rooms of processors know the contracts and what moves a gain, not each other', () => {
    const room = (name: string): string | undefined => /^process\/([^/]+)\//.exec(name)?.[1];
    const wrong = FILES.filter((file) => room(file.name) !== undefined).flatMap((file) =>
      file.inside
        .filter((target) => ![undefined, 'control', room(file.name)].includes(room(target)))
        .map((target) => `${file.name} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('2: every kind of processor keeps the contract in a test', () => {
    const kinds = FILES.flatMap(({ text }) =>
      [...text.matchAll(/export const ([A-Z_]+): ProcessorKind = \{\s+id: '([^']+)'/g)].map(
        ([, name, id]) => ({ name: name!, id: id! }),
      ),
    );
    const tests = testsBelow(join(ROOT, 'test', 'process')).map((path) => readFileSync(path, 'utf8'));
    const first = readFileSync(join(ROOT, 'test', 'process', 'catalogue.test.ts'), 'utf8');
    const kept = ({ name, id }: { name: string; id: string }): boolean =>
      tests.some((text) => text.includes(`processorContract(${name},`)) || first.includes(`\n  ${id}: [`);
    expect(kinds.length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => !kept(kind)).map(({ id }) => id)).toEqual([]);
  });

  it('3: the core knows no machine', () => {
    const wrong = FILES.filter((file) => !MACHINE_FOLDERS.includes(file.folder)).flatMap((file) =>
      file.packages
        .filter((specifier) => specifier.startsWith('node:'))
        .map((specifier) => `${file.name}: ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('6: the core has no clock, no chance and no mathematics that differs between engines', () => {
    const wrong = FILES.filter((file) => !MACHINE_FOLDERS.includes(file.folder)).flatMap((file) =>
      file.code
        .split('\n')
        .filter((line) => UNPORTABLE.test(line))
        .map((line) => `${file.name}: ${line.trim()}`),
    );
    expect(wrong).toEqual([]);
  });

  it('8: the first line of a file says what it is', () => {
    const wrong = FILES.filter((file) => !/^(#!.*\n)?(\/\/|\/\*|<!--) [A-Z][^\n]{10,}\n/.test(file.text)).map(
      (file) => file.name,
    );
    expect(wrong).toEqual([]);
  });

  it('8: ARCHITECTURE.md prints the tree as it stands', () => {
    const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
    expect(page.includes(printTree(ROOT)), 'run: node scripts/print-tree.mjs --write').toBe(true);
  });

  it('9: no drawers, no barrels, no two files of one name', () => {
    const names = FILES.filter((file) => file.name !== 'index.ts').map((file) =>
      basename(file.name).replace(/\.\w+$/, ''),
    );
    expect(names.filter((name) => DRAWERS.test(name))).toEqual([]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(
      FILES.filter((file) => file.name !== 'index.ts' && /^export \* from/m.test(file.text)).map(
        (f) => f.name,
      ),
    ).toEqual([]);
  });

  it('10: files stay small', () => {
    const lines = (text: string): number => text.trimEnd().split('\n').length;
    const long = FILES.filter((file) => lines(file.text) > MOST_LINES && !LONGER.includes(file.name));
    expect(long.map((file) => `${file.name}: ${lines(file.text)} lines`)).toEqual([]);
  });

  it('exports no default', () => {
    expect(FILES.filter((file) => /^export default/m.test(file.text)).map((file) => file.name)).toEqual([]);
  });
});

describe('the lockfile', () => {
  it('names no registry', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": *"http/);
  });

  it('pins every version exactly', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    const versions = Object.values({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    }) as string[];
    expect(versions.filter((version) => !/^(npm:[a-z]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });
});

function allowed(folder: string, target: string, isType: boolean): boolean {
  const [targetFolder] = target.split('/');
  if (targetFolder === folder) return true;
  return [...(MAY_IMPORT[folder] ?? []), ...((isType && MAY_IMPORT_TYPES[folder]) || [])].some(
    (entry) => entry === targetFolder || `${entry}.ts` === target || target.startsWith(`${entry}/`),
  );
}

/** Circles by depth-first search over the import graph, each as `a -> b -> a`. */
function circles(): string[] {
  const graph = new Map(FILES.map((file) => [file.name, file.inside]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (name: string, way: string[]): void => {
    if (way.includes(name)) {
      found.push([...way.slice(way.indexOf(name)), name].join(' -> '));
      return;
    }
    if (done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...way, name]);
    done.add(name);
  };
  for (const file of FILES) visit(file.name, []);
  return found;
}
