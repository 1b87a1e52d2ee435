// Verify files: a folder as it was written passes; whatever was done to it is told by its name.
import { describe, expect, it } from 'vitest';
import { portableSha256 } from '../../../src/deliver/accept/digest.ts';
import { verifyFiles } from '../../../src/deliver/passport/verify-files.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { FOLDER, madeFolder, SHEET, SONG, soundFile, text } from './made-passport.ts';

type Files = Map<string, Uint8Array>;

const made = await madeFolder();

async function refusalsAfter(spoil: (files: Files) => void | Promise<void>): Promise<[string, unknown][]> {
  const files = new Map([...made.files].map(([path, bytes]) => [path, bytes.slice()]));
  await spoil(files);
  const { refusals } = await verifyFiles(memoryPlace(files), FOLDER, made.passport, {
    createDigest: portableSha256,
  });
  return refusals.map(({ code, facts }) => [code, facts.file]);
}

/** The file changed in place. */
function changed(files: Files, path: string, change: (bytes: Uint8Array) => Uint8Array | void): void {
  const bytes = files.get(`${FOLDER}/${path}`)!;
  files.set(`${FOLDER}/${path}`, change(bytes) ?? bytes);
}

/** A chunk that no reader minds, behind the sound. */
function withChunk(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + 12);
  longer.set(bytes);
  longer.set(text('note'), bytes.length);
  new DataView(longer.buffer).setUint32(bytes.length + 4, 4, true);
  new DataView(longer.buffer).setUint32(4, longer.length - 8, true);
  return longer;
}

describe('verifyFiles', () => {
  it('passes what stands as it was written', async () => {
    expect(await refusalsAfter(() => {})).toEqual([]);
  });

  const SPOILT: [string, string, string, (files: Files) => void | Promise<void>][] = [
    ['a song is gone', 'missing-file', SONG, (files) => void files.delete(`${FOLDER}/${SONG}`)],
    ['a sheet is gone', 'missing-file', SHEET, (files) => void files.delete(`${FOLDER}/${SHEET}`)],
    [
      'the recipe is gone',
      'missing-file',
      'album-plan.json',
      (files) => void files.delete(`${FOLDER}/album-plan.json`),
    ],
    [
      'a song has another name',
      'renamed-file',
      SONG,
      (files) => {
        files.set(`${FOLDER}/shop/1.wav`, files.get(`${FOLDER}/${SONG}`)!);
        files.delete(`${FOLDER}/${SONG}`);
      },
    ],
    [
      'a sample changed by one step',
      'other-sound',
      SONG,
      (files) => changed(files, SONG, (b) => void (b[20001]! ^= 1)),
    ],
    ['a chunk came along', 'other-label', SONG, (files) => changed(files, SONG, withChunk)],
    [
      'a sheet was edited',
      'changed-file',
      SHEET,
      (files) => changed(files, SHEET, () => text('one\r\ntwö\r\n')),
    ],
    ['a sheet was cut', 'cut-short', SHEET, (files) => changed(files, SHEET, (b) => b.slice(0, -1))],
    [
      'the recipe was edited',
      'changed-file',
      'album-plan.json',
      (files) => changed(files, 'album-plan.json', () => text('{ }\n')),
    ],
    ['the sound was cut', 'cut-short', SONG, (files) => changed(files, SONG, (b) => b.slice(0, -4000))],
    [
      'the song is no sound any more',
      'unreadable-file',
      SONG,
      (files) => changed(files, SONG, () => text('gone')),
    ],
    [
      'the song has no byte',
      'unreadable-file',
      SONG,
      (files) => changed(files, SONG, () => new Uint8Array(0)),
    ],
    [
      'the song came in 24 bits',
      'other-format',
      SONG,
      async (files) => void files.set(`${FOLDER}/${SONG}`, await soundFile(24)),
    ],
    [
      'another song of that name',
      'other-sound',
      SONG,
      async (files) => void files.set(`${FOLDER}/${SONG}`, await soundFile(16, 2)),
    ],
    [
      'something was put beside it',
      'stray-file',
      'shop/.DS_Store',
      (files) => void files.set(`${FOLDER}/shop/.DS_Store`, text('x')),
    ],
  ];
  it.each(SPOILT)('%s: %s', async (_, code, file, spoil) => {
    expect(await refusalsAfter(spoil)).toEqual([[code, file]]);
  });

  it('stops when asked to', async () => {
    const signal = AbortSignal.abort();
    const verifying = verifyFiles(memoryPlace(made.files), FOLDER, made.passport, {
      createDigest: portableSha256,
      signal,
    });
    await expect(verifying).rejects.toThrow(Fault);
  });
});
