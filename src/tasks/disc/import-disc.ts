// Import disc: a DDP set, a cue sheet or a TOC file as an album file and its songs, from which the very disc can be made again.
import { albumFromText } from '../../album/album-file/album-text.ts';
import { albumYaml } from '../../album/album-file/album-yaml.ts';
import { portableSha256, type DigestFactory } from '../../deliver/accept/digest.ts';
import { albumOfDisc, type DiscAlbum } from '../../deliver/cd/album-of-disc.ts';
import type { Disc } from '../../deliver/cd/disc.ts';
import { openDisc, type OpenDisc } from '../../deliver/cd/open-disc.ts';
import type { DeliveryNote } from '../../deliver/delivery.ts';
import type { Refusal } from '../../deliver/finish/written-files.ts';
import type { Place } from '../../files/place.ts';
import { outputIn, refuseExisting, removeStaged, showOutputs, splitPath, stageText } from '../outputs.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from '../run.ts';
import { albumWithFiles, songFileNames } from './disc-songs.ts';
import { sectorPeaks } from './scan-image.ts';
import { writeSpans } from './write-spans.ts';

export interface ImportOptions {
  readonly force?: boolean;
  readonly createDigest?: DigestFactory;
}

/** Plain JSON. */
export interface ImportRecord {
  readonly version: 1;
  readonly kind: 'ddp' | 'cue' | 'toc';
  readonly path: string;
  readonly albumFile: string;
  readonly disc: Disc;
  readonly songs: readonly { readonly path: string; readonly title: string; readonly frames: number }[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

export const ALBUM_FILE = 'album.yaml';

/**
 * Writes `album.yaml` and a WAV a song into `outFolder`; all appears at once. Silent pauses become gaps; what of the disc an album
 * file cannot say is told in `notes`. Stages `scan`, `extract`, `compare`. Faults: those of `openDisc` and `writeSpans`, `exists`,
 * `cancelled`.
 */
export async function importDisc(
  place: Place,
  path: string,
  outFolder: string,
  { force = false, createDigest = portableSha256 }: ImportOptions = {},
  run: Run = SILENT_RUN,
): Promise<ImportRecord> {
  const opened = await openDisc(place, path);
  const peaks = await sectorPeaks(opened, run);
  const found = albumOfDisc(opened.disc, (sector) => peaks[sector] === 0);
  const names = songFileNames(found, '.wav');
  const text = albumText(found, names, opened);
  // whatever is on the disc, the file must be one that can be read
  await albumFromText(text, ALBUM_FILE);
  const outputs = names.map((name) => outputIn(outFolder, name));
  const record = outputIn(outFolder, ALBUM_FILE);
  const all = [...outputs, record];
  if (!force) await refuseExisting(place, all);
  const jobs = outputs.map((output, i) => ({ span: found.songs[i]!.span, output, tags: null }));
  try {
    const written = await writeSpans(place, opened, jobs, { writer: 'wav', createDigest }, run);
    await stageText(place, record, text);
    throwIfCancelled(run);
    await showOutputs(place, outputs, [record], force);
    return {
      version: 1,
      kind: opened.kind,
      path: opened.path,
      albumFile: record.path,
      disc: opened.disc,
      songs: outputs.map(({ path: song }, i) => ({
        path: song,
        title: String(found.songs[i]!.fields.title),
        frames: written[i]!.frames,
      })),
      refusals: opened.refusals,
      notes: [...opened.notes, ...found.notes],
    };
  } finally {
    await removeStaged(place, all);
  }
}

const KINDS = { ddp: 'the DDP set', cue: 'the cue sheet', toc: 'the TOC file' } as const;

function albumText(found: DiscAlbum, names: readonly string[], { kind, path }: OpenDisc): string {
  const name = splitPath(path)[1].replace(/\s+/g, ' ');
  const head = [
    `Taken from ${KINDS[kind]}${name === '' ? '' : ` ${name}`}: laid again, these songs are that disc.`,
    'asIs: a song is a master, of which not a sample is changed. Take that line out, and it is mastered anew.',
    'balance, rule none: levels stay as they are on the disc.',
  ];
  const fields = { ...found.fields, balance: { rule: 'none' } };
  const album = albumWithFiles({ ...found, fields }, names);
  return albumYaml(album, { head, ofSong: new Map(), untold: {}, foot: [] });
}
