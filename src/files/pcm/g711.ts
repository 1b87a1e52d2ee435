// G.711: the two telephone laws, mu and A, one byte a sample; old recordings and samplers still have them.

/** Steps of 16 bits for each of the 256 bytes (ITU-T G.711, tables 1a to 2b, left-justified as every tool gives them). */
function expandMuLaw(byte: number): number {
  const code = ~byte & 0xff;
  // 33 steps of 14 bits are added before coding, so that every segment is twice as long as the one below.
  const magnitude = ((((code & 0x0f) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
  return code >= 0x80 ? -magnitude : magnitude;
}

function expandALaw(byte: number): number {
  // Every second bit is turned over on the line.
  const code = byte ^ 0x55;
  const segment = (code & 0x70) >> 4;
  const middle = ((code & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? middle : (middle + 0x100) << (segment - 1);
  return code >= 0x80 ? magnitude : -magnitude;
}

const TABLES = {
  'mu-law': Float64Array.from({ length: 256 }, (_, byte) => expandMuLaw(byte) / 32768),
  'a-law': Float64Array.from({ length: 256 }, (_, byte) => expandALaw(byte) / 32768),
};

/** `out[from … to-1]` from the bytes at `at`, `at + stride`, …; silence of mu-law is 0, of A-law 8 / 32768. */
export function decodeG711(
  law: keyof typeof TABLES,
  view: DataView,
  at: number,
  stride: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const table = TABLES[law];
  for (let n = from; n < to; n++, at += stride) out[n] = table[view.getUint8(at)]! + 0;
}
