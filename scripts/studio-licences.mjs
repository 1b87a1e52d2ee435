// Studio licences: what the built page brings along of others, and on which terms, as licences.txt beside it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sources.mjs';

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const RULE = '-'.repeat(72);

/** One plugin for the page and one for its workers; both know of all that either takes in. */
export function licencesPlugins() {
  const folders = new Set();
  const moduleParsed = ({ id }) => {
    const folder = PACKAGE.exec(id)?.[1];
    if (folder !== undefined && existsSync(join(folder, 'package.json'))) folders.add(folder);
  };
  const page = {
    name: 'lacquer-licences',
    apply: 'build',
    moduleParsed,
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licencesText([...folders]) });
    },
  };
  return { page, worker: { name: 'lacquer-worker-licences', apply: 'build', moduleParsed } };
}

function licencesText(folders) {
  const own = [readFileSync(join(ROOT, 'NOTICE'), 'utf8'), readFileSync(join(ROOT, 'LICENSE'), 'utf8')];
  const others = folders.map(licenceOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  return (
    [...own, ...others.map(({ text }) => text)].map((text) => text.trim()).join(`\n\n${RULE}\n\n`) + '\n'
  );
}

function licenceOf(folder) {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
  const source = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const terms = file ? readFileSync(join(folder, file), 'utf8') : 'Its licence is told at its source.';
  return { name, text: `${name} ${version}: ${license}\nSource: ${source}\n\n${terms}` };
}
