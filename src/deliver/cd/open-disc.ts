// Open disc: a disc in whatever form it is kept, a DDP set, a cue sheet or a TOC file, with its image as one sound.
import { filesBelow } from '../../files/files-below.ts';
import { SECTORS_PER_S } from '../../album/album.ts';
import { readWhole } from '../../files/whole-file.ts';
import type { Place } from '../../files/place.ts';
import { Fault } from '../../signal/fault.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Source } from '../../signal/stream.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import { discOfCue, type LaidDisc } from './cue-disc.ts';
import { readCue } from './cue-read.ts';
import { DDP_MAP } from './ddp-layout.ts';
import { readDdp, type DdpSet } from './ddp-read.ts';
import type { Disc } from './disc.ts';
import { CD_RATE_HZ } from './msf.ts';
import { piecesSource } from './pieces-source.ts';
import { checkDisc, discNotes, USUAL_LIMITS, type DiscLimits } from './red-book.ts';
import { sectorSource } from './sector-image.ts';
import { findSheetFiles, type FoundFile, type SheetFile } from './sheet-files.ts';
import { discOfToc } from './toc-disc.ts';
import { readToc } from './toc-read.ts';

export interface OpenDisc {
  readonly kind: 'ddp' | 'cue' | 'toc';
  /** Of the set's folder, or of the sheet. */
  readonly path: string;
  readonly disc: Disc;
  readonly format: SignalFormat;
  /** Word length of the sound; null: float or lossy. */
  readonly bits: number | null;
  /** Why it cannot be pressed as it stands. */
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
  /** The whole image, the first pause included; the caller closes it. */
  openImage(): Promise<Source>;
}

/** Longer than any disc, as long as a recorded night: what goes on beyond is a slip of the pen. */
const MOST_SHEET_HOURS = 16;
const MOST_SHEET_SECTORS = MOST_SHEET_HOURS * 3600 * SECTORS_PER_S;
/** No sheet of a real disc is longer. */
const MOST_SHEET_BYTES = 4 << 20;
const CD_FORMAT: SignalFormat = { sampleRateHz: CD_RATE_HZ, channels: 2 };
const CD_BITS = 16;

/**
 * `path`: a folder with a DDP set, or with one cue sheet or TOC file, or such a sheet itself. Faults: `no-disc`, `which-disc`
 * where a folder holds several sheets or sets, `disc-not-whole` where no tracks can be cut out of it, `sheet-too-long`, `bad-cue`, `bad-toc`, those
 * of `findSheetFiles` and of the place.
 */
export async function openDisc(place: Place, path: string, limits = USUAL_LIMITS): Promise<OpenDisc> {
  const found = await findDisc(place, path);
  if (found.kind === 'ddp') return discOfDdp(place, await readDdp(place, found.path, limits));
  return openSheet(place, found.path, found.kind, limits);
}

/** What there is at `path`. Faults `no-disc`, `which-disc`. */
export async function findDisc(
  place: Place,
  path: string,
): Promise<{ readonly kind: OpenDisc['kind']; readonly path: string }> {
  const files = await filesBelow(place, path);
  const below = [...files.keys()];
  if (below.length === 1 && below[0] === '') return sheetAt(path);
  const here = below.filter((name) => !name.includes('/'));
  if (here.some((name) => name.toUpperCase() === DDP_MAP)) return { kind: 'ddp', path };
  const sheets = here.filter((name) => /\.(cue|toc)$/i.test(name));
  if (sheets.length > 1) throw new Fault('which-disc', 'usage', { folder: path, sheets: sheets.join(', ') });
  if (sheets[0] !== undefined) return sheetAt(files.get(sheets[0])!);
  const maps = below.filter((name) => name.toUpperCase().endsWith(`/${DDP_MAP}`));
  const folderOf = (map: string): string => map.slice(0, -DDP_MAP.length - 1);
  if (maps.length > 1)
    throw new Fault('which-disc', 'usage', { folder: path, sets: maps.map(folderOf).join(', ') });
  if (maps[0] === undefined) throw new Fault('no-disc', 'input', { path });
  return { kind: 'ddp', path: folderOf(files.get(maps[0])!) };
}

function sheetAt(path: string): { readonly kind: 'cue' | 'toc'; readonly path: string } {
  if (/\.cue$/i.test(path)) return { kind: 'cue', path };
  if (/\.toc$/i.test(path)) return { kind: 'toc', path };
  throw new Fault('no-disc', 'input', { path });
}

/** A set that was read, as a disc with its sound. Fault `disc-not-whole` (`path`, facts of the refusal, `reason`) where there is none. */
export function discOfDdp(place: Place, set: DdpSet): OpenDisc {
  const { disc, image, folder, refusals, notes } = set;
  if (disc === null || image === null || image.sectors < disc.leadOutSector)
    throw notWhole(folder, refusals[0]);
  refuseOddTimes(folder, refusals);
  return {
    kind: 'ddp',
    path: folder,
    disc,
    format: CD_FORMAT,
    bits: CD_BITS,
    refusals,
    notes,
    openImage: async () =>
      sectorSource(await place.open(image.path), image.offsetBytes, 0, disc.leadOutSector),
  };
}

const notWhole = (path: string, refusal?: Refusal): Fault =>
  new Fault('disc-not-whole', 'input', {
    file: '',
    ...refusal?.facts,
    path,
    reason: refusal?.code ?? 'ddp-no-file',
  });

/** Places that do not rise cut no sound into tracks. */
function refuseOddTimes(path: string, refusals: readonly Refusal[]): void {
  const odd = refusals.find(({ code }) => code === 'cd-times');
  if (odd !== undefined) throw notWhole(path, odd);
}

async function openSheet(
  place: Place,
  path: string,
  kind: 'cue' | 'toc',
  limits: DiscLimits,
): Promise<OpenDisc> {
  const { files, lay, notes } = await readSheet(place, path, kind);
  const found = await findSheetFiles(place, path, files);
  const { disc, pieces } = lay(found.map(({ sectors }) => sectors));
  if (disc.leadOutSector > MOST_SHEET_SECTORS)
    throw new Fault('sheet-too-long', 'input', { file: path, mostHours: MOST_SHEET_HOURS });
  const format = found[0]?.format ?? CD_FORMAT;
  const bits = bitsOf(found);
  const refusals = [...checkDisc(disc, limits), ...checkSound(format, bits)];
  refuseOddTimes(path, refusals);
  return {
    kind,
    path,
    disc,
    format,
    bits,
    refusals,
    notes: [...notes, ...discNotes(disc)],
    openImage: async () => piecesSource(pieces, format, (file) => found[file]!.open()),
  };
}

/** Discs to listen to are kept in other rates and word lengths, too; they are read, and no CD. */
function checkSound({ sampleRateHz, channels }: SignalFormat, bits: number | null): Refusal[] {
  if (sampleRateHz === CD_RATE_HZ && channels === CD_FORMAT.channels && bits === CD_BITS) return [];
  return [{ code: 'cd-other-sound', facts: { rateHz: sampleRateHz, channels, bits: bits ?? 'none' } }];
}

interface ReadSheet {
  readonly files: readonly SheetFile[];
  readonly lay: (sectors: readonly number[]) => LaidDisc;
  readonly notes: readonly DeliveryNote[];
}

async function readSheet(place: Place, path: string, kind: 'cue' | 'toc'): Promise<ReadSheet> {
  const bytes = await readSmall(place, path);
  if (kind === 'toc') {
    const sheet = readToc(bytes, path);
    const files = sheet.files.map(({ name, isSwapped }) => tocFile(name, isSwapped));
    return { files, lay: (sectors) => discOfToc(sheet, path, sectors), notes: sheet.notes };
  }
  const sheet = readCue(bytes, path);
  const files = sheet.files.map(({ name, type }) => cueFile(name, type));
  return { files, lay: (sectors) => discOfCue(sheet, path, sectors), notes: sheet.notes };
}

/** Fault `no-disc` for what is far too long to be a sheet. */
async function readSmall(place: Place, path: string): Promise<Uint8Array> {
  const source = await place.open(path);
  const { bytes } = source;
  await source.close();
  if (bytes > MOST_SHEET_BYTES) throw new Fault('no-disc', 'input', { path });
  return readWhole(place, path);
}

function cueFile(name: string, type: string): SheetFile {
  const bytes = type === 'BINARY' ? 'little' : type === 'MOTOROLA' ? 'big' : 'audio';
  return { name, bytes };
}

/** cdrdao knows WAV by its ending; all else are samples, high byte first. */
function tocFile(name: string, isSwapped: boolean): SheetFile {
  if (/\.(wav|flac|aiff?|mp3|ogg)$/i.test(name)) return { name, bytes: 'audio' };
  return { name, bytes: isSwapped ? 'little' : 'big' };
}

function bitsOf(found: readonly FoundFile[]): number | null {
  const bits = found.map((file) => file.bits);
  return bits.includes(null) ? null : Math.max(CD_BITS, ...bits.map(Number));
}
