// Pyramid bytes: the same pyramid back, and nothing from bytes that are none.
import { describe, expect, it } from 'vitest';
import { createPyramidMeter } from '../../../src/measure/pyramid.ts';
import { pyramidBytes, pyramidOf } from '../../../src/studio/engine/pyramid-bytes.ts';
import { noise } from '../../signals.ts';

describe('a pyramid as bytes', () => {
  const meter = createPyramidMeter();
  meter.push({ channels: [noise(1, 5000)], frames: 5000 });
  const pyramid = meter.result();
  const bytes = pyramidBytes(pyramid);

  it('comes back as it was, from any place in memory', () => {
    expect(pyramidOf(bytes)).toEqual(pyramid);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(pyramidOf(shifted.subarray(3))).toEqual(pyramid);
  });

  it('is null for anything else', () => {
    expect(pyramidOf(new Uint8Array(0))).toBeNull();
    expect(pyramidOf(bytes.subarray(0, -1))).toBeNull();
    expect(pyramidOf(new Uint8Array(bytes.length))).toBeNull();
  });
});
