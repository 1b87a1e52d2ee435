// Tests of what is dropped: files as they are, folders opened with all they hold, and only the sound in them taken.
import { describe, expect, it } from 'vitest';
import { droppedFiles } from '../../../src/studio/state/dropped-files.ts';

const file = (name: string) => ({
  isDirectory: false,
  name,
  file: (found: (file: { name: string }) => void) => found({ name }),
});

/** Hands its entries out two at a time, as long folders are. */
const folder = (name: string, inside: readonly unknown[]) => ({
  isDirectory: true,
  name,
  createReader() {
    const rest = [...inside];
    return { readEntries: (found: (part: unknown[]) => void) => found(rest.splice(0, 2)) };
  },
});

const drop = (entries: readonly unknown[], files: readonly { name: string }[] = []): DataTransfer =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer;

const namesOf = async (data: DataTransfer): Promise<string[]> =>
  (await droppedFiles(data)).map(({ name }) => name);

describe('dropped files', () => {
  it('are taken as they are where there is no folder, whatever they are called', async () => {
    expect(await namesOf(drop([file('b.wav'), file('a')], [{ name: 'b.wav' }, { name: 'a' }]))).toEqual([
      'b.wav',
      'a',
    ]);
  });

  it('are all the sound of a folder and of those inside it, in the order of their names', async () => {
    const album = folder('album', [
      file('10 last.flac'),
      file('cover.jpg'),
      file('2 second.WAV'),
      file('._2 second.wav'),
      folder('bonus', [file('take.aiff'), file('notes.txt')]),
      file('1 first.mp3'),
    ]);
    const names = ['1 first.mp3', '2 second.WAV', '10 last.flac', 'take.aiff', 'by itself.bin'];
    expect(await namesOf(drop([album, file('by itself.bin')]))).toEqual(names);
  });

  it('are none where a folder holds no sound', async () => {
    expect(await namesOf(drop([folder('pictures', [file('a.png')])]))).toEqual([]);
  });
});
