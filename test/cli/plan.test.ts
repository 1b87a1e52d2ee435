// The plan command: shows, checks and compares plan files, with the status that scripts go by.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { planSchema } from '../../src/master/plan-file/plan-schema.ts';
import { runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'lacquer-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const YAML = `version: 2
song: { name: song, sampleRateHz: 44100, channels: 2, frames: 441000 }
moves:
  - { id: softer, kind: gain, params: { gainDb: -2 } }
`;
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const plan = file('a.yaml', YAML);
const other = file('b.yml', YAML.replace('-2', '-3'));

describe('lacquer plan', () => {
  it('shows what a plan does', async () => {
    const { status, out } = await runCli('plan', 'show', plan);
    expect(status).toBe(0);
    expect(out).toMatch(/gain −2\.0\sdB/);
  });

  it('shows the whole record, from which the same plan is read', async () => {
    const { out } = await runCli('plan', 'show', plan, '--json');
    const whole = file('whole.json', out);
    expect(JSON.parse(out)).toMatchObject({ version: 2, moves: [{ stage: 'own', strength: 1 }] });
    expect((await runCli('plan', 'diff', plan, whole)).status).toBe(0);
  });

  it('checks plans, and names the line of what is wrong', async () => {
    expect((await runCli('plan', 'check', plan, other)).out).toContain('a plan of one move for “song”');
    const bad = file('bad.yaml', YAML.replace('kind: gain', 'kind: gian'));
    const { status, err } = await runCli('plan', 'check', plan, bad);
    expect(status).toBe(2);
    expect(err).toContain('line 4, column 25');
    expect(err).toContain('Did you mean “gain”?');
    expect((await runCli('plan', 'check', join(folder, 'none.json'))).status).toBe(3);
    expect((await runCli('plan', 'check', file('sound.json', '\u0000\u0001'))).status).toBe(2);
  });

  it('compares as diff does', async () => {
    const same = await runCli('plan', 'diff', plan, plan);
    expect([same.status, same.out]).toEqual([0, expect.stringContaining('No difference.')]);
    const differs = await runCli('plan', 'diff', plan, other);
    expect(differs.status).toBe(1);
    expect(differs.out).toMatch(/gain −2\.0\sdB → −3\.0\sdB/);
    const json = await runCli('plan', 'diff', plan, other, '--json');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      same: false,
      changed: [{ id: 'softer', fields: [{ path: 'params.gainDb', before: -2, after: -3 }] }],
    });
  });

  it('prints the schema', async () => {
    const { status, out } = await runCli('plan', 'schema');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(await planSchema())));
    expect(out.trim()).toBe(
      readFileSync(join(import.meta.dirname, '../../docs/schema/plan.schema.json'), 'utf8').trim(),
    );
  });

  it('is bad usage without a word of what to do', async () => {
    expect((await runCli('plan', 'shwo', plan)).status).toBe(2);
  });
});
