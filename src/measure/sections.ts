// Sections: which parts of the song are quiet, which loud, and the loudest and quietest fifteen seconds.
import { HOPS_PER_SECOND } from './hops.ts';
import {
  ABSOLUTE_GATE_LUFS,
  audibleLoudness,
  gatedLoudness,
  loudnessFromPower,
  powerFromLoudness,
} from './loudness.ts';
import { SHORT_TERM_HOPS, type LoudnessListener } from './loudness-meter.ts';
import type { Section, SectionKind, SectionsResult } from './measurements.ts';
import { rounded } from './rounded.ts';

const EXCERPT_S = 15;
/** The windows of 3 s that make up an excerpt; they lie 3 s apart, so that they share no sound. */
const EXCERPT_WINDOWS = (EXCERPT_S * HOPS_PER_SECOND) / SHORT_TERM_HOPS;
/** Within 2 LU of the integrated loudness, or over it, a part is loud; 6 LU under it is what one hears as quiet. */
const LOUD_OVER_LU = -2;
const QUIET_UNDER_LU = -6;
/** Shorter changes are phrases, not parts. */
const SHORTEST_S = 6;
const HALF_WINDOW_S = SHORT_TERM_HOPS / HOPS_PER_SECOND / 2;

/** Null of the excerpts where the song is shorter than 15 s; no parts where it is shorter than 3 s or silent. */
export function readSections(loudness: LoudnessListener, durationS: number): SectionsResult {
  const powers = loudness.shortTermPowers.values();
  const integrated = gatedLoudness(loudness.blockPowers.values());
  const means = excerptPowers(powers);
  return {
    loudest15S: excerpt(
      means,
      best(means, (a, b) => a > b),
    ),
    quietest15S: excerpt(means, best(means, quieterButAudible)),
    parts: integrated === null ? [] : parts(powers, integrated, durationS),
  };
}

/** Mean power of the 15 s that begin with each hop. */
function excerptPowers(powers: Float64Array): Float64Array {
  const count = Math.max(0, powers.length - (EXCERPT_WINDOWS - 1) * SHORT_TERM_HOPS);
  return Float64Array.from({ length: count }, (_, hop) => {
    let sum = 0;
    for (let w = 0; w < EXCERPT_WINDOWS; w++) sum += powers[hop + w * SHORT_TERM_HOPS]!;
    return sum / EXCERPT_WINDOWS;
  });
}

function best(means: Float64Array, better: (a: number, b: number) => boolean): number {
  let at = 0;
  for (let i = 1; i < means.length; i++) if (better(means[i]!, means[at]!)) at = i;
  return at;
}

/** Silence is no quiet music. */
function quieterButAudible(a: number, b: number): boolean {
  const gate = powerFromLoudness(ABSOLUTE_GATE_LUFS);
  return a > gate && (a < b || !(b > gate));
}

function excerpt(means: Float64Array, hop: number): SectionsResult['loudest15S'] {
  const lufs = hop < means.length ? audibleLoudness(means[hop]!) : null;
  if (lufs === null || lufs <= ABSOLUTE_GATE_LUFS) return null;
  const startS = hop / HOPS_PER_SECOND;
  return { startS, endS: startS + EXCERPT_S, lufs: rounded(lufs, 2) };
}

/** Hop by hop, `power` being that of the 3 s around its end. */
function parts(powers: Float64Array, integratedLufs: number, durationS: number): Section[] {
  const loud = powerFromLoudness(integratedLufs + LOUD_OVER_LU);
  const quiet = powerFromLoudness(integratedLufs + QUIET_UNDER_LU);
  const kinds = Array.from(
    powers,
    (power): SectionKind => (power >= loud ? 'loud' : power <= quiet ? 'quiet' : 'middle'),
  );
  const runs = withoutShort(runsOf(kinds));
  return runs.map(({ kind, from, to }, i) => ({
    kind,
    startS: i === 0 ? 0 : rounded(from / HOPS_PER_SECOND + HALF_WINDOW_S, 1),
    endS: i === runs.length - 1 ? durationS : rounded(to / HOPS_PER_SECOND + HALF_WINDOW_S, 1),
    lufs: meanLufs(powers.subarray(from, to)),
  }));
}

interface Run {
  readonly kind: SectionKind;
  readonly from: number;
  readonly to: number;
}

function runsOf(kinds: readonly SectionKind[]): Run[] {
  const runs: Run[] = [];
  kinds.forEach((kind, hop) => {
    const last = runs.at(-1);
    if (last?.kind === kind) runs[runs.length - 1] = { ...last, to: hop + 1 };
    else runs.push({ kind, from: hop, to: hop + 1 });
  });
  return runs;
}

/** The shortest run that is too short joins the longer of its neighbours, until none is left. */
function withoutShort(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  while (kept.length > 1) {
    const lengths = kept.map(({ from, to }) => to - from);
    const shortest = lengths.indexOf(Math.min(...lengths));
    if (lengths[shortest]! >= SHORTEST_S * HOPS_PER_SECOND) break;
    const before = lengths[shortest - 1] ?? -1;
    const after = lengths[shortest + 1] ?? -1;
    join(kept, shortest, before >= after ? shortest - 1 : shortest + 1);
  }
  return kept;
}

/** Run `at` takes the kind of its neighbour; runs of one kind that then touch become one. */
function join(runs: Run[], at: number, neighbour: number): void {
  runs[at] = { ...runs[at]!, kind: runs[neighbour]!.kind };
  for (let i = runs.length - 1; i > 0; i--) {
    if (runs[i]!.kind !== runs[i - 1]!.kind) continue;
    runs.splice(i - 1, 2, { ...runs[i - 1]!, to: runs[i]!.to });
  }
}

function meanLufs(powers: Float64Array): number | null {
  const lufs = loudnessFromPower(powers.reduce((sum, power) => sum + power, 0) / powers.length);
  return lufs > ABSOLUTE_GATE_LUFS && Number.isFinite(lufs) ? rounded(lufs, 2) : null;
}
