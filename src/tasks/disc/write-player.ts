// Write player: a listening copy of a disc: one HTML file with the whole of its sound inside, made in constant memory.
import { openDisc, type OpenDisc } from '../../deliver/cd/open-disc.ts';
import type { Disc } from '../../deliver/cd/disc.ts';
import type { DeliveryNote } from '../../deliver/delivery.ts';
import type { Refusal } from '../../deliver/finish/written-files.ts';
import { encodeBase64 } from '../../dsp/base64.ts';
import type { ByteSink, Place } from '../../files/place.ts';
import { createAudio } from '../../files/save.ts';
import { utf8Bytes } from '../../files/tags/tag-text.ts';
import { writeWhole } from '../../files/whole-file.ts';
import { resample } from '../../process/output/resample.ts';
import { PLAYER_PART_BYTES, playerFrame, playerPart } from '../../report/cd/player-page.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import { namedFault, outputIn, refuseExisting, removeStaged, splitPath, type Output } from '../outputs.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from '../run.ts';
import { TOOL } from '../version.ts';
import { watchSource } from '../watch-source.ts';
import { sectorPeaks } from './scan-image.ts';

/**
 * A constant rate, for browsers find a place in it at once and to the frame; Opus is smaller, and places in it are exact too, but
 * older Apple devices do not play it.
 */
const SOUNDS = {
  mp3: { mime: 'audio/mpeg', quality: 'cbr-192', rateHz: 44100, words: 'MP3 at 192 kbit/s' },
  opus: { mime: 'audio/ogg', quality: 'vbr-128', rateHz: 48000, words: 'Opus at about 128 kbit/s' },
} as const;

export type PlayerSound = keyof typeof SOUNDS;
export const PLAYER_SOUNDS = Object.keys(SOUNDS) as readonly PlayerSound[];

/** Drawn along the disc. */
const PEAKS = 600;

export interface PlayerOptions {
  readonly sound?: PlayerSound;
  readonly force?: boolean;
}

/** Plain JSON. */
export interface PlayerRecord {
  readonly version: 1;
  readonly path: string;
  readonly bytes: number;
  readonly sound: PlayerSound;
  readonly disc: Disc;
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

/**
 * Writes `outPath`; whole or not at all. Stages `scan`, `encode`, `write`. Faults: those of `openDisc`, of the encoder and of the
 * place, `exists`, `cancelled`.
 */
export async function writePlayer(
  place: Place,
  path: string,
  outPath: string,
  { sound = 'mp3', force = false }: PlayerOptions = {},
  run: Run = SILENT_RUN,
): Promise<PlayerRecord> {
  const opened = await openDisc(place, path);
  const [folder, name] = splitPath(outPath);
  const page = outputIn(folder, name);
  const coded = outputIn(folder, `${name}.sound`);
  if (!force) await refuseExisting(place, [page]);
  try {
    const peaks = shortPeaks(await sectorPeaks(opened, run));
    await encode(place, opened, coded, sound, run);
    const { mime, words } = SOUNDS[sound];
    const frame = playerFrame({ disc: opened.disc, peaks, mime, sound: words, tool: TOOL });
    const bytes = await writePage(place, page, coded, frame, run);
    await place.move(page.stagedPath, page.path, { replace: force });
    const { disc, refusals, notes } = opened;
    return { version: 1, path: page.path, bytes, sound, disc, refusals, notes };
  } catch (reason) {
    throw namedFault(reason, page, [page.stagedPath, coded.stagedPath]);
  } finally {
    await removeStaged(place, [page, coded]);
  }
}

/** The largest of each stretch. */
function shortPeaks(sectors: Float32Array): number[] {
  const count = Math.min(PEAKS, sectors.length);
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * sectors.length) / count);
    const to = Math.floor(((i + 1) * sectors.length) / count);
    return sectors.subarray(from, to).reduce((most, peak) => Math.max(most, peak), 0);
  });
}

async function encode(
  place: Place,
  opened: OpenDisc,
  { stagedPath }: Output,
  sound: PlayerSound,
  run: Run,
): Promise<void> {
  const { quality, rateHz } = SOUNDS[sound];
  const image = watchSource(await opened.openImage(), run, 'encode');
  const source: Source = image.format.sampleRateHz === rateHz ? image : resample(image, rateHz);
  try {
    const format = { ...source.format, encoding: 'float', bits: 32, frames: source.frames ?? 0 } as const;
    const sink = await createAudio(place, stagedPath, sound, { ...format, quality }, { replace: true });
    try {
      for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES))
        await sink.write(block);
      await sink.close();
    } catch (reason) {
      await sink.abort();
      throw reason;
    }
  } finally {
    await source.close();
  }
}

/** Under its staged name; the bytes written. */
async function writePage(
  place: Place,
  page: Output,
  coded: Output,
  frame: { readonly before: string; readonly after: string },
  run: Run,
): Promise<number> {
  const source = await place.open(coded.stagedPath);
  let written = 0;
  const put = async (sink: ByteSink, text: string): Promise<void> => {
    const bytes = utf8Bytes(text);
    written += bytes.length;
    await sink.write(bytes);
  };
  try {
    await writeWhole(place, page.stagedPath, {}, async (sink) => {
      await put(sink, frame.before);
      for (let at = 0; at < source.bytes; at += PLAYER_PART_BYTES) {
        throwIfCancelled(run);
        run.progress('write', at / source.bytes);
        await put(sink, playerPart(encodeBase64(await source.read(at, PLAYER_PART_BYTES))));
      }
      await put(sink, frame.after);
    });
    return written;
  } finally {
    await source.close();
  }
}
