// Mono safety: octaves whose sides outweigh their middle are narrowed, just enough that one loudspeaker still plays them.
import { dbFromPower, gainFromDb } from '../../dsp/decibel.ts';
import { lowAmplitude } from '../../dsp/zero-phase.ts';
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { imageOf, octaveImages, powerOf, withWidth, type OctaveImage } from '../image-in.ts';

/** Below, it is the bass, which has a decider of its own. */
const LOWEST_HZ = 140;
/** A phone or a club loses 5.5 dB and more of such an octave; of 45 clean pieces the worst loses 5.2 dB. */
const DANGER_DB = 4;
/** Octaves beside it that are this wide belong to it. */
const ALONG_DB = 1.5;
/** More side than middle by this: without its sides the band would be gone from two loudspeakers too. */
const OPPOSED_DB = 9;
/** A band that becomes quieter by more than this is repaired and not tuned. */
const REPAIR_DB = 3;
/** Octaves fainter than this against the whole song are not missed. */
const LEAST_SHARE_DB = -30;
/** Sides a little under the middle: mono then loses 2 dB. */
const AIM_DB = -2.5;
/** Narrower than this, and too little of what was wide is left on two loudspeakers. */
const LEAST_WIDTH = 0.35;
const MOST_PARTS = 2;

/** Findings that somebody may have marked as meant. */
const WAIVABLE: ReadonlySet<string> = new Set(['mono-loss', 'antiphase']);

export const MONO_SAFETY: Decider = { id: 'mono-safety', stage: 'width', decide };

interface Part {
  readonly octaves: readonly OctaveImage[];
  readonly width: number;
}

function decide({ analysis: { measurements, findings }, soFar }: Question): Decision {
  const isWaived = findings.some(({ code, waived }) => WAIVABLE.has(code) && waived !== undefined);
  if (isWaived || soFar.some(({ id }) => id === 'polarity' || id === 'delay')) return NOTHING;
  const all = octaveImages(measurements);
  const run = worstRun(all);
  if (run.length === 0) return NOTHING;
  if (sidesDb(run) > OPPOSED_DB)
    return alone('band-mostly-sides', {
      lowHz: Math.round(run[0]!.lowHz),
      highHz: Math.round(run.at(-1)!.highHz),
      sideToMidDb: hundredth(sidesDb(run)),
    });
  return narrowed(run, run.at(-1) === all.at(-1));
}

function narrowed(run: readonly OctaveImage[], endsAtTop: boolean): Decision {
  const parts = partsOf(run);
  const crossovers = [
    ...parts.map((part) => part.octaves[0]!.lowHz),
    ...(endsAtTop ? [] : [run.at(-1)!.highHz]),
  ];
  const widths = [1, ...parts.map(({ width }) => width), ...(endsAtTop ? [] : [1])];
  const quieter = run.map((octave) => withWidth(octave, (hz) => widthAt(hz, crossovers, widths)));
  const after = imageOf(quieter)!;
  const before = imageOf(run)!;
  const span = `${Math.round(run[0]!.lowHz)}-${Math.round(run.at(-1)!.highHz)}`;
  const measurement = `mono-loss-${span}`;
  const loss = {
    measurement,
    before: hundredth(before.monoLossDb),
    after: hundredth(after.monoLossDb),
    unit: 'dB',
  };
  const lostDb = dbFromPower(powerOf(run) / powerOf(quieter));
  const code = lostDb > REPAIR_DB ? 'mono-repair' : 'mono-unsafe';
  const sides = { before: hundredth(before.sideToMidDb), after: hundredth(after.sideToMidDb) };
  const move = moveOf({
    id: 'mono-safety',
    stage: 'width',
    kind: 'width',
    params: {
      crossovers: crossovers.map((hz) => ({ hz: Math.round(hz) })),
      bands: widths.map((width) => ({ widthPercent: Math.round(100 * width) })),
    },
    because: [{ code, measurement, value: loss.before, target: loss.after, unit: 'dB' }],
    expects: [loss, { measurement: `side-to-mid-${span}`, ...sides, unit: 'dB' }],
    confidence: 0.75,
    rejected: [
      {
        code: 'mono-safety-everywhere',
        facts: { lowHz: Math.round(run[0]!.lowHz), highHz: Math.round(run.at(-1)!.highHz) },
      },
    ],
  });
  return { moves: [move], restraints: [] };
}

/** Of the stretches of octaves that are in danger, with what is wide beside them, the one that holds most of the song. */
function worstRun(all: readonly OctaveImage[]): OctaveImage[] {
  const whole = powerOf(all);
  const runs: OctaveImage[][] = [[]];
  for (const octave of all) {
    const isHeard = dbFromPower(powerOf([octave]) / whole) >= LEAST_SHARE_DB;
    if (octave.lowHz >= LOWEST_HZ && isHeard && sidesDb([octave]) >= ALONG_DB) runs.at(-1)!.push(octave);
    else if (runs.at(-1)!.length > 0) runs.push([]);
  }
  return runs
    .filter((run) => run.some((octave) => sidesDb([octave]) >= DANGER_DB))
    .reduce((a, b) => (powerOf(b) > powerOf(a) ? b : a), []);
}

function sidesDb(octaves: readonly OctaveImage[]): number {
  return imageOf(octaves)!.sideToMidDb;
}

/** Halves of the stretch, each as wide as it needs. */
function partsOf(run: readonly OctaveImage[]): Part[] {
  const each = Math.ceil(run.length / MOST_PARTS);
  return Array.from({ length: Math.ceil(run.length / each) }, (_, p) => {
    const octaves = run.slice(p * each, (p + 1) * each);
    return { octaves, width: Math.max(LEAST_WIDTH, gainFromDb(AIM_DB - sidesDb(octaves))) };
  });
}

/** What the `width` processor multiplies the sides by at a frequency. */
function widthAt(hz: number, crossovers: readonly number[], widths: readonly number[]): number {
  return widths.reduce((sum, width, b) => {
    const below = b < crossovers.length ? lowAmplitude(hz, crossovers[b]!, 4) : 1;
    const under = b > 0 ? lowAmplitude(hz, crossovers[b - 1]!, 4) : 0;
    return sum + (width - 1) * (below - under);
  }, 1);
}
