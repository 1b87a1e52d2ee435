// Level dips: the sound steps down in level and back up within a moment, all of it alike: a fader touched, a bad contact.
import { dbFromPower } from '../../dsp/decibel.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { BandLook } from '../heard/band-look.ts';
import {
  apartEvidenceDb,
  isSureDip,
  LEAST_APART_CLEARANCE,
  LEAST_CLEARANCE,
  mayBeDip,
  mayBeDipApart,
  ownEvidenceDb,
  worthTellingDb,
} from '../heard/dip-evidence.ts';
import { clearance, SIDE_HOPS, SKIP_HOPS, unrestDb } from '../heard/dip-sides.ts';
import { DipTrack } from '../heard/dip-track.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { acrossChannels, type Span } from '../spans.ts';

/** Energies of the differences from sample to sample are followed in steps of 1.45 ms (64 frames at 44.1 kHz). */
const HOPS_A_SECOND = 689;
/** An edge is the difference of four steps after and four before it, two on each side left out for a fade. */
const LOOK_HOPS = 4;
/** 4 dB. */
const LEAST_EDGE = 2.5;
const LEAST_S = 0.025;
const MOST_S = 0.25;
/** The edges may differ by this much: the music goes on changing. */
const MOST_UNEQUAL_DB = 22;
/** Deeper ones may be rests or gates; the deepest are. */
const SURE_DEPTH_DB = 43;
const MOST_DEPTH_DB = 60;
const MOST_FINDINGS = 50;
/** More dips than this in three seconds are a rhythm. */
const MOST_IN_RHYTHM = 6;
const RHYTHM_S = 3;

interface Edge {
  readonly hop: number;
  readonly db: number;
}

interface Dip extends Span {
  readonly depthDb: number;
  readonly sure: boolean;
  /** Above what is worth telling. */
  readonly evidence: number;
}

/** Follows one channel. */
class ChannelDips {
  readonly dips: Dip[] = [];
  private readonly rate: number;
  private readonly hop: number;
  readonly track: DipTrack;
  private readonly energy = (from: number, count: number): number => this.track.energy(from, count);
  private readonly downs: Edge[] = [];
  private readonly ups: Edge[] = [];
  /** Edges in dB at the last three steps. */
  private readonly edges = new Float64Array(3);

  constructor(rate: number, hop: number, look: BandLook) {
    this.rate = rate;
    this.hop = hop;
    this.track = new DipTrack(rate, hop, look);
  }

  /** The step is full. `peer` is the other channel, as far as this one. */
  closeHop(hop: number, peer: ChannelDips | null): void {
    this.track.close(hop);
    const centre = hop - LOOK_HOPS - SKIP_HOPS + 1;
    if (centre > SIDE_HOPS + LOOK_HOPS) this.findEdge(centre);
    const up = this.ups[0];
    if (up !== undefined && hop >= up.hop + SIDE_HOPS + SKIP_HOPS) {
      this.ups.shift();
      this.judge(up, peer);
    }
  }

  /** Keeps the edge one step back if it is steeper than its neighbours. Ratios of power, so that few logarithms are needed. */
  private findEdge(centre: number): void {
    const { edges } = this;
    edges[0] = edges[1]!;
    edges[1] = edges[2]!;
    edges[2] = this.rise(centre);
    const ratio = edges[1];
    if (ratio < LEAST_EDGE && ratio > 1 / LEAST_EDGE) return;
    const size = steepness(ratio);
    if (size < steepness(edges[0]) || size <= steepness(edges[2])) return;
    (ratio > 1 ? this.ups : this.downs).push({ hop: centre - 1, db: dbFromPower(ratio) });
  }

  /** The best dip that ends with `up`. */
  private judge(up: Edge, peer: ChannelDips | null): void {
    const { downs } = this;
    while (downs.length > 0 && up.hop - downs[0]!.hop > MOST_S * HOPS_A_SECOND) downs.shift();
    let best: Dip | null = null;
    for (const down of downs) {
      if (up.hop - down.hop < LEAST_S * HOPS_A_SECOND) break;
      if (Math.abs(up.db + down.db) > MOST_UNEQUAL_DB) continue;
      const dip = this.dip(down, up, peer);
      if (dip !== null && (best === null || dip.evidence > best.evidence)) best = dip;
    }
    if (best !== null) this.keep(best);
  }

  /** One of two that overlap: the surer. */
  private keep(dip: Dip): void {
    const last = this.dips.at(-1);
    if (last !== undefined && dip.start < last.end) {
      if (dip.evidence > last.evidence) this.dips[this.dips.length - 1] = dip;
    } else if (this.dips.length < MOST_FINDINGS) this.dips.push(dip);
  }

  private dip(down: Edge, up: Edge, peer: ChannelDips | null): Dip | null {
    const own = this.own(down, up);
    const apart = peer === null ? -Infinity : this.apart(down, up, peer);
    const evidence = worthTellingDb(own, apart);
    const depthDb = (up.db - down.db) / 2;
    if (evidence < 0 || depthDb > MOST_DEPTH_DB) return null;
    const sure = depthDb <= SURE_DEPTH_DB && isSureDip(own, apart);
    return { start: down.hop * this.hop, end: up.hop * this.hop, depthDb, evidence, sure };
  }

  private own(down: Edge, up: Edge): number {
    const lengthS = ((up.hop - down.hop) * this.hop) / this.rate;
    const clear = clearance(this.energy, down.hop, up.hop, LEAST_CLEARANCE);
    if (clear < LEAST_CLEARANCE) return -Infinity;
    const unrest = unrestDb(this.energy, down.hop, up.hop);
    const clearDb = dbFromPower(clear);
    if (!mayBeDip(Math.min(-down.db, up.db), clearDb, unrest, lengthS)) return -Infinity;
    const { track } = this;
    return ownEvidenceDb(track.bandsAt(down.hop), track.bandsAt(up.hop), clearDb, unrest, lengthS);
  }

  private apart(down: Edge, up: Edge, peer: ChannelDips): number {
    const overPeer = (from: number, count: number) =>
      this.track.energy(from, count) / peer.track.energy(from, count);
    const clear = clearance(overPeer, down.hop, up.hop, LEAST_APART_CLEARANCE);
    if (clear < LEAST_APART_CLEARANCE) return -Infinity;
    const clearDb = dbFromPower(clear);
    const edgeDb = Math.min(peer.edgeDb(down.hop) - down.db, up.db - peer.edgeDb(up.hop));
    if (!mayBeDipApart(edgeDb, clearDb)) return -Infinity;
    const own = [this.track.bandsAt(down.hop), this.track.bandsAt(up.hop)] as const;
    const others = [peer.track.bandsAt(down.hop), peer.track.bandsAt(up.hop)] as const;
    return apartEvidenceDb(own, others, clearDb);
  }

  private edgeDb(hop: number): number {
    return dbFromPower(this.rise(hop));
  }

  /** Energy after over energy before the beginning of step `hop`. */
  private rise(hop: number): number {
    return this.energy(hop + SKIP_HOPS, LOOK_HOPS) / this.energy(hop - SKIP_HOPS - LOOK_HOPS, LOOK_HOPS);
  }
}

function steepness(ratio: number): number {
  return ratio > 1 ? ratio : 1 / ratio;
}

class LevelDipDetector implements Detector {
  private readonly rate: number;
  private readonly hop: number;
  private readonly channels: readonly ChannelDips[];
  private at = 0;

  constructor({ sampleRateHz, channels }: SignalFormat) {
    const look = new BandLook(sampleRateHz);
    this.rate = sampleRateHz;
    this.hop = Math.max(1, Math.round(sampleRateHz / HOPS_A_SECOND));
    this.channels = Array.from({ length: channels }, () => new ChannelDips(sampleRateHz, this.hop, look));
  }

  push(block: Block): void {
    const { channels, hop } = this;
    for (let start = 0; start < block.frames; ) {
      const end = Math.min(block.frames, start + hop - (this.at % hop));
      for (let c = 0; c < channels.length; c++) channels[c]!.track.gather(block.channels[c]!, start, end);
      this.at += end - start;
      start = end;
      if (this.at % hop === 0) this.closeHop(this.at / hop - 1);
    }
  }

  private closeHop(hop: number): void {
    const { channels } = this;
    channels.forEach((dips, c) => dips.closeHop(hop, channels.length === 2 ? channels[1 - c]! : null));
  }

  result(): Finding[] {
    const perChannel = this.channels.map(({ dips }) => dips);
    const all = perChannel.flat();
    const half = (RHYTHM_S / 2) * this.rate;
    return acrossChannels(perChannel).flatMap(({ start, end, channel }) => {
      const here = all.filter((dip) => dip.start < end && dip.end > start);
      const surest = here.reduce((best, dip) => (dip.evidence > best.evidence ? dip : best));
      const near = all.filter((dip) => Math.abs(dip.start - start) < half);
      const rhythm = near.length > MOST_IN_RHYTHM * this.channels.length;
      return rhythm && !surest.sure ? [] : [this.finding({ ...surest, start, end }, channel, rhythm)];
    });
  }

  private finding(dip: Dip, channel: Finding['channel'], rhythm: boolean): Finding {
    const sure = dip.sure && !rhythm;
    return {
      code: 'level-dip',
      severity: sure ? 'warning' : 'note',
      confidence: sure ? 0.85 : 0.5,
      channel,
      startS: dip.start / this.rate,
      endS: dip.end / this.rate,
      value: -dip.depthDb,
      unit: 'dB',
    };
  }
}

/** Short falls of the whole level. */
export const LEVEL_DIPS: DetectorKind = {
  id: 'level-dips',
  codes: ['level-dip'],
  create: ({ format }) => new LevelDipDetector(format),
};
