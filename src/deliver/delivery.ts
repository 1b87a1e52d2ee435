// Delivery: the files made for one profile, by which rules, and what was found on opening them again; the contract of its kinds.
import type { MasteredAlbum } from '../album/mastered-album.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import type { FileFormat } from '../files/format.ts';
import type { Place } from '../files/place.ts';
import type { Source } from '../signal/stream.ts';
import type { DigestFactory } from './accept/digest.ts';
import type { CdPaper } from './cd/cd-paper.ts';
import type { DigitalPaper } from './digital/digital-paper.ts';
import type { Refusal } from './finish/written-files.ts';
import type { Profile } from './profiles/profile.ts';
import type { VinylCut } from './vinyl/vinyl-cut.ts';

/** A file as it stands in a delivery. */
export interface DeliveredFile {
  /** From the delivery's folder on, with `/`. */
  readonly path: string;
  /** `audio`: sound; `image`: raw sectors; `sheet`: for people; `table`: descriptors that machines read; `checksums`. */
  readonly role: 'audio' | 'image' | 'sheet' | 'table' | 'checksums';
  readonly bytes: number;
  readonly sha256: string;
  /** null for what is no sound. */
  readonly format: FileFormat | null;
  /** Of its samples (accept/sound-digest); null for what is no sound, and for lossy files. */
  readonly soundSha256: string | null;
  /** Of an audio file, as it decodes; null for everything else. */
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

/** Something worth telling that does not keep a delivery from leaving; words by `code`. */
export interface DeliveryNote {
  readonly code: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

/** Plain JSON. */
export interface Delivery {
  readonly version: 1;
  /** Id of its profile. */
  readonly profile: string;
  readonly files: readonly DeliveredFile[];
  /** Empty: accepted. Facts name the file and, where one stands behind it, the profile's limit and its source. */
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

/** A text file for people: its name in the delivery's folder. */
export interface Paper {
  readonly name: string;
  readonly text: string;
}

/** What the report sets of a delivery's records; handed in, since nothing here knows the report. Pure. */
export interface Papers {
  cd?(paper: CdPaper): readonly Paper[];
  digital?(paper: DigitalPaper): readonly Paper[];
  vinyl?(cut: VinylCut): readonly Paper[];
}

/** Where a delivery is made, and from what. */
export interface DeliveryRoom {
  readonly place: Place;
  /** The delivery's own folder; it holds nothing yet. */
  readonly folder: string;
  /** Where the album file lies: from here on the album names its artwork. Empty: here. */
  readonly albumFolder: string;
  readonly mastered: MasteredAlbum;
  /** A passage from its start; the caller closes it. */
  openPassage(id: string): Promise<Source>;
  /**
   * A whole disc or side at this rate, summed, faded, held under the ceiling where clips overlap. `unlimited`: every passage by
   * its plan without what holds its peaks down (master/unlimited-plan), and nothing held here: peaks may stand above full scale.
   * Opened more than once.
   */
  openTimeline(timeline: Timeline, sampleRateHz: number, peaks?: 'held' | 'unlimited'): Promise<Source>;
  /** Pages for people; absent: none are written. */
  readonly papers?: Papers;
  readonly createDigest: DigestFactory;
  /** Told on papers; no file depends on it otherwise. ISO 8601. */
  readonly date: string;
  readonly progress: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** One way of delivering. What `make` wrote, `accept` takes; what is spoiled, it refuses, with the reason. */
export interface DeliveryKind {
  readonly id: 'digital' | 'cd' | 'vinyl';
  /** Writes every file into the room's folder. Faults: what cannot be delivered by this profile at all, before anything is written. */
  make(room: DeliveryRoom, profile: Profile): Promise<readonly DeliveryNote[]>;
  /** Opens every file again and compares it with the rendering and the rules. */
  accept(room: DeliveryRoom, profile: Profile): Promise<Delivery>;
}
