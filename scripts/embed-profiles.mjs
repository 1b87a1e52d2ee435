// Embed profiles: the YAML files of src/deliver/profiles as text in a source file, for the core reads no disk.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { ROOT } from './sources.mjs';

const FOLDER = join(ROOT, 'src', 'deliver', 'profiles');
export const WRITTEN = join(FOLDER, 'profile-data.ts');

/** The whole text of the file: a line a profile, by its id, in alphabetical order. */
export function profileData() {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
  const lines = names.sort().map((name) => {
    const record = parse(readFileSync(join(FOLDER, name), 'utf8'), { version: '1.2', schema: 'core' });
    if (`${record.id}.yaml` !== name) throw new Error(`${name}: its id is ${record.id}`);
    return `  ${JSON.stringify(record.id)}: ${JSON.stringify(JSON.stringify(record))},`;
  });
  return [
    '// Profile data: the profiles of this folder as JSON, made by scripts/embed-profiles.mjs; not written by hand.',
    '',
    'export const PROFILE_DATA: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv.includes('--write')) writeFileSync(WRITTEN, profileData());
  else process.stdout.write(profileData());
}
