// Print plan schema: the JSON Schema of plan files; with --write into docs/schema, where editors find it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './sources.mjs';

const WRITTEN = join(ROOT, 'docs', 'schema', 'plan.schema.json');
/** A Node that reads TypeScript needs no build. */
const [folder, ending] = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];

const { planSchema } = await import(join(ROOT, folder, 'master', 'plan-file', `plan-schema.${ending}`));
const text = `${JSON.stringify(await planSchema(), null, 2)}\n`;
if (process.argv.includes('--write')) {
  mkdirSync(dirname(WRITTEN), { recursive: true });
  writeFileSync(WRITTEN, text);
} else {
  process.stdout.write(text);
}
