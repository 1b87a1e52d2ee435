// Licences: what a packed part of the product brings along of others, and on which terms, as text to lie beside it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sources.mjs';

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const RULE = '-'.repeat(72);

/** The folder of the package that a module is part of; null for what is ours. */
export function packageFolderOf(id) {
  const folder = PACKAGE.exec(id)?.[1];
  return folder !== undefined && existsSync(join(folder, 'package.json')) ? folder : null;
}

/** Our notice and licence, then those of the packages in `folders`, by name. */
export function licencesText(folders) {
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
