// `lacquer studio`: starts, says where, ends cleanly, and tells in words why it cannot.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserOpener } from '../../src/cli/open-browser.ts';
import { startStudio } from '../../src/cli/studio-command.ts';
import { runCli } from './run-cli.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');

let taken: Server;
let takenPort: number;

beforeAll(async () => {
  spawnSync(process.execPath, [join(ROOT, 'scripts', 'ensure.mjs'), '--build']);
  taken = createServer();
  await new Promise<void>((done) => {
    taken.listen(0, '127.0.0.1', done);
  });
  takenPort = (taken.address() as AddressInfo).port;
});

afterAll(() => void taken.close());

describe('lacquer studio', () => {
  it('serves the page, says where, and ends cleanly on an interrupt', async () => {
    const child = spawn(process.execPath, [MAIN, 'studio', '--no-open'], {
      timeout: 150_000,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise((done) => child.on('close', done));
    let told = '';
    const address = await new Promise<string>((found) => {
      child.stdout.on('data', (text: Buffer) => {
        told += text.toString();
        const match = /http:\/\/127\.0\.0\.1:\d+\//.exec(told);
        if (match && told.includes('Ctrl-C')) found(match[0]);
      });
    });
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Lacquer');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('says when the wanted port is taken, and how to go on', async () => {
    const { status, err } = await runCli('studio', '--no-open', '--port', String(takenPort));
    expect(status).toBe(4);
    expect(err).toContain(`port ${takenPort}`);
    expect(err).toContain('--port');
  });

  it.each(['0', '65536', '80.5', 'eight', ''])('takes no port “%s”', async (port) => {
    const { status, err } = await runCli('studio', '--port', port);
    expect([status, err.includes('whole number')]).toEqual([2, true]);
  });

  it('says when it is not built', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'lacquer-empty-'));
    await expect(startStudio(empty)).rejects.toMatchObject({
      code: 'studio-not-built',
      facts: { folder: empty },
    });
    rmSync(empty, { recursive: true });
  });
});

describe('the browser', () => {
  it('is opened where there is a desktop', () => {
    expect(browserOpener('darwin', {})).toEqual(['open']);
    expect(browserOpener('win32', {})).toEqual(['cmd', '/c', 'start', '']);
    expect(browserOpener('linux', { DISPLAY: ':0' })).toEqual(['xdg-open']);
    expect(browserOpener('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open']);
    expect(browserOpener('linux', {})).toBe(null);
  });
});
