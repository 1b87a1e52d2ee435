// Fixture: committed files as bytes, and bytes as text, alike in Node and in the page.

/** The runner puts the files into the code, so that neither a disk nor a server is asked. */
const DATA_URLS = import.meta.glob<string>('./files/fixtures/*', {
  query: '?inline',
  import: 'default',
  eager: true,
});

/** A fresh copy of `test/files/fixtures/<name>`. */
export function fixture(name: string): Uint8Array<ArrayBuffer> {
  const url = DATA_URLS[`./files/fixtures/${name}`];
  if (url === undefined) throw new Error(`There is no fixture ${name}.`);
  return bytesOfUrl(url);
}

/** `url`: a data URL in base 64, as Vite's `?inline` gives it. */
export function bytesOfUrl(url: string): Uint8Array<ArrayBuffer> {
  const text = atob(url.slice(url.indexOf(',') + 1));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** `hex`: two digits a byte. */
export const bytesOfHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));

/** SHA-256 by the machine's own code, as hex: nothing of it is shared with what is tested. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice())));
}

/** Whether two arrays hold the same bytes; quicker than `toEqual` for megabytes. */
export function sameBytes(found: Uint8Array, wanted: Uint8Array): boolean {
  return found.length === wanted.length && found.every((byte, i) => byte === wanted[i]);
}
