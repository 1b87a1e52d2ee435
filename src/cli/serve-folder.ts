// Serve folder: hands out the files of one folder on 127.0.0.1, to the browser of this machine and to no one else.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../signal/fault.ts';

export interface FolderServer {
  /** `http://127.0.0.1:PORT/` */
  readonly address: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** How many ports after the wanted one are tried. */
const MOST_TRIES = 20;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
};

/** The page shares its process with no other page, is framed by none, and tells no one where it came from. */
const EVERY_ANSWER = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** One part of a path that we hand out: no empty ones, no `..`, no hidden files, nothing a system reads otherwise. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
/** The build puts a fingerprint of their content into the names of these. */
const NEVER_CHANGES = /^\/assets\/.*-[\w-]{8}\.\w+$/;

/**
 * Serves until closed. `port` 0 takes any free one. With `next`, a taken port gives way to the next free one.
 * `policy`: the Content-Security-Policy sent with every file: a worker has no page to inherit it from.
 * Throws the Faults `port-taken` and `port-refused`.
 */
export async function serveFolder(
  folder: string,
  { port, next = false, policy = '' }: { port: number; next?: boolean; policy?: string },
): Promise<FolderServer> {
  const server = createServer((request, response) => {
    answer(folder, policy, request, response).catch(() => response.destroy());
  });
  await listen(server, port, next ? MOST_TRIES : 0);
  return {
    address: `http://${LOOPBACK}:${portOf(server)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function listen(server: Server, port: number, moreTries: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, LOOPBACK, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (reason) {
    const { code } = reason as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' && moreTries > 0 && port < 65535)
      return listen(server, port + 1, moreTries - 1);
    if (code === 'EADDRINUSE') throw new Fault('port-taken', 'output', { port }, reason);
    throw new Fault('port-refused', 'output', { port, reason: code ?? String(reason) }, reason);
  }
}

async function answer(
  folder: string,
  policy: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '' } = request;
  if (!isOurHost(request)) return refuse(response, 421, 'This server answers on this machine only.');
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Files can be read here, nothing else.');
  }
  const path = plainPath(request.url ?? '');
  const file = path === null ? null : await fileAt(join(folder, path));
  if (path === null || file === null) return refuse(response, 404, 'There is no such file.');
  const headers = {
    ...EVERY_ANSWER,
    ...(policy === '' ? {} : { 'Content-Security-Policy': policy }),
    'Cache-Control': NEVER_CHANGES.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: file.tag,
  };
  if (request.headers['if-none-match'] === file.tag) {
    response.writeHead(304, headers).end();
    return;
  }
  const type = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': file.bytes });
  if (method === 'HEAD') response.end();
  else await pipeline(createReadStream(join(folder, path)), response);
}

/** A page of another name that resolves to this machine (DNS rebinding) is not let in. */
function isOurHost({ headers, socket }: IncomingMessage): boolean {
  // as browsers write it: without the port where that is 80
  const hostOf = (name: string): string => new URL(`http://${name}:${socket.localPort}`).host;
  return [LOOPBACK, 'localhost'].some((name) => headers.host === hostOf(name));
}

/** The path of a request's target, or null when it is not one of plain names. */
function plainPath(target: string): string | null {
  const [path = ''] = target.split('?');
  const whole = path.endsWith('/') ? `${path}index.html` : path;
  const [start, ...names] = whole.split('/');
  return start === '' && names.every((name) => PLAIN_NAME.test(name)) ? whole : null;
}

async function fileAt(path: string): Promise<{ bytes: number; tag: string } | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  return { bytes: found.size, tag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"` };
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response
    .writeHead(status, { ...EVERY_ANSWER, 'Content-Type': 'text/plain; charset=utf-8' })
    .end(`${words}\n`);
}
