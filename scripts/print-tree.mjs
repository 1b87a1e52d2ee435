// Print tree: the folders of src with each file's caption, as it stands in ARCHITECTURE.md.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDERS = {
  signal: 'what sound is',
  dsp: 'mathematics without opinions',
  files: 'bytes to sound and back',
  places: 'where bytes live',
  measure: 'numbers from sound',
  inspect: 'what is wrong, where, how bad',
  process: 'what changes sound',
  records: 'files that people edit: described once, read by line and column',
  preview: 'mix and master side by side, to be heard',
  master: 'the decisions',
  album: 'songs together',
  deliver: 'what leaves the house, and whether it may',
  report: 'what we say about it',
  tasks: 'the verbs, the only way in for the faces',
  cli: 'the tasks in a terminal',
  studio: 'the tasks in a page',
};

const SOURCE_FILE = /(?<!\.d)\.ts$|\.svelte$|\.css$/;

/** The first line that is a comment, without its marks. */
function caption(path) {
  const line = readFileSync(path, 'utf8')
    .split('\n')
    .find((text) => /^(\/\/|\/\*|<!--) /.test(text));
  return line?.replace(/^(\/\/|\/\*|<!--) /, '').replace(/ (\*\/|-->)$/, '') ?? '';
}

/** Paths below `folder`, those in it first, then folder by folder. */
function sourcesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const here = entries.filter((entry) => entry.isFile() && SOURCE_FILE.test(entry.name));
  const below = entries.filter((entry) => entry.isDirectory());
  return [
    ...here.map(({ name }) => join(folder, name)),
    ...below.flatMap(({ name }) => sourcesBelow(join(folder, name))),
  ];
}

/** The tree as Markdown: a heading a folder, a line a file. */
export function printTree(root) {
  return Object.entries(FOLDERS)
    .map(([folder, what]) => {
      const top = join(root, 'src', folder);
      const nameOf = (path) => relative(top, path).replaceAll('\\', '/');
      const lines = sourcesBelow(top).map((path) => `- \`${nameOf(path)}\` ${caption(path)}`);
      return `**\`src/${folder}/\`** ${what}\n\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

const BEGIN = '<!-- tree: node scripts/print-tree.mjs --write -->\n';
const END = '<!-- /tree -->';

if (process.argv[1] !== undefined && basename(process.argv[1]) === basename(fileURLToPath(import.meta.url))) {
  const root = resolve(import.meta.dirname, '..');
  if (!process.argv.includes('--write')) console.log(printTree(root));
  else {
    const path = join(root, 'ARCHITECTURE.md');
    const page = readFileSync(path, 'utf8');
    const [before, rest] = page.split(BEGIN);
    writeFileSync(path, `${before}${BEGIN}${printTree(root)}${END}${rest.split(END)[1]}`);
  }
}
