// Impulses: clicks, pops, crackle and bit errors: a few samples that the music on both sides knows nothing of.
import { dbFromGain } from '../../dsp/decibel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding, FindingChannel, Severity } from '../finding.ts';
import {
  crackles,
  grouped,
  guessConfidence,
  guesses,
  heardTogether,
  isEdgy,
  isTall,
  strongest,
  sureness,
  withDifference,
  type Heard,
} from '../heard/jolt-kinds.ts';
import { jolts, type Jolt, type Jolts } from '../heard/jolts.ts';

/** Up to so many samples it is a tick; more have a body and are heard as a pop. */
const MOST_CLICK_FRAMES = 3;
/** A longer pop is a warning only where it is plain: the attacks of voices and drums can look like it. */
const SHORT_POP_FRAMES = 12;
/** What stands out less from its surroundings is not told. */
const LEAST_ISOLATION = 2.5;
/** What is as high as the music itself is told, as a hint, where it stands out a little. */
const LEAST_TALL_ISOLATION = 2;
/** From here on it is told as a warning, where the song has no sharp edges of its own. */
const SURE_CLICK_ISOLATION = 5;
const SURE_POP_ISOLATION = 6;
const SURE_LONG_POP_ISOLATION = 30;
/** Attacks of music stand out like a pop by so much. */
const USUAL_POP_ISOLATION = 4.9;
/** And only where redrawing a few samples takes nearly all of it away. */
const SURE_GAIN = 4;
/** In a texture of blips a click must stand out by so much more than they do. */
const TEXTURE_FACTOR = 3;
const LEAST_TEXTURE = 10;
/** The crackle of an old record hardly stands out from its own hiss. */
const SURE_CRACKLE_ISOLATION = 7;
/** Bit errors move samples by a power of two of full scale; three or more of them, and hardly any that do not. */
const LEAST_BIT_ERRORS = 3;
const LEAST_POWER_SHARE = 0.7;
/** And this many standard deviations more than chance would give. */
const BEYOND_CHANCE = 3;
const BIT_ERROR_GAP_S = 1;
const MANY_BIT_ERRORS = 10;
const MOST_FINDINGS = 50;

class ImpulseDetector implements Detector {
  private readonly format: SignalFormat;
  private readonly jolts: Jolts;

  constructor(format: SignalFormat, source: Jolts) {
    this.format = format;
    this.jolts = source;
  }

  push(): void {}

  result(): Finding[] {
    const { channels, sampleRateHz } = this.format;
    const heard = heardTogether(this.jolts.jolts, channels);
    const edgy = isEdgy(heard, this.jolts.frames / sampleRateHz);
    const bits = bitErrorsAmong(heard);
    const rest = heard.filter((one) => !bits.has(one));
    const clouds = crackles(rest, sampleRateHz);
    const dust = new Set(clouds.flat());
    const known = edgy ? rest : withDifference(rest, this.jolts.jolts);
    const singles = known.filter((one) => isTold(one) && !dust.has(one));
    const floor = TEXTURE_FACTOR * textureOf(heard, this.jolts.frames / sampleRateHz);
    const sure = edgy ? [] : singles.filter(({ jolt }) => isSure(jolt) && sureness(jolt) >= floor);
    const unsure = singles.filter((one) => !sure.includes(one));
    return [
      ...grouped([...bits], BIT_ERROR_GAP_S * sampleRateHz).map((group) => this.bitErrors(group)),
      ...clouds.map((cloud) => this.crackle(cloud, edgy)),
      ...strongest(sure, MOST_FINDINGS).map((one) => this.single(one, true)),
      ...guesses(unsure, isHint).map((one) => this.single(one, false)),
    ];
  }

  private single(one: Heard, sure: boolean): Finding {
    const { jolt, channel } = one;
    const click = jolt.length <= MOST_CLICK_FRAMES;
    const usual = click ? LEAST_ISOLATION : USUAL_POP_ISOLATION;
    return {
      code: click ? 'click' : 'pop',
      severity: sure ? 'warning' : 'note',
      confidence: sure ? Math.min(0.99, 1 - 1 / jolt.isolation) : guessConfidence(jolt.isolation, usual),
      channel,
      ...this.place([one]),
      value: dbFromGain(jolt.ratio),
      unit: 'dB',
      facts: { samples: jolt.length, height: jolt.amplitude },
    };
  }

  private crackle(members: readonly Heard[], edgy: boolean): Finding {
    const sure = members.filter(({ jolt }) => isSure(jolt)).length;
    const plain = middleOf(members) >= SURE_CRACKLE_ISOLATION && 2 * sure > members.length;
    const severity: Severity = plain && !edgy ? 'warning' : 'note';
    return {
      code: 'crackle',
      severity,
      confidence: severity === 'note' ? 0.3 : 0.9,
      channel: commonChannel(members),
      ...this.place(members),
      value: members.length,
      unit: 'clicks',
    };
  }

  private bitErrors(members: readonly Heard[]): Finding {
    return {
      code: 'bit-error',
      severity: members.length >= MANY_BIT_ERRORS ? 'error' : 'warning',
      confidence: 0.95,
      channel: commonChannel(members),
      ...this.place(members),
      value: members.length,
      unit: 'samples',
      facts: { height: Math.max(...members.map(({ jolt }) => jolt.amplitude)) },
    };
  }

  private place(members: readonly Heard[]): { startS: number; endS: number } {
    const first = members[0]!.jolt;
    const last = members.at(-1)!.jolt;
    const rate = this.format.sampleRateHz;
    return { startS: first.frame / rate, endS: (last.frame + last.length) / rate };
  }
}

/** Where blips come more often than once a second they are part of the sound (an old record): how far they stand out. */
function textureOf(heard: readonly Heard[], seconds: number): number {
  const blips = heard.filter(({ jolt, kind }) => kind === 'blip' || (kind === 'break' && jolt.length > 0));
  return blips.length >= LEAST_TEXTURE && blips.length > seconds ? middleOf(blips) : 0;
}

/** Median isolation. */
function middleOf(heard: readonly Heard[]): number {
  const ordered = heard.map(({ jolt }) => jolt.isolation).sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)]!;
}

function isTold({ jolt, kind }: Heard): boolean {
  return kind === 'blip' && jolt.isolation >= (isTall(jolt) ? LEAST_TALL_ISOLATION : LEAST_ISOLATION);
}

/** Told for its height alone. */
function isHint({ jolt }: Heard): boolean {
  return jolt.isolation < LEAST_ISOLATION;
}

function isSure(jolt: Jolt): boolean {
  const { length, ratio, left } = jolt;
  if (ratio < SURE_GAIN * left) return false;
  if (length <= MOST_CLICK_FRAMES) return sureness(jolt) >= SURE_CLICK_ISOLATION;
  return sureness(jolt) >= (length <= SHORT_POP_FRAMES ? SURE_POP_ISOLATION : SURE_LONG_POP_ISOLATION);
}

/** Blips that wrong bits made: single samples, moved by powers of two far more often than chance would have it. */
function bitErrorsAmong(heard: readonly Heard[]): Set<Heard> {
  const single = heard.filter((one) => isTold(one) && one.jolt.length === 1);
  const hits = single.filter(({ jolt }) => powerOfTwoError(jolt.amplitude) <= tolerance(jolt));
  // A tolerance t covers 2 log2(1 + t), about 3 t, of every octave.
  const chance = single.reduce((sum, { jolt }) => sum + Math.min(1, 3 * tolerance(jolt)), 0);
  const least = chance + BEYOND_CHANCE * Math.sqrt(chance);
  const enough = Math.max(LEAST_BIT_ERRORS, LEAST_POWER_SHARE * single.length, least);
  return new Set(hits.length >= enough ? hits : []);
}

/** Share by which a drawn sample may miss: the errors around it. */
function tolerance(jolt: Jolt): number {
  return 0.005 + 2 / jolt.ratio;
}

/** Distance from the nearest power of two, as a share of it. */
function powerOfTwoError(amplitude: number): number {
  let power = 2;
  while (power > amplitude * 1.4142) power /= 2;
  return Math.abs(amplitude / power - 1);
}

function commonChannel(members: readonly Heard[]): FindingChannel | null {
  const [first] = members;
  return members.every(({ channel }) => channel === first!.channel) ? first!.channel : 'both';
}

/** A few samples out of the music's course. */
export const IMPULSES: DetectorKind = {
  id: 'impulses',
  codes: ['click', 'pop', 'crackle', 'bit-error'],
  create: (hearing) => new ImpulseDetector(hearing.format, hearing.stream(jolts)),
};
