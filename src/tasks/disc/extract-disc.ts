// Extract disc: the tracks of a DDP set, a cue sheet or a TOC file as tagged files, with a cue sheet and the PQ sheets beside them.
import { portableSha256, type DigestFactory } from '../../deliver/accept/digest.ts';
import { albumOfDisc } from '../../deliver/cd/album-of-disc.ts';
import { cueText } from '../../deliver/cd/cue-write.ts';
import { trackFileSpans } from '../../deliver/cd/disc-spans.ts';
import type { Disc } from '../../deliver/cd/disc.ts';
import { openDisc } from '../../deliver/cd/open-disc.ts';
import type { Refusal } from '../../deliver/finish/written-files.ts';
import type { DeliveryNote } from '../../deliver/delivery.ts';
import type { Place } from '../../files/place.ts';
import type { TagNote } from '../../files/tags/tag-carrier.ts';
import { cdPapers } from '../../report/cd/pq-sheet-page.ts';
import { outputIn, refuseExisting, removeStaged, showOutputs, stageText } from '../outputs.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from '../run.ts';
import { albumWithFiles, discSongTags, songFileNames } from './disc-songs.ts';
import { writeSpans } from './write-spans.ts';

export interface ExtractOptions {
  readonly to?: 'wav' | 'flac';
  readonly force?: boolean;
  /** false: nothing but the sound in the files. */
  readonly tags?: boolean;
  readonly createDigest?: DigestFactory;
}

export interface ExtractedTrack {
  readonly path: string;
  readonly track: number;
  readonly frames: number;
  readonly soundSha256: string;
  readonly notes: readonly TagNote[];
}

/** Plain JSON. */
export interface ExtractRecord {
  readonly version: 1;
  readonly kind: 'ddp' | 'cue' | 'toc';
  readonly path: string;
  readonly disc: Disc;
  readonly tracks: readonly ExtractedTrack[];
  /** Sheets beside them. */
  readonly sheets: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

const CUE_NAME = 'tracks.cue';

/**
 * Every sample from the end of the disc's first two seconds on is in one of the files: pauses stand at the end of the track before,
 * as the cue sheet has it. All appears at once, when every file was found the same as the image, to the last bit. Faults: those of
 * `openDisc` and `writeSpans`, `exists`, `cancelled`.
 */
export async function extractDisc(
  place: Place,
  path: string,
  outFolder: string,
  { to = 'wav', force = false, tags = true, createDigest = portableSha256 }: ExtractOptions = {},
  run: Run = SILENT_RUN,
): Promise<ExtractRecord> {
  const opened = await openDisc(place, path);
  const { disc, kind } = opened;
  // tracks, not songs: whatever is in the pauses goes with them
  const found = albumOfDisc(disc, () => true);
  const names = songFileNames(found, `.${to}`);
  const album = albumWithFiles(found, names);
  const tagged = tags ? discSongTags(found, album) : null;
  const spans = trackFileSpans(disc);
  const outputs = names.map((name) => outputIn(outFolder, name));
  const jobs = outputs.map((output, i) => ({ span: spans[i]!, output, tags: tagged?.[i] ?? null }));
  const texts = [
    { name: CUE_NAME, text: cueText(disc, { kind: 'tracks', files: names, type: 'WAVE' }) },
    ...cdPapers({ disc, number: 1, of: 1, sums: [], date: null }),
  ];
  const sheets = texts.map(({ name }) => outputIn(outFolder, name));
  const all = [...outputs, ...sheets];
  if (!force) await refuseExisting(place, all);
  try {
    const written = await writeSpans(place, opened, jobs, { writer: to, createDigest }, run);
    for (const [i, sheet] of sheets.entries()) await stageText(place, sheet, texts[i]!.text);
    throwIfCancelled(run);
    await showOutputs(place, outputs, sheets, force);
    return {
      version: 1,
      kind,
      path: opened.path,
      disc,
      tracks: written.map((one, i) => ({ path: outputs[i]!.path, track: i + 1, ...one })),
      sheets: sheets.map((sheet) => sheet.path),
      refusals: opened.refusals,
      notes: opened.notes,
    };
  } finally {
    await removeStaged(place, all);
  }
}
