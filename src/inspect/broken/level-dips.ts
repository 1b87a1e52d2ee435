// Level dips: the sound steps down in level and back up within a moment, all of it alike: a fader touched, a bad contact.
import { dbFromPower } from '../../dsp/decibel.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { bandChange, BandLook } from '../band-look.ts';
import { clearanceDb, SIDE_HOPS, SKIP_HOPS, unrestDb } from '../dip-sides.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { acrossChannels, type Span } from '../spans.ts';

/** Energies of the differences from sample to sample are followed in steps of 1.45 ms (64 frames at 44.1 kHz). */
const HOPS_A_SECOND = 689;
const KEPT_HOPS = 1024;
const KEPT_S = 0.8;
/** An edge is the difference of four steps after and four before it, two on each side left out for a fade. */
const LOOK_HOPS = 4;
const LEAST_EDGE_DB = 4;
const LEAST_S = 0.025;
const MOST_S = 0.25;
/** The edges may differ by this much: the music goes on changing. */
const MOST_UNEQUAL_DB = 9;
const FLOOR = 1e-12;
const LEAST_DEPTH_DB = 4;
/** Further below its surroundings than this a dip gains nothing; louder than they by this it is none. */
const MOST_CLEARANCE_DB = 6;
const LEAST_CLEARANCE_DB = -6;
/**
 * Evidence in dB: the lesser of fall and rise and the clearance speak for a dip; bands that do not move alike, and
 * levels that move anyway, against it. Weights and limits lie in the gap between planted dips and ten minutes of music.
 */
const UNEVEN_WEIGHT = 2;
const LEAST_EVIDENCE = -2;
const SURE_EVIDENCE = 2;
const MOST_FINDINGS = 50;
/** More dips than this in three seconds are a rhythm. */
const MOST_IN_RHYTHM = 6;
const RHYTHM_S = 3;

interface Edge {
  readonly hop: number;
  readonly db: number;
  /** Of the channel's own bands, before then after; made when first asked for. */
  bands: Float64Array | null;
}

interface Dip extends Span {
  readonly depthDb: number;
  readonly evidence: number;
}

/** Follows one channel. */
class ChannelDips {
  readonly dips: Dip[] = [];
  private readonly hop: number;
  private readonly look: BandLook;
  private readonly ring: Float64Array;
  private readonly energies = new Float64Array(KEPT_HOPS);
  private readonly downs: Edge[] = [];
  private readonly ups: Edge[] = [];
  /** Edges in dB at the last three steps. */
  private readonly edges = new Float64Array(3);
  private at = 0;
  private sum = 0;
  private last = 0;

  constructor(rate: number, look: BandLook) {
    this.look = look;
    this.hop = Math.max(1, Math.round(rate / HOPS_A_SECOND));
    let kept = 64;
    while (kept < KEPT_S * rate) kept *= 2;
    this.ring = new Float64Array(kept);
  }

  push(x: Float64Array, frames: number): void {
    for (let start = 0; start < frames; ) {
      const end = Math.min(frames, start + this.hop - (this.at % this.hop));
      this.gather(x, start, end);
      start = end;
      if (this.at % this.hop === 0) this.closeHop(this.at / this.hop - 1);
    }
  }

  private gather(x: Float64Array, start: number, end: number): void {
    const { ring } = this;
    const mask = ring.length - 1;
    let { last, sum, at } = this;
    for (let i = start; i < end; i++, at++) {
      const now = x[i]!;
      ring[at & mask] = now;
      sum += (now - last) * (now - last);
      last = now;
    }
    this.last = last;
    this.sum = sum;
    this.at = at;
  }

  private closeHop(hop: number): void {
    this.energies[hop % KEPT_HOPS] = this.sum;
    this.sum = 0;
    const centre = hop - LOOK_HOPS - SKIP_HOPS + 1;
    if (centre > SIDE_HOPS + LOOK_HOPS) this.findEdge(centre);
    const up = this.ups[0];
    if (up !== undefined && hop >= up.hop + SIDE_HOPS + SKIP_HOPS) {
      this.ups.shift();
      this.judge(up);
    }
  }

  /** dB of the mean energy of `count` steps from step `from` on. */
  private readonly levelOf = (from: number, count: number): number => {
    let sum = FLOOR;
    for (let h = from; h < from + count; h++) sum += this.energies[h % KEPT_HOPS]!;
    return dbFromPower(sum / count);
  };

  /** Keeps the edge one step back if it is steeper than its neighbours. */
  private findEdge(centre: number): void {
    const { edges } = this;
    edges[0] = edges[1]!;
    edges[1] = edges[2]!;
    const after = this.levelOf(centre + SKIP_HOPS, LOOK_HOPS);
    edges[2] = after - this.levelOf(centre - SKIP_HOPS - LOOK_HOPS, LOOK_HOPS);
    const size = Math.abs(edges[1]);
    if (size < LEAST_EDGE_DB || size < Math.abs(edges[0]) || size <= Math.abs(edges[2])) return;
    const edge: Edge = { hop: centre - 1, db: edges[1], bands: null };
    if (edge.db > 0) this.ups.push(edge);
    else this.downs.push(edge);
  }

  /** The best dip that ends with `up`. */
  private judge(up: Edge): void {
    const { downs } = this;
    while (downs.length > 0 && up.hop - downs[0]!.hop > MOST_S * HOPS_A_SECOND) downs.shift();
    let best: Dip | null = null;
    for (const down of downs) {
      if (up.hop - down.hop < LEAST_S * HOPS_A_SECOND) break;
      if (Math.abs(up.db + down.db) > MOST_UNEQUAL_DB) continue;
      const dip = this.dip(down, up);
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

  private dip(down: Edge, up: Edge): Dip | null {
    const clearance = clearanceDb(this.levelOf, down.hop, up.hop);
    if (clearance < LEAST_CLEARANCE_DB) return null;
    const before = this.bandsAt(down);
    const after = this.bandsAt(up);
    const fall = bandChange(before, after, -1);
    const rise = bandChange(after, before, 1);
    if (fall === null || rise === null || -fall.db < LEAST_DEPTH_DB || rise.db < LEAST_DEPTH_DB) return null;
    const evidence =
      Math.min(-fall.db, rise.db) +
      Math.min(clearance, MOST_CLEARANCE_DB) -
      UNEVEN_WEIGHT * (fall.uneven + rise.uneven) -
      unrestDb(this.levelOf, down.hop, up.hop);
    if (evidence < LEAST_EVIDENCE) return null;
    const depthDb = (rise.db - fall.db) / 2;
    return { start: down.hop * this.hop, end: up.hop * this.hop, depthDb, evidence };
  }

  private bandsAt(edge: Edge): Float64Array {
    edge.bands ??= this.look.around(this.ring, edge.hop * this.hop);
    return edge.bands;
  }
}

class LevelDipDetector implements Detector {
  private readonly rate: number;
  private readonly channels: readonly ChannelDips[];

  constructor({ sampleRateHz, channels }: SignalFormat) {
    const look = new BandLook(sampleRateHz);
    this.rate = sampleRateHz;
    this.channels = Array.from({ length: channels }, () => new ChannelDips(sampleRateHz, look));
  }

  push(block: Block): void {
    this.channels.forEach((dips, c) => dips.push(block.channels[c]!, block.frames));
  }

  result(): Finding[] {
    const perChannel = this.channels.map(({ dips }) => dips);
    const all = perChannel.flat();
    return acrossChannels(perChannel).map(({ start, end, channel }) => {
      const here = all.filter((dip) => dip.start < end && dip.end > start);
      const surest = here.reduce((best, dip) => (dip.evidence > best.evidence ? dip : best));
      return this.finding({ ...surest, start, end }, channel, this.isRhythm(start, all));
    });
  }

  private isRhythm(start: number, all: readonly Dip[]): boolean {
    const near = all.filter((dip) => Math.abs(dip.start - start) < (RHYTHM_S / 2) * this.rate);
    return near.length > MOST_IN_RHYTHM * this.channels.length;
  }

  private finding(dip: Dip, channel: Finding['channel'], rhythm: boolean): Finding {
    const sure = dip.evidence >= SURE_EVIDENCE && !rhythm;
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
