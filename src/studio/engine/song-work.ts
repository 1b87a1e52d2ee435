// Song work: one song of the session through the tasks, each result kept as soon as it is whole.
import type { ByteSource, Place } from '../../files/place.ts';
import type { Plan } from '../../master/plan.ts';
import { styleCorridor } from '../../master/style/style-corridors.ts';
import { trackSource } from '../../preview/track-read.ts';
import { createTrackSink } from '../../preview/track-write.ts';
import type { TrackFormat } from '../../preview/track.ts';
import { corridorOf } from '../../report/corridor.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Sink, Source } from '../../signal/stream.ts';
import { hearSong } from '../../tasks/hear-song.ts';
import { planHeard } from '../../tasks/plan-song.ts';
import { previewMaster } from '../../tasks/preview-master.ts';
import { watchStage, type Run } from '../../tasks/run.ts';
import { copyIn } from './copy-in.ts';
import type {
  CandidateOffers,
  DeliveredFile,
  Delivery,
  HeardSong,
  MasterRecord,
  Pyramid,
  SongRecord,
  Wish,
} from './protocol.ts';
import { BLANK_WISH, type SessionStore } from './session-store.ts';
import { sweep, type SongFolder } from './song-folder.ts';
import type { CallWire } from './song-jobs.ts';
import { SongAdvice } from './song-advice.ts';
import { SongWaivers, type MeantFindings } from './song-waivers.ts';
import { sinkWhereRoom, songBytes } from './song-room.ts';

type Side = 'mix' | 'master';

/** Called in turn, never twice at once, but for `pyramid`. */
export class SongWork {
  readonly #place: Place;
  readonly #store: SessionStore;
  readonly #folder: SongFolder;
  readonly #waivers: SongWaivers;
  /** Waveforms that are growing just now. */
  readonly #growing: Partial<Record<Side, () => Pyramid>> = {};
  /** The newest rendering. */
  #version: number;
  /**
   * What the deck may be playing, oldest first, each with the frames it was written up to. It turns to a newer one where that
   * is written, so an older one may still play only if it came further.
   */
  #playable: { readonly version: number; readonly frames: number }[];
  /** The last delivery, and its zip. */
  #delivered: readonly DeliveredFile[] = [];
  #zip: DeliveredFile | null = null;
  readonly advice = new SongAdvice();
  record: SongRecord;

  constructor(place: Place, store: SessionStore, record: SongRecord) {
    this.#place = place;
    this.#store = store;
    this.#folder = store.folder(record.id);
    this.record = record;
    this.#waivers = new SongWaivers(place, store.root);
    this.#version = record.master?.version ?? 0;
    const frames = record.heard?.analysis.measurements.frames ?? 0;
    this.#playable = record.master ? [{ version: this.#version, frames }] : [];
  }

  static newborn(place: Place, store: SessionStore, id: string, fileName: string): SongWork {
    const nothing = { heard: null, plan: null, master: null };
    return new SongWork(place, store, { id, fileName, wish: BLANK_WISH, ...nothing });
  }

  async takeIn(source: ByteSource, order: number, run: Run): Promise<void> {
    await copyIn(source, this.#place, this.#sourcePath, run);
    await this.#store.addSong(this.record.id, this.record.fileName, order);
  }

  async hear(wire: CallWire, run: Run): Promise<SongRecord> {
    const { id } = this.record;
    await this.#store.dropHeard(id);
    this.record = { ...this.record, heard: null, plan: null, master: null };
    const trackFolder = this.#folder.mixTrack;
    const sink = (track: TrackFormat, frames: number | null): Sink =>
      sinkWhereRoom(
        this.#place,
        this.#folder.record('room'),
        frames === null ? 0 : songBytes(track, frames),
        createTrackSink(this.#place, trackFolder, track, (front) =>
          wire.front({ side: 'mix', track, trackFolder, frames: front }),
        ),
      );
    const { mix, track, pyramid } = await this.#whileGrowing('mix', (grow) =>
      hearSong(this.#place, this.#sourcePath, sink, (_, soFar) => grow(soFar), run),
    );
    const style = styleCorridor(this.record.wish.intent.style);
    const corridor = corridorOf(style, mix.analysis.measurements.spectrum);
    const { frames } = mix.analysis.measurements;
    const kept = async (): Promise<Source> => trackSource(this.#place, trackFolder, track, frames);
    const analysis = await this.#waivers.marked(mix.analysis, kept);
    const heard: HeardSong = { ...mix, analysis, track, trackFolder, corridor };
    await this.#store.putHeard(id, heard, pyramid);
    this.record = { ...this.record, heard };
    return this.record;
  }

  /** Marks findings as meant to be so; `note` null takes the mark back. */
  async waive(meant: MeantFindings, note: string | null): Promise<HeardSong> {
    const { id, fileName } = this.record;
    const heard = this.#heard();
    const analysis = await this.#waivers.mark(heard.analysis, meant, { song: fileName, note }, this.#openMix);
    const marked = { ...heard, analysis };
    await this.#store.putMarks(id, marked);
    this.record = { ...this.record, heard: marked };
    return marked;
  }

  /** What was decided for the same wish stands. */
  async plan(wish: Wish, run: Run): Promise<Plan> {
    const { id, plan: last } = this.record;
    if (last !== null && same(wish, this.record.wish)) return last;
    const heard = this.#heard();
    await this.#store.putWish(id, wish);
    this.record = { ...this.record, wish, plan: null, master: null };
    const plan = await planHeard(this.#openMix, this.#sourcePath, heard, wish, run);
    await this.#store.putPlan(id, plan);
    this.record = { ...this.record, plan };
    return plan;
  }

  candidates(wish: Wish, run: Run): Promise<CandidateOffers> {
    return this.advice.candidates(this.#openMix, this.#sourcePath, this.#heard(), wish, run);
  }

  /** A master that was made of the same plan stands. */
  async render(plan: Plan, wire: CallWire, run: Run): Promise<MasterRecord> {
    const { id, plan: last, master: made } = this.record;
    if (made !== null && same(plan, last)) return made;
    const before = this.#playableVersions;
    await this.#sweepMasters(before);
    if (!same(plan, last)) await this.#store.putPlan(id, plan);
    this.record = { ...this.record, plan, master: null };
    const { pyramid, ...previewed } = await this.#whileGrowing('master', (onRender) =>
      previewMaster(this.#openMix, plan, (format) => this.#masterSink(format, wire), { onRender }, run),
    );
    const version = this.#version;
    const master: MasterRecord = { version, trackFolder: this.#folder.masterTrack(version), ...previewed };
    await this.#store.putMaster(id, master, pyramid);
    this.record = { ...this.record, master };
    await this.#sweepMasters([...before, ...this.#playableVersions]);
    return master;
  }

  async deliver(plan: Plan, date: string | null, run: Run): Promise<Delivery> {
    const { out } = this.#folder;
    await this.#forgetDelivery();
    const options = { plan, heard: this.#heard(), force: true, ...(date === null ? {} : { date }) };
    // Loaded when needed: the page opens without writers and report pages.
    const { masterSong } = await import('../../tasks/master-song.ts');
    const report = await masterSong(this.#place, this.#sourcePath, out, plan.intent, options, run);
    const names = [...report.files.map(({ path }) => path), 'plan.json', 'report.html', 'report.json'];
    const files: DeliveredFile[] = [];
    for (const name of names) files.push(await this.#fileAt(`${out}/${name}`, name));
    this.#delivered = files;
    return { report, files };
  }

  async zip(name: string, run: Run): Promise<DeliveredFile> {
    if (this.#zip?.name === name) return this.#zip;
    if (this.#delivered.length === 0) throw new Error(`${this.record.id} was not delivered yet`);
    const path = `${this.#folder.zip}/${name}`;
    const { zipFiles } = await import('../../places/zip-files.ts');
    const bytes = await zipFiles(this.#place, this.#delivered, path, watchStage(run, 'zip'));
    this.#zip = { name, path, bytes };
    return this.#zip;
  }

  async pyramid(side: Side): Promise<Pyramid | null> {
    const growing = this.#growing[side];
    if (growing) return growing();
    if (this.record[side === 'mix' ? 'heard' : 'master'] === null) return null;
    return this.#store.pyramid(this.record.id, side);
  }

  get #sourcePath(): string {
    return `${this.#folder.source}/${this.record.fileName}`;
  }

  #heard(): HeardSong {
    const { heard, id } = this.record;
    if (heard === null) throw new Error(`${id} was not heard yet`);
    return heard;
  }

  /** The kept track holds the very samples, and needs no decoding. */
  readonly #openMix = async (): Promise<Source> => {
    const { trackFolder, track, analysis } = this.#heard();
    return trackSource(this.#place, trackFolder, track, analysis.measurements.frames);
  };

  /** A rendering that is given up may be playing: it is removed later, when the deck has moved on. */
  #masterSink(format: SignalFormat, wire: CallWire): Sink {
    const version = ++this.#version;
    const trackFolder = this.#folder.masterTrack(version);
    const track: TrackFormat = { ...format, encoding: 'float32' };
    const sink = createTrackSink(this.#place, trackFolder, track, (frames) => {
      const further = this.#playable.filter((each) => each.version !== version && each.frames > frames);
      this.#playable = [...further, { version, frames }];
      wire.front({ side: 'master', track, trackFolder, frames });
    });
    return { write: (block) => sink.write(block), close: () => sink.close(), abort: async () => {} };
  }

  get #playableVersions(): number[] {
    return this.#playable.map(({ version }) => version);
  }

  #sweepMasters(kept: readonly number[]): Promise<void> {
    return this.#store.sweepMasters(this.record.id, (version) => kept.includes(version));
  }

  async #whileGrowing<T>(side: Side, work: (grow: (soFar: () => Pyramid) => void) => Promise<T>): Promise<T> {
    try {
      return await work((soFar) => {
        this.#growing[side] = soFar;
      });
    } finally {
      delete this.#growing[side];
    }
  }

  /** A zip that is still being copied somewhere goes with the next visit. */
  async #forgetDelivery(): Promise<void> {
    const zip = this.#zip;
    this.#delivered = [];
    this.#zip = null;
    if (zip) await sweep(this.#place, [zip.path]);
  }

  async #fileAt(path: string, name: string): Promise<DeliveredFile> {
    const source = await this.#place.open(path);
    await source.close();
    return { name, path, bytes: source.bytes };
  }
}

/** Records are plain JSON, made in one order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
