// Service worker: keeps every built file of the studio, so that the page opens with the network off.
//
// Files in `assets/` carry a fingerprint of their content in their name, so those of several versions lie side by side; the
// page itself comes from the newest version only. A page that is open while a new version arrives goes on with the files it
// began with; they are thrown away once a page of the new version is up and the only one.

/** Path to `sha256-…`; the build writes all three. */
declare const STUDIO_FILES: Readonly<Record<string, string>>;
declare const STUDIO_VERSION: string;
declare const STUDIO_POLICY: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
/** Several studios may live on one server. */
const FAMILY = `lacquer ${worker.registration.scope} `;
const CACHE = `${FAMILY}${STUDIO_VERSION}`;
const PAGE = 'index.html';

const addressOf = (path: string): string => new URL(path, worker.registration.scope).href;
const hasFingerprint = (path: string): boolean => path.startsWith('assets/');

worker.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(path, event.request));
});

/** A page that is up says which script it began with. */
worker.addEventListener('message', (event) => {
  const { began } = event.data as { began?: unknown };
  if (typeof began === 'string') event.waitUntil(forgetOlder(began));
});

/** All of them or none: a file that is not the very one that was built fails the installation, which is tried again later. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const [path, integrity] of Object.entries(STUDIO_FILES)) {
    const address = addressOf(path);
    const old = hasFingerprint(path) ? await caches.match(address) : undefined;
    const response = old ?? (await fetch(address, { integrity, cache: 'no-cache' }));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(address, old ?? underPolicy(response));
  }
}

/** A worker has no page to inherit its policy from, and not every server sends one. */
function underPolicy(response: Response): Response {
  const headers = new Headers(response.headers);
  // The body is unpacked already.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  headers.append('Content-Security-Policy', STUDIO_POLICY);
  return new Response(response.body, { headers });
}

/** The path below our scope, or null for what is not ours to answer. */
function pathOf({ method, url }: Request): string | null {
  const [address = ''] = url.split(/[?#]/);
  const { scope } = worker.registration;
  if (method !== 'GET' || !address.startsWith(scope)) return null;
  return address === scope ? PAGE : address.slice(scope.length);
}

async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = (await cache.match(addressOf(path))) ?? (await ofOlder(path));
  return kept ?? fetch(request);
}

async function ofOlder(path: string): Promise<Response | undefined> {
  return hasFingerprint(path) ? caches.match(addressOf(path)) : undefined;
}

async function forgetOlder(began: string): Promise<void> {
  const isNewest = Object.keys(STUDIO_FILES).some((path) => addressOf(path) === began);
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ours = pages.filter(({ url }) => url.startsWith(worker.registration.scope));
  if (!isNewest || ours.length > 1) return;
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(FAMILY) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}
