// CD delivery: a disc an album as DDP, cue sheets and TOC files from one rendering, opened again and proved to the last bit.
import { filesBelow } from '../../files/files-below.ts';
import { readWhole } from '../../files/whole-file.ts';
import type { DeliveredFile, Delivery, DeliveryKind, DeliveryRoom } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import type { CdRules, Profile } from '../profiles/profile.ts';
import { acceptSounds, type HeardSounds } from './accept-sounds.ts';
import { sumsOf, type FileSums, type SummedFile } from './ddp-checksums.ts';
import { DDP_MAP } from './ddp-layout.ts';
import { readDdp } from './ddp-read.ts';
import { judgeSums, readSumLists } from './ddp-verify.ts';
import { DDP_FOLDER, discPapers, discSets, sumPapers, type DiscPaper, type DiscSet } from './disc-sets.ts';
import { writeDisc } from './write-disc.ts';

/** Faults of `make`: `disc-refused`, those of the place and of the timelines. */
export const CD_DELIVERY: DeliveryKind = {
  id: 'cd',
  async make(room, profile) {
    const rules = rulesOf(profile);
    const { sets, notes } = discSets(room, rules);
    for (const [i, set] of sets.entries())
      await writeDisc(room, set, rules, (share) => room.progress((i + share) / sets.length));
    return notes;
  },
  async accept(room, profile) {
    const rules = rulesOf(profile);
    const { sets } = discSets(room, rules);
    const there = await namesBelow(room);
    const files: DeliveredFile[] = [];
    const refusals: Refusal[] = [];
    for (const [i, set] of sets.entries()) {
      const tell = (share: number): void => room.progress((i + share) / sets.length);
      const found = await acceptDisc(room, set, rules, there, tell);
      files.push(...found.files);
      refusals.push(...found.refusals);
    }
    const known = new Set(files.map(({ path }) => path));
    for (const file of there) if (!known.has(file)) refusals.push({ code: 'stray-file', facts: { file } });
    return { version: 1, profile: profile.id, files, refusals, notes: [] };
  },
};

function rulesOf({ id, cd }: Profile): CdRules {
  if (cd === null) throw new Error(`profile ${id} has no rules for CDs`);
  return cd;
}

async function namesBelow({ place, folder }: DeliveryRoom): Promise<string[]> {
  return (await place.exists(folder)) ? [...(await filesBelow(place, folder)).keys()] : [];
}

type Accepted = Pick<Delivery, 'files' | 'refusals'>;

async function acceptDisc(
  room: DeliveryRoom,
  set: DiscSet,
  rules: CdRules,
  there: readonly string[],
  progress: (share: number) => void,
): Promise<Accepted> {
  const heard = await acceptSounds(room, set, progress);
  const papers = discPapers(set, rules);
  const sums = await sumsOfDdp(set, papers, heard);
  const tables = await acceptPapers(
    room,
    [...papers, ...sumPapers(set, room, sums.files)],
    there,
    sums.areKnown,
  );
  const ddp = set.hasDdp ? await acceptDdp(room, set, rules, there, sums.found) : [];
  return {
    files: [...soundFiles(heard), ...tables.files],
    refusals: [...heard.refusals, ...ddp, ...tables.refusals],
  };
}

function soundFiles({ sounds }: HeardSounds): DeliveredFile[] {
  return sounds.map(({ path, bytes, sha256, format, soundSha256, integratedLufs, truePeakDbtp }) => {
    const role = format === null ? 'image' : 'audio';
    return { path, role, bytes, sha256, format, soundSha256, integratedLufs, truePeakDbtp };
  });
}

/** Of the files of the DDP set as they must be, in the order of its lists; known only where the image is the rendering. */
async function sumsOfDdp(
  { folder, hasDdp }: DiscSet,
  papers: readonly DiscPaper[],
  { sounds }: HeardSounds,
): Promise<{ files: SummedFile[]; areKnown: boolean; found: Map<string, FileSums> }> {
  const prefix = folder + DDP_FOLDER;
  const files: SummedFile[] = [];
  const found = new Map<string, FileSums>();
  for (const { path, bytes } of papers.filter((paper) => paper.path.startsWith(prefix)))
    files.push({ name: path.slice(prefix.length), sums: await sumsOf(bytes) });
  const image = sounds.find(({ path }) => path.startsWith(prefix));
  if (image !== undefined && image.sums !== null) {
    files.push({ name: image.path.slice(prefix.length), sums: image.sums });
    found.set(image.path, image.sums);
  }
  return { files, areKnown: !hasDdp || image?.isFaithful === true, found };
}

/** Each held against what it must be; those that quote sums only where these are known. */
async function acceptPapers(
  { place, folder, createDigest }: DeliveryRoom,
  papers: readonly DiscPaper[],
  there: readonly string[],
  areSumsKnown: boolean,
): Promise<{ files: DeliveredFile[]; refusals: Refusal[] }> {
  const files: DeliveredFile[] = [];
  const refusals: Refusal[] = [];
  for (const { path, role, bytes } of papers) {
    if (!there.includes(path)) {
      refusals.push({ code: 'missing-file', facts: { file: path } });
      continue;
    }
    const found = await readWhole(place, `${folder}/${path}`);
    const digest = await createDigest();
    digest.update(found);
    const isHeld = role === 'table' || areSumsKnown;
    if (isHeld && !sameBytes(found, bytes)) refusals.push({ code: 'changed-file', facts: { file: path } });
    files.push({
      path,
      role,
      bytes: found.length,
      sha256: digest.digest('hex'),
      format: null,
      soundSha256: null,
      integratedLufs: null,
      truePeakDbtp: null,
    });
  }
  return { files, refusals };
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** By our own reader, as a plant's would: points of the set, the disc that it tells of, and its sums. */
async function acceptDdp(
  { place, folder }: DeliveryRoom,
  set: DiscSet,
  rules: CdRules,
  there: readonly string[],
  image: ReadonlyMap<string, FileSums>,
): Promise<Refusal[]> {
  const prefix = set.folder + DDP_FOLDER;
  if (!there.includes(prefix + DDP_MAP)) return [];
  const found = await readDdp(place, `${folder}/${prefix.slice(0, -1)}`, rules);
  const sums = new Map(image);
  for (const path of found.tables) sums.set(path, await sumsOf(await readWhole(place, path)));
  const paths = there.filter((path) => path.startsWith(prefix)).map((path) => `${folder}/${path}`);
  const judged = judgeSums(await readSumLists(place, paths), sums);
  return [...found.refusals, ...judged.refusals, ...differences(found.disc, set.disc)];
}

/** What the set tells otherwise than what was written: by the names of the disc's parts. */
function differences(found: DiscSet['disc'] | null, wanted: DiscSet['disc']): Refusal[] {
  if (found === null) return [{ code: 'ddp-disc-differs', facts: { what: 'tracks' } }];
  const names = Object.keys(wanted) as (keyof DiscSet['disc'])[];
  return names
    .filter((name) => JSON.stringify(found[name]) !== JSON.stringify(wanted[name]))
    .map((what) => ({ code: 'ddp-disc-differs', facts: { what } }));
}
