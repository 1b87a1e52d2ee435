// Hear album: every recording of an album put together where it is in pieces, listened to and judged for itself.
import type { Album } from '../album/album.ts';
import type { PassageSong } from '../album/mastered-album.ts';
import type { Place } from '../files/place.ts';
import type { Plan } from '../master/plan.ts';
import type { Reference } from '../master/reference/signature.ts';
import type { Style } from '../master/style/style.ts';
import type { Recording } from './album-recordings.ts';
import type { Errands } from './errands/errand.ts';
import { HEAR_ERRAND, type HearOrder, type HeardRecording } from './errands/hear-errand.ts';
import { JOIN_ERRAND, type JoinedRecording } from './errands/join-errand.ts';
import { sendAll } from './errands/send-all.ts';
import { pathIn } from './outputs.ts';
import { readPlan } from './read-plan.ts';
import { isStyleFile, readStyle } from './read-style.ts';
import type { Run } from './run.ts';

/** Where an album is. */
export interface AlbumAt {
  readonly place: Place;
  /** Of the album file: its paths begin here. Empty: here. */
  readonly folder: string;
  readonly album: Album;
  /** What every song is brought towards, in place of its style. */
  readonly reference?: Reference | null;
}

/** A recording whose sound lies in one file. */
export interface WholeRecording extends Recording {
  /** From the place's own start. */
  readonly file: string;
  readonly bytes: number;
  /** What was put together: frames of each piece, and what the first one's file is; null where nothing was. */
  readonly joined: JoinedRecording | null;
}

export interface HeardAlbumRecording extends HeardRecording {
  readonly recording: WholeRecording;
  /** What it was judged by; null: not judged. */
  readonly style: Style | null;
  readonly songs: readonly PassageSong[];
}

/** Recordings in pieces become files of the working folder. Stage: `join`, where there are any. Faults: those of `JOIN_ERRAND`. */
export async function wholeRecordings(
  { place, folder }: Omit<AlbumAt, 'album'>,
  recordings: readonly Recording[],
  errands: Errands,
  workFolder: string,
  run: Run,
): Promise<WholeRecording[]> {
  const inPieces = recordings.filter(({ pieces }) => pieces.length > 1);
  const orders = inPieces.map((recording) => ({
    order: {
      pieces: recording.pieces.map((piece) => ({ ...piece, file: pathIn(folder, piece.file) })),
      out: joinedPath(workFolder, recording.id),
    },
    weight: recording.pieces.length,
  }));
  const joined = orders.length === 0 ? [] : await sendAll(errands, JOIN_ERRAND, orders, 'join', run);
  const whole: WholeRecording[] = [];
  for (const recording of recordings) {
    const at = inPieces.indexOf(recording);
    const file = at < 0 ? pathIn(folder, recording.pieces[0]!.file) : joinedPath(workFolder, recording.id);
    whole.push({ ...recording, file, bytes: await bytesOf(place, file), joined: joined[at] ?? null });
  }
  return whole;
}

/** Where a recording is put together. */
export function joinedPath(workFolder: string, id: string): string {
  return pathIn(workFolder, `joined/${id}.wav`);
}

async function bytesOf(place: Place, file: string): Promise<number> {
  const source = await place.open(file);
  await source.close();
  return source.bytes;
}

/** Stage: `hear`, which holds the judgement too. `planOf`: of alternates, the plan of the song they stand beside. Faults: those of `HEAR_ERRAND`. */
export async function hearRecordings(
  at: AlbumAt,
  recordings: readonly WholeRecording[],
  errands: Errands,
  run: Run,
  planOf: (id: string) => Plan | null = () => null,
): Promise<HeardAlbumRecording[]> {
  const styles = new Map<string, Style>();
  const orders: { order: HearOrder; weight: number }[] = [];
  for (const recording of recordings) {
    const judge = await judgeOrder(at, recording, planOf, styles);
    orders.push({ order: { file: recording.file, judge }, weight: recording.bytes });
  }
  const heard = await sendAll(errands, HEAR_ERRAND, orders, 'hear', run);
  return recordings.map((recording, i) => ({
    ...named(heard[i]!, recording),
    recording,
    style: orders[i]!.order.judge?.ownStyle ?? null,
    songs: songsOf(recording, heard[i]!.mix.analysis.measurements.frames),
  }));
}

async function judgeOrder(
  { place, folder, album, reference = null }: AlbumAt,
  { song, follows }: Recording,
  planOf: (id: string) => Plan | null,
  styles: Map<string, Style>,
): Promise<HearOrder['judge']> {
  if (song.asIs) return null;
  const asked = { ...album.intent, ...song.intent };
  const named = isStyleFile(asked.style) ? pathIn(folder, asked.style) : asked.style;
  const ownStyle = styles.get(named) ?? (await readStyle(place, named));
  styles.set(named, ownStyle);
  const intent = { ...asked, style: ownStyle.id };
  const given = song.plan === null ? null : await readPlan(place, pathIn(folder, song.plan));
  const plan = follows === null ? given : planOf(follows);
  return { intent, ownStyle, reference, plan, asAlternate: follows !== null };
}

/** A plan speaks of its recording by the id of its passage, wherever the file lay. */
function named(heard: HeardRecording, { id }: Recording): HeardRecording {
  const { plan } = heard;
  return plan === null ? heard : { ...heard, plan: { ...plan, song: { ...plan.song, name: id } } };
}

function songsOf({ songs, joined }: WholeRecording, frames: number): PassageSong[] {
  let at = 0;
  return songs.map((id, i) => {
    const fromFrame = at;
    at += joined?.frames[i] ?? frames;
    return { id, fromFrame, toFrame: at };
  });
}
