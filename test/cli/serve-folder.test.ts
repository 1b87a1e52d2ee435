// The studio's server: what it hands out, with which headers, and what it refuses.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder, type FolderServer } from '../../src/cli/serve-folder.ts';

let folder: string;
let server: FolderServer;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `target` goes out as it is: a URL object would tidy it first. */
function ask(target: string, { method = 'GET', headers = {} } = {}): Promise<Answer> {
  const { port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path: target, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(parts).toString('latin1'),
        }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), 'lacquer-serve-'));
  writeFileSync(join(parent, 'secret.txt'), 'not yours');
  folder = join(parent, 'studio');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Here</title>');
  writeFileSync(join(folder, '.hidden'), 'not yours');
  for (const name of ['engine-Ab3_x-9Z.js', 'kernel.wasm', 'song.flac', 'odd.xyz'])
    writeFileSync(join(folder, 'assets', name), name);
  writeFileSync(join(folder, 'studio.webmanifest'), '{}');
  server = await serveFolder(folder, { port: 0, policy: "default-src 'none'" });
});

afterAll(async () => {
  await server.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

describe('the server of the studio', () => {
  it('hands out the page at its address', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body).toContain('<title>Here</title>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toBe("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect((await ask('/index.html?fresh')).body).toBe(body);
  });

  it.each([
    ['/assets/engine-Ab3_x-9Z.js', 'text/javascript; charset=utf-8'],
    ['/assets/kernel.wasm', 'application/wasm'],
    ['/assets/song.flac', 'audio/flac'],
    ['/studio.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['/assets/odd.xyz', 'application/octet-stream'],
  ])('says what %s is', async (target, type) => {
    expect((await ask(target)).headers['content-type']).toBe(type);
  });

  it('lets browsers keep for good only what carries its fingerprint', async () => {
    expect((await ask('/assets/engine-Ab3_x-9Z.js')).headers['cache-control']).toMatch(/immutable/);
    expect((await ask('/assets/kernel.wasm')).headers['cache-control']).toBe('no-cache');
    expect((await ask('/studio.webmanifest')).headers['cache-control']).toBe('no-cache');
  });

  it('answers 304 as long as a file is the same', async () => {
    const tag = (await ask('/')).headers.etag!;
    const again = await ask('/', { headers: { 'If-None-Match': tag } });
    expect([again.status, again.body]).toEqual([304, '']);
    expect((await ask('/', { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });

  it('answers HEAD without a body, and nothing that would change something', async () => {
    const head = await ask('/', { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, '']);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(10);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await ask('/', { method });
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD']);
    }
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..\\..\\secret.txt',
    '//etc/passwd',
    '/assets//kernel.wasm',
    '/.hidden',
    '/./index.html',
    '/index.html%00',
    '/%',
    '/assets',
    '/assets/',
    '/nowhere',
    'http://elsewhere/index.html',
    '*',
  ])('refuses %s', async (target) => {
    const { status, body } = await ask(target);
    expect([status, body]).toEqual([404, 'There is no such file.\n']);
  });

  it('answers under its own name only', async () => {
    const { port } = new URL(server.address);
    expect((await ask('/', { headers: { Host: `localhost:${port}` } })).status).toBe(200);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', '127.0.0.1:1'])
      expect([host, (await ask('/', { headers: { Host: host } })).status]).toEqual([host, 421]);
  });

  it('is known at the port that browsers leave out of addresses', async (context) => {
    // most systems lend it to few
    const own = await serveFolder(folder, { port: 80 }).catch(() => context.skip('port 80 is not to be had'));
    const { status } = await fetch(own.address);
    await own.close();
    expect(status).toBe(200);
  });

  it('takes the next port when its own is taken, if it may', async () => {
    const port = Number(new URL(server.address).port);
    await expect(serveFolder(folder, { port })).rejects.toMatchObject({
      code: 'port-taken',
      facts: { port },
    });
    const second = await serveFolder(folder, { port, next: true });
    expect(Number(new URL(second.address).port)).toBeGreaterThan(port);
    await second.close();
  });
});
