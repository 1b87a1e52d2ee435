// Find Chromium: the named browser first, then PATH, then Playwright's cache; none is null, a wrong name is an error.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';

describe.skipIf(process.platform === 'win32')('a browser', () => {
  let home = '';
  const program = (...path: string[]): string => {
    const file = join(home, ...path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    return file;
  };
  // A system that has no usual folders, so that this machine's own browser is not found.
  const find = (env: Record<string, string>, platform = 'win32') => findChromium({ env, platform, home });

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'lacquer-chromium-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('that is named wins, and a name without a program is told', () => {
    const named = program('named', 'chrome');
    expect(find({ LACQUER_CHROMIUM: named })).toBe(named);
    expect(() => find({ LACQUER_CHROMIUM: join(home, 'none') })).toThrow('no program is there');
  });

  it('on PATH is found, and a folder of its name is not taken for it', () => {
    mkdirSync(join(home, 'a', 'chromium'), { recursive: true });
    const chromium = program('b', 'chromium');
    expect(find({ PATH: `${join(home, 'a')}:${join(home, 'b')}` }, 'linux')).toBe(chromium);
  });

  it.each([
    ['Chrome', ['Google', 'Chrome', 'Application', 'chrome.exe']],
    ['Edge', ['Microsoft', 'Edge', 'Application', 'msedge.exe']],
  ])('%s on Windows is found in its usual folder', (name, path) => {
    const chrome = program(name, ...path);
    expect(find({ ProgramFiles: join(home, name) })).toBe(chrome);
  });

  it('of Playwright is found in its cache, the newest first', () => {
    program('cache', 'chromium-999', 'chrome-win64', 'chrome.exe');
    const newest = program('cache', 'chromium-1200', 'chrome-win64', 'chrome.exe');
    program('cache', 'chromium_headless_shell-1300', 'chrome-win64', 'chrome.exe');
    expect(find({ PLAYWRIGHT_BROWSERS_PATH: join(home, 'cache') })).toBe(newest);
  });

  it('that is nowhere is null', () => {
    expect(find({ LOCALAPPDATA: join(home, 'empty') })).toBeNull();
  });
});
