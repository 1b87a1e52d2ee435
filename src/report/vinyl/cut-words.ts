// Cut words: a record's cut in sentences: what stands on which side, at which level, what was done and why.
import type { Move } from '../../master/plan.ts';
import type { AskedRule, VinylCut, VinylSide } from '../../deliver/vinyl/vinyl-cut.ts';
import { clock, fixed, level, rate, signed, spokenHertz } from '../figures.ts';
import { VINYL_NOTES } from '../delivery/words-vinyl.ts';
import { unworded, type Facts } from '../phrase.ts';

const SMALL_NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `Two sides of 18:02 and 17:40, to be cut at +0.4 dB.` */
export function cutVerdict({ sides, level: { cutDb } }: VinylCut): string {
  const lengths = sides.map(({ lengthS }) => clock(lengthS, 0));
  const last = lengths.at(-1)!;
  const listed = lengths.length === 1 ? last : `${lengths.slice(0, -1).join(', ')} and ${last}`;
  const many = SMALL_NUMBERS[sides.length] ?? String(sides.length);
  const count = `${many[0]!.toUpperCase()}${many.slice(1)} ${sides.length === 1 ? 'side' : 'sides'}`;
  return `${count} of ${listed}, to be cut at ${signed(cutDb)} dB.`;
}

export function formatLine({ inches, rpm, sampleRateHz, bits }: VinylCut): string {
  return `${inches}-inch, ${rpm === 33 ? '33⅓' : '45'} rpm, WAV ${rate(sampleRateHz)}, ${bits} bits`;
}

/** What the level means and what decided it. */
export function levelWords({ level: limits, bestMinutes, mostMinutes }: VinylCut): string {
  const { byLengthDb, byRoomDb, bySlopeDb, cutDb, table } = limits;
  const whose = table === 'plant' ? 'the plant’s own table' : 'the usual table';
  return (
    `0 dB is the reference level: the loudest three seconds at 5 cm/s. By length, ${whose} gives ${signed(byLengthDb)} dB; ` +
    `by the room that its grooves take, the record fits at ${signed(byRoomDb)} dB; by their slopes it can be cut at ${signed(bySlopeDb)} dB. ` +
    `The least of them decides, and all maps are drawn for ${signed(cutDb)} dB. ` +
    `This plant likes sides up to ${fixed(bestMinutes)} minutes and cuts ${fixed(mostMinutes)} at most.`
  );
}

/** Its reason, with what it was set to. */
export function moveReason(move: Move): string {
  const [because] = move.because;
  if (because === undefined) return move.id;
  const crossovers = move.params.crossovers;
  const bands = move.params.bands;
  const first = (list: unknown): Facts => (Array.isArray(list) ? ((list[0] as Facts | undefined) ?? {}) : {});
  const { value, target } = because;
  const facts = {
    ...move.params,
    ...first(bands),
    ...first(crossovers),
    value,
    target,
  };
  return VINYL_NOTES[because.code]?.(facts) ?? unworded(because.code, facts);
}

const MOVE_TITLES: Readonly<Record<string, string>> = {
  'vinyl-mono-lows': 'Lows to the middle',
  'vinyl-in-phase': 'Lows in phase',
  'vinyl-low-cut': 'Low cut',
  'vinyl-high-cut': 'High cut',
  'vinyl-level': 'Level',
  'vinyl-de-ess': 'De-esser, proposed only',
};

export function moveTitle({ id }: Move): string {
  return MOVE_TITLES[id] ?? id;
}

export function restraintSentence({ code, facts }: VinylSide['restraints'][number]): string {
  return VINYL_NOTES[code]?.(facts) ?? unworded(code, facts);
}

/** A side's figures in one line. */
export function figuresLine({ figures }: VinylSide): string {
  const told = [
    level(figures.integratedLufs, 'LUFS'),
    `peaks to ${level(figures.truePeakDbtp, 'dBTP')}`,
    `${level(figures.plrDb, 'dB')} between them`,
    `correlation ${fixed(figures.correlation, 2)}`,
  ];
  return told.join(', ');
}

/** What to scratch beside the label, where a catalogue number is known. */
export function matrixText({ catalogueNumber }: VinylCut, side: string): string | null {
  return catalogueNumber === null ? null : `${catalogueNumber}-${side}`;
}

const ASKED: Readonly<Record<string, (value: number) => string>> = {
  ceilingDbtp: (value) => `Peaks up to ${level(value, 'dBTP')}`,
  leastPlrDb: (value) => `Peaks at least ${level(value, 'dB')} above the loudness`,
  mostRmsDbfs: (value) => `RMS at most ${level(value, 'dBFS')}`,
  monoBelowHz: (value) => `In the middle below ${spokenHertz(value)}`,
  inPhaseBelowHz: (value) => `In phase below ${spokenHertz(value)}`,
  leastCorrelation: (value) => `Correlation of the channels at least ${fixed(value, 2)}`,
  lowCutHz: (value) => `Nothing below ${spokenHertz(value)}`,
  highCutHz: (value) => `Nothing above ${spokenHertz(value)}`,
};

/** What the plant asks, and how far that can be trusted. */
export function askedWords({ field, value, source }: AskedRule): readonly [asked: string, source: string] {
  const asked = ASKED[field]?.(value) ?? `${field} ${value}`;
  if (source === null) return [asked, 'source not told'];
  return [asked, `${source.text}; ${source.date}, ${source.confidence}`];
}
