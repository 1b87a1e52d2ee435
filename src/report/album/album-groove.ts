// Album groove: the record as a lacquer disc: a band a song, cut as wide as it is loud; an ornament that no two records share.
import type { Arc } from '../../album/flow/arc.ts';
import { gainFromDb } from '../../dsp/decibel.ts';
import { DISC, groovePoint } from '../groove.ts';
import { coordinate } from '../plot.ts';

const POINTS_PER_TURN = 150;
const CENTRE = DISC.size / 2;
/** Quieter than the loudest by so much, the groove runs nearly still. */
const DEPTH_LU = 24;

/** Decoration: it is hidden from screen readers, which have the charts. Empty where nothing sounds. */
export function albumDisc({ course, songs, durationS }: Arc): string {
  const loudest = course.lufs.reduce<number>((most, lufs) => Math.max(most, lufs ?? -70), -70);
  if (!(durationS > 0) || loudest <= -70) return '';
  const points = Array.from({ length: DISC.turns * POINTS_PER_TURN }, (_, i) => {
    const share = i / (DISC.turns * POINTS_PER_TURN - 1);
    const at = Math.min(course.lufs.length - 1, Math.floor((share * durationS) / course.stepS));
    const under = loudest - (course.lufs[at] ?? -70);
    const swing = under > DEPTH_LU ? 0 : gainFromDb(-under);
    return place(share, i % 2 === 0 ? swing : -swing);
  });
  const bands = songs.slice(1).map(({ fromS }) => bandEnd(fromS / durationS));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="disc" viewBox="0 0 ${DISC.size} ${DISC.size}" aria-hidden="true" fill="none">` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.edge}" class="lacquer"/><path d="M${points.join('L')}" class="groove"/>` +
    bands.join('') +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.label}" class="label"/>` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="${DISC.hole}" class="hole"/></svg>`
  );
}

/** Between two songs a record has a ring without music. */
function bandEnd(share: number): string {
  const radius = DISC.outer - (DISC.outer - DISC.inner) * share;
  return `<circle cx="${CENTRE}" cy="${CENTRE}" r="${coordinate(radius)}" class="band"/>`;
}

function place(share: number, swing: number): string {
  const { x, y } = groovePoint(share, swing);
  return `${coordinate(CENTRE + x)} ${coordinate(CENTRE + y)}`;
}
