// Pack deliveries: zips hold what the passport says, under the names of their delivery; nothing spoilt is packed, nothing half is left.
import { describe, expect, it } from 'vitest';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import { parcelsOf } from '../../src/deliver/passport/parcel.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { packDeliveries, type ZipMaker } from '../../src/tasks/pack-deliveries.ts';
import { FOLDER, madeFolder, SONG } from '../deliver/passport/made-passport.ts';

const made = await madeFolder();
const ZIP = `${FOLDER}/zip/CAT-1_Zoe_Album-u_shop.zip`;

/** The names and sizes that a zip would hold, as a text in its place. */
const LISTED: ZipMaker = async (place, files, path) => {
  const list = await Promise.all(
    files.map(async (file) => {
      const source = await place.open(file.path);
      expect(source.bytes).toBe(file.bytes);
      await source.close();
      return file.name;
    }),
  );
  const sink = await place.create(path, { replace: true });
  await sink.write(new TextEncoder().encode(list.join('\n')));
  await sink.commit();
  return list.join('\n').length;
};

describe('packDeliveries', () => {
  it('makes one zip a delivery, shown whole, with nothing left beside it', async () => {
    const files = new Map(made.files);
    const packed = await packDeliveries(memoryPlace(files), FOLDER, LISTED, portableSha256);
    expect(packed.map(({ path }) => path)).toEqual([ZIP]);
    const names = ['README.txt', 'SHA256SUMS', SONG, 'disc/sheet.txt'];
    expect(new TextDecoder().decode(files.get(ZIP)).split('\n')).toEqual(names);
    expect([...files.keys()].filter((path) => path.startsWith(`${FOLDER}/zip/`))).toEqual([ZIP]);
  });

  it('packs nothing that is not as it left, and leaves no half when a zip fails', async () => {
    const spoilt = new Map(made.files);
    spoilt.delete(`${FOLDER}/${SONG}`);
    const packing = packDeliveries(memoryPlace(spoilt), FOLDER, LISTED, portableSha256);
    await expect(packing).rejects.toMatchObject({ code: 'not-as-it-left' });
    const files = new Map(made.files);
    const fails: ZipMaker = () => Promise.reject(new Error('full'));
    await expect(packDeliveries(memoryPlace(files), FOLDER, fails, portableSha256)).rejects.toThrow('full');
    expect([...files.keys()].sort()).toEqual([...made.files.keys()].sort());
  });
});

describe('a parcel', () => {
  it('has the files without the folder they share, and a name that any machine takes', () => {
    const [delivery] = made.passport.deliveries;
    const files = delivery!.files.map((file) => ({ ...file, path: `cd/${file.path}` }));
    const album = { ...made.passport.album, title: '…  Über / „alles“: 日本', catalogueNumber: null };
    const [parcel] = parcelsOf({ ...made.passport, album, deliveries: [{ ...delivery!, files }] });
    expect(parcel!.name).toBe('Zoe_Uber-alles_shop.zip');
    expect(parcel!.files.map(({ name }) => name)).toEqual([SONG, 'disc/sheet.txt']);
    expect(parcel!.passport.deliveries[0]!.files[0]!.path).toBe(SONG);
  });
});
