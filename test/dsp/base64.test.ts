// Base64: the same text as the machine's own, and back, for every length around a group and a piece.
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../src/dsp/base64.ts';
import { sameBytes } from '../fixture.ts';

describe('base64', () => {
  it('is what the machine says it is', () => {
    for (const length of [0, 1, 2, 3, 4, 5, 100, 6143, 6144, 6145, 6146, 6147, 20000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 167 + (i >> 8)) & 255);
      const text = encodeBase64(bytes);
      expect(text).toBe(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
      expect(sameBytes(decodeBase64(text), bytes)).toBe(true);
    }
  });
});
