// Verify papers: what lies beside the deliveries (readme, pages, checksums, zips) against the passport that vouches for it.
import type { DigestFactory } from '../accept/digest.ts';
import { hashFile } from '../accept/hash-file.ts';
import type { Refusal } from '../finish/written-files.ts';
import type { Place } from '../../files/place.ts';
import { checksumList, type ListedFile } from './checksum-list.ts';
import { PARCEL_FOLDER, parcelsOf } from './parcel.ts';
import {
  ALBUM_PAGE,
  CHECKSUM_FILE,
  PASSPORT_FILE,
  PASSPORT_PAGE,
  README_FILE,
  SEAMS_FOLDER,
  SIGNATURE_FILE,
  type Passport,
} from './passport.ts';

const PAPERS = [PASSPORT_FILE, PASSPORT_PAGE, ALBUM_PAGE, SIGNATURE_FILE, CHECKSUM_FILE, README_FILE];

/** May it lie beside the deliveries of this passport? Zips by the names that they are packed under; seams are only to be heard. */
export function paperTest(passport: Passport): (path: string) => boolean {
  const zips = parcelsOf(passport).map(({ name }) => `${PARCEL_FOLDER}/${name}`);
  return (path) => PAPERS.includes(path) || zips.includes(path) || path.startsWith(`${SEAMS_FOLDER}/`);
}

/**
 * `there`: every path of the folder. Refusals by code: `missing-file`, `changed-file`, `other-checksums`. A passport that tells of
 * no papers vouches for none.
 */
export async function verifyPapers(
  place: Place,
  folder: string,
  passport: Passport,
  there: readonly string[],
  createDigest: DigestFactory,
): Promise<Refusal[]> {
  if (passport.papers.length === 0) return [];
  const hashOf = async (path: string): Promise<string> =>
    (await hashFile(place, `${folder}/${path}`, createDigest)).sha256;
  const refusals: Refusal[] = [];
  const hold = async (path: string, promised: string, code: string): Promise<void> => {
    if (!there.includes(path)) refusals.push({ code: 'missing-file', facts: { file: path } });
    else if ((await hashOf(path)) !== promised) refusals.push({ code, facts: { file: path } });
  };
  for (const { path, sha256 } of passport.papers) await hold(path, sha256, 'changed-file');
  const list = checksumList(listedFiles(passport, await hashOf(PASSPORT_FILE)));
  await hold(CHECKSUM_FILE, await textHash(list, createDigest), 'other-checksums');
  return refusals;
}

/** Everything that the checksums beside a passport list: all that it vouches for, and itself. */
export function listedFiles(
  { recipe, papers, deliveries }: Passport,
  passportSha256: string,
): readonly ListedFile[] {
  const files = [...deliveries.flatMap((delivery) => delivery.files), recipe, ...papers];
  return [
    ...files.map(({ path, sha256 }) => ({ path, sha256 })),
    { path: PASSPORT_FILE, sha256: passportSha256 },
  ];
}

/** SHA-256 of a text in UTF-8, hexadecimal. */
export async function textHash(text: string, createDigest: DigestFactory): Promise<string> {
  const digest = await createDigest();
  digest.update(new TextEncoder().encode(text));
  return digest.digest('hex');
}
