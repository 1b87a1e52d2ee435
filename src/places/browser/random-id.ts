// Random id: a name that no other page and no other worker has, also at addresses that browsers do not call secure.

/** 32 hexadecimal digits. `crypto.randomUUID` is not there everywhere; these values are. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
