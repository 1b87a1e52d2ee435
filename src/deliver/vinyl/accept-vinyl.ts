// Accept vinyl: every file of a record opened again, decoded to its end, and compared with the cut and with the album.
import { filesBelow } from '../../files/files-below.ts';
import { readWhole } from '../../files/whole-file.ts';
import { Fault } from '../../signal/fault.ts';
import type { DeliveredFile, Delivery, DeliveryRoom } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import type { Profile } from '../profiles/profile.ts';
import { askedRules } from './asked-rules.ts';
import { CUT_FILE } from './cut-names.ts';
import { inFolder } from '../finish/in-folder.ts';
import { lookAtSound, type Looked } from './heard-file.ts';
import { layRecord, type LaidRecord } from './lay-record.ts';
import type { CutFile, VinylCut } from './vinyl-cut.ts';
import { cutText, plannedFiles, vinylRules, type PlannedFile } from './planned-files.ts';

export async function acceptVinyl(room: DeliveryRoom, profile: Profile): Promise<Delivery> {
  const laid = layRecord(room.mastered, vinylRules(profile), profile.id);
  const read = await readCut(room);
  const looked = read.cut === null ? [read] : await lookedAt(room, profile, laid, read, read.cut);
  return {
    version: 1,
    profile: profile.id,
    files: looked.flatMap(({ file }) => file ?? []),
    refusals: looked.flatMap(({ refusals }) => refusals),
    // told when it was made
    notes: [],
  };
}

async function lookedAt(
  room: DeliveryRoom,
  profile: Profile,
  laid: LaidRecord,
  read: Looked,
  cut: VinylCut,
): Promise<Looked[]> {
  try {
    const papers = room.papers?.vinyl?.(cut) ?? [];
    const looked: Looked[] = [read, { file: null, refusals: otherCut(room, cut, laid, profile) }];
    for (const [i, planned] of cut.files.entries()) {
      looked.push(await lookAtSound(room, planned, cut));
      room.progress((i + 1) / (cut.files.length + 1));
    }
    for (const { name, text } of papers) looked.push(await lookAtText(room, name, text, 'sheet'));
    const expected = [CUT_FILE, ...cut.files.map(({ path }) => path), ...papers.map(({ name }) => name)];
    return [...looked, { file: null, refusals: await strangers(room, expected) }];
  } catch (reason) {
    // a record with something missing inside is none that was written here
    if (!(reason instanceof TypeError)) throw reason;
    return [{ file: null, refusals: [CHANGED_CUT] }];
  }
}

const CHANGED_CUT: Refusal = { code: 'changed-file', facts: { file: CUT_FILE } };

interface ReadCut extends Looked {
  readonly cut: VinylCut | null;
}

async function readCut(room: DeliveryRoom): Promise<ReadCut> {
  const bytes = await bytesOf(room, CUT_FILE);
  const none = { file: null, cut: null };
  if (bytes === null) return { ...none, refusals: [{ code: 'missing-file', facts: { file: CUT_FILE } }] };
  const cut = cutOf(bytes);
  if (cut === null) return { ...none, refusals: [CHANGED_CUT] };
  return { ...(await lookAtText(room, CUT_FILE, cutText(cut), 'table')), cut };
}

/** null: not as we write it. */
function cutOf(bytes: Uint8Array): VinylCut | null {
  const cut = parsed(bytes) as Partial<VinylCut> | null;
  const lists = [cut?.files, cut?.sides, cut?.asked, cut?.notes];
  return cut?.version === 1 && lists.every(Array.isArray) ? (cut as VinylCut) : null;
}

/** null: no JSON. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Whether the cut is of this album, divided as it divides, with the files that its profile asks for. */
function otherCut(room: DeliveryRoom, cut: VinylCut, laid: LaidRecord, profile: Profile): Refusal[] {
  const rules = vinylRules(profile);
  const own = {
    profile: profile.id,
    sampleRateHz: laid.sampleRateHz,
    bits: laid.bits,
    rules: askedRules(profile, rules),
    bands: laid.sides.map(({ name, bands }) => ({ name, bands })),
    files: laid.sides.flatMap((side, i) =>
      plannedFiles(room, laid, { ...side, frames: cut.sides[i]?.frames ?? 0 }, rules),
    ),
  };
  const found = {
    profile: cut.profile?.id,
    sampleRateHz: cut.sampleRateHz,
    bits: cut.bits,
    rules: cut.asked,
    bands: cut.sides.map(({ name, bands }) => ({ name, bands })),
    files: cut.files.map(withoutSound),
  };
  const wrong = (Object.keys(own) as (keyof typeof own)[]).find(
    (key) => JSON.stringify(own[key]) !== JSON.stringify(found[key]),
  );
  return wrong === undefined ? [] : [{ code: 'vinyl-other-cut', facts: { file: CUT_FILE, what: wrong } }];
}

function withoutSound({ path, side, label, fromFrame, toFrame }: CutFile): PlannedFile {
  return { path, side, label, fromFrame, toFrame };
}

async function lookAtText(
  room: DeliveryRoom,
  name: string,
  text: string,
  role: 'sheet' | 'table',
): Promise<Looked> {
  const bytes = await bytesOf(room, name);
  if (bytes === null) return { file: null, refusals: [{ code: 'missing-file', facts: { file: name } }] };
  const digest = await room.createDigest();
  digest.update(bytes);
  const file: DeliveredFile = {
    path: name,
    role,
    bytes: bytes.length,
    sha256: digest.digest('hex'),
    format: null,
    soundSha256: null,
    integratedLufs: null,
    truePeakDbtp: null,
  };
  const own = new TextEncoder().encode(text);
  const isSame = own.length === bytes.length && own.every((byte, i) => byte === bytes[i]);
  return { file, refusals: isSame ? [] : [{ code: 'changed-file', facts: { file: name } }] };
}

async function bytesOf(room: DeliveryRoom, name: string): Promise<Uint8Array | null> {
  try {
    return await readWhole(room.place, inFolder(room.folder, name));
  } catch (reason) {
    if (reason instanceof Fault && reason.code === 'not-found') return null;
    throw reason;
  }
}

/** Files that are none of the delivery's. */
async function strangers(room: DeliveryRoom, expected: readonly string[]): Promise<Refusal[]> {
  const found = [...(await filesBelow(room.place, room.folder)).keys()];
  return found
    .filter((path) => !expected.includes(path))
    .map((file) => ({ code: 'stray-file', facts: { file } }));
}
