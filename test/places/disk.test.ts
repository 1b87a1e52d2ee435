// Disk: the shared suite, and what only a disk can do: temporary files, leftovers, races, a full disk.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diskPlace } from '../../src/places/disk.ts';
import { isTemporaryName, temporaryPath } from '../../src/places/temporary-name.ts';
import { placeContract } from '../contracts/place.ts';

const folders: string[] = [];

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lacquer-disk-'));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

placeContract('diskPlace', async () => ({ place: diskPlace(), root: await freshFolder() }));

/** The name a run that no longer lives would have left. */
function nameOfDeadRun(folder: string): string {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  return temporaryPath(folder).replace(`-${process.pid}-`, `-${dead}-`);
}

describe('diskPlace', () => {
  it('writes a hidden file beside the target, and only that', async () => {
    const folder = await freshFolder();
    const sink = await diskPlace().create(join(folder, 'song.wav'));
    const during = await readdir(folder);
    expect(during.length).toBe(1);
    expect(isTemporaryName(during[0]!)).toBe(true);
    expect(during[0]!.startsWith('.')).toBe(true);
    await sink.write(Uint8Array.of(1));
    await sink.commit();
    expect(await readdir(folder)).toEqual(['song.wav']);
  });

  it('has room for its hidden name wherever the final name fits', async () => {
    const folder = await freshFolder();
    const name = `${'n'.repeat(251)}.wav`;
    const sink = await diskPlace().create(join(folder, name));
    await sink.commit();
    expect(await readdir(folder)).toEqual([name]);
  });

  it('removes what dead runs left, keeps what living ones write and whatever else lies there', async () => {
    const folder = await freshFolder();
    const dead = nameOfDeadRun(folder);
    const living = temporaryPath(folder);
    const elsewhere = temporaryPath(folder).replace(/lacquer-[0-9a-f]{8}/, 'lacquer-00000000');
    const forgotten = temporaryPath(folder).replace(/lacquer-[0-9a-f]{8}/, 'lacquer-00000001');
    for (const path of [dead, living, elsewhere, forgotten]) await writeFile(path, 'half a song');
    await writeFile(join(folder, '.hidden.part'), 'not ours');
    await utimes(forgotten, 1e9, 1e9);
    const sink = await diskPlace().create(join(folder, 'song.wav'));
    const left = (await readdir(folder)).map((name) => join(folder, name));
    expect(left).not.toContain(dead);
    expect(left).not.toContain(forgotten);
    expect(left).toEqual(expect.arrayContaining([living, elsewhere, join(folder, '.hidden.part')]));
    await sink.abort();
  });

  it('never lists a leftover', async () => {
    const folder = await freshFolder();
    await writeFile(nameOfDeadRun(folder), 'half a song');
    await writeFile(join(folder, 'song.wav'), 'whole');
    expect(await diskPlace().list(folder)).toEqual([join(folder, 'song.wav')]);
  });

  it('keeps a file that appeared while it wrote', async () => {
    const folder = await freshFolder();
    const path = join(folder, 'song.wav');
    const sink = await diskPlace().create(path);
    await sink.write(Uint8Array.of(1));
    await writeFile(path, 'of another program');
    await expect(sink.commit()).rejects.toMatchObject({ code: 'exists' });
    expect(await readFile(path, 'utf8')).toBe('of another program');
    expect(await readdir(folder)).toEqual(['song.wav']);
  });

  it('finds a disk that is too full before the work', async () => {
    const folder = await freshFolder();
    const asked = diskPlace().create(join(folder, 'song.wav'), { expectedBytes: 1e18 });
    await expect(asked).rejects.toMatchObject({
      code: 'disk-full',
      kind: 'output',
      facts: { expectedBytes: 1e18 },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('tells with the system’s reason that it cannot write', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'file'), 'x');
    const asked = diskPlace().create(join(folder, 'file', 'song.wav'));
    await expect(asked).rejects.toMatchObject({
      code: 'not-writable',
      kind: 'output',
      facts: { reason: expect.any(String) },
    });
  });

  it('refuses a name that is too long before the work', async () => {
    const asked = diskPlace().create(join(await freshFolder(), 'n'.repeat(300)));
    await expect(asked).rejects.toMatchObject({ code: 'not-writable', facts: { reason: 'ENAMETOOLONG' } });
  });

  it('opens nothing that is no regular file', async () => {
    const pipe = join(await freshFolder(), 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    await expect(diskPlace().open(pipe)).rejects.toMatchObject({ code: 'not-readable', kind: 'input' });
  });

  it('lists linked files, enters no linked folder', async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'sub', 'a.wav'), 'x');
    await symlink(folder, join(folder, 'sub', 'round'));
    await symlink(join(folder, 'sub', 'a.wav'), join(folder, 'link.wav'));
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling.wav'));
    expect(await diskPlace().list(folder)).toEqual([join(folder, 'link.wav'), join(folder, 'sub', 'a.wav')]);
  });

  it('gives what is left of a file that became shorter', async () => {
    const path = join(await freshFolder(), 'a.bin');
    await writeFile(path, new Uint8Array(600_000));
    const source = await diskPlace().open(path);
    await writeFile(path, new Uint8Array(10));
    expect((await source.read(0, 500_000)).length).toBe(10);
    await source.close();
  });

  it('tidies away folders that hold only what a killed run left, and none that a running one writes into', async () => {
    const folder = await freshFolder();
    for (const name of ['dead', 'alive']) await mkdir(join(folder, 'work', name), { recursive: true });
    await writeFile(nameOfDeadRun(join(folder, 'work', 'dead')), 'x');
    await writeFile(temporaryPath(join(folder, 'work', 'alive')), 'x');
    await diskPlace().tidy!(join(folder, 'work'));
    expect(await readdir(join(folder, 'work'))).toEqual(['alive']);
  });
});
