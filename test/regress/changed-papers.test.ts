// Changed papers: readme, pages, checksums and what lies among the zips are held against the passport like every other file.
import { describe, expect, it } from 'vitest';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import { passportFromBytes } from '../../src/deliver/passport/check-passport.ts';
import { parcelsOf } from '../../src/deliver/passport/parcel.ts';
import { verifyFiles } from '../../src/deliver/passport/verify-files.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { FOLDER, folderWithPapers, SHEET, text } from '../deliver/passport/made-passport.ts';

const made = await folderWithPapers();

async function refusalsAfter(spoil: (files: Map<string, Uint8Array>) => void): Promise<[string, unknown][]> {
  const files = new Map(made.files);
  spoil(files);
  const passport = await passportFromBytes(files.get(`${FOLDER}/passport.json`)!, 'passport.json');
  const options = { createDigest: portableSha256 };
  const { refusals } = await verifyFiles(memoryPlace(files), FOLDER, passport, options);
  return refusals.map(({ code, facts }) => [code, facts.file]);
}

/** One word of the passport said otherwise. */
function resaid(files: Map<string, Uint8Array>, from: string, to: string): void {
  const path = `${FOLDER}/passport.json`;
  files.set(path, text(new TextDecoder().decode(files.get(path)).replace(from, to)));
}

describe('papers beside deliveries', () => {
  it('pass as they were written, zips beside them', async () => {
    expect(await refusalsAfter(() => {})).toEqual([]);
    const { name } = parcelsOf(made.passport)[0]!;
    expect(await refusalsAfter((files) => void files.set(`${FOLDER}/zip/${name}`, text('PK')))).toEqual([]);
  });

  it.each(['README.txt', 'album.html', 'passport.html'])('%s is changed, or gone', async (name) => {
    const path = `${FOLDER}/${name}`;
    expect(await refusalsAfter((files) => void files.set(path, text('pay here')))).toEqual([
      ['changed-file', name],
    ]);
    expect(await refusalsAfter((files) => void files.delete(path))).toEqual([['missing-file', name]]);
  });

  it('checksums are other than the passport’s, or gone', async () => {
    const path = `${FOLDER}/SHA256SUMS`;
    const other = [['other-checksums', 'SHA256SUMS']];
    expect(await refusalsAfter((files) => void files.set(path, text('')))).toEqual(other);
    expect(
      await refusalsAfter((files) => resaid(files, '"integratedLufs":-14', '"integratedLufs":-9')),
    ).toEqual(other);
    expect(await refusalsAfter((files) => void files.delete(path))).toEqual([['missing-file', 'SHA256SUMS']]);
  });

  it('something lies among the zips that is none of them', async () => {
    const added = await refusalsAfter((files) => void files.set(`${FOLDER}/zip/free.exe`, text('MZ')));
    expect(added).toEqual([['stray-file', 'zip/free.exe']]);
  });

  it('the passport says another size of a file', async () => {
    const sheet = made.passport.deliveries[0]!.files.find(({ path }) => path === SHEET)!;
    const resized = await refusalsAfter((files) => resaid(files, `"bytes":${sheet.bytes}`, '"bytes":7'));
    expect(resized).toContainEqual(['other-size', SHEET]);
  });
});
