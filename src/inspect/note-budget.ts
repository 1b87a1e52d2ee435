// Note budget: which notes of a song are told: every fact of the file, and of the guesses only the strongest few.
import type { Finding } from './finding.ts';

/** What stands in the file and was measured, be it meant or not: always told. */
const FACTS: ReadonlySet<string> = new Set([
  'abrupt-end',
  'abrupt-start',
  'channel-delay',
  'clipping',
  'codec-overs',
  'dc-offset',
  'dead-channel',
  'dual-mono',
  'images',
  'imbalance',
  'intersample-over',
  'leading-silence',
  'lossy-origin',
  'low-bit-depth',
  'missing-dither',
  'mono-loss',
  'no-headroom',
  'over-limited',
  'padded-bits',
  'pre-emphasis',
  'speed-mismatch',
  'swapped-channels',
  'trailing-silence',
  'upsampled',
  'wide-bass',
]);

/** Kinds of guesses a song is given; a page of them would hide the one that is true. */
const MOST_CODES = 4;
/** Places of each kind: so many are listened to, not more. */
const MOST_PLACES = 6;
/** Detectors are this sure of what music does by itself every few seconds: confidence times how far it is beyond the limit. */
const LEAST_STRENGTH = 0.22;

/** `findings` in their order without the notes that are mere guesses and too weak or too many; errors and warnings all stay. */
export function withinNoteBudget(findings: readonly Finding[]): Finding[] {
  const guesses = findings.filter(isGuess).sort((a, b) => b.confidence - a.confidence);
  const told = new Map<string, Finding[]>();
  for (const guess of guesses) {
    if (guess.confidence < LEAST_STRENGTH) break;
    const places = told.get(guess.code) ?? [];
    if (told.has(guess.code) ? places.length >= MOST_PLACES : told.size >= MOST_CODES) continue;
    told.set(guess.code, [...places, guess]);
  }
  const kept = new Set([...told.values()].flat());
  return findings.filter((finding) => !isGuess(finding) || kept.has(finding));
}

function isGuess({ code, severity }: Finding): boolean {
  return severity === 'note' && !FACTS.has(code);
}
