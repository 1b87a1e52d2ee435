// The ddp command: a disc verified, shown, taken apart and made to be heard, with the status that scripts go by.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeSet } from '../tasks/disc/made-set.ts';
import { runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'lacquer-ddp-'));
const set = join(folder, 'set');
const out = (name: string): string => join(folder, name);

beforeAll(async () => {
  mkdirSync(set);
  for (const [path, bytes] of (await madeSet()).files) writeFileSync(join(folder, path), bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lacquer ddp', () => {
  it('verifies a set, and tells a changed byte by the file it is in', async () => {
    const good = await runCli('ddp', 'verify', set);
    expect([good.status, good.out]).toEqual([0, expect.stringContaining('Nothing is wrong with it.')]);
    const bytes = readFileSync(join(set, 'IMAGE.DAT'));
    bytes[500_000]! ^= 1;
    mkdirSync(out('spoiled'));
    for (const name of readdirSync(set))
      writeFileSync(join(out('spoiled'), name), name === 'IMAGE.DAT' ? bytes : readFileSync(join(set, name)));
    const bad = await runCli('ddp', 'verify', out('spoiled'), '--json');
    expect(bad.status).toBe(1);
    const { refusals } = JSON.parse(bad.out);
    expect(refusals.map(({ code }: { code: string }) => code)).toEqual(['ddp-checksum', 'ddp-checksum']);
    expect(refusals[0].words).toContain('IMAGE.DAT is not what the checksums promise');
    expect((await runCli('ddp', 'verify', out('nowhere'))).status).toBe(3);
  });

  it('shows the PQ sheet in any form', async () => {
    const text = await runCli('ddp', 'show', set);
    expect([text.status, text.out]).toEqual([0, expect.stringContaining('US-ABC-26-00002  Song 2')]);
    const page = out('sheet.html');
    expect((await runCli('ddp', 'show', set, '--format', 'html', '-o', page)).status).toBe(0);
    expect(readFileSync(page, 'utf8')).toContain('<table class="sheet">');
    expect(JSON.parse((await runCli('ddp', 'show', set, '--format', 'json')).out).disc.leadOutSector).toBe(
      825,
    );
  });

  it('takes it apart, and the cue sheet beside the tracks is a disc again', async () => {
    const tracks = out('tracks');
    const { status, out: told } = await runCli('ddp', 'extract', set, '-o', tracks);
    expect([status, told]).toEqual([0, expect.stringContaining('to the last bit')]);
    expect((await runCli('ddp', 'verify', join(tracks, 'tracks.cue'))).status).toBe(0);
    expect((await runCli('ddp', 'extract', set, '-o', tracks)).status).toBe(4);
    const album = await runCli('album', 'import', tracks, '-o', out('album'));
    expect([album.status, album.err]).toEqual([0, expect.not.stringContaining('mistake')]);
    expect(readFileSync(join(out('album'), 'album.yaml'), 'utf8')).toContain('gap: 75 sectors');
  });

  it('asks for a page’s name before any work', async () => {
    const { status, err } = await runCli('ddp', 'player', set, '-o', out('listen.mp3'));
    expect([status, err]).toEqual([2, expect.stringContaining('ends in .html')]);
  });
});
