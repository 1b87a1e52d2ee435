// Song: one mix on its way to its master, as the page shows it.
import type { Plan } from '../../master/plan.ts';
import type { Pyramid } from '../../measure/pyramid.ts';
import { matchGains, NO_MATCH } from '../../preview/level-match.ts';
import type { FaultRecord, HeardSong, MasterRecord, SongRecord, TrackFront } from '../engine/protocol.ts';
import type { DeckSong, DeckTrack } from '../player/deck-protocol.ts';
import { DeliveryDesk } from './delivery-desk.svelte.ts';
import { WishHistory } from './wish-history.svelte.ts';

export type Phase =
  | 'queued'
  | 'copying'
  | 'listening'
  | 'deciding'
  | 'rendering'
  | 'ready'
  | 'failed'
  | 'cancelled';

const PHASE_OF_STAGE: Readonly<Record<string, Phase>> = {
  copy: 'copying',
  listen: 'listening',
  decide: 'deciding',
  weigh: 'deciding',
  forecast: 'deciding',
  render: 'rendering',
  verify: 'rendering',
};

export class Song {
  readonly id: string;
  readonly fileName: string;
  /** The dropped file, as long as it was not copied; null after a reload. */
  file: File | null;

  phase = $state<Phase>('queued');
  /** The engine's stage, for its words. */
  stage = $state('');
  /** 0…1 of the stage, in whole hundredths. */
  share = $state(0);
  fault = $state.raw<FaultRecord | null>(null);

  heard = $state.raw<HeardSong | null>(null);
  plan = $state.raw<Plan | null>(null);
  master = $state.raw<MasterRecord | null>(null);
  readonly wishes: WishHistory;
  /** The wish is newer than plan and master. */
  outdated = $state(true);
  /** A control was moved a moment ago; its master is not begun yet. */
  settling = $state(false);

  /** The mix as far as it is heard, the master as far as it is made. */
  mixFront = $state.raw<TrackFront | null>(null);
  masterFront = $state.raw<TrackFront | null>(null);
  mixPyramid = $state.raw<Pyramid | null>(null);
  masterPyramid = $state.raw<Pyramid | null>(null);

  readonly delivery: DeliveryDesk;
  /** Ends what the engine does for this song. */
  abort: AbortController | null = null;

  readonly title = $derived.by(() => this.fileName.replace(/(?<=.)\.[^.]*$/, ''));
  readonly wish = $derived.by(() => this.wishes.wish);
  readonly busy = $derived.by(() => ['copying', 'listening', 'deciding', 'rendering'].includes(this.phase));
  readonly sampleRateHz = $derived.by(
    () => this.heard?.track.sampleRateHz ?? this.mixFront?.track.sampleRateHz ?? null,
  );
  readonly frames = $derived.by(() => this.heard?.analysis.measurements.frames ?? null);
  readonly mixLufs = $derived.by(() => this.heard?.analysis.measurements.loudness.integratedLufs ?? null);
  /** Of the master that is heard: measured, or promised while it is being made. */
  readonly masterLufs = $derived.by(() => {
    const measured = this.master?.measurements.loudness.integratedLufs ?? null;
    const promised = this.plan?.promise.integratedLufs ?? null;
    return this.masterFront || !this.master ? (promised ?? measured) : measured;
  });
  readonly match = $derived.by(() =>
    this.#masterTrack ? matchGains(this.mixLufs, this.masterLufs) : NO_MATCH,
  );
  readonly #masterTrack = $derived.by((): DeckTrack | null => this.#playableMaster());
  /** What to lay on the deck; null until it is heard. */
  readonly onDeck = $derived.by((): DeckSong | null => {
    if (!this.heard || this.frames === null) return null;
    const { track, trackFolder } = this.heard;
    const mix = { track, trackFolder, frontFrames: this.frames };
    return { frames: this.frames, mix, master: this.#masterTrack, match: this.match };
  });

  constructor(id: string, fileName: string, file: File | null, record?: SongRecord) {
    this.id = id;
    this.fileName = fileName;
    this.file = file;
    this.delivery = new DeliveryDesk(this);
    this.wishes = new WishHistory(record?.wish);
    if (record) this.take(record);
  }

  take({ heard, plan, master }: SongRecord): void {
    this.heard = heard;
    this.plan = master?.plan ?? plan; // as rendered, which may have been corrected
    this.master = master;
    this.outdated = master === null;
    this.phase = master ? 'ready' : 'queued';
  }

  tell(stage: string, share: number): void {
    this.phase = PHASE_OF_STAGE[stage] ?? this.phase;
    this.stage = stage;
    this.share = Math.round(100 * share) / 100;
  }

  fail(fault: FaultRecord): void {
    this.stop();
    if (fault.code === 'cancelled') return;
    this.fault = fault;
    this.phase = 'failed';
  }

  /** What there is remains; a master half made is not played on. */
  stop(): void {
    this.fault = null;
    this.masterFront = null;
    this.phase = this.master ? 'ready' : 'cancelled';
  }

  /** One that is being made is heard as soon as it reaches the playhead; until then the deck plays the last one on. */
  #playableMaster(): DeckTrack | null {
    const front = this.masterFront;
    if (front) return { track: front.track, trackFolder: front.trackFolder, frontFrames: front.frames };
    if (!this.master || !this.heard) return null;
    const track = { ...this.heard.track, encoding: 'float32' } as const;
    return { track, trackFolder: this.master.trackFolder, frontFrames: this.frames ?? 0 };
  }
}
