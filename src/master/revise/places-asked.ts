// Places asked: where in the song a wish holds, as stretches of seconds: times, and parts as the analysis heard them.
import type { Analysis } from '../analysis.ts';
import type { Span } from '../plan.ts';
import { Fault } from '../../signal/fault.ts';
import { clockKey } from './clock-key.ts';
import type { PlaceAsked } from './asking.ts';
import type { SectionName } from './vocabulary.ts';

/** “At 1:12” reaches this far before and behind: a clock that is read while listening runs late. */
const AROUND_S = { before: 2, behind: 2 } as const;

/** The stretches of a place, in order; none empty. */
export interface Place {
  readonly spans: readonly Span[];
  /** Short and stable, for the ids of moves: `at-1m12`, `chorus`. */
  readonly key: string;
}

/**
 * `durationS`: of the song. Faults, all of kind `usage`: `place-beyond-song` (`asked`, `durationS`), `section-needs-mix` where a
 * part is named and nothing was heard, `no-such-section` (`section`) where the song has none.
 */
export function placeOfAsked(place: PlaceAsked, durationS: number, analysis: Analysis | null): Place {
  if (place.kind === 'section') {
    return { spans: sectionSpans(place.section, analysis), key: place.section };
  }
  const [startS, endS] =
    place.kind === 'at'
      ? [Math.max(0, place.s - AROUND_S.before), place.s + AROUND_S.behind]
      : [place.startS, place.endS ?? durationS];
  const asked = place.kind === 'at' ? place.s : place.startS;
  if (asked >= durationS) throw new Fault('place-beyond-song', 'usage', { asked, durationS });
  const end = Math.min(endS, durationS);
  if (end <= startS) throw new Fault('place-beyond-song', 'usage', { asked: endS, durationS });
  const key = place.kind === 'at' ? `at-${clockKey(place.s)}` : `${clockKey(startS)}-to-${clockKey(end)}`;
  return { spans: [{ startS, endS: end }], key };
}

/** The chorus: what is loud; the verse: all that is not; intro and outro: the first part and the last of several. */
function sectionSpans(section: SectionName, analysis: Analysis | null): Span[] {
  if (analysis === null) throw new Fault('section-needs-mix', 'usage', { section });
  const parts = analysis.measurements.sections?.parts ?? [];
  const told = (chosen: typeof parts): Span[] => chosen.map(({ startS, endS }) => ({ startS, endS }));
  const loud = parts.filter(({ kind }) => kind === 'loud');
  const others = parts.filter(({ kind }) => kind !== 'loud');
  const spans = {
    chorus: () => (others.length === 0 ? [] : loud),
    verse: () => (loud.length === 0 ? [] : others),
    intro: () => (parts.length < 2 ? [] : parts.slice(0, 1)),
    outro: () => (parts.length < 2 ? [] : parts.slice(-1)),
  }[section]();
  if (spans.length === 0) throw new Fault('no-such-section', 'usage', { section });
  return told(spans);
}
