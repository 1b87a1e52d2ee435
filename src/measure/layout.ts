// Layout: which loudspeaker each channel feeds, how much BS.1770-5 lets it count, and by what rule that was decided.
import type { LayoutResult } from './measurements.ts';

/**
 * Loudspeakers by the names of ITU-R BS.2051: L R C front, LFE bass effects, Ls Rs surround (90° to 110°), Lb Rb rear (135°),
 * Lc Rc between L and C, Lw Rw wide (60°), Cs behind; T… above (30° and more), B… below.
 */
type Speaker = string;

/** BS.1770-5 Annex 1 table 3 and Annex 3: 60° to 120° to the side and less than 30° up counts 1.41, low frequency effects nothing. */
const SIDE_WEIGHT = 1.41;
const TO_THE_SIDE: ReadonlySet<Speaker> = new Set(['Ls', 'Rs', 'Lw', 'Rw']);
const BASS_EFFECTS: ReadonlySet<Speaker> = new Set(['LFE', 'LFE2']);

/** Orders of ITU-R BS.2051 (6.1: that of WAVE), for files that do not state theirs. */
const BY_COUNT: Readonly<Record<number, readonly [name: string, speakers: string]>> = {
  1: ['mono', 'M'],
  2: ['stereo', 'L R'],
  3: ['3.0', 'L R C'],
  4: ['quadrophonic', 'L R Ls Rs'],
  5: ['5.0', 'L R C Ls Rs'],
  6: ['5.1', 'L R C LFE Ls Rs'],
  7: ['6.1', 'L R C LFE Cs Ls Rs'],
  8: ['7.1', 'L R C LFE Ls Rs Lb Rb'],
  10: ['5.1.4', 'L R C LFE Ls Rs TpFL TpFR TpBL TpBR'],
  12: ['7.1.4', 'L R C LFE Ls Rs Lb Rb TpFL TpFR TpBL TpBR'],
  24: [
    '22.2',
    'Lw Rw C LFE Lb Rb L R Cs LFE2 Ls Rs TpFL TpFR TpFC TpC TpBL TpBR TpSiL TpSiR TpBC BtFC BtFL BtFR',
  ],
};

/** Names of the bits of a WAVE channel mask, lowest first; the channels of a file stand in this order. */
const MASK_SPEAKERS = 'L R C LFE Lb Rb Lc Rc Cs Ls Rs TpC TpFL TpFC TpFR TpBL TpBC TpBR'.split(' ');
const NAMES_BY_SPEAKERS: ReadonlyMap<string, string> = new Map([
  ...Object.values(BY_COUNT).map(([name, speakers]) => [sorted(speakers), name] as const),
  [sorted('L R C LFE Ls Rs Lc Rc'), '7.1 wide'],
  [sorted('L R C LFE Ls Rs TpFL TpFR'), '5.1.2'],
  [sorted('L R C LFE Ls Rs Lb Rb TpFL TpFR'), '7.1.2'],
]);

/** How one channel alone counts: as one loudspeaker (BS.1770), or as the two it will be played from (3.01 LU more). */
export type MonoRule = 'one-loudspeaker' | 'two-loudspeakers';

export interface LayoutOptions {
  /** WAVE's dwChannelMask, where the file states one; 0 and undefined: it does not. */
  readonly channelMask?: number | undefined;
  readonly mono?: MonoRule | undefined;
}

/** Any number of channels; those whose place is not known count 1. */
export function layoutOf(channels: number, options: LayoutOptions = {}): LayoutResult {
  const { channelMask = 0, mono = 'one-loudspeaker' } = options;
  if (channels === 1) return monoLayout(mono);
  const stated = channelMask === 0 ? null : speakersOfMask(channelMask, channels);
  if (stated !== null) return layout(nameOf(stated), stated, 'channel-mask');
  const known = BY_COUNT[channels];
  if (known !== undefined) return layout(known[0], known[1].split(' '), 'channel-count');
  return layout(
    `${channels} channels`,
    Array.from({ length: channels }, () => '?'),
    'unknown',
  );
}

function monoLayout(mono: MonoRule): LayoutResult {
  return { name: 'mono', speakers: ['M'], weights: [mono === 'one-loudspeaker' ? 1 : 2], rule: mono };
}

function layout(name: string, speakers: readonly Speaker[], rule: LayoutResult['rule']): LayoutResult {
  return { name, speakers, weights: speakers.map(weightOf), rule };
}

/** Null where the mask names fewer loudspeakers than there are channels. */
function speakersOfMask(mask: number, channels: number): Speaker[] | null {
  const named = MASK_SPEAKERS.filter((_, bit) => (mask >>> bit) & 1);
  if (named.length < channels) return null;
  const speakers = named.slice(0, channels);
  // Without a side pair the "back" pair is the surround pair of 5.1, at 110°.
  return speakers.includes('Ls')
    ? speakers
    : speakers.map((speaker) => (speaker === 'Lb' ? 'Ls' : speaker === 'Rb' ? 'Rs' : speaker));
}

function weightOf(speaker: Speaker): number {
  if (BASS_EFFECTS.has(speaker)) return 0;
  return TO_THE_SIDE.has(speaker) ? SIDE_WEIGHT : 1;
}

function nameOf(speakers: readonly Speaker[]): string {
  return NAMES_BY_SPEAKERS.get(sorted(speakers.join(' '))) ?? `${speakers.length} channels`;
}

function sorted(speakers: string): string {
  return speakers.split(' ').sort().join(' ');
}

/** BS.1770-5 weights by channel count alone. */
export function channelWeights(channels: number): readonly number[] {
  return layoutOf(channels).weights;
}
