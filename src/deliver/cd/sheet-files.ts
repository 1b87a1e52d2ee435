// Sheet files: the files of sound that a cue sheet or a TOC file names, found beside it, with their lengths and formats.
import { SECTORS_PER_S } from '../../album/album.ts';
import { openAudio } from '../../files/open.ts';
import { pcmSource } from '../../files/pcm/pcm-source.ts';
import type { Place } from '../../files/place.ts';
import { Fault } from '../../signal/fault.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import { CD_RATE_HZ } from './msf.ts';

/** How a sheet says that a file is to be read. */
export interface SheetFile {
  readonly name: string;
  /** `audio`: by its own header; `little`, `big`: bare 16-bit samples of a CD, low or high byte first. */
  readonly bytes: 'audio' | 'little' | 'big';
}

export interface FoundFile {
  readonly path: string;
  readonly format: SignalFormat;
  readonly frames: number;
  /** Rounded up. */
  readonly sectors: number;
  /** Word length; null where it has none: float or lossy. */
  readonly bits: number | null;
  /** From its start; the caller closes it. */
  open(): Promise<Source>;
}

const CHANNELS = 2;
const SAMPLE_BYTES = 2;

/**
 * Each of `files`, in the folder of `sheetPath`, by its name, by its name in other letters, or with another ending: sheets are
 * kept when sound is packed. Faults: `sheet-file-missing`, `sheet-rate` for a rate without whole frames a sector,
 * `sheet-files-differ` where not all are alike, and those of reading.
 */
export async function findSheetFiles(
  place: Place,
  sheetPath: string,
  files: readonly SheetFile[],
): Promise<FoundFile[]> {
  const folder = sheetPath.slice(0, Math.max(sheetPath.lastIndexOf('/'), sheetPath.lastIndexOf('\\')) + 1);
  const paths = await filesHere(place, folder);
  const found: FoundFile[] = [];
  for (const file of files) {
    const path = bestMatch(paths, file.name);
    if (path === null) throw new Fault('sheet-file-missing', 'input', { file: file.name, sheet: sheetPath });
    found.push(await (file.bytes === 'audio' ? audioFile(place, path) : bareFile(place, path, file.bytes)));
  }
  refuseDifferent(found);
  return found;
}

/** Of the folder itself, by their names. */
async function filesHere(place: Place, folder: string): Promise<Map<string, string>> {
  const paths = await place.list(folder === '' ? '.' : folder);
  const named = paths.map((path) => [path.replace(/^.*[/\\]/, ''), path] as const);
  const depth = (path: string): number => path.split(/[/\\]/).length;
  const least = Math.min(...paths.map(depth));
  return new Map(named.filter(([, path]) => depth(path) === least));
}

const plain = (name: string): string => name.normalize('NFC').toLowerCase();
const stem = (name: string): string => plain(name).replace(/\.[^.]*$/, '');
/** What sound is packed into. */
const SOUND_ENDING = /\.(wav|flac|wv|aiff?|aifc|caf|w64|m4a|ogg|opus|mp3|bin|raw|img)$/i;

function bestMatch(paths: ReadonlyMap<string, string>, name: string): string | null {
  const exact = paths.get(name);
  if (exact !== undefined) return exact;
  const named = [...paths];
  const same = named.find(([each]) => plain(each) === plain(name));
  const packed = named.find(([each]) => stem(each) === stem(name) && SOUND_ENDING.test(each));
  return (same ?? packed)?.[1] ?? null;
}

async function audioFile(place: Place, path: string): Promise<FoundFile> {
  const { format, source } = await openAudio(place, path);
  try {
    const { sampleRateHz, channels, bits, codec } = format;
    const frames = format.frames ?? (await countFrames(source));
    const sectorFrames = sampleRateHz / SECTORS_PER_S;
    if (!Number.isInteger(sectorFrames))
      throw new Fault('sheet-rate', 'input', { file: path, rateHz: sampleRateHz });
    return {
      path,
      format: { sampleRateHz, channels },
      frames,
      sectors: Math.ceil(frames / sectorFrames),
      bits: format.lossy || codec === 'float' ? null : bits,
      open: async () => (await openAudio(place, path)).source,
    };
  } finally {
    await source.close();
  }
}

async function countFrames(source: Source): Promise<number> {
  let frames = 0;
  for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES))
    frames += block.frames;
  return frames;
}

async function bareFile(place: Place, path: string, order: 'little' | 'big'): Promise<FoundFile> {
  const bytes = await place.open(path);
  await bytes.close();
  const frames = Math.floor(bytes.bytes / (CHANNELS * SAMPLE_BYTES));
  const format = { sampleRateHz: CD_RATE_HZ, channels: CHANNELS };
  const layout = { encoding: 'signed', bytes: SAMPLE_BYTES, littleEndian: order === 'little' } as const;
  return {
    path,
    format,
    frames,
    sectors: Math.ceil((frames * SECTORS_PER_S) / CD_RATE_HZ),
    bits: 8 * SAMPLE_BYTES,
    open: async () => pcmSource(await place.open(path), { format, layout, start: 0, frames }, []),
  };
}

function refuseDifferent(found: readonly FoundFile[]): void {
  const [first] = found;
  for (const { path, format } of found) {
    const { sampleRateHz, channels } = first!.format;
    if (format.sampleRateHz === sampleRateHz && format.channels === channels) continue;
    const facts = { file: path, rateHz: format.sampleRateHz, channels: format.channels };
    throw new Fault('sheet-files-differ', 'input', { ...facts, firstHz: sampleRateHz, first: channels });
  }
}
