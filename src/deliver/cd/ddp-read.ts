// DDP read: a DDP set of any writer as a disc and its image, with everything that is wrong named, before a byte of sound is read.
import { latin1Text } from '../../files/tags/tag-text.ts';
import { filesBelow } from '../../files/files-below.ts';
import type { ByteSource, Place } from '../../files/place.ts';
import { Fault } from '../../signal/fault.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import { ENGLISH, readCdText, withTexts, type CdTextBlock } from './cd-text-read.ts';
import { DDP_ID, DDP_LEVEL, DDP_MAP, DDP_RECORD_BYTES, ID_FIELDS, OLD_LEVELS } from './ddp-layout.ts';
import { readDdpMap, type DdpMap, type DdpStream } from './ddp-map.ts';
import type { Disc } from './disc.ts';
import { NO_TEXTS } from './disc-texts.ts';
import { readFields } from './fixed-fields.ts';
import { SECTOR_BYTES } from './msf.ts';
import { barcodeOf, readPq, type PqReading } from './pq-read.ts';
import { checkDisc, discNotes, USUAL_LIMITS, type DiscLimits } from './red-book.ts';

/** Sectors of sound in a file. */
export interface DiscImage {
  readonly path: string;
  /** Before the first sector. */
  readonly offsetBytes: number;
  /** Whole ones that the file holds. */
  readonly sectors: number;
}

/** A set as found. */
export interface DdpSet {
  readonly folder: string;
  /** `DDP 2.00`. */
  readonly level: string;
  /** null where there is no track or no lead-out to tell of. Not to be trusted while there are refusals. */
  readonly disc: Disc | null;
  readonly image: DiscImage | null;
  /** Paths of the tables that were found. */
  readonly tables: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

/** No table of a real disc is longer: 99 tracks of 99 indexes take 0.6 MB. */
const MOST_TABLE_BYTES = 4 << 20;

/**
 * Reads the tables and compares them with each other, with the Red Book and with the length of the image. Faults: `no-ddp`
 * where the folder holds no map, and those of the place; everything else is a refusal.
 */
export async function readDdp(
  place: Place,
  folder: string,
  limits: DiscLimits = USUAL_LIMITS,
): Promise<DdpSet> {
  const files = await filesHere(place, folder);
  if (!files.has(DDP_MAP)) throw new Fault('no-ddp', 'input', { folder });
  const tables: string[] = [];
  const refusals: Refusal[] = [];
  const table = async (name: string, promised: number | null): Promise<Uint8Array | null> => {
    const path = files.get(name.toUpperCase());
    if (path === undefined) {
      refusals.push({ code: 'ddp-no-file', facts: { file: name } });
      return null;
    }
    tables.push(path);
    const { bytes, length } = await readTable(place, path);
    if (promised !== null && promised !== length)
      refusals.push({ code: 'ddp-wrong-length', facts: { file: name, bytes: length, promised } });
    return bytes;
  };
  const identifier = readIdentifier(await table(DDP_ID, null));
  const map = readDdpMap((await table(DDP_MAP, null))!);
  const pqBytes = map.pq === null ? null : await table(map.pq.name, map.pq.length);
  const pq = pqBytes === null ? null : readPq(pqBytes, map.pq!.name);
  const textBytes = map.text === null ? null : await table(map.text.name, map.text.length);
  const text = textBytes && readCdText(textBytes, map.text!.name, pq?.tracks.length ?? 0);
  const image = await readImage(place, files, map.image);
  const disc = discOf(identifier, pq, text?.blocks ?? []);
  return {
    folder,
    level: identifier.level,
    disc,
    image: image.found,
    tables,
    refusals: [
      ...refusals,
      ...identifier.refusals,
      ...map.refusals,
      ...(pq?.refusals ?? []),
      ...(text?.refusals ?? []),
      ...image.refusals,
      ...(disc === null ? [] : [...checkAgainstMap(disc, map), ...checkDisc(disc, limits)]),
      ...checkCodes(identifier.barcode, pq, text?.blocks[0]),
    ],
    notes: [
      ...map.notes,
      ...(pq?.notes ?? []),
      ...(text?.notes ?? []),
      ...(disc === null ? [] : discNotes(disc)),
      ...barcodeNotes(identifier.barcode, pq),
    ],
  };
}

/** Files of the folder itself by their names in capitals: some disks do not tell them apart, and some writers neither. */
export async function filesHere(place: Place, folder: string): Promise<Map<string, string>> {
  const here = [...(await filesBelow(place, folder))].filter(([name]) => !name.includes('/'));
  return new Map(here.map(([name, path]) => [name.toUpperCase(), path]));
}

/** The bytes, no more of them than a table may have, and how many there are. */
async function readTable(place: Place, path: string): Promise<{ bytes: Uint8Array; length: number }> {
  const source = await place.open(path);
  try {
    return { bytes: await source.read(0, MOST_TABLE_BYTES), length: source.bytes };
  } finally {
    await source.close();
  }
}

interface Identifier {
  readonly level: string;
  /** EAN-13; null: none. */
  readonly barcode: string | null;
  readonly masterId: string;
  readonly refusals: readonly Refusal[];
}

function readIdentifier(bytes: Uint8Array | null): Identifier {
  if (bytes === null) return { level: '', barcode: null, masterId: '', refusals: [] };
  const refusals: Refusal[] = [];
  const { level, barcode, masterId, type } = readFields(bytes, ID_FIELDS);
  if (bytes.length !== DDP_RECORD_BYTES) {
    const facts = { file: DDP_ID, bytes: bytes.length, packetBytes: DDP_RECORD_BYTES };
    refusals.push({ code: 'ddp-odd-length', facts });
  }
  const isOld = OLD_LEVELS.includes(level);
  if (level !== DDP_LEVEL && !isOld)
    refusals.push({ code: 'ddp-level', facts: { found: level, wanted: DDP_LEVEL } });
  if (type !== 'CD' && !isOld) refusals.push({ code: 'ddp-not-sound', facts: { file: DDP_ID, mode: type } });
  const code = barcode.trim();
  return {
    level,
    barcode: code === '' ? null : barcodeOf(code),
    masterId: masterId.trimEnd(),
    refusals,
  };
}

async function readImage(
  place: Place,
  files: ReadonlyMap<string, string>,
  stream: DdpStream | null,
): Promise<{ found: DiscImage | null; refusals: readonly Refusal[] }> {
  if (stream === null) return { found: null, refusals: [] };
  const path = files.get(stream.name.toUpperCase());
  const file = stream.name;
  if (path === undefined) return { found: null, refusals: [{ code: 'ddp-no-file', facts: { file } }] };
  const source: ByteSource = await place.open(path);
  const { bytes } = source;
  await source.close();
  const offsetBytes = stream.offset;
  const found = { path, offsetBytes, sectors: Math.floor(Math.max(0, bytes - offsetBytes) / SECTOR_BYTES) };
  if (stream.length === null) return { found, refusals: [{ code: 'ddp-no-length', facts: { file } }] };
  const promised = offsetBytes + stream.length * SECTOR_BYTES;
  if (promised === bytes) return { found, refusals: [] };
  return { found, refusals: [{ code: 'ddp-wrong-length', facts: { file, bytes, promised } }] };
}

function discOf(
  { barcode, masterId }: Identifier,
  pq: PqReading | null,
  blocks: readonly CdTextBlock[],
): Disc | null {
  if (pq === null || pq.leadOutSector === null || pq.tracks.length === 0) return null;
  const bare: Disc = {
    version: 1,
    barcode: pq.barcode ?? barcode,
    masterId,
    catalogueNumber: '',
    languageCode: ENGLISH,
    genreCode: 0,
    genreText: '',
    copyrighted: false,
    texts: NO_TEXTS,
    tracks: pq.tracks,
    leadOutSector: pq.leadOutSector,
  };
  return withTexts(bare, blocks);
}

/** What the map says of the image's length and first pause against what the PQ descriptor says. */
function checkAgainstMap(disc: Disc, { image }: DdpMap): Refusal[] {
  const refusals: Refusal[] = [];
  const length = image?.length ?? null;
  if (length !== null && length !== disc.leadOutSector)
    refusals.push({ code: 'ddp-lead-out', facts: { sector: disc.leadOutSector, imageSectors: length } });
  const { startSector } = disc.tracks[0]!;
  const said = image?.firstPause ?? null;
  if (said !== null && said !== startSector)
    refusals.push({ code: 'ddp-first-pause', facts: { said, found: startSector } });
  return refusals;
}

/** The same codes stand in up to three places. */
function checkCodes(
  identified: string | null,
  pq: PqReading | null,
  text: CdTextBlock | undefined,
): Refusal[] {
  if (pq === null) return [];
  const refusals: Refusal[] = [];
  const compare = (what: string, first: string | null, second: string | null): void => {
    if (first !== null && second !== null && first !== second)
      refusals.push({ code: 'ddp-codes-differ', facts: { what, first, second } });
  };
  compare('barcode', identified, pq.barcode);
  const [barcode, ...isrcs] = text?.codes ?? [];
  compare('barcode', barcode ? barcodeOf(barcode) : null, pq.barcode ?? identified);
  pq.tracks.forEach(({ number, isrc }, i) => {
    compare(`isrc ${number}`, isrc, isrcs[i]?.replaceAll('-', '') || null);
  });
  return refusals;
}

/** Plants press what the PQ descriptor says. */
function barcodeNotes(identified: string | null, pq: PqReading | null): DeliveryNote[] {
  if (identified === null || pq === null || pq.barcode !== null) return [];
  return [{ code: 'ddp-barcode-not-on-disc', facts: { barcode: identified } }];
}

/** The text of a small file of a set, a list of checksums for instance. */
export async function readSmallText(place: Place, path: string): Promise<string> {
  return latin1Text((await readTable(place, path)).bytes);
}
