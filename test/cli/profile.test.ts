// The profile command: learns a style from records, shows it, and masters by it; what cannot be done is told before the work.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedFor } from '../../src/cli/intent-options.ts';
import { STYLES } from '../../src/master/style/styles.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'lacquer-profile-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string): string => join(folder, name);
const SECONDS = 2;
const RATE = 44100;

/** Noise that falls as records do, and more, each a little different. */
function record(seed: number): Float64Array[] {
  const random = seededRandom(seed);
  let low = 0;
  const sound = Float64Array.from({ length: SECONDS * RATE }, () => {
    low += 0.1 * (random() - low);
    return 0.5 * low;
  });
  return [sound, sound];
}

beforeAll(async () => {
  for (const i of [1, 2, 3]) await writeWavFile(diskPlace(), path(`record ${i}.wav`), record(i), RATE);
});

describe('lacquer profile', () => {
  it('lists every style, and shows one in figures or as a file to begin from', async () => {
    const list = await runCli('profile', 'list');
    for (const { id } of STYLES) expect(list.out).toContain(id);
    expect((await runCli('profile', 'show', 'jazz')).out).toMatch(/loudness range\s+7\.5/);
    const shown = await runCli('profile', 'show', 'open', '--json');
    expect(JSON.parse(shown.out)).toMatchObject({ id: 'bright', version: 1 });
  });

  it('learns a style from records, by which a song can be mastered', async () => {
    const out = path('My Band.style.json');
    const learnt = await runCli('profile', 'learn', folder, '-o', out);
    expect(learnt.status).toBe(0);
    expect(learnt.out).toContain('learnt from 3 records');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ version: 1, id: 'my-band' });
    const asked = await askedFor({ style: out }, diskPlace());
    expect(asked.intent.style).toBe('my-band');
    expect(asked.ownStyle).toEqual(JSON.parse(readFileSync(out, 'utf8')));
  });

  it('takes other names for what they mean', async () => {
    expect((await askedFor({ style: 'open' }, diskPlace())).intent.style).toBe('bright');
    await expect(askedFor({ style: 'jaz' }, diskPlace())).rejects.toMatchObject({ code: 'unknown-style' });
  });

  it('warns of few records', async () => {
    const { status, out } = await runCli('profile', 'learn', path('record 2.wav'), '-o', path('one.json'));
    expect(status).toBe(0);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Fewer than 3 records do not tell');
  });

  it.each([
    ['a name of the house', ['--name', 'jazz']],
    ['a name with a space', ['--name', 'my band']],
  ])('refuses %s, and writes nothing', async (_, options) => {
    const out = path('refused.json');
    const { status, err } = await runCli('profile', 'learn', path('record 1.wav'), '-o', out, ...options);
    expect(status).toBe(2);
    expect(err).toContain('--name');
    expect(existsSync(out)).toBe(false);
  });

  it('tells where a style file is wrong, and what may have been meant', async () => {
    writeFileSync(path('wrong.yaml'), 'id: mine\nloudestLuf: -12\n');
    const { status, err } = await runCli('profile', 'show', path('wrong.yaml'));
    expect(status).toBe(2);
    expect(err).toContain('loudestLufs');
    expect(err).toContain('line 2');
  });
});
