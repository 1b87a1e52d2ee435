// Vinyl delivery: a record divided into sides, cut-ready: one file a side, how it was divided and treated, and what the groove says.
import { shorten } from '../../process/output/shorten.ts';
import { writeWhole } from '../../files/whole-file.ts';
import type { DeliveryKind, DeliveryNote, DeliveryRoom } from '../delivery.ts';
import type { Profile, VinylRules } from '../profiles/profile.ts';
import { acceptVinyl } from './accept-vinyl.ts';
import { askedRules } from './asked-rules.ts';
import { CUT_FILE } from './cut-names.ts';
import { inFolder } from '../finish/in-folder.ts';
import { MODULATED_MM } from './disc-format.ts';
import { hearRecord, openSide, recordedSides, type HeardRecord } from './hear-record.ts';
import { layRecord, type LaidRecord } from './lay-record.ts';
import type { CutFile, VinylCut, VinylSide } from './vinyl-cut.ts';
import { vinylNotes } from './vinyl-notes.ts';
import { cutText, plannedFiles, vinylRules } from './planned-files.ts';
import { writeSide } from './write-side.ts';

/** Share of the way that is over when all sides were heard. */
const HEARD_SHARE = 0.5;

export const VINYL: DeliveryKind = { id: 'vinyl', make: makeVinyl, accept: acceptVinyl };

/** Faults: those of layRecord; `cancelled`; those of the place. */
async function makeVinyl(room: DeliveryRoom, profile: Profile): Promise<readonly DeliveryNote[]> {
  const rules = vinylRules(profile);
  const laid = layRecord(room.mastered, rules, profile.id);
  const heard = await hearRecord(room, laid, rules, (share) => room.progress(HEARD_SHARE * share));
  const sides = recordedSides(heard, rules);
  const files = await writeSides(room, laid, heard, sides, rules);
  const told = { ...recordOf(room, profile, laid, heard), sides };
  const cut: VinylCut = { ...told, files, notes: vinylNotes(told, rules) };
  await writeText(room, CUT_FILE, cutText(cut));
  for (const { name, text } of room.papers?.vinyl?.(cut) ?? []) await writeText(room, name, text);
  room.progress(1);
  return cut.notes;
}

function recordOf(
  { mastered: { album } }: DeliveryRoom,
  profile: Profile,
  { limit, divided, sampleRateHz, bits }: LaidRecord,
  { peaks, gainDb, level }: HeardRecord,
): Omit<VinylCut, 'sides' | 'files' | 'notes'> {
  const rules = vinylRules(profile);
  const { inches, rpm, order } = rules;
  return {
    version: 1,
    profile: { id: profile.id, title: profile.title },
    title: album.title,
    artists: album.artists,
    catalogueNumber: album.catalogueNumber,
    inches,
    rpm,
    sampleRateHz,
    bits,
    outerMm: MODULATED_MM[inches].outer,
    bestMinutes: limit.bestMinutes,
    mostMinutes: limit.mostMinutes,
    asked: askedRules(profile, rules),
    order,
    divided,
    peaks,
    gainDb,
    level,
  };
}

async function writeSides(
  room: DeliveryRoom,
  laid: LaidRecord,
  { peaks }: HeardRecord,
  sides: readonly VinylSide[],
  rules: VinylRules,
): Promise<CutFile[]> {
  const files: CutFile[] = [];
  for (const [i, side] of sides.entries()) {
    const moved = await openSide(room, laid.sides[i]!, laid.sampleRateHz, peaks, side.moves);
    const seed = room.mastered.seed + i;
    const source = shorten(moved, { bits: laid.bits, shape: 'tpdf', seed });
    files.push(...(await writeSide(room, source, laid.bits, plannedFiles(room, laid, side, rules))));
    room.progress(HEARD_SHARE + ((1 - HEARD_SHARE) * (i + 1)) / (sides.length + 1));
  }
  return files;
}

async function writeText(room: DeliveryRoom, name: string, text: string): Promise<void> {
  await writeWhole(room.place, inFolder(room.folder, name), {}, (sink) =>
    sink.write(new TextEncoder().encode(text)),
  );
}
