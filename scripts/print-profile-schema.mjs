// Print profile schema: the JSON Schema of delivery profiles; with --write into docs/schema, where editors find it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './sources.mjs';

const WRITTEN = join(ROOT, 'docs', 'schema', 'delivery-profile.schema.json');
/** A Node that reads TypeScript needs no build. */
const [folder, ending] = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];

const { profileSchema } = await import(join(ROOT, folder, 'deliver', 'profiles', `profile-schema.${ending}`));
const text = `${JSON.stringify(profileSchema(), null, 2)}\n`;
if (process.argv.includes('--write')) {
  mkdirSync(dirname(WRITTEN), { recursive: true });
  writeFileSync(WRITTEN, text);
} else {
  process.stdout.write(text);
}
