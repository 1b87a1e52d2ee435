// FLAC checksums: CRC-8 over frame headers, CRC-16 over whole frames (RFC 9639, section 9.1.8 and 9.3).

const POLYNOMIAL_8 = 0x07;
const POLYNOMIAL_16 = 0x8005;

/** Of a sum of `bits` bits, highest bit first: what each byte does to it. */
export function crcTable(bits: number, polynomial: number): Uint16Array {
  const top = 1 << (bits - 1);
  const mask = (1 << bits) - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (bits - 8);
    for (let bit = 0; bit < 8; bit++) crc = crc & top ? ((crc << 1) ^ polynomial) & mask : (crc << 1) & mask;
    return crc;
  });
}

const TABLE_8 = crcTable(8, POLYNOMIAL_8);

/** Row r says what a byte followed by r zero bytes does to the sum, so that four bytes are taken at once. */
const ROWS_16: readonly Uint16Array[] = (() => {
  const first = crcTable(16, POLYNOMIAL_16);
  const rows = [first];
  for (let r = 1; r < 4; r++) {
    rows.push(rows[r - 1]!.map((crc) => ((crc << 8) & 0xffff) ^ first[crc >>> 8]!));
  }
  return rows;
})();

/** CRC-8 of `bytes[from … to-1]`, start value 0. */
export function crc8(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0;
  for (let i = from; i < to; i++) crc = TABLE_8[crc ^ bytes[i]!]!;
  return crc;
}

/** CRC-16 of `bytes[from … to-1]`, start value 0; four bytes a step ("slicing"). */
export function crc16(bytes: Uint8Array, from: number, to: number): number {
  const row0 = ROWS_16[0]!;
  const row1 = ROWS_16[1]!;
  const row2 = ROWS_16[2]!;
  const row3 = ROWS_16[3]!;
  let crc = 0;
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const high = (crc >>> 8) ^ bytes[i]!;
    const low = (crc & 255) ^ bytes[i + 1]!;
    crc = row3[high]! ^ row2[low]! ^ row1[bytes[i + 2]!]! ^ row0[bytes[i + 3]!]!;
  }
  for (; i < to; i++) crc = ((crc << 8) & 0xffff) ^ row0[(crc >>> 8) ^ bytes[i]!]!;
  return crc;
}
