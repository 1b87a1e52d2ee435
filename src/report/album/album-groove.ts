// Album groove: the record as a lacquer disc: a band a song, cut as wide as it is loud; an ornament that no two records share.
import type { Arc } from '../../album/flow/arc.ts';
import { gainFromDb } from '../../dsp/decibel.ts';
import { cos, sin } from '../../dsp/math.ts';
import { DISC } from '../groove.ts';
import { coordinate } from '../plot.ts';

const CENTRE = DISC.size / 2;
const TURNS = 18;
const POINTS_PER_TURN = 140;
/** Between two songs the groove runs inwards fast: units of the picture, and of all such places together at most. */
const BAND_GAP = 3;
const MOST_GAPS = 30;
/** Share of the pitch that the loudest moment swings to either side; neighbours never touch. */
const SWING = 0.45;
/** Quieter than the loudest by so much, the groove runs nearly still. */
const DEPTH_LU = 24;

/** Decoration: it is hidden from screen readers, which have the charts. Empty where nothing sounds. */
export function albumDisc({ course, songs, durationS }: Arc): string {
  const loudest = course.lufs.reduce<number>((most, lufs) => Math.max(most, lufs ?? -70), -70);
  if (!(durationS > 0) || loudest <= -70) return '';
  const gap = Math.min(BAND_GAP, MOST_GAPS / Math.max(1, songs.length - 1));
  const groove = DISC.outer - DISC.inner - gap * (songs.length - 1);
  const count = TURNS * POINTS_PER_TURN;
  const points = Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    const at = Math.min(course.lufs.length - 1, Math.floor((share * durationS) / course.stepS));
    const under = loudest - (course.lufs[at] ?? -70);
    const swing = under > DEPTH_LU ? 0 : (SWING * gainFromDb(-under) * groove) / TURNS;
    const begun = songs.filter(({ fromS }) => fromS <= share * durationS).length;
    const inwards = groove * share + gap * Math.max(0, begun - 1);
    return place(DISC.outer - inwards + (i % 2 === 0 ? swing : -swing), share);
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="disc" viewBox="0 0 ${DISC.size} ${DISC.size}" aria-hidden="true" fill="none">` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.edge}" class="lacquer"/><path d="M${points.join('L')}" class="groove"/>` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.label}" class="label"/>` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.hole}" class="hole"/></svg>`
  );
}

/** Begins at the top. */
function place(radius: number, share: number): string {
  const angle = 2 * Math.PI * (TURNS * share - 0.25);
  return `${coordinate(CENTRE + radius * cos(angle))} ${coordinate(CENTRE + radius * sin(angle))}`;
}
