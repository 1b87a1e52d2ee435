// Saving into a folder of the artist's: every song in a folder of its own, nothing replaced, nothing half written.
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { saveIntoFolder } from '../../src/studio/engine/save-files.ts';

const files = ['song.master.wav', 'plan.json'].map((name) => ({
  name,
  path: `save-test/out/${name}`,
  bytes: name.length,
}));
let chosen: FileSystemDirectoryHandle;

async function textOf(folder: FileSystemDirectoryHandle, name: string): Promise<string> {
  return (await (await folder.getFileHandle(name)).getFile()).text();
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names.sort();
}

async function write(folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await file.write(text);
  await file.close();
}

beforeEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('save-test', { recursive: true }).catch(() => {});
  const own = await root.getDirectoryHandle('save-test', { create: true });
  const out = await own.getDirectoryHandle('out', { create: true });
  for (const { name } of files) await write(out, name, name);
  chosen = await own.getDirectoryHandle('chosen', { create: true });
  vi.stubGlobal('showDirectoryPicker', async () => chosen);
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await (await navigator.storage.getDirectory()).removeEntry('save-test', { recursive: true });
});

describe('saving into a folder', () => {
  it('puts all files into one of the song’s name, and never over those that are there', async () => {
    await write(chosen, 'plan.json', 'of another song');
    await saveIntoFolder(files, 'Song');
    await saveIntoFolder(files, 'Song');
    expect(await namesIn(chosen)).toEqual(['Song', 'Song 2', 'plan.json']);
    expect(await textOf(chosen, 'plan.json')).toBe('of another song');
    for (const name of ['Song', 'Song 2']) {
      const folder = await chosen.getDirectoryHandle(name);
      expect(await namesIn(folder)).toEqual(['plan.json', 'song.master.wav']);
      expect(await textOf(folder, 'plan.json')).toBe('plan.json');
    }
  });

  it('leaves nothing where not all could be written', async () => {
    const missing = { name: 'report.html', path: 'save-test/out/report.html', bytes: 1 };
    await expect(saveIntoFolder([...files, missing], 'Song')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect(await namesIn(chosen)).toEqual([]);
  });

  it('does nothing where no folder was chosen', async () => {
    vi.stubGlobal('showDirectoryPicker', () => Promise.reject(new DOMException('no', 'AbortError')));
    await saveIntoFolder(files, 'Song');
    expect(await namesIn(chosen)).toEqual([]);
  });
});
