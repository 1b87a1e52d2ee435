// Survey album: an album file with everything it names opened, and its discs laid, before a note of it is heard.
import type { Album, Duration } from '../album/album.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import type { LaidPassage } from '../album/heard-songs.ts';
import { laySide, layTimelines } from '../album/lay-timeline.ts';
import { passagesOfAlbum, type PassagePiece } from '../album/passages-of-album.ts';
import type { FileFormat } from '../files/format.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { renamed } from '../records/record-text.ts';
import { Fault } from '../signal/fault.ts';
import { BURST_FRAMES, type Source } from '../signal/stream.ts';
import { refuseOther } from './errands/join-errand.ts';
import { pathIn, splitPath } from './outputs.ts';
import { readAlbum, type ReadAlbum } from './read-album.ts';
import { readPlan } from './read-plan.ts';
import { readCover } from './read-tag-files.ts';
import { throwIfCancelled, type Run } from './run.ts';

export interface SurveyedAlbum extends ReadAlbum {
  /** By song id; `frames` is counted where the file does not tell it. */
  readonly formats: ReadonlyMap<string, FileFormat & { readonly frames: number }>;
  /** One a disc. Gaps in beats or by decay are guessed: only listening tells. */
  readonly timelines: readonly Timeline[];
  readonly areGuessed: boolean;
  /** Of vinyl and tape, where the album tells its sides. */
  readonly sides: readonly { readonly side: string; readonly timeline: Timeline }[];
}

/** Stands for a tempo that only listening tells. */
const GUESSED_BPM = 120;
const UNHEARD = {
  tempo: { bpm: GUESSED_BPM, confidence: 0, otherBpm: GUESSED_BPM },
  overTime: {
    stepS: 1,
    momentaryLufs: [],
    shortTermLufs: [],
    truePeakDbtp: [],
    rmsDbfs: [],
    psrDb: [],
  },
};

/**
 * Stage: `read`. `isCd`: hold it to what a CD takes. Faults, besides those of `readAlbum`: those of every file that cannot be read,
 * with `namedIn`, `line` and `column`; `no-audio`, `too-many-channels`, `gapless-differs`, `bad-cover`, those of plans, and those of `layTimelines` with the song's line and column.
 */
export async function surveyAlbum(
  place: Place,
  path: string,
  isCd: boolean,
  run: Run,
): Promise<SurveyedAlbum> {
  const formats = new Map<string, FileFormat & { frames: number }>();
  let timelines: Timeline[] = [];
  let sides: SurveyedAlbum['sides'] = [];
  const read = await readAlbum(place, path, async ({ folder, album }) => {
    try {
      await openSongs(place, folder, album, formats, run);
      placedFaults(album, () => {
        const passages = passagesWith(album, formats);
        timelines = layTimelines(album, passages, isCd);
        sides = sidesOf(album, passages);
      });
    } catch (reason) {
      throw renamed(reason, {}, {}, { namedIn: splitPath(path)[1] });
    }
  });
  if (read.album.artwork !== null) await readCover(place, pathIn(read.folder, read.album.artwork));
  for (const { plan } of read.album.songs)
    if (plan !== null) await readPlan(place, pathIn(read.folder, plan));
  return { ...read, formats, timelines, sides, areGuessed: lengthsOf(read.album).some(isGuessed) };
}

function sidesOf({ songs }: Album, passages: readonly LaidPassage[]): SurveyedAlbum['sides'] {
  const names = [...new Set(songs.flatMap(({ side }) => side ?? []))];
  return names.map((side, i) => {
    const own = songs.filter((song) => song.side === side);
    return { side, timeline: laySide(own, passages, i + 1) };
  });
}

async function openSongs(
  place: Place,
  folder: string,
  { songs }: Album,
  formats: Map<string, FileFormat & { frames: number }>,
  run: Run,
): Promise<void> {
  for (const [i, song] of songs.entries()) {
    throwIfCancelled(run);
    run.progress('read', i / songs.length);
    const at = `songs[${i}]`;
    formats.set(song.id, await openWhole(place, pathIn(folder, song.file), `${at}.file`));
    for (const [n, { file }] of song.alternates.entries())
      await openWhole(place, pathIn(folder, file), `${at}.alternates[${n}].file`);
  }
}

/** `where`: what of the album file names it. */
async function openWhole(
  place: Place,
  file: string,
  where: string,
): Promise<FileFormat & { frames: number }> {
  try {
    return await opened(place, file);
  } catch (reason) {
    throw renamed(reason, {}, { file }, { where });
  }
}

async function opened(place: Place, file: string): Promise<FileFormat & { frames: number }> {
  const { format, source } = await openAudio(place, file);
  try {
    const { channels } = format;
    if (channels > 2) throw new Fault('too-many-channels', 'input', { file, channels, most: 2 });
    const frames = source.frames ?? (await counted(source));
    if (frames === 0) throw new Fault('no-audio', 'input', { file });
    return { ...format, frames };
  } finally {
    await source.close();
  }
}

/** Some lossy files tell their length only by being decoded to the end. */
async function counted(source: Source): Promise<number> {
  let frames = 0;
  for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES))
    frames += block.frames;
  return frames;
}

function passagesWith(
  album: Album,
  formats: ReadonlyMap<string, FileFormat & { frames: number }>,
): LaidPassage[] {
  return passagesOfAlbum(album).map(({ id, pieces }) => {
    const { sampleRateHz } = formats.get(id)!;
    let frames = 0;
    const songs = pieces.map((piece) => {
      const format = formats.get(piece.song.id)!;
      refuseOther(pieces[0].file, formats.get(id)!, piece.file, format);
      const fromFrame = frames;
      frames += framesOf(piece, format);
      return { id: piece.song.id, fromFrame, toFrame: frames };
    });
    return { id, sampleRateHz, frames, songs, measurements: UNHEARD };
  });
}

function framesOf(
  { song, startS, endS }: PassagePiece,
  { frames, sampleRateHz }: FileFormat & { frames: number },
): number {
  const from = Math.round(startS * sampleRateHz);
  const to = endS === null ? frames : Math.round(endS * sampleRateHz);
  const facts = { song: song.id, atS: from >= frames ? startS : endS, lengthS: frames / sampleRateHz };
  if (from >= frames || to > frames) throw new Fault('trim-outside', 'usage', facts);
  return to - from;
}

/** A Fault about a song, told where the song stands in its file. */
function placedFaults({ songs }: Album, work: () => void): void {
  try {
    work();
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    const i = songs.findIndex(({ id, file }) => id === reason.facts.song || file === reason.facts.file);
    throw renamed(reason, {}, {}, { where: `songs[${i}]` });
  }
}

function lengthsOf({ songs }: Album): Duration[] {
  return songs.flatMap(({ join, fadeIn, fadeOut }) => [
    ...(join.kind === 'gap' ? [join.length] : join.kind === 'crossfade' ? [join.fade.length] : []),
    ...[fadeIn, fadeOut].flatMap((fade) => fade?.length ?? []),
  ]);
}

const isGuessed = ({ unit }: Duration): boolean => unit === 'beats' || unit === 'decay';
