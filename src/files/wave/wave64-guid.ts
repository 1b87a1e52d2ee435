// Wave64 GUIDs: the sixteen bytes that name a chunk of a Wave64 file, known in whichever order they were written.

/** Bytes of the head of a chunk: its GUID, and a size of eight bytes that counts the head too. */
export const WAVE64_HEAD_BYTES = 24;
export const GUID_BYTES = 16;

const RIFF_TAIL = [0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0x00, 0x00];
const WAVE_TAIL = [0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a];

/** The GUID of `riff`, `wave`, `fmt `, `data` or another four letters (Sony's Wave64 specification). */
export function wave64Guid(name: string): Uint8Array {
  const letters = Array.from(name, (letter) => letter.charCodeAt(0));
  return Uint8Array.from([...letters, ...(name === 'riff' ? RIFF_TAIL : WAVE_TAIL)]);
}

const sorted = (bytes: Uint8Array): string => bytes.slice().sort().join();
const NAMES = new Map(['riff', 'wave', 'fmt ', 'data'].map((name) => [sorted(wave64Guid(name)), name]));

/**
 * The name of the GUID at `offset` of `bytes`; empty for one that we need not know. Some programs write its numbers with
 * their bytes turned round, so the order of the bytes is not looked at: no two of the four GUIDs have the same ones.
 */
export function wave64Name(bytes: Uint8Array, offset: number): string {
  return NAMES.get(sorted(bytes.subarray(offset, offset + GUID_BYTES))) ?? '';
}
