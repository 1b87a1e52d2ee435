// A reference shorter than loudness is measured in: it is told to be too short, not silent.
import { expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { readReferences } from '../../src/tasks/read-references.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

it('0.2 s of music are too short, not silent', async () => {
  const place = memoryPlace();
  await writeWavFile(place, 'a.wav', musicLike(8820, 44100, 5), 44100, 24);
  await expect(readReferences(place, [{ path: 'a.wav', weight: 1 }])).rejects.toMatchObject({
    code: 'reference-too-short',
  });
});
