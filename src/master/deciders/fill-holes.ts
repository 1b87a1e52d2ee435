// Holes: moments in which the sound was lost or sank, filled or raised where that can be known, and told where it cannot.
import type { Finding } from '../../inspect/finding.ts';
import { alone, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { sureFindings } from '../sure-findings.ts';
import { keepsTime } from './keeps-time.ts';
import { mended, together } from './places-of-findings.ts';

/** What goes on over a longer hole is a guess that has faded to nothing: the filling's own limit (process/repair/dropout-repair). */
const LONGEST_S = 0.26;
/** Up to here the filling comes 5 dB nearer to what was there, beyond by 1 to 3 dB: better than a hole, worse than the truth. */
const KNOWN_S = 0.06;

const CODES = ['dropout', 'gap', 'channel-dropout', 'buffer-glitch'];

/** Holes first of all repairs: they are known by their silence. Dips last: they are known by what is around them. */
export const HOLES: Decider = { id: 'holes', stage: 'repair', decide: decideHoles };
export const DIPS: Decider = {
  id: 'dips',
  stage: 'repair',
  decide: ({ analysis }) => mended(analysis, { id: 'undip', codes: ['level-dip'] }),
};

function decideHoles({ analysis, song }: Question): Decision {
  const found = CODES.flatMap((code) => sureFindings(analysis, code));
  const holes = found.filter(({ code }) => code !== 'buffer-glitch');
  const meant = keepsTime(holes, song.sampleRateHz);
  if (meant !== null && holes.length === found.length)
    return alone('holes-keep-time', { count: holes.length, everyS: meant });
  const rest = meant === null ? found : found.filter(({ code }) => code === 'buffer-glitch');
  const long = rest.filter((hole) => isHole(hole) && lengthS(hole) > LONGEST_S);
  const short = rest.filter((hole) => !long.includes(hole));
  const guessed = short.filter((hole) => isHole(hole) && lengthS(hole) > KNOWN_S);
  return together(
    mended(analysis, { id: 'dropouts', codes: CODES, found: short }),
    toldAlone('holes-too-long', long),
    toldAlone('holes-guessed', guessed),
  );
}

/** A glitch is a row of them, as long as the row. */
const isHole = ({ code }: Finding): boolean => code !== 'buffer-glitch';
const lengthS = ({ startS, endS }: Finding): number => (endS ?? 0) - (startS ?? 0);

function toldAlone(code: string, holes: readonly Finding[]): Decision {
  const [first] = holes;
  if (first === undefined) return NOTHING;
  const longestMs = Math.round(1000 * Math.max(...holes.map(lengthS)));
  return alone(code, { count: holes.length, firstS: first.startS ?? 0, longestMs });
}
