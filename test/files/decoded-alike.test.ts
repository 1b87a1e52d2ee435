// Decoded alike: the same file gives the same samples, to the last bit, wherever it is read.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import { collect } from '../../src/signal/stream.ts';
import { DECODED_SOUNDS, hashOfSamples } from './decoded-sounds.ts';

describe('every reader', () => {
  it.each(DECODED_SOUNDS)('decodes $name to the samples known for it', async ({ bytes, hash }) => {
    const place = memoryPlace(new Map([['sound', await bytes()]]));
    const { source } = await openAudio(place, 'sound');
    expect(await hashOfSamples(await collect(source))).toBe(hash);
    await source.close();
  });
});
