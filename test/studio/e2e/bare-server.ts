// Bare server: what any web space does: files of a folder below a path, with their types and no other header.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

export interface BareServer {
  /** Of the folder, with a slash at its end. */
  readonly address: string;
  /** Every path asked for. */
  readonly asked: readonly string[];
  close(): void;
}

export async function serveBarely(folder: string, below: string): Promise<BareServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    asked.push(path);
    const inside = path.slice(below.length);
    const file = join(folder, inside === '' ? 'index.html' : inside);
    if (!path.startsWith(below) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${below}`,
    asked,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
