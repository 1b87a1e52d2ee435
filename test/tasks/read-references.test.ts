// Read references: files by name and weight, signatures saved and read back, and nothing half-written.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { readWhole } from '../../src/files/whole-file.ts';
import { parseReferences, readReferences } from '../../src/tasks/read-references.ts';
import { saveSignature } from '../../src/tasks/save-signature.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 22050;
const place = memoryPlace();

beforeAll(async () => {
  const music = musicLike(6 * RATE, RATE, 2);
  await writeWavFile(place, 'one.wav', music, RATE);
  await writeWavFile(place, 'two, live:2.wav', [music[0]!], RATE);
  await writeWavFile(place, 'silent.wav', [new Float64Array(6 * RATE)], RATE);
});

describe('references by name', () => {
  it('with weights; a name that a file bears is that file', async () => {
    expect(await parseReferences(place, ['one.wav,other.wav:0.5', 'two, live:2.wav'])).toEqual([
      { path: 'one.wav', weight: 1 },
      { path: 'other.wav', weight: 0.5 },
      { path: 'two, live:2.wav', weight: 1 },
    ]);
    expect(await parseReferences(place, ['C:\\music\\one.wav'])).toEqual([
      { path: 'C:\\music\\one.wav', weight: 1 },
    ]);
  });

  it.each(['one.wav:0', 'one.wav:-1', 'one.wav:x', 'one.wav:'])('refuses %j', async (text) => {
    await expect(parseReferences(place, [text])).rejects.toMatchObject({ code: 'bad-weight' });
  });
});

describe('a signature', () => {
  it('is saved, read back, and counts as much as its weight among others', async () => {
    const named = [
      { path: 'one.wav', weight: 2 },
      { path: 'two, live:2.wav', weight: 1 },
    ];
    const saved = await saveSignature(place, named, 'both.signature.json');
    expect(saved.references.map(({ name, channels }) => [name, channels])).toEqual([
      ['one', 2],
      ['two, live:2', 1],
    ]);
    const { references } = await readReferences(place, [{ path: 'both.signature.json', weight: 3 }]);
    expect(references.map(({ weight }) => weight)).toEqual([2, 1]);
    expect({ ...references[0], weight: 2 }).toEqual(saved.references[0]);
    await expect(saveSignature(place, named, 'both.signature.json')).rejects.toMatchObject({
      code: 'exists',
    });
  });

  it('of nothing is not written', async () => {
    const named = [{ path: 'silent.wav', weight: 1 }];
    await expect(saveSignature(place, named, 'none.json')).rejects.toMatchObject({
      code: 'reference-silent',
    });
    expect(await place.exists('none.json')).toBe(false);
    await expect(readReferences(place, [])).rejects.toMatchObject({ code: 'too-many-references' });
  });

  it('that is no JSON is refused by its name', async () => {
    await writeWavFile(place, 'sound.json', [new Float64Array(10)], RATE);
    expect((await readWhole(place, 'sound.json')).length).toBeGreaterThan(0);
    await expect(readReferences(place, [{ path: 'sound.json', weight: 1 }])).rejects.toMatchObject({
      code: 'bad-signature',
      facts: { file: 'sound.json' },
    });
  });
});
