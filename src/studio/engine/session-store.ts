// Session store: the songs of the session as records at a Place, so that a reload finds them again, whatever was cut short.
import type { Place } from '../../files/place.ts';
import { DEFAULT_INTENT } from '../../master/intent.ts';
import type { Plan } from '../../master/plan.ts';
import { segmentPath, SEGMENT_FRAMES } from '../../preview/track.ts';
import type { HeardSong, MasterRecord, Pyramid, SongRecord, Wish } from './protocol.ts';
import { pyramidBytes, pyramidOf } from './pyramid-bytes.ts';
import { isSongId, masterVersion, pathsBelow, songFolder, songsFolder, sweep } from './song-folder.ts';
import type { SongFolder } from './song-folder.ts';
import { readBytes, readRecord, writeBytes, writeRecord, type RecordKind } from './stored-record.ts';

/** A song, and its place in the order in which songs came. */
export interface StoredSong {
  readonly order: number;
  readonly record: SongRecord;
}

interface SongName {
  readonly fileName: string;
  readonly order: number;
}

const SONG: RecordKind<SongName> = { fields: ['fileName', 'order'], anyTool: true };
const WISH: RecordKind<Wish> = { fields: ['intent', 'strengths'], anyTool: true };
const HEARD: RecordKind<HeardSong> = { fields: ['file', 'notes', 'analysis', 'track', 'trackFolder'] };
const PLAN: RecordKind<Plan> = { fields: ['version', 'intent', 'song', 'moves', 'restraints', 'promise'] };
const MASTER: RecordKind<MasterRecord> = {
  fields: ['version', 'plan', 'trackFolder', 'measurements', 'verification'],
};

export const BLANK_WISH: Wish = { intent: DEFAULT_INTENT, strengths: {} };

const MIX_PYRAMID = 'mix.pyramid';
const MASTER_PYRAMID = 'master.pyramid';

/**
 * A record is written when what it tells of is whole, and removed before that changes, so a kill at any moment leaves songs
 * that are true, if less far. What another version of the tool heard or decided is made anew.
 */
export class SessionStore {
  readonly #place: Place;
  readonly #root: string;

  /** `root`: a folder of the place, `''` for all of it. */
  constructor(place: Place, root: string) {
    this.#place = place;
    this.#root = root;
  }

  /** Folder of the session, `''` for all of the place. */
  get root(): string {
    return this.#root;
  }

  folder(id: string): SongFolder {
    return songFolder(this.#root, id);
  }

  /** Every song, oldest first; the remains of songs that never came in whole are removed. */
  async restore(): Promise<StoredSong[]> {
    const all = songsFolder(this.#root);
    const paths = await pathsBelow(this.#place, all);
    const songs: StoredSong[] = [];
    for (const [id, own] of pathsBySong(paths, all)) {
      const song = isSongId(id) ? await this.#restoreSong(id, own) : null;
      if (song) songs.push(song);
      else await sweep(this.#place, own);
    }
    return songs.sort((a, b) => a.order - b.order);
  }

  /** Its source lies in its folder. */
  async addSong(id: string, fileName: string, order: number): Promise<void> {
    await writeRecord(this.#place, this.folder(id).record('song.json'), { fileName, order });
  }

  /** Its track is written. */
  async putHeard(id: string, heard: HeardSong, pyramid: Pyramid): Promise<void> {
    const folder = this.folder(id);
    await writeBytes(this.#place, folder.record(MIX_PYRAMID), pyramidBytes(pyramid));
    await writeRecord(this.#place, folder.record('heard.json'), heard);
  }

  /** The same track, with other marks on its findings. */
  async putMarks(id: string, heard: HeardSong): Promise<void> {
    await writeRecord(this.#place, this.folder(id).record('heard.json'), heard);
  }

  /** The mix will be heard anew. */
  async dropHeard(id: string): Promise<void> {
    await this.#drop(id, ['master.json', 'plan.json', 'heard.json']);
  }

  /** The plan of another wish is forgotten; it comes with `putPlan`. */
  async putWish(id: string, wish: Wish): Promise<void> {
    await this.#drop(id, ['master.json', 'plan.json']);
    await writeRecord(this.#place, this.folder(id).record('wish.json'), wish);
  }

  async putPlan(id: string, plan: Plan): Promise<void> {
    await this.#drop(id, ['master.json']);
    await writeRecord(this.#place, this.folder(id).record('plan.json'), plan);
  }

  /** Its track is written; its plan is the one that was put last. */
  async putMaster(id: string, master: MasterRecord, pyramid: Pyramid): Promise<void> {
    const folder = this.folder(id);
    await this.#drop(id, ['master.json']);
    await writeBytes(this.#place, folder.record(MASTER_PYRAMID), pyramidBytes(pyramid));
    await writeRecord(this.#place, folder.record('master.json'), master);
  }

  async pyramid(id: string, side: 'mix' | 'master'): Promise<Pyramid | null> {
    const name = side === 'mix' ? MIX_PYRAMID : MASTER_PYRAMID;
    const bytes = await readBytes(this.#place, this.folder(id).record(name));
    return bytes && pyramidOf(bytes);
  }

  /** Removes the renderings that `keeps` does not want. */
  async sweepMasters(id: string, keeps: (version: number) => boolean): Promise<void> {
    const folder = this.folder(id);
    await this.#sweepMasters(folder, await pathsBelow(this.#place, folder.path), keeps);
  }

  /** The song's record goes first: a kill in between leaves no song. */
  async forget(id: string): Promise<void> {
    await this.#drop(id, ['song.json']);
    await sweep(this.#place, await pathsBelow(this.#place, this.folder(id).path));
  }

  async #restoreSong(id: string, paths: readonly string[]): Promise<StoredSong | null> {
    const folder = this.folder(id);
    const song = await this.#read(folder, 'song.json', SONG);
    if (song === null || !paths.includes(`${folder.source}/${song.fileName}`)) return null;
    const kept = (await this.#read(folder, 'wish.json', WISH)) ?? BLANK_WISH;
    // An older visit may not have known all that can be asked for.
    const wish = { ...kept, intent: { ...DEFAULT_INTENT, ...kept.intent } };
    const found = await this.#read(folder, 'heard.json', HEARD);
    const frames = found?.analysis.measurements.frames ?? 0;
    const heard = found && isWhole(found.trackFolder, frames, paths) ? found : null;
    const plan = heard && (await this.#read(folder, 'plan.json', PLAN));
    const made = plan && (await this.#read(folder, 'master.json', MASTER));
    const master = made && isWhole(made.trackFolder, frames, paths) ? made : null;
    await this.#sweepMasters(folder, paths, (version) => version === master?.version);
    await sweep(
      this.#place,
      paths.filter((path) => isHandedOut(folder, path)),
    );
    return { order: song.order, record: { id, fileName: song.fileName, heard, plan, wish, master } };
  }

  async #sweepMasters(
    folder: SongFolder,
    paths: readonly string[],
    keeps: (version: number) => boolean,
  ): Promise<void> {
    const stale = paths.filter((path) => {
      const version = masterVersion(folder, path);
      return version !== null && !keeps(version);
    });
    await sweep(this.#place, stale);
  }

  #read<T extends object>(folder: SongFolder, name: string, kind: RecordKind<T>): Promise<T | null> {
    return readRecord(this.#place, folder.record(name), kind);
  }

  async #drop(id: string, names: readonly string[]): Promise<void> {
    for (const name of names) await this.#place.remove(this.folder(id).record(name));
  }
}

function pathsBySong(paths: readonly string[], all: string): Map<string, string[]> {
  const songs = new Map<string, string[]>();
  for (const path of paths) {
    const id = path.slice(all.length + 1).split('/')[0]!;
    const own = songs.get(id);
    if (own) own.push(path);
    else songs.set(id, [path]);
  }
  return songs;
}

/** What was made to be handed out: made anew when it is asked for again. */
function isHandedOut({ out, zip }: SongFolder, path: string): boolean {
  return path.startsWith(`${out}/`) || path.startsWith(`${zip}/`);
}

/** Segments are written in order, so the last stands for all. */
function isWhole(trackFolder: string, frames: number, paths: readonly string[]): boolean {
  if (frames <= 0) return false;
  return paths.includes(segmentPath(trackFolder, Math.floor((frames - 1) / SEGMENT_FRAMES)));
}
