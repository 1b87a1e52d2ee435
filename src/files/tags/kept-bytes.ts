// Kept bytes: what a file carries besides text and this vocabulary has no word for, kept as text under a name of its home.
import { decodeBase64, encodeBase64 } from '../../dsp/base64.ts';
import type { NamedValue } from './named-values.ts';

/** What a foreign piece belongs to: only there it can be written again. */
export type Home = 'ID3' | 'MP4' | 'APE' | 'RIFF';

const HOMES: readonly Home[] = ['ID3', 'MP4', 'APE', 'RIFF'];

/** `ID3:PRIV` and the like: the home, the name there, the bytes in base 64. */
export const keptBytes = (home: Home, name: string, bytes: Uint8Array): NamedValue => [
  `${home}:${name}`,
  encodeBase64(bytes),
];

/** The home of a value by its name; null for plain ones. */
export function homeOf(name: string): Home | null {
  const at = name.indexOf(':');
  return HOMES.find((home) => home === name.slice(0, at)) ?? null;
}

export const nameAtHome = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Base 64 with line breaks, or without its padding, is read too; null where it is none. */
export function lenientBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const plain = text.replace(/[\s=]+/g, '');
  if (plain.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(plain)) return null;
  return decodeBase64(plain.padEnd(4 * Math.ceil(plain.length / 4), '='));
}
