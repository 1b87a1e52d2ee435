// Track format: float32 where it holds every sample exactly, float64 where it does not.
import { describe, expect, it } from 'vitest';
import { trackFormat } from '../../src/preview/track-format.ts';

const file = { container: 'wav', sampleRateHz: 48000, channels: 2, frames: null, lossy: false };

describe('a track is kept', () => {
  it.each([
    ['pcm', 8, 'float32'],
    ['pcm', 16, 'float32'],
    ['pcm', 24, 'float32'],
    ['flac', 24, 'float32'],
    ['float', 32, 'float32'],
    ['mp3', null, 'float32'],
    ['aac', null, 'float32'],
    ['pcm', 32, 'float64'],
    ['flac', 32, 'float64'],
    ['float', 64, 'float64'],
  ])('%s of %s bits as %s', (codec, bits, encoding) => {
    expect(trackFormat({ ...file, codec, bits })).toEqual({ sampleRateHz: 48000, channels: 2, encoding });
  });
});
