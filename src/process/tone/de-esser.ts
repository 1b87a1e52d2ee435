// De-esser: takes back sibilants that stand out of the voice, in their own band or in the whole sound, at any level alike.
import { bandPass, lowCut } from '../../dsp/biquad-design.ts';
import { gainFromDb } from '../../dsp/decibel.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { GainTrace } from '../control/gain-trace.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { BandDesk, bandHopFrames, type BandWorker } from './band-desk.ts';
import { BandEar } from './band-ear.ts';
import { BandMoves } from './band-moves.ts';
import { DeEsserLaw } from './de-esser-law.ts';
import { LaneMove } from './lane-move.ts';

export const DE_ESSER: ProcessorKind = {
  id: 'de-esser',
  title: 'De-esser',
  params: {
    hz: {
      type: 'number',
      unit: 'Hz',
      min: 2000,
      max: 16000,
      default: 7000,
      caption: 'middle of the sibilants',
    },
    q: { type: 'number', unit: '', min: 0.3, max: 4, default: 1, caption: 'narrowness of their band' },
    thresholdDb: {
      type: 'number',
      unit: 'dB',
      min: -40,
      max: 20,
      default: -12,
      caption: 'level of the sibilants against that of the voice at which it begins to act',
    },
    rangeDb: { type: 'number', unit: 'dB', min: 0, max: 24, default: 6, caption: 'never takes back more' },
    attackMs: {
      type: 'number',
      unit: 'ms',
      min: 0.5,
      max: 50,
      default: 2,
      caption: 'time to take hold (63 %)',
    },
    releaseMs: {
      type: 'number',
      unit: 'ms',
      min: 5,
      max: 500,
      default: 50,
      caption: 'time to let go (63 %)',
    },
    mode: {
      type: 'choice',
      choices: ['split', 'wide'],
      default: 'split',
      caption: 'split: turns down the band of the sibilants; wide: the whole sound for their time',
    },
    channel: {
      type: 'choice',
      choices: ['stereo', 'mid', 'side'],
      default: 'stereo',
      caption: 'both channels alike, only what they share, or only how they differ',
    },
  },
  create: createDeEsser,
  atStrength: (params, strength): ParamRecord => ({
    ...params,
    rangeDb: (params.rangeDb as number) * strength,
  }),
  isNeutral: (params) => params.rangeDb === 0,
};

/** The band of the voice: the first formants of vowels lie between 300 and 1800 Hz. */
const VOICE_HZ = 800;
const VOICE_Q = 0.7;
/** An ear stays below this share of the rate. */
const HIGHEST_EAR_SHARE = 0.45;

/** Over one pair of channels. */
class DeEsser implements BandWorker {
  readonly turned: boolean;
  readonly ringFrames: number;
  /** In dB, 0 or less. */
  changeDb = 0;
  private readonly sibilants: BandEar;
  private readonly voice: BandEar;
  private readonly law: DeEsserLaw;
  private readonly lane: LaneMove;
  /** How much the first and the second of what it hears count. */
  private readonly first: number;
  private readonly second: number;

  constructor(params: ParamRecord, moves: BandMoves, rate: number, hop: number, paired: boolean) {
    const lane = paired && params.channel !== 'stereo' ? (params.channel as 'mid' | 'side') : 'both';
    this.turned = lane !== 'both';
    this.first = lane === 'side' ? 0 : 1;
    this.second = lane === 'mid' ? 0 : 1;
    this.ringFrames = moves.ringFrames;
    const edge = Math.min(HIGHEST_EAR_SHARE * rate, lowerEdge(params.hz as number, params.q as number));
    this.sibilants = new BandEar(lowCut(edge, Math.SQRT1_2, rate), hop);
    this.voice = new BandEar(bandPass(VOICE_HZ, VOICE_Q, rate), hop);
    const times = { attackMs: params.attackMs as number, releaseMs: params.releaseMs as number };
    this.law = new DeEsserLaw(params.thresholdDb as number, params.rangeDb as number, times, rate / hop);
    this.lane = new LaneMove(lane, moves, hop, 0);
  }

  listen(left: Float64Array, right: Float64Array, frames: number, at: number): void {
    this.sibilants.listen(left, right, frames, at);
    this.voice.listen(left, right, frames, at);
  }

  ride(left: Float64Array, right: Float64Array | null, start: number, count: number): void {
    this.lane.ride(left, right, start, count);
  }

  decide(): void {
    const { sibilants, voice, first, second } = this;
    sibilants.next();
    voice.next();
    this.changeDb = this.law.next(
      first * sibilants.left + second * sibilants.right,
      first * voice.left + second * voice.right,
    );
    this.lane.moveTo(this.changeDb);
  }

  reset(): void {
    this.changeDb = 0;
    this.sibilants.reset();
    this.voice.reset();
    this.law.reset();
    this.lane.reset();
  }
}

/** Of a band of this width. All above it is heard: a steep edge keeps vowels out better than a band-pass does. */
function lowerEdge(hz: number, q: number): number {
  const half = 0.5 / q;
  return hz * (Math.sqrt(1 + half * half) - half);
}

function createDeEsser(params: ParamRecord, { sampleRateHz, channels }: SignalFormat): Processor {
  const hop = bandHopFrames(sampleRateHz);
  const range = params.rangeDb as number;
  const idle = range === 0 || (params.channel === 'side' && channels !== 2);
  const shape = params.mode === 'wide' ? 'wide' : 'bell';
  const moves = new BandMoves(shape, params.hz as number, params.q as number, -range, 0, sampleRateHz);
  const workers = Array.from(
    { length: idle ? 0 : Math.ceil(channels / 2) },
    () => new DeEsser(params, moves, sampleRateHz, hop, channels === 2),
  );
  return new TracedDesk(workers, hop, sampleRateHz);
}

/** Tells how much it took back. */
class TracedDesk implements Processor {
  readonly latencyFrames = 0;
  readonly tailFrames: number;
  private readonly desk: BandDesk;
  private readonly trace: GainTrace;

  constructor(workers: readonly DeEsser[], hop: number, rate: number) {
    const trace = new GainTrace(rate);
    this.trace = trace;
    this.desk = new BandDesk(
      workers.map((worker) => [worker]),
      hop,
      () => {
        let least = 0;
        for (let i = 0; i < workers.length; i++) least = Math.min(least, workers[i]!.changeDb);
        trace.hold(least === 0 ? 1 : gainFromDb(least), hop);
      },
    );
    this.tailFrames = this.desk.tailFrames;
  }

  get gainReductionDb(): Float64Array {
    return this.trace.gainReductionDb;
  }

  process(block: Block): void {
    this.desk.process(block);
  }

  reset(): void {
    this.desk.reset();
    this.trace.reset();
  }
}
