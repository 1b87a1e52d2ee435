// Fixed fields: records of plain letters in which everything has its place and its width, as DDP keeps them.
import { latin1Text } from '../../files/tags/tag-text.ts';

/** Where each field of a record begins and how many letters it has. */
export type FieldTable<Name extends string> = Readonly<
  Record<Name, readonly [start: number, length: number]>
>;

/** Every field as it stands, spaces and all. */
export function readFields<Name extends string>(
  record: Uint8Array,
  table: FieldTable<Name>,
): Record<Name, string> {
  const entries = Object.entries(table) as [Name, readonly [number, number]][];
  return Object.fromEntries(
    entries.map(([name, [start, length]]) => [name, latin1Text(record.subarray(start, start + length))]),
  ) as Record<Name, string>;
}

/** A record of `bytes`: what is told at its place, left-aligned, spaces everywhere else. Throws for what does not fit. */
export function writeFields<Name extends string>(
  bytes: number,
  table: FieldTable<Name>,
  values: Partial<Readonly<Record<Name, string>>>,
): Uint8Array {
  const record = new Uint8Array(bytes).fill(0x20);
  for (const [name, text] of Object.entries(values) as [Name, string][]) {
    const [start, length] = table[name];
    if (text.length > length) throw new RangeError(`${name} has room for ${length} letters: ${text}`);
    for (let i = 0; i < text.length; i++) record[start + i] = plainCode(text, i);
  }
  return record;
}

/** Descriptors are ASCII without controls. */
function plainCode(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (code < 0x20 || code > 0x7e) throw new RangeError(`no letter of a descriptor in ${text}`);
  return code;
}

/** Right-aligned behind spaces. */
export const numberField = (value: number, width: number): string => String(value).padStart(width);

/** Behind spaces or zeros; null for spaces alone and for what is no whole number. */
export function fieldNumber(text: string): number | null {
  const plain = text.trim();
  return /^\d+$/.test(plain) ? Number(plain) : null;
}

/** Whole records of `bytes` each, in their order; what is left over at the end is not told. */
export function recordsOf(file: Uint8Array, bytes: number): Uint8Array[] {
  return Array.from({ length: Math.floor(file.length / bytes) }, (_, i) =>
    file.subarray(i * bytes, (i + 1) * bytes),
  );
}
